"""What people open: the map page in a browser, the pages of municipalities, the report."""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.flanders import PLAN, PLAN_BAR, planned
from benchmarks.processes import Run, run
from benchmarks.table import Bar, Measured

OPEN_BAR, PAGES_BAR, REPORT_BAR = Bar(1.5, 1.0), Bar(60, 20), Bar(10, 5)
MOVE_BAR = Bar(1.0, 0.25)
THROTTLE = 4  # times slower than this machine: an old laptop
MAP_BYTES, PAGE_BYTES = 2_000_000, 250_000
COMMAND = (sys.executable, "-m", "regionplanner")
TWO = {
    "a": ("--regions", "30"),
    "b": ("--regions", "28", "--criteria", "distance=1,border=0.5"),
}
CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
)
_MARK = "performance.getEntriesByName('usable')[0]?.startTime"
_MOVE = """() => {
    const before = performance.now();
    document.querySelector("#answer .target").click();
    document.getElementById("verdict").getBoundingClientRect();
    return performance.now() - before;
}"""


def shown(repeat: int) -> Iterator[Measured]:
    """Yield the measurements of what people open, for two plans of Flanders.

    Parameters
    ----------
    repeat
        Number of runs of each.
    """
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        files = []
        for name, choices in TWO.items():
            planned([*PLAN, *choices], root / name, limit_s=PLAN_BAR.limit_s)
            files.append(str(root / name / "plan.csv"))
        page, report, pages = root / "map.html", root / "report.html", root / "pages"
        made = _made([*COMMAND, "map", *files, "-o", str(page), "--quiet"], repeat)
        yield Measured("map page of two plans: made", REPORT_BAR, made, _size(page), proven=True)
        yield from _opened(page, repeat)
        made = _made([*COMMAND, "report", *files, "-o", str(report), "--quiet"], repeat)
        yield Measured("report of two plans", REPORT_BAR, made, _size(report), proven=True)
        made = _made([*COMMAND, "pages", *files, "--out", str(pages), "--quiet"], repeat)
        sizes = [path.stat().st_size for path in pages.glob("*.html")]
        yield Measured(
            "pages of all municipalities, two plans",
            PAGES_BAR,
            made,
            f"{len(sizes)} pages, the largest {max(sizes) / 1000:,.0f} kB",
            proven=max(sizes) <= PAGE_BYTES,
        )


def _made(command: list[str], repeat: int) -> tuple[Run, ...]:
    with tempfile.TemporaryDirectory() as cache:
        runs = tuple(run(command, cache=Path(cache), limit_s=300) for _ in range(repeat))
    for one in runs:
        if one.error:
            raise RuntimeError(one.error)
    return runs


def _size(path: Path) -> str:
    return f"{path.stat().st_size / 1e6:.2f} MB"


def _opened(page: Path, repeat: int) -> Iterator[Measured]:
    """Yield when the page can be used in the browser of a slower machine, and a move after that."""
    from playwright.sync_api import sync_playwright

    requests: list[str] = []
    problems: list[str] = []
    runs, moves = [], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=list(CHROMIUM_FLAGS)
        )
        for _ in range(repeat):
            context = browser.new_context(offline=True, viewport={"width": 1400, "height": 900})
            tab = context.new_page()
            tab.on("request", lambda request: requests.append(request.url))
            tab.on("pageerror", lambda error: problems.append(str(error)))
            tab.on("console", lambda message: problems.append(message.text))
            session = context.new_cdp_session(tab)
            session.send("Emulation.setCPUThrottlingRate", {"rate": THROTTLE})
            tab.goto(page.as_uri())
            tab.wait_for_selector("#region-list .region")  # the last that is drawn
            runs.append(Run(tab.evaluate(_MARK) / 1000, None, "", ""))
            tab.fill("#query", "Ranst")
            tab.press("#query", "Enter")
            tab.wait_for_selector("#answer .target", state="attached")
            moves.append(Run(tab.evaluate(_MOVE) / 1000, None, "", ""))
            context.close()
        browser.close()
    fetched = [url for url in requests if not url.startswith(("file:", "data:"))]
    said = f"{_size(page)}, {len(fetched)} requests, {len(problems)} errors"
    good = not fetched and not problems and page.stat().st_size <= MAP_BYTES
    work = f"map page of two plans: usable in Chromium, {THROTTLE}x slower"
    yield Measured(work, OPEN_BAR, tuple(runs), said, proven=good)
    work = f"a move in its editor: answered, {THROTTLE}x slower"
    yield Measured(work, MOVE_BAR, tuple(moves), "", proven=True)
