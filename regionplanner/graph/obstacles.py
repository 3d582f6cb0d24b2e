"""What rules rule out before anything is planned: locked regions, and what they leave."""

import networkx as nx

from regionplanner.choices import Lock
from regionplanner.data.municipalities import Municipalities
from regionplanner.graph.layout import Layout, ground
from regionplanner.graph.locks import across_obstacle, lock_obstacles, members_by_parent
from regionplanner.graph.situation import Obstacle, Situation, parent_label
from regionplanner.graph.stranded import stranded_obstacles
from regionplanner.rules.rules import Rules
from regionplanner.scenario import Scenario


def rule_obstacles(
    municipalities: Municipalities, graph: "nx.Graph[str]", scenario: Scenario, rules: Rules
) -> list[Obstacle]:
    """Return why locked regions and units left out allow no plan, as far as a map shows it.

    Parameters
    ----------
    municipalities
        All units, also those left out.
    graph
        Their rook graph.
    scenario
        Sizes, and whether all units must be in a region.
    rules
        Locked regions and units left out.

    Returns
    -------
    list of Obstacle
        Locks across reference regions, then per reference region, in the order of its code:
        locks in parts or of another size, and what locks and units left out strand. A lock
        across reference regions is looked at further as if only its largest part were locked.
    """
    across = [across_obstacle(municipalities, lock) for lock in rules.locked]
    found = [obstacle for obstacle in across if obstacle is not None]
    locks = {lock.region: members_by_parent(municipalities, lock)[0] for lock in rules.locked}
    out = frozenset(rules.left_out)
    parents = municipalities.frame["reference_region"]
    touched = {code for code, _ in locks.values()} | set(parents.loc[sorted(out)])
    for code in sorted(touched):
        situation = _situation(
            municipalities,
            graph,
            scenario,
            str(code),
            [
                (lock, locks[lock.region][1])
                for lock in rules.locked
                if locks[lock.region][0] == code
            ],
            out,
        )
        found += [*lock_obstacles(situation), *stranded_obstacles(situation)]
    return found


def _situation(
    municipalities: Municipalities,
    graph: "nx.Graph[str]",
    scenario: Scenario,
    code: str,
    locks: list[tuple[Lock, list[str]]],
    out: frozenset[str],
) -> Situation:
    frame = municipalities.frame
    units = frozenset(frame.index[frame["reference_region"] == code])
    area = ground(graph, units, scenario, tuple(lock.exception for lock, _ in locks))
    locked = tuple(area.bits(frozenset(members)) for _, members in locks)
    left_out = area.bits(out)
    free = area.bits(units) & ~left_out & ~sum(locked)
    return Situation(
        municipalities=municipalities,
        graph=graph,
        name=parent_label(municipalities, code),
        ground=area,
        layout=Layout(locked, free, left_out),
        locks=tuple(lock.region for lock, _ in locks),
    )
