"""The planner and its rivals on the same work, by one yardstick."""

import importlib.metadata
import importlib.util
import itertools
import statistics
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.flanders import PLAN_BAR, THIRTY, planned
from benchmarks.measure import Yardstick, yardstick
from benchmarks.rivals import gerrychain_rival, hess_rival, spopt_rival
from benchmarks.rivals.rows import Ours, best_pieces, rival_rows, rival_table
from benchmarks.rivals.work import Attempt, Work, work_of

N_REGIONS = 30
PACKAGES = {"gerrychain": ("gerrychain",), "spopt": ("spopt",), "hess": ("pulp", "highspy")}
RIVALS = tuple(PACKAGES)
CRITERIA = ("border", "distance")
NOTES = (
    "The best run, in brackets the median of the runs, by our plain definitions of the criteria. "
    "The best bound is the best that anyone here proved. Rivals are given our number of regions of "
    "every reference region. They have two processes, as we have; their seconds are those of the "
    "search, ours those of the whole process."
)


@dataclass(frozen=True, slots=True)
class Ask:
    """What is compared.

    Attributes
    ----------
    rivals
        Some of `RIVALS`.
    criteria
        Some of `CRITERIA`.
    times
        Multiples of our time that searches without an end are given.
    seeds
        Runs of what depends on chance.
    repeat
        Runs of the planner itself.
    """

    rivals: Sequence[str]
    criteria: Sequence[str]
    times: Sequence[int]
    seeds: int
    repeat: int


def compared(ask: Ask) -> Iterator[str]:
    """Yield a line of versions and a table for every criterion.

    Parameters
    ----------
    ask
        What is compared.
    """
    there = [rival for rival in ask.rivals if not missing(rival)]
    for rival in ask.rivals:
        if rival not in there:
            yield f"{rival} is skipped, not installed: pip install --group rivals"
    if there:
        yield f"Rivals: {', '.join(version(package) for r in there for package in PACKAGES[r])}."
    yard = yardstick(N_REGIONS)
    for criterion in ask.criteria:
        ours = our_plan(criterion, ask.repeat)
        if isinstance(ours, str):
            yield f"Nothing to compare with for {criterion}: {ours}"
            continue
        attempts = reported(_attempts(ask, there, ours, yard))
        what = f"{criterion}, {N_REGIONS} regions"
        yield rival_table(what, rival_rows(criterion, attempts, yard))
    yield NOTES


def missing(rival: str) -> list[str]:
    """Return the packages that a rival needs and that are not installed.

    Parameters
    ----------
    rival
        One of `RIVALS`.
    """
    return [name for name in PACKAGES[rival] if importlib.util.find_spec(name) is None]


def version(package: str) -> str:
    """Return the name and version of a package.

    Parameters
    ----------
    package
        Its name.
    """
    return f"{package} {importlib.metadata.version(package)}"


def our_plan(criterion: str, repeat: int) -> Ours | str:
    """Return the plan of the planner, or what went wrong.

    Parameters
    ----------
    criterion
        The only criterion.
    repeat
        Number of runs; the median of their seconds counts.
    """
    command = [*THIRTY, "--criteria", f"{criterion}=1"]
    seconds = []
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        for _ in range(repeat):
            made = planned(command, out, limit_s=PLAN_BAR.limit_s)
            if made.summary is None:
                return made.run.error
            seconds.append(made.run.seconds)
            bound, split = made.summary["bound"], made.summary["split"]
        assignment = assignment_of(out / "plan.csv")
    plan = Attempt("regionplanner", assignment, statistics.median(seconds), bound=bound)
    return Ours(criterion, plan, split)


def assignment_of(file: Path) -> dict[str, str]:
    """Return the region of every unit.

    Parameters
    ----------
    file
        A ``plan.csv``.
    """
    header, *lines = file.read_text(encoding="utf-8").splitlines()
    region = header.split(",").index("region")
    return {line.split(",")[0]: line.split(",")[region] for line in lines}


def works_of(yard: Yardstick, ours: Ours) -> list[Work]:
    """Return every reference region with the number of regions that our plan has there.

    Parameters
    ----------
    yard
        Knows the reference regions.
    ours
        The plan.
    """
    return [
        work_of(code, [unit for unit, parent in yard.parent.items() if parent == code], k, yard)
        for code, k in sorted(ours.split.items())
    ]


def _attempts(ask: Ask, rivals: Sequence[str], ours: Ours, yard: Yardstick) -> Iterator[Attempt]:
    """Yield our plans, and those of the rivals."""
    works, seconds = works_of(yard, ours), ours.plan.seconds
    yield ours.plan
    if "hess" in rivals:
        yield hess_rival.in_every_region(works, ours.criterion, max(ask.times) * seconds)
    if "gerrychain" in rivals:
        for times, method in itertools.product(ask.times, gerrychain_rival.METHODS):
            search = gerrychain_rival.Search(ours.criterion, method, times * seconds)
            for seed in range(ask.seeds):
                plan = gerrychain_rival.nested(works, search, seed)
                yield replace(plan, what=f"{plan.what}, {times} x our time")
    if "spopt" in rivals:
        made = list(_spopt(works, ask.seeds))
        yield from made
        what = "spopt, the best of these in every reference region"
        yield best_pieces(what, works, made, ours.criterion, yard)


def reported(attempts: Iterable[Attempt]) -> Iterator[Attempt]:
    """Yield the attempts, and say on the terminal that they are there.

    Parameters
    ----------
    attempts
        Plans.
    """
    for made in attempts:
        print(f"{made.seconds:8.1f} s  {made.what}", file=sys.stderr, flush=True)
        yield made


def _spopt(works: Sequence[Work], seeds: int) -> Iterator[Attempt]:
    for method in spopt_rival.METHODS:
        for seed in range(seeds if method in spopt_rival.BY_CHANCE else 1):
            yield spopt_rival.in_every_region(works, method=method, seed=seed)
