"""The reference regions that can be planned, planned; the others left out, with the reason."""

import time
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

import networkx as nx

from regionplanner.errors import InfeasibleError, LimitError, RegionplannerError
from regionplanner.graph.contiguity import scenario_graph
from regionplanner.graph.situation import parent_label
from regionplanner.io.municipalities import Municipalities
from regionplanner.io.named_scenario import scenario_with_codes
from regionplanner.program.proposal import Proposal
from regionplanner.program.propose import propose
from regionplanner.program.remembered import CurveStore
from regionplanner.scenario import Scenario


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A reference region that cannot be planned.

    Attributes
    ----------
    code, label
        Its code, and what messages call it: ``"Limburg (REFREG15)"``.
    units
        Its municipalities, which are in no region.
    reason
        Why, and what would help.
    """

    code: str
    label: str
    units: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Plannable:
    """The best plan of the reference regions that can be planned.

    Attributes
    ----------
    proposal
        The plan and its proof.
    scenario
        The choices it keeps: those that were asked for, with the other reference regions left
        out, so that it makes the same plan again.
    left_out
        The other reference regions, in the order of their codes.
    """

    proposal: Proposal
    scenario: Scenario
    left_out: tuple[LeftOut, ...]


class _Memory:
    """Keeps answers while one plan is made."""

    def __init__(self) -> None:
        self._records: dict[str, object] = {}

    def get(self, key: str) -> object:
        return self._records.get(key)

    def put(self, key: str, record: object) -> None:
        self._records[key] = record

    def note(self, code: str, *, known: bool) -> None:
        """Nobody asks."""


def propose_plannable(
    municipalities: Municipalities,
    scenario: Scenario,
    *,
    graph: "nx.Graph[str] | None" = None,
    time_limit_s: float | None = None,
    store: CurveStore | None = None,
    **options: Any,
) -> Plannable:
    """Return the best plan of all reference regions that can be planned, and why others cannot.

    Parameters
    ----------
    municipalities, scenario, graph, time_limit_s, store
        As in `propose`. The number of regions is that of the reference regions that are planned.
    options
        Further options of `propose`.

    Raises
    ------
    DataError, ScenarioError, InfeasibleError, LimitError
        As in `propose`, where that is not about reference regions of which others can be left out;
        and when none can be planned.
    """
    scenario = scenario_with_codes(scenario, municipalities)
    graph = scenario_graph(municipalities, scenario) if graph is None else graph
    store = _Memory() if store is None else store
    deadline = None if time_limit_s is None else time.monotonic() + time_limit_s
    left: dict[str, LeftOut] = {}
    while True:
        try:
            proposal = propose(
                municipalities,
                scenario,
                graph=graph,
                time_limit_s=None if deadline is None else max(0.0, deadline - time.monotonic()),
                store=store,
                **options,
            )
        except RegionplannerError as error:
            left |= {code: _left(municipalities, code, why) for code, why in error.parents.items()}
            if not error.parents:
                raise _besides(error, left.values()) from None
            if len(left) == municipalities.frame["reference_region"].nunique():
                if isinstance(error, LimitError):
                    raise _besides(error, left.values()) from None
                raise InfeasibleError(
                    f"no reference region can be planned:\n{_lines(left.values())}"
                ) from None
            scenario = _without(scenario, municipalities, left)
        else:
            found = tuple(left[code] for code in sorted(left))
            return Plannable(proposal, scenario, found)


def _left(municipalities: Municipalities, code: str, reason: str) -> LeftOut:
    frame = municipalities.frame
    units = tuple(frame.index[frame["reference_region"] == code])
    return LeftOut(code, parent_label(municipalities, code), units, reason)


def _besides(error: RegionplannerError, left: Collection[LeftOut]) -> RegionplannerError:
    """Return an error that also names the reference regions that were left out before it."""
    if not left:
        return error
    return type(error)(f"{error}\nLeft out before that:\n{_lines(left)}")


def _lines(left: Iterable[LeftOut]) -> str:
    return "\n".join(f"- {one.label}: {one.reason}" for one in left)


def _without(
    scenario: Scenario, municipalities: Municipalities, codes: Collection[str]
) -> Scenario:
    """Return the scenario in which whole reference regions are left out, and no rule is on them."""
    frame = municipalities.frame
    units = set(frame.index[frame["reference_region"].isin(list(codes))])
    return scenario.model_copy(
        update={
            "leave_out": tuple(sorted({*scenario.leave_out, *units})),
            "together": tuple(group for group in scenario.together if not units & set(group)),
            "apart": tuple(pair for pair in scenario.apart if not units & set(pair)),
            "locked": tuple(lock for lock in scenario.locked if not units & set(lock.members)),
            "regions_per": {c: n for c, n in scenario.regions_per.items() if c not in codes},
        }
    )
