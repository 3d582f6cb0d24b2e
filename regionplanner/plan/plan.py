"""Plan: regions with their members and centres, the proof they came with, and their tables."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape

import pandas as pd

from regionplanner.choice import Language, known_language
from regionplanner.data.municipalities import Municipalities, expect_municipalities
from regionplanner.errors import DataError, counted, listing
from regionplanner.proof import UNPROVEN, Proof
from regionplanner.rules.neighbours import linked_pairs
from regionplanner.rules.rule import Violation
from regionplanner.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Region:
    """One youth region.

    Attributes
    ----------
    code
        Stable short id, for example ``"kempen-a"``.
    label
        What maps show, for example ``"Kempen A"``.
    parent, parent_name
        Code and name of the reference region it lies in.
    members
        NIS codes, sorted.
    centre
        Member with the least total distance to the others: a place to meet, not a leader.
    largest
        Member with most inhabitants (by area where inhabitants are unknown).
    largest_name
        Its name.
    centre_name
        The name of the centre, which the region lies around.
    colour
        What maps fill it with (``"#rrggbb"``); empty while it has none (see `plan_colours`).
    """

    code: str
    label: str
    parent: str
    parent_name: str
    members: tuple[str, ...]
    centre: str
    largest: str
    largest_name: str
    centre_name: str = ""
    colour: str = ""

    def title(self, language: Language = "nl") -> str:
        """Return the full name, for example ``"Kempen A, rond Geel"``.

        Parameters
        ----------
        language
            ``"nl"`` or ``"en"``.

        Returns
        -------
        str
            The label, and the centre that the region lies around.

        Raises
        ------
        ValueError
            The language is another one.
        """
        around = {"nl": "rond", "en": "around"}[known_language(language)]
        return f"{self.label}, {around} {self.centre_name}"


@dataclass(frozen=True, slots=True)
class Plan:
    """A verified division into regions; immutable.

    Attributes
    ----------
    regions
        Sorted by reference region, then by smallest NIS code.
    proof
        Objective, bound and status.
    violations
        Every rule that the plan breaks; empty for a valid plan.
    scenario
        The choices it was made with, or is held against; None when unknown.
    data_hash
        Digest of the data it was made from.
    left_out
        Why reference regions that the run left out have no region, by code.
    """

    regions: tuple[Region, ...]
    proof: Proof = UNPROVEN
    violations: tuple[Violation, ...] = ()
    scenario: Scenario | None = None
    data_hash: str = ""
    left_out: Mapping[str, str] = field(default_factory=dict, hash=False)

    def __iter__(self) -> Iterator[Region]:
        return iter(self.regions)

    def __len__(self) -> int:
        return len(self.regions)

    @property
    def assignment(self) -> Mapping[str, str]:
        """Region code of every unit, by NIS code."""
        pairs = ((nis, region.code) for region in self.regions for nis in region.members)
        return dict(sorted(pairs))

    def _repr_html_(self) -> str:
        """Return the regions as a small table, for notebooks."""
        rows = "".join(
            f"<tr><td>{escape(r.code)}</td><td>{escape(r.title('en'))}</td>"
            f"<td style='text-align:right'>{len(r.members)}</td></tr>"
            for r in self.regions
        )
        head = "<tr><th>region</th><th>name</th><th>municipalities</th></tr>"
        return f"<p>{escape(self.proof.sentence())}</p><table>{head}{rows}</table>"


def expect_plan(given: object) -> None:
    """Raise where something else is given for a plan, as an assignment.

    Raises
    ------
    DataError
        When it is no `Plan`.
    """
    if not isinstance(given, Plan):
        raise DataError(
            "a plan is expected, and a {kind} is given; make one with make_plan(...)",
            kind=type(given).__name__,
        )


def expect_members(plan: Plan, municipalities: Municipalities) -> None:
    """Raise where a plan names units that the data do not have.

    Raises
    ------
    DataError
        When it does, or either is something else.
    """
    expect_plan(plan)
    expect_municipalities(municipalities)
    missing = sorted(set(plan.assignment) - set(municipalities.frame.index))
    if missing:
        raise DataError(
            "The plan has {count} that the data lack: {missing}; plan and data must be of the "
            "same year; use the data it was made from",
            count=counted(len(missing), "unit"),
            missing=listing(missing),
        )


def plan_table(plan: Plan, municipalities: Municipalities) -> pd.DataFrame:
    """Return the plan as one row a municipality.

    Parameters
    ----------
    plan
        The plan.
    municipalities
        Its units.

    Returns
    -------
    pandas.DataFrame
        Index ``nis``, sorted; columns ``name``, ``reference_region``, ``region``, ``centre``
        (1 for the centre of a region, else 0), ``region_name``; where regions have colours also
        ``colour`` (``"#rrggbb"``).

    Raises
    ------
    DataError
        When the plan names units that the data do not have.
    """
    expect_members(plan, municipalities)
    frame = municipalities.frame
    assignment = plan.assignment
    centres = {region.centre for region in plan}
    nis, regions = list(assignment), list(assignment.values())
    shown = {"region_name": {region.code: region.label for region in plan}}
    if any(region.colour for region in plan):
        shown["colour"] = {region.code: region.colour for region in plan}
    return pd.DataFrame(
        {
            "name": frame.loc[nis, "name"],
            "reference_region": frame.loc[nis, "reference_region"],
            "region": regions,
            "centre": [int(unit in centres) for unit in nis],
            **{column: [of[code] for code in regions] for column, of in shown.items()},
        },
        index=pd.Index(nis, name="nis"),
    )


def later_units(plan: Plan, municipalities: Municipalities) -> frozenset[str]:
    """Return the units that a plan leaves for later; none unless it may."""
    scenario = plan.scenario
    if scenario is None or scenario.coverage is None:
        return frozenset()
    return frozenset(municipalities.frame.index) - set(plan.assignment) - set(scenario.leave_out)


def linked_units(
    plans: Iterable[Plan], municipalities: Municipalities
) -> tuple[tuple[str, str], ...]:
    """Return the pairs that plans count as neighbours by a link: of the data and the scenarios."""
    pairs = (linked_pairs(municipalities, plan.scenario or Scenario()) for plan in plans)
    return tuple(sorted({pair for linked in pairs for pair in linked}))
