"""The map page of a made-up country: how long it takes to make, to open and to use."""

import itertools
import resource
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geopandas as gpd
import networkx as nx
import numpy as np
import pandas as pd
import shapely

import regionplanner as rp
from benchmarks.country import country
from benchmarks.processes import Run
from benchmarks.shown import CHROMIUM_FLAGS, THROTTLE
from benchmarks.table import Bar, Measured
from regionplanner.maps.topology import NOBODY, topology

PARENTS, UNITS, VERTICES, SEED = 100, 350, 10_000_000, 1
MEMBERS = 10  # of a region, about
MADE_BAR, OPEN_BAR, TASK_BAR = Bar(90, 40), Bar(4, 2), Bar(0.2, 0.15)
MOST_BYTES = 12_000_000
_BITS = 24  # of the grid on which borders are looked for: steps of some two metres
_TOLERANCE_M = 50
_WAIT_MS = 700  # until a flight is over
_WATCH = """window.tasks = []; new PerformanceObserver((list) => list.getEntries().forEach(
  ({ duration }) => window.tasks.push(duration))).observe({ type: "longtask", buffered: true });"""


def country_maps(repeat: int) -> Iterator[Measured]:
    """Yield the measurements of the page of a country of 35,000 units with 10 million points.

    Parameters
    ----------
    repeat
        Number of runs of each; the page is made once.
    """
    municipalities = _municipalities()
    plan = _plan(municipalities)
    what = f"map of {len(municipalities.frame):,} units in {len(plan):,} regions"
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "map.html"
        start = time.perf_counter()
        page.write_text(rp.map_page(plan, municipalities).html, encoding="utf-8")
        seconds = time.perf_counter() - start
        peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
        size = page.stat().st_size
        made = (Run(seconds, peak_mb, "", ""),)
        yield Measured(
            f"{what}: made", MADE_BAR, made, f"{size / 1e6:.2f} MB", proven=size <= MOST_BYTES
        )
        usable, longest, complaints = _used(page, repeat)
        yield Measured(
            f"{what}: usable in Chromium, {THROTTLE}x slower",
            OPEN_BAR,
            usable,
            f"{complaints} requests or errors",
            proven=not complaints,
        )
        yield Measured(
            f"{what}: longest task while it is used",
            TASK_BAR,
            longest,
            "at full speed",
            proven=True,
        )


def _municipalities() -> rp.Municipalities:
    """Return the country as it is read, with borders found on its simplified outlines."""
    made = country(PARENTS, UNITS, VERTICES, SEED)
    middle = made.geometry.centroid
    frame = gpd.GeoDataFrame(
        {
            "name": made["name"],
            "reference_region": made["parent"],
            "reference_region_name": made["parent_name"],
            "x_m": middle.x,
            "y_m": middle.y,
            "area_km2": made.area / 1e6,
            "inhabitants": made["population"],
        },
        geometry=made.geometry,
    ).set_index(pd.Index(made["id"], name="nis"))
    light = shapely.coverage_simplify(frame.geometry.to_numpy(), _TOLERANCE_M)
    sides = topology(gpd.GeoSeries(light, crs=frame.crs).to_crs(3857).to_numpy(), _BITS).sides
    pairs = np.unique(np.sort(sides[sides[:, 1] != NOBODY], axis=1), axis=0)
    nis = frame.index.to_numpy()
    borders = pd.DataFrame(
        {"nis_a": nis[pairs[:, 0]], "nis_b": nis[pairs[:, 1]], "border_m": 1000.0}
    )
    source = rp.DataSource(title="Made-up country", attribution="benchmarks/country.py")
    return rp.Municipalities(frame, borders, (), source)


def _plan(municipalities: rp.Municipalities) -> rp.Plan:
    """Return regions grown from neighbour to neighbour inside each parent."""
    graph = rp.rook_graph(municipalities)
    assignment: dict[str, str] = {}
    for parent, units in municipalities.frame.groupby("reference_region"):
        free = set(units.index)
        for number in itertools.count():
            if not free:
                break
            order = nx.bfs_tree(graph.subgraph(free), min(free), sort_neighbors=sorted)
            members = list(itertools.islice(order, MEMBERS))
            assignment |= dict.fromkeys(members, f"{parent}-{number:03d}")
            free -= set(members)
    return rp.make_plan(assignment, municipalities, graph, rp.Scenario())


def _used(page: Path, repeat: int) -> tuple[tuple[Run, ...], tuple[Run, ...], int]:
    """Return when the page can be used, its longest task while it is used, and complaints."""
    from playwright.sync_api import sync_playwright

    usable, longest, complaints = [], [], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=list(CHROMIUM_FLAGS)
        )
        for speed in [THROTTLE, 1] * repeat:
            context = browser.new_context(offline=True, viewport={"width": 1400, "height": 900})
            tab = context.new_page()
            tab.on("request", lambda asked: complaints.append(asked.url))
            tab.on("pageerror", lambda error: complaints.append(str(error)))
            tab.on("console", lambda message: complaints.append(message.text))
            tab.add_init_script(_WATCH)
            session = context.new_cdp_session(tab)
            session.send("Emulation.setCPUThrottlingRate", {"rate": speed})
            tab.goto(page.as_uri())
            while not tab.evaluate("performance.getEntriesByName('close').length"):
                tab.wait_for_timeout(100)
            if speed == 1:
                longest.append(Run(_longest_s(tab), None, "", ""))
            else:
                mark = "performance.getEntriesByName('usable')[0].startTime"
                usable.append(Run(tab.evaluate(mark) / 1000, None, "", ""))
            context.close()
        browser.close()
    asked = [text for text in complaints if not text.startswith(("file:", "data:"))]
    return tuple(usable), tuple(longest), len(asked)


def _longest_s(tab: Any) -> float:
    """Return the longest task [s] while one zooms, drags, searches and opens the table."""
    tab.wait_for_timeout(_WAIT_MS)
    tab.evaluate("window.tasks.splice(0)")
    x, y = 900, 450
    tab.mouse.move(x, y)
    for _ in range(4):
        tab.mouse.wheel(0, -200)
        tab.wait_for_timeout(_WAIT_MS)
        tab.mouse.down()
        tab.mouse.move(x - 300, y - 150, steps=20)
        tab.mouse.up()
        tab.mouse.move(x, y)
        tab.wait_for_timeout(_WAIT_MS)
    tab.fill("#query", "kar")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    tab.wait_for_timeout(2 * _WAIT_MS)
    tab.click("#table-button")
    tab.click("#regions-table th:nth-child(4) button")
    tab.click("#whole-button")
    tab.wait_for_timeout(2 * _WAIT_MS)
    tasks = tab.evaluate("window.tasks")
    return max(tasks, default=0) / 1000
