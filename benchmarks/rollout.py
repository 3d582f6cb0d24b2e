"""Growth over four years, and supporters: which regions start when, and who supports them."""

import json
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from benchmarks.flanders import PLAN, PLAN_BAR, planned
from benchmarks.processes import run
from benchmarks.table import Bar, Measured

ROLLOUT_BAR = Bar(20, 10)
COMMAND = (sys.executable, "-m", "regionplanner")
BUDGET = ("--budget", "100000,150000,262500,375000", "--run-cost", "12500")
RULES = ("--existing-first", "--one-in-each", "province=2028", "--neighbours", "spread")
HOMES = "Gent:44021,Antwerpen:11002,Leuven:24062:0.5,Hasselt:71072,Brugge:31005"
Said = Callable[[Path], tuple[str, bool]]


def rollout(repeat: int) -> Iterator[Measured]:
    """Yield the measurements of growth and support of the plan of Flanders.

    Parameters
    ----------
    repeat
        Number of runs of each.
    """
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        planned([*PLAN, "--regions", "30"], root, limit_s=PLAN_BAR.limit_s)
        plan = str(root / "plan.csv")
        numbers = ("growth", plan, "--supported", "8,12,20,30")
        yield _made("growth: four years, 30 regions", numbers, _grown, repeat)
        money = ("growth", plan, *BUDGET, *RULES)
        yield _made("growth: a budget and every rule", money, _grown, repeat)
        scratch = ("growth", "--supported", "12,16,23,30", "--workers", "2")
        yield _made("growth: without a plan", scratch, _grown, repeat)
        five = ("support", plan, "--supporters", "5")
        yield _made("support: five supporters", five, _shared, repeat)
        homes = ("support", plan, "--supporters", HOMES)
        yield _made("support: five homes, one half-time", homes, _shared, repeat)


def _made(work: str, command: Sequence[str], said: Said, repeat: int) -> Measured:
    """Return how it was made, and whether it is proven."""
    runs = []
    for _ in range(repeat):
        with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as cache:
            options = ("--quiet", "--out", folder)
            runs.append(
                run([*COMMAND, *command, *options], cache=Path(cache), limit_s=ROLLOUT_BAR.limit_s)
            )
            if runs[-1].error:
                return Measured(work, ROLLOUT_BAR, tuple(runs), runs[-1].error, proven=False)
            answer, good = said(Path(folder))
    return Measured(work, ROLLOUT_BAR, tuple(runs), answer, proven=good)


def _grown(folder: Path) -> tuple[str, bool]:
    record = json.loads((folder / "growth.json").read_text(encoding="utf-8"))
    regions = ", ".join(str(year["regions"]) for year in record["years"])
    price = "" if record["price"] is None else f"; price {record['price']:,.1f}"
    return f"{regions} regions{price}", record["value"] == record["bound"]


def _shared(folder: Path) -> tuple[str, bool]:
    record = json.loads((folder / "support.json").read_text(encoding="utf-8"))
    return f"{record['travel_km']:,.0f} km a year", record["travel_km"] == record["bound_km"]
