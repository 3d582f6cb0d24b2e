"""Several plans: alternatives, fronts, a repair; what compare, check and merge tell."""

import csv
import json
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from benchmarks.flanders import PLAN, PLAN_BAR, planned
from benchmarks.processes import ROOT, Run, run
from benchmarks.table import Bar, Measured

SETS_BAR, SHORT_BAR = Bar(180, 60), Bar(10, 5)
ALTERNATIVES_GAP, FRONT_GAP = 0.02, 0.005
COMMAND = (sys.executable, "-m", "regionplanner")
_BREAKS_RULES = 1  # exit code of check and merge
Said = Callable[[Path], tuple[str, bool]]


def sets(repeat: int) -> Iterator[Measured]:
    """Yield the measurements of work on several plans of Flanders.

    Parameters
    ----------
    repeat
        Number of runs of each.
    """
    yield _made(
        "alternatives: five within 5%",
        SETS_BAR,
        ("alternatives", "--plans", "5", "--within", "5%", "--regions", "30"),
        _alternatives,
        repeat,
    )
    for second in ("border", "ties"):
        yield _made(
            f"front: distance and {second}, nine points",
            SETS_BAR,
            ("front", "distance", second, "--points", "9", "--regions", "30"),
            _front,
            repeat,
        )
    repair = ("repair", "--groups", "jeugdregio", "--regions", "30")
    yield _made("repair: the youth regions of today", SHORT_BAR, repair, _repair, repeat)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for regions in ("30", "28"):
            planned([*PLAN, "--regions", regions], root / regions, limit_s=PLAN_BAR.limit_s)
        plan, other = root / "30" / "plan.csv", root / "28" / "plan.csv"
        compare = ("compare", str(plan), str(other))
        yield _measured("compare: two plans", compare, repeat)
        check = ("check", "--groups", "jeugdregio", "--groups", "politiezone", str(plan))
        yield _measured("check: youth regions and police zones", check, repeat)
        old = _before_2025(plan, root / "plan-2024.csv")
        merge = ("merge", str(old), "2025", "--out", str(root / "merged"))
        yield _measured("merge: a plan of 2024 carried to 2025", merge, repeat)


def _made(work: str, bar: Bar, command: Sequence[str], said: Said, repeat: int) -> Measured:
    """Return how plans were made, and whether they are proven as well as is asked."""
    runs = []
    for _ in range(repeat):
        with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as cache:
            options = ("--workers", "2", "--quiet", "--out", folder)
            runs.append(run([*COMMAND, *command, *options], cache=Path(cache), limit_s=bar.limit_s))
            if runs[-1].error:
                return Measured(work, bar, tuple(runs), runs[-1].error, proven=False)
            answer, good = said(Path(folder))
    return Measured(work, bar, tuple(runs), answer, proven=good)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _alternatives(folder: Path) -> tuple[str, bool]:
    rows = [row for row in _rows(folder / "alternatives.csv") if row["plan"] != "best"]
    pairs = ", ".join(row["pairs_in_all"] for row in rows)
    gap = max(float(row["pairs_at_most"]) / float(row["pairs_in_all"]) - 1 for row in rows)
    return f"{pairs} pairs differ, largest gap {gap:.2%}", gap <= ALTERNATIVES_GAP


def _front(folder: Path) -> tuple[str, bool]:
    rows = _rows(folder / "front.csv")
    gap = max(float(row["gap"]) for row in rows)
    return f"{len(rows)} points, largest gap {gap:.2%}", gap <= FRONT_GAP


def _repair(folder: Path) -> tuple[str, bool]:
    record = json.loads((folder / "repair.json").read_text(encoding="utf-8"))
    proven = record["weight"] == record["proven_least"]
    return f"{record['pairs_that_change']} pairs change, {record['objective']:,.3f}", proven


def _measured(work: str, command: Sequence[str], repeat: int) -> Measured:
    runs: list[Run] = []
    for _ in range(repeat):
        with tempfile.TemporaryDirectory() as cache:
            runs.append(
                run(
                    [*COMMAND, *command],
                    cache=Path(cache),
                    limit_s=SHORT_BAR.limit_s,
                    fine=(0, _BREAKS_RULES),
                )
            )
        if runs[-1].error:
            return Measured(work, SHORT_BAR, tuple(runs), runs[-1].error, proven=False)
    lines = [line for line in runs[-1].output.splitlines() if line.strip()]
    return Measured(work, SHORT_BAR, tuple(runs), f"{len(lines)} lines", proven=bool(lines))


def _before_2025(plan: Path, path: Path) -> Path:
    """Write a plan as it was before the mergers of 2025; return its file."""
    old: dict[str, list[str]] = {}
    for row in _rows(ROOT / "geodata" / "mergers_2025.csv"):
        old.setdefault(row["new_nis"], []).append(row["old_nis"])
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["nis", "region"])
        for row in _rows(plan):
            writer.writerows([nis, row["region"]] for nis in old.get(row["nis"], [row["nis"]]))
    return path
