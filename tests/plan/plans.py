"""Plans that are nothing but groups of units, for what only looks at who is in which region."""

from hypothesis import strategies as st

from regionplanner.plan.plan import Plan, Region


def plan_with(groups):
    """Plan with these members by region code."""
    return Plan(
        tuple(
            Region(
                code=code,
                label=code.upper(),
                parent="P",
                parent_name="Parent",
                members=tuple(sorted(members)),
                centre=min(members),
                largest=min(members),
                largest_name=min(members),
                centre_name=min(members),
            )
            for code, members in groups.items()
        )
    )


@st.composite
def plans(draw, units="abcdefgh", codes="1234"):
    """Plans of some of the units, in no, one or more regions."""
    where = draw(st.dictionaries(st.sampled_from(units), st.sampled_from(codes)))
    order = draw(st.permutations(sorted(set(where.values()))))
    return plan_with({code: [u for u, at in where.items() if at == code] for code in order})
