"""The planner's desk in a browser: how soon a change is answered by a plan, and its memory."""

import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.processes import Run, tree_mb
from benchmarks.shown import CHROMIUM_FLAGS, THROTTLE
from benchmarks.table import Bar, Measured

FIRST_BAR, AGAIN_BAR, USABLE_BAR = Bar(5, 3), Bar(3, 1.5), Bar(2, 1.2)
RULE_BAR, WEIGHTS_BAR, PRICES_BAR, STOP_BAR = Bar(1, 0.4), Bar(2.5, 1.2), Bar(15, 5), Bar(1, 0.3)
RULES, PRICED = 30, 10
SCRIPT = {"rules": 200, "weights": 20, "paints": 500, "exports": 5}
MOST_MB = 800
_PROVEN = "#desk-proof:has-text('Bewezen')"
_LONGEST_MS = 300_000

# each time that the sentence of the proof is not that of a search any more
_COUNT = """() => {
    const proof = document.getElementById("desk-proof");
    window.answers = 0;
    new MutationObserver(() => { if (!proof.classList.contains("busy")) window.answers += 1; })
        .observe(proof, { childList: true, attributes: true, subtree: true });
}"""
_POST = """([path, what]) => fetch(path, { method: "POST", body: JSON.stringify(what) })
    .then((answer) => answer.text())"""
_ANSWERED = """(before) => window.answers > before
    && !document.getElementById("desk-proof").classList.contains("busy")"""


@dataclass(frozen=True, slots=True)
class Desk:
    """A desk that is open in a browser.

    Attributes
    ----------
    page
        Of Playwright.
    process
        The server.
    """

    page: Any
    process: "subprocess.Popen[str]"

    def reload(self) -> None:
        """Open the page anew, until its plan is there."""
        self.page.reload()
        self.page.wait_for_selector(_PROVEN, timeout=_LONGEST_MS)
        self.page.evaluate(_COUNT)

    def post(self, path: str, **what: object) -> str:
        """Return the answer to a change."""
        return str(self.page.evaluate(_POST, [path, what]))

    def answered(self, **change: object) -> float:
        """Return how long it takes until the plan that answers a change is shown [s]."""
        before = self.page.evaluate("window.answers")
        start = time.perf_counter()
        self.post("/change", **change)
        self.page.wait_for_function(_ANSWERED, arg=before, polling=5, timeout=_LONGEST_MS)
        return time.perf_counter() - start


def desks(repeat: int) -> Iterator[Measured]:
    """Yield the measurements of the desk with Flanders on it.

    Parameters
    ----------
    repeat
        Number of times that it is opened; what one does there is done once.
    """
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=[*CHROMIUM_FLAGS]
        )
        first = [_opened(browser, Path(folder) / str(n)) for n in range(repeat)]
        yield _measured("desk: from the command to the first plan", FIRST_BAR, first)
        again = [_opened(browser, Path(folder) / "0") for _ in range(repeat)]
        yield _measured("desk: opened again", AGAIN_BAR, again)
        with _desk(browser, Path(folder) / "0") as desk:
            yield _usable(desk)
            yield from _worked(desk)
        with _desk(browser, Path(folder) / "script") as desk:
            yield _long_day(desk)
        browser.close()


def _measured(
    work: str, bar: Bar, seconds: Sequence[float], answer: str = "", *, proven: bool = True
) -> Measured:
    runs = tuple(Run(took, None, "", "") for took in seconds)
    return Measured(work, bar, runs, answer, proven=proven)


@contextmanager
def _desk(browser: Any, folder: Path) -> Iterator[Desk]:
    """Open a desk, until its plan is there."""
    command = [sys.executable, "-m", "regionplanner", "app", str(folder), "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            line = process.stdout.readline() if process.stdout else ""
            context = browser.new_context(viewport={"width": 1400, "height": 900})
            page = context.new_page()
            page.goto(line.split()[-1])
            page.wait_for_selector(_PROVEN, timeout=_LONGEST_MS)
            page.evaluate(_COUNT)
            yield Desk(page, process)
            context.close()
        finally:
            process.terminate()


def _opened(browser: Any, folder: Path) -> float:
    start = time.perf_counter()
    with _desk(browser, folder):
        return time.perf_counter() - start


def _usable(desk: Desk) -> Measured:
    """Return when the page can be used where the processor is slow."""
    session = desk.page.context.new_cdp_session(desk.page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": THROTTLE})
    mark = "performance.getEntriesByName('usable')[0]?.startTime"
    desk.reload()
    seconds = float(desk.page.evaluate(mark)) / 1000
    session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    return _measured(f"desk: page usable, {THROTTLE}x slower", USABLE_BAR, [seconds])


def _pairs(desk: Desk) -> Callable[[], list[str]]:
    """Return what draws two neighbours of one reference region, always in the same order."""
    data = json.loads(desk.page.evaluate("document.getElementById('data').textContent"))
    units, draw = data["units"], random.Random(3)
    within = [
        [units[a]["nis"], units[b]["nis"]]
        for a, b, *_ in data["scenarios"][0]["pairs"]
        if units[a]["parent"] == units[b]["parent"]
    ]
    return lambda: draw.choice(within)


def _worked(desk: Desk) -> Iterator[Measured]:
    """Yield how long changes take."""
    pair = _pairs(desk)
    took = []
    for _ in range(RULES):
        took.append(desk.answered(kind="add_rule", rule="together", units=pair()))
        desk.answered(kind="undo")
    yield _measured("desk: a rule in one reference region", RULE_BAR, took, f"most {max(took):.2f}")
    took = [desk.answered(kind="choices", choices=_weights(n)) for n in range(6)]
    yield _measured("desk: other weights", WEIGHTS_BAR, took, f"most {max(took):.2f}")
    balanced = {"criteria": {"distance": 1, "dispersion": 0.001, "balance": 100}}
    desk.post("/change", kind="choices", choices=balanced)
    time.sleep(0.6)
    start = time.perf_counter()
    desk.post("/stop")
    yield _measured("desk: stopped", STOP_BAR, [time.perf_counter() - start])
    desk.answered(kind="choices", choices=_weights(0))
    rules = [{"rule": "together", "units": pair()} for _ in range(PRICED)]
    start = time.perf_counter()
    desk.post("/change", kind="add_rules", rules=rules)
    prices = "() => document.querySelectorAll('.desk-price').length"
    desk.page.wait_for_function(f"{prices} || false", timeout=_LONGEST_MS)
    listed = desk.page.locator("#desk-rules li").count()
    desk.page.wait_for_function(f"(n) => ({prices})() >= n", arg=listed, timeout=_LONGEST_MS)
    seconds = time.perf_counter() - start
    yield _measured("desk: prices of ten rules", PRICES_BAR, [seconds], f"{listed} rules")


def _weights(n: int) -> Mapping[str, object]:
    return {"criteria": {"distance": 1 + 0.1 * n, "ties": 2, "border": 0.3 * n}}


def _long_day(desk: Desk) -> Measured:
    """Return the memory of server and jobs after a long day."""
    pair, start = _pairs(desk), time.perf_counter()
    for _ in range(SCRIPT["rules"]):
        desk.answered(kind="add_rule", rule="together", units=pair())
        desk.answered(kind="undo")
    for n in range(SCRIPT["weights"]):
        desk.answered(kind="choices", choices=_weights(n))
    desk.reload()
    plan = json.loads(desk.page.evaluate("document.getElementById('data').textContent"))
    units, division = [unit["nis"] for unit in plan["units"]], plan["plans"][0]
    regions = [division["codes"][n] for n in division["of"]]
    for n in range(SCRIPT["paints"]):
        regions[n % len(units)] = regions[(n + 1) % len(units)]
        desk.answered(kind="paint", assignment=dict(zip(units, regions, strict=True)))
    for _ in range(SCRIPT["exports"]):
        desk.page.evaluate("() => fetch('/export.zip').then((answer) => answer.arrayBuffer())")
    seconds, memory = time.perf_counter() - start, tree_mb(desk.process.pid)
    work = ", ".join(f"{count} {what}" for what, count in SCRIPT.items())
    return Measured(
        f"desk: {work}",
        Bar(1800, 600),
        (Run(seconds, memory, "", ""),),
        "memory after it" if memory is None else f"{memory:.0f} MB after it",
        proven=memory is not None and memory <= MOST_MB,
    )
