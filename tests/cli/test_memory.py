"""How many processes and how large a diagram fit in a memory, and what is said of it."""

import pytest

from regionplanner.cli.options import SearchOptions, memory_budget, read_size
from regionplanner.errors import ScenarioError
from regionplanner.jobs import search as memory
from regionplanner.program.running.processes import Budget, budget_for

GB = 10**9


@pytest.mark.parametrize(
    ("text", "size"),
    [("4G", 4 * GB), ("500M", GB // 2), ("1.5 GB", 3 * GB // 2), ("2gib", 2 * GB), ("7", 7)],
)
def test_sizes(text, size):
    assert read_size(text) == size


@pytest.mark.parametrize("text", ["", "much", "-1G", "4 X", "0"])
def test_what_is_no_size(text):
    with pytest.raises(ScenarioError, match=f"--memory is '{text}'; a size is expected"):
        read_size(text)


def test_fewer_processes_come_before_smaller_diagrams():
    asked = Budget(8, 4_000_000)
    assert budget_for(100 * GB, asked) == asked
    some = budget_for(4 * GB, asked)
    assert 1 < some.n_workers < 8
    assert some.max_states == asked.max_states
    one = budget_for(GB // 2, asked)
    assert one.n_workers == 1
    assert 10_000 < one.max_states < asked.max_states


def test_workers_of_a_cluster_are_not_ours_to_count():
    asked = Budget(8, 4_000_000)
    small = budget_for(GB // 2, asked, on_cluster=True)
    assert small == Budget(8, budget_for(GB // 2, asked).max_states)


def test_too_little_for_any():
    with pytest.raises(ScenarioError, match=r"^50 MB of memory were given; at least \d+ MB are"):
        budget_for(50_000_000, Budget(1, 100))


def test_it_is_said_when_memory_lowers_something(capsys):
    search = SearchOptions(workers=8, memory="500M")
    assert memory_budget(search, quiet=True).fits == budget_for(GB // 2, Budget(8, 4_000_000))
    assert capsys.readouterr().err == ""
    memory_budget(search, quiet=False)
    said = capsys.readouterr().err
    assert said.startswith("Note: 0.5 GB of memory allow 1 instead of 8 processes at once and diag")
    assert said.count("\n") == 1
    memory_budget(SearchOptions(workers=1, memory="100G"), quiet=False)
    assert capsys.readouterr().err == ""


def test_what_happens_to_be_free_never_changes_a_diagram(monkeypatch, tmp_path):
    meminfo = tmp_path / "meminfo"
    meminfo.write_text("MemTotal: 8000000 kB\nMemAvailable:  1000000 kB\n")
    monkeypatch.setattr(memory, "_MEMINFO", meminfo)
    assert memory.free_bytes() == 1_024_000_000
    found = memory_budget(SearchOptions(workers=8), quiet=True).fits
    assert found == Budget(2, 4_000_000)
    meminfo.write_text("MemAvailable:  1000 kB\n")
    assert memory_budget(SearchOptions(workers=8), quiet=True).fits == Budget(1, 4_000_000)


def test_a_system_without_meminfo(monkeypatch, tmp_path):
    monkeypatch.setattr(memory, "_MEMINFO", tmp_path / "none")
    monkeypatch.setattr(memory.os, "sysconf", {"SC_AVPHYS_PAGES": 3, "SC_PAGE_SIZE": 5}.get)
    assert memory.free_bytes() == 15
    monkeypatch.delattr(memory.os, "sysconf")
    assert memory.free_bytes() is None
