"""Groups that were held against the rules, as a plain table and ready for JSON."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from regionplanner.data.municipalities import Municipalities
from regionplanner.plan.plan import Plan
from regionplanner.score.group_check import GroupCheck

Checked = Mapping[str, Sequence[GroupCheck]]
"""Groups by grouping."""


def group_counts(checks: Sequence[GroupCheck]) -> dict[str, int]:
    """Return how many groups of a grouping keep the rules, and which they break.

    Parameters
    ----------
    checks
        Of one grouping.

    Returns
    -------
    dict
        ``groups``, ``keep_rules``, ``in_pieces``, ``too_small``, ``too_large``, ``across`` (in
        more than one reference region) and ``other`` (that break any other rule).
    """
    usual = {"contiguous", "nested", "size"}
    return {
        "groups": len(checks),
        "keep_rules": sum(check.keeps_rules for check in checks),
        "in_pieces": sum(not check.contiguous for check in checks),
        "too_small": sum(check.size == "small" for check in checks),
        "too_large": sum(check.size == "large" for check in checks),
        "across": sum(not check.nested for check in checks),
        "other": sum(any(one.rule not in usual for one in check.broken) for check in checks),
    }


def members_by_region(check: GroupCheck, plan: Plan) -> dict[str, tuple[str, ...]]:
    """Return the members of a group by region of a plan; under an empty code, who is in none.

    Parameters
    ----------
    check
        The group, beside this plan.
    plan
        The plan.
    """
    where, group = plan.assignment, check.group
    found = {
        code: tuple(nis for nis in group.members if where.get(nis) == code)
        for code in group.regions
    }
    return found | ({"": group.outside} if group.outside else {})


def group_check_table(
    checked: Checked, municipalities: Municipalities, plan: Plan | None = None
) -> pd.DataFrame:
    """Return groups held against the rules as one row a group.

    Parameters
    ----------
    checked
        Groups by grouping.
    municipalities
        The units.
    plan
        The plan that they stand beside.

    Returns
    -------
    pandas.DataFrame
        Index ``grouping``, ``group``; columns ``name``, ``municipalities``, ``members``,
        ``keeps_rules``, ``size`` (``fits``, ``small``, ``large``), ``contiguous``, ``pieces``,
        ``between``, ``nested``, ``reference_regions``, ``without_polygon``, ``broken``, and with
        a plan ``whole``, ``regions`` and ``outside``. Yes is 1 and no 0; of lists of
        municipalities, names are separated by commas, pieces by slashes.
    """
    names, frame = municipalities.frame["name"], municipalities.frame
    parents = dict(zip(frame["reference_region"], frame["reference_region_name"], strict=True))

    def listed(units: Sequence[str]) -> str:
        return ", ".join(names[list(units)])

    rows = []
    for grouping, checks in checked.items():
        for check in checks:
            group = check.group
            row = {
                "grouping": grouping,
                "group": group.code,
                "name": group.name,
                "municipalities": len(group.members),
                "members": listed(group.members),
                "keeps_rules": int(check.keeps_rules),
                "size": check.size,
                "contiguous": int(check.contiguous),
                "pieces": " / ".join(map(listed, check.pieces)),
                "between": listed(check.between or ()),
                "nested": int(check.nested),
                "reference_regions": "; ".join(
                    f"{parents[code]}: {listed(units)}" for code, units in check.parents.items()
                ),
                "without_polygon": listed(check.without_polygon),
                "broken": "; ".join(one.message for one in check.broken),
            }
            if plan is not None:
                row |= {
                    "whole": int(bool(group.regions) and not group.cut),
                    "regions": ", ".join(group.regions),
                    "outside": listed(group.outside),
                }
            rows.append(row)
    return pd.DataFrame(rows).set_index(["grouping", "group"])


def group_check_summary(
    checked: Checked, municipalities: Municipalities, plan: Plan | None = None
) -> dict[str, Any]:
    """Return groups held against the rules, ready for JSON.

    Parameters
    ----------
    checked
        Groups by grouping.
    municipalities
        The units.
    plan
        The plan that they stand beside.
    """
    return {
        "groupings": [
            {
                "grouping": grouping,
                "counts": group_counts(checks),
                "groups": [_group(check, municipalities, plan) for check in checks],
            }
            for grouping, checks in checked.items()
        ]
    }


def _group(check: GroupCheck, municipalities: Municipalities, plan: Plan | None) -> dict[str, Any]:
    group, names = check.group, municipalities.frame["name"]
    found: dict[str, Any] = {
        "group": group.code,
        "name": group.name,
        "keeps_rules": check.keeps_rules,
        "members": {nis: str(names[nis]) for nis in group.members},
        "size": check.size,
        "contiguous": check.contiguous,
        "pieces": [list(piece) for piece in check.pieces],
        "between": None if check.between is None else list(check.between),
        "nested": check.nested,
        "reference_regions": {code: list(units) for code, units in check.parents.items()},
        "without_polygon": list(check.without_polygon),
        "broken": [{"rule": one.rule, "message": one.message} for one in check.broken],
    }
    if plan is not None:
        found["plan"] = {
            "whole": bool(group.regions) and not group.cut,
            "regions": {
                code: list(units) for code, units in members_by_region(check, plan).items() if code
            },
            "outside": list(group.outside),
        }
    return found
