"""Plans of all of Flanders: each criterion, mixes, balance, curves, and a change in one place."""

import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.processes import Run, run
from benchmarks.table import Bar, Measured

PLAN_BAR = Bar(12, 5)
BALANCE_BAR = Bar(60, 15)
CURVE_BAR = Bar(8, 3)
CHANGE_BAR = Bar(4, 2)
NEAR_ZERO = 0.01  # gap of balance that counts as proven, in targets
SMALL_GAP = 0.005
PLAN = (sys.executable, "-m", "regionplanner", "plan", "--quiet", "--workers", "2")
THIRTY = (*PLAN, "--regions", "30")
CHANGED = "REFREG15"  # Limburg, the largest

PLANS = {
    "default (distance 1, ties 2)": (),
    "distance": ("--criteria", "distance=1"),
    "dispersion": ("--criteria", "dispersion=1"),
    "border": ("--criteria", "border=1"),
    "ties": ("--criteria", "ties=1"),
    "distance 1, border 0.5, ties 2 (police zone 1, first-line zone 1)": (
        *("--criteria", "distance=1,border=0.5,ties=2"),
        *("--ties", "politiezone=1,elz=1"),
    ),
}
BALANCES = {
    "balance": ("--criteria", "balance=1"),
    "distance 1, border 0.5, ties 2, balance 100": (
        *("--criteria", "distance=1,border=0.5,ties=2,balance=100"),
    ),
}


@dataclass(frozen=True, slots=True)
class Planned:
    """A run of ``regionplanner plan`` and the summary it wrote; None when it failed."""

    run: Run
    summary: dict[str, Any] | None


def planned(
    command: Sequence[str], out: Path, *, limit_s: float, cache: Path | None = None
) -> Planned:
    """Return how a plan was made.

    Parameters
    ----------
    command
        ``regionplanner plan`` with its options, but for ``--out``.
    out
        Folder for the results.
    limit_s
        The command is ended after this time [s].
    cache
        What the planner may have kept from earlier runs; nothing when None.
    """
    with tempfile.TemporaryDirectory() as empty:
        done = run([*command, "--out", str(out)], cache=cache or Path(empty), limit_s=limit_s)
    if done.error:
        return Planned(done, None)
    written = ("plan.csv", "regions.csv", "plan.gpkg", "map.html", "summary.json")
    missing = [name for name in written if not (out / name).is_file()]
    if missing:
        raise FileNotFoundError(f"a plan was made without {', '.join(missing)}")
    return Planned(done, json.loads((out / "summary.json").read_text(encoding="utf-8")))


def measured_plan(
    work: str, bar: Bar, once: Callable[[Path], Planned], *, repeat: int, near: float = 0.0
) -> Measured:
    """Return the measurements of one plan.

    Parameters
    ----------
    work
        What it is called in the table.
    bar
        What is asked.
    once
        Makes the plan in a folder.
    repeat
        Number of runs; one that fails is not tried again.
    near
        Largest gap that will do: relative, and, up to `NEAR_ZERO`, absolute; 0 asks for a proof.
    """
    runs: list[Run] = []
    summary = None
    for _ in range(repeat):
        with tempfile.TemporaryDirectory() as folder:
            made = once(Path(folder) / "out")
        runs.append(made.run)
        summary = made.summary
        if summary is None:
            return Measured(work, bar, tuple(runs), made.run.error, proven=False)
    if summary is None:
        raise ValueError("a measurement takes at least one run")
    return Measured(work, bar, tuple(runs), answer(summary), proven=_good(summary, near))


def answer(summary: dict[str, Any]) -> str:
    """Return what came out, with what is proven about it.

    Parameters
    ----------
    summary
        As the planner wrote it.
    """
    objective, bound = summary["objective"], summary["bound"]
    if summary["status"] == "optimal":
        return f"{objective:,.3f}, optimal"
    return (
        f"{objective:,.3f}, {summary['status']}, gap {summary['gap']:.2%} ({objective - bound:.3f})"
    )


def _good(summary: dict[str, Any], near: float) -> bool:
    if summary["status"] == "optimal" and summary["objective"] == summary["bound"]:
        return True
    if not near or summary["gap"] is None:
        return False
    return bool(summary["gap"] <= near or summary["objective"] - summary["bound"] <= NEAR_ZERO)


def plans(repeat: int) -> Iterator[Measured]:
    """Yield the measurements of additive criteria and a mix.

    Parameters
    ----------
    repeat
        Number of runs of each.
    """
    for work, choices in PLANS.items():
        yield _flanders(work, choices, PLAN_BAR, repeat)


def balances(repeat: int) -> Iterator[Measured]:
    """Yield the measurements of balance, alone and in a mix.

    Parameters
    ----------
    repeat
        Number of runs of each.
    """
    for work, choices in BALANCES.items():
        yield _flanders(work, choices, BALANCE_BAR, repeat, near=SMALL_GAP)


def _flanders(
    work: str, choices: Sequence[str], bar: Bar, repeat: int, near: float = 0.0
) -> Measured:
    def once(out: Path) -> Planned:
        return planned([*THIRTY, *choices], out, limit_s=bar.limit_s)

    return measured_plan(f"plan: {work}", bar, once, repeat=repeat, near=near)


def curves(repeat: int) -> Iterator[Measured]:
    """Yield the measurements of every curve of every reference region.

    Parameters
    ----------
    repeat
        Number of runs of each.
    """
    for criterion in ("border", "distance"):
        yield _curves(criterion, repeat)


def _curves(criterion: str, repeat: int) -> Measured:
    work = f"all curves f(k): {criterion}"
    command = [sys.executable, "-m", "benchmarks.curves", criterion]
    runs = []
    for _ in range(repeat):
        with tempfile.TemporaryDirectory() as cache:
            runs.append(run(command, cache=Path(cache), limit_s=CURVE_BAR.limit_s))
        if runs[-1].error:
            return Measured(work, CURVE_BAR, tuple(runs), runs[-1].error, proven=False)
    points, proven = map(int, runs[-1].output.split())
    found = f"{proven} of {points} values proven"
    return Measured(work, CURVE_BAR, tuple(runs), found, proven=points == proven)


def changes(repeat: int) -> Iterator[Measured]:
    """Yield the measurements of a plan that differs from an earlier one in one reference region.

    Parameters
    ----------
    repeat
        Number of runs of each, all after the same first run.
    """
    with tempfile.TemporaryDirectory() as folder:
        kept, before = Path(folder) / "cache", Path(folder) / "before"
        kept.mkdir()
        first = planned(THIRTY, before, limit_s=PLAN_BAR.limit_s, cache=kept)
        if first.summary is None:
            failed = (first.run,)
            yield Measured("the plan to change", PLAN_BAR, failed, first.run.error, proven=False)
            return
        n_regions = first.summary["split"][CHANGED] + 1
        region = _a_region(before / "plan.csv")
        options = {
            f"a change in one place: {n_regions} regions in {CHANGED}": (
                *("--regions-per", f"{CHANGED}={n_regions}"),
            ),
            f"a change in one place: region {region} locked": (
                *("--lock", str(before / "plan.csv"), "--lock-regions", region),
            ),
        }
        for work, choices in options.items():
            yield _change(work, choices, kept, repeat)


def _change(work: str, choices: Sequence[str], kept: Path, repeat: int) -> Measured:
    def once(out: Path) -> Planned:
        cache = out.parent / "cache"
        shutil.copytree(kept, cache)  # the same first run each time
        return planned([*THIRTY, *choices], out, limit_s=10 * PLAN_BAR.most_s, cache=cache)

    return measured_plan(work, CHANGE_BAR, once, repeat=repeat)


def _a_region(plan: Path) -> str:
    """Return the first region of the reference region that is changed."""
    header, *lines = plan.read_text(encoding="utf-8").splitlines()
    parent, region = (header.split(",").index(name) for name in ("reference_region", "region"))
    rows = [line.split(",") for line in lines]
    return min(row[region] for row in rows if row[parent] == CHANGED)


def peak(rows: Sequence[Measured]) -> str:
    """Return the largest memory of any of the measurements, as a sentence.

    Parameters
    ----------
    rows
        Plans of all of Flanders.
    """
    known = [row for row in rows if row.peak_mb is not None]
    if not known:
        return "Memory is not measured on this system."
    largest = max(known, key=lambda row: row.peak_mb or 0.0)
    most = largest.peak_mb or 0.0
    verdict = "aim" if most <= 400 else "bar" if most <= 700 else "over the bar"
    return (
        f"Memory at peak, all of Flanders, summed over all processes: {most:.0f} MB "
        f"({largest.work}); bar 700 MB, aim 400 MB: {verdict}."
    )
