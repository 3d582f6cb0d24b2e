"""The planner and its rivals on one large parent: all of Flanders, and made-up ones."""

import itertools
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import regionplanner as rp
from benchmarks.flanders import planned
from benchmarks.measure import yardstick_of
from benchmarks.rivals import gerrychain_rival, hess_rival
from benchmarks.rivals.compare import Ask, assignment_of, missing, reported
from benchmarks.rivals.rows import rival_rows, rival_table
from benchmarks.rivals.work import Attempt, Work, work_of
from benchmarks.scale import LargeParent, large_parents

NOTE = (
    "By our plain definitions of the criteria; the best run, in brackets the median. A search is "
    "given the time of our whole process, on two processors; we use one for a parent. Our regions "
    "keep to the units nearest to their centre, and the bound is that of such plans; those of "
    "rivals need not. The compact model needs no contiguity, and its bound holds for all plans."
)


@dataclass(frozen=True, slots=True)
class Contest:
    """One parent in a file, and one criterion."""

    parent: LargeParent
    file: Path
    criterion: str


def compared_on_large_parents(ask: Ask) -> Iterator[str]:
    """Yield a table for every large parent and criterion.

    Parameters
    ----------
    ask
        What is compared; the made-up parents for ``"distance"`` only.
    """
    with tempfile.TemporaryDirectory() as folder:
        for parent in large_parents():
            file = parent.write(Path(folder))
            for criterion in ask.criteria:
                if criterion in parent.asked:
                    yield _table(Contest(parent, file, criterion), ask)
    yield NOTE


def _table(contest: Contest, ask: Ask) -> str:
    parent, criterion = contest.parent, contest.criterion
    units = rp.read_municipalities(
        contest.file, id_column="id", name_column="name", parent_column="parent"
    )
    yard = yardstick_of(units, rp.rook_graph(units, links=parent.links), parent.n_regions)
    whole = work_of(parent.name, list(yard.parent), parent.n_regions, yard)
    rivals = [rival for rival in ask.rivals if not missing(rival)]
    attempts = reported(_attempts(contest, whole, ask, rivals))
    what = f"{parent.name}, {criterion}, {parent.n_regions} regions"
    return rival_table(what, rival_rows(criterion, attempts, yard))


def _attempts(contest: Contest, whole: Work, ask: Ask, rivals: Sequence[str]) -> Iterator[Attempt]:
    ours = _ours(contest)
    yield ours
    if "hess" in rivals and contest.criterion == "distance":
        yield hess_rival.of_one_parent(whole, max(ask.times) * ours.seconds)
    if "gerrychain" not in rivals:
        return
    for times, method in itertools.product(ask.times, gerrychain_rival.METHODS):
        search = gerrychain_rival.Search(contest.criterion, method, times * ours.seconds)
        for seed in range(ask.seeds):
            made = gerrychain_rival.of_one_parent(whole, search, seed)
            yield replace(made, what=f"{made.what}, {times} x our time")


def _ours(contest: Contest) -> Attempt:
    command = contest.parent.command(contest.file, contest.criterion)
    limit_s = contest.parent.asked[contest.criterion].bar.limit_s
    with tempfile.TemporaryDirectory() as folder:
        made = planned(command, Path(folder), limit_s=limit_s)
        if made.summary is None:
            return Attempt("regionplanner", {}, made.run.seconds, note=made.run.error)
        assignment = assignment_of(Path(folder) / "plan.csv")
    return Attempt("regionplanner", assignment, made.run.seconds, bound=made.summary["bound"])
