"""What on the map makes demands collide: too little to divide, remote units, dead ends."""

from collections.abc import Collection, Iterator
from itertools import combinations

import networkx as nx
import numpy as np

from regionplanner.errors import counted, listing
from regionplanner.numerals import shown
from regionplanner.program.explain.demands import asked, asked_figures
from regionplanner.program.explain.reach import far_pair, most_remote
from regionplanner.program.explain.study import Study
from regionplanner.rules.registry import DEMAND_KINDS
from regionplanner.rules.rule import Demand

_MOST_POINTS = 2


def bottleneck(study: Study, demands: Collection[Demand]) -> str:
    """Return why some demands of a reference region collide, as far as a map shows it.

    Parameters
    ----------
    study
        The reference region.
    demands
        Those that collide.

    Returns
    -------
    str
        A clause that follows "as"; empty when nothing can be pointed at.
    """
    seen = [*_remote(study, demands), *_further(study, demands)]
    if seen:
        return seen[0]
    if not study.counted(demands):
        return _what_there_is(study, demands)
    seen = [*_on_the_way(study, demands)]
    if not seen and all(DEMAND_KINDS[demand.kind].shape for demand in demands):
        seen = [*_dead_ends(study, demands)]
    return listing(seen)


def _what_there_is(study: Study, demands: Collection[Demand]) -> str:
    """Return what there is to divide: sizes and totals alone do not add up."""
    few = [*_few(study, demands)]
    if few:
        return few[0]
    free = list(study.free(demands))
    rows = study.municipalities.frame.loc[free]
    large = [d for d in demands if d.kind == "together" and d.value > study.scenario.max_units]
    if large and len(demands) > 1:
        return f"together they are {counted(int(large[0].value), 'municipality')}"
    for demand in demands:
        if demand.kind == "most" and (rows[demand.column] > demand.value).any():
            nis = str(rows[demand.column].idxmax())
            total = f"{shown(rows.at[nis, demand.column], None)} {demand.column}"
            return f"{study.municipalities.label(nis)} alone has {total}"
        for group in study.groups(demands) if demand.kind == "most" else []:
            in_all = float(rows.loc[list(group), demand.column].sum())
            if in_all > demand.value:
                return f"together they have {shown(in_all, None)} {demand.column}"
    columns = sorted({d.column for d in demands if d.column})
    parts = [
        counted(len(free), "municipality"),
        *(f"{shown(rows[c].sum(), None)} {c}" for c in columns),
    ]
    place = " outside the locked regions" if len(free) < len(study.figures.units) else ""
    return (
        f"there {'is' if len(free) == 1 and len(parts) == 1 else 'are'} {listing(parts)} to "
        f"divide{place}"
    )


def _few(study: Study, demands: Collection[Demand]) -> Iterator[str]:
    """Yield who reaches a figure that a member of every region reaches, where they are too few."""
    scenario, rules = asked(demands, study.scenario, study.rules, len(study.figures.units))
    n_free = len(study.free(demands))
    by_size, by_number = -(-n_free // scenario.max_units), 0
    if study.wanted is not None and any(demand.kind == "number" for demand in demands):
        by_number = study.wanted.start - study.n_locked(demands)
    for bound in rules.member_bounds:
        reaching = study.reaching(bound, demands)
        if len(reaching) < max(by_size, by_number):
            names = listing(map(study.municipalities.label, reaching))
            some = f"only {names} {'reaches' if len(reaching) == 1 else 'reach'} {bound}"
            most = (
                f"at most {_spelled(len(reaching))} {'region' if len(reaching) == 1 else 'regions'}"
            )
            needed = f"its {counted(n_free, 'municipality')} need {_spelled(by_size)}"
            if by_number > by_size:
                needed = f"{_spelled(by_number)} were asked for"
            yield f"{some}, so {most}, and {needed}" if reaching else f"none reaches {bound}"


def _spelled(count: int) -> str:
    words = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return words[count] if count < len(words) else str(count)


def _remote(study: Study, demands: Collection[Demand]) -> Iterator[str]:
    """Yield the unit with the fewest others within reach, when they are too few for a region."""
    least = next((demand.value for demand in demands if demand.kind == "min_units"), 0)
    figures = asked_figures(demands, study.figures, study.municipalities, study.scenario)
    remote = most_remote(figures, study.free(demands), demands)
    if remote is not None and remote.n_units < least:
        others = remote.n_units - 1
        count = counted(others, "other") if others else "no other"
        label = study.municipalities.label(remote.nis)
        yield f"{label} can be in one region with {count} at most, {remote.limit}"


def _further(study: Study, demands: Collection[Demand]) -> Iterator[str]:
    """Yield two units that must be in one region and are further apart than is allowed."""
    pair = far_pair(study.figures, study.groups(demands), demands)
    if pair is not None:
        names = listing(map(study.municipalities.label, pair.units))
        yield f"{names} are {pair.apart:.1f} {pair.unit} apart"


def _on_the_way(study: Study, demands: Collection[Demand]) -> Iterator[str]:
    """Yield two units that must be in one region, with too many others on the way."""
    most = next((demand.value for demand in demands if demand.kind == "max_units"), float("inf"))
    inside = _graph(study, demands)
    for demand in demands:
        if demand.kind == "together":
            members = study.rules.together[demand.index].members
            for a, b in combinations(members, 2):
                n_units = _n_on_the_way(inside, a, b)
                if n_units > most:
                    names = listing(map(study.municipalities.label, (a, b)))
                    yield f"a region with {names} has at least {counted(n_units, 'municipality')}"
                    return


def _n_on_the_way(inside: "nx.Graph[str]", a: str, b: str) -> int:
    """Return the number of units on the shortest way between two, both included."""
    if a not in inside or b not in inside or not nx.has_path(inside, a, b):
        return 0
    return int(nx.shortest_path_length(inside, a, b)) + 1


def _dead_ends(study: Study, demands: Collection[Demand]) -> Iterator[str]:
    """Yield the units that are reached through one other only, and are too few for a region."""
    inside = _graph(study, demands)
    ends = {v: _small_parts(study, demands, inside, v) for v in nx.articulation_points(inside)}
    concerned = _pairs(study, demands)
    if any({v, *behind} & concerned for v, behind in ends.items()):
        ends = {v: behind for v, behind in ends.items() if {v, *behind} & concerned}
    told: set[str] = set()
    n_told = 0
    for through in sorted(ends, key=lambda v: (-len(ends[v]), v)):
        if ends[through] and through not in told and n_told < _MOST_POINTS:
            told |= ends[through]
            n_told += 1
            names = listing(study.municipalities.label(nis) for nis in sorted(ends[through]))
            yield f"{names} can only be reached through {study.municipalities.label(through)}"


def _pairs(study: Study, demands: Collection[Demand]) -> set[str]:
    """Return the units that stay apart or are no neighbours."""
    pairs = {"apart": study.rules.apart, "no_link": study.scenario.no_links}
    return {nis for d in demands if d.kind in pairs for nis in pairs[d.kind][d.index]}


def _graph(study: Study, demands: Collection[Demand]) -> "nx.Graph[str]":
    figures = asked_figures(demands, study.figures, study.municipalities, study.scenario)
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(study.free(demands))
    pairs = np.argwhere(np.triu(figures.neighbours)).tolist()
    edges = [(figures.units[a], figures.units[b]) for a, b in pairs]
    graph.add_edges_from(edge for edge in edges if set(edge) <= set(graph))
    return graph


def _small_parts(
    study: Study, demands: Collection[Demand], inside: "nx.Graph[str]", through: str
) -> set[str]:
    """Return the units behind an articulation point, in parts too small to be a region."""
    frame = study.municipalities.frame
    rest = inside.subgraph(set(nx.node_connected_component(inside, through)) - {through})
    found: set[str] = set()
    for part in nx.connected_components(rest):
        sizes = [d.value > len(part) for d in demands if d.kind == "min_units"]
        totals = [
            d.value > frame.loc[sorted(part), d.column].sum() for d in demands if d.kind == "least"
        ]
        if any(sizes) or any(totals):
            found |= part
    return found
