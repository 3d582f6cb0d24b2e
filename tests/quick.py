"""What `make quick` runs: a few cases of every short test, in less than a minute."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

CASES = 2
"""Cases of a test that has many; `make test` runs all."""

FLANDERS = {"flanders", "flanders_2025", "flanders_page", "flanders_plan", "planned"}
"""Fixtures that are, or plan, all of Flanders."""

STARTS = {"chromium", "process"}
"""Fixtures that start another program."""

LONG = {
    "benchmarks",
    "browser",
    "flanders",
    "app/test_desk.py",
    "audit/test_cli.py",
    "audit/test_worlds.py",
    "cli/test_bare.py",
    "cli/test_check_and_map.py",
    "cli/test_cluster.py",
    "cli/test_merge.py",
    "cli/test_names.py",
    "cli/test_odd_data.py",
    "cli/test_opened.py",
    "cli/test_other_data.py",
    "cli/test_pages.py",
    "cli/test_places.py",
    "cli/test_plan.py",
    "cli/test_previous.py",
    "cli/test_report.py",
    "cli/test_rollout.py",
    "cli/test_say.py",
    "cli/test_scenario.py",
    "cli/test_sets.py",
    "cli/test_spreadsheets.py",
    "cli/test_stored.py",
    "cli/test_streams.py",
    "cli/test_words.py",
    "data/test_bare.py",
    "data/test_check.py",
    "data/test_digest.py",
    "data/test_fetch.py",
    "data/test_geometry.py",
    "data/test_join.py",
    "data/test_read.py",
    "data/test_read_table.py",
    "documents/test_front_plot.py",
    "documents/test_picture.py",
    "documents/test_report_together.py",
    "files/test_text.py",
    "graph/test_structure.py",
    "house/test_notebooks.py",
    "house/test_readme.py",
    "oracle/test_coupled.py",
    "oracle/test_everything.py",
    "oracle/test_mean_bounds.py",
    "oracle/test_neighbourhood.py",
    "program/test_heuristic.py",
    "program/test_curve.py",
    "program/test_explain.py",
    "program/test_further.py",
    "program/test_gate.py",
    "program/test_local.py",
    "program/test_processes.py",
    "program/test_propose.py",
    "program/test_stopped.py",
    "regions/test_nearby.py",
}
"""Rooms and files that take long."""

TESTS = Path(__file__).parent


def left_out(path: Path) -> bool:
    """Return whether a folder or file is left to `make test`."""
    return path.is_relative_to(TESTS) and path.relative_to(TESTS).as_posix() in LONG


def kept(items: list[pytest.Item]) -> Iterator[bool]:
    """Yield for each test whether it is among the first cases, without Flanders or a program."""
    seen = Counter()
    for item in items:
        name = item.nodeid.partition("[")[0]
        fits = (FLANDERS | STARTS).isdisjoint(getattr(item, "fixturenames", ()))
        seen[name] += fits
        yield fits and seen[name] <= CASES
