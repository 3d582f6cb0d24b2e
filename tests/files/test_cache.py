"""Answers in files: whole, found again, and never in the way."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from regionplanner.files import cache as home
from regionplanner.files.cache import FolderStore, curve_store, engine_edition
from tests.conftest import ROOT

RECORD = {"code": "A", "answers": [{"objective": 2**70, "regions": [["1", "2"]]}]}


@pytest.fixture
def store(tmp_path):
    return FolderStore(tmp_path / "answers")


def files(store):
    return sorted(path.name for path in store.folder.iterdir())


def test_what_is_kept_is_found(store):
    assert store.get("key") is None
    assert store.size() == (0, 0)
    store.put("key", RECORD)
    assert store.get("key") == RECORD
    assert store.get("other") is None
    assert store.size()[0] == len(files(store)) == 1


def test_only_what_earlier_runs_found_is_counted(store):
    assert store.n_known == 0
    store.note("A", known=True)
    store.note("B", known=False)
    store.note("B", known=True)  # found in this run, and used again
    store.note("A", known=False)  # more was looked for
    assert store.n_known == 1


def test_another_edition_finds_nothing(store):
    store.put("key", RECORD)
    assert FolderStore(store.folder, edition="2").get("key") is None


@pytest.mark.parametrize(
    "spoiled",
    [
        "",
        "{",
        "[]",
        "null",
        '{"record": 1}',
        '{"sha256": "0", "record": {}}',
        "\x00\xff",
        "[" * 100_000,
    ],
)
def test_a_damaged_file_is_as_good_as_none_and_is_replaced(store, spoiled):
    store.put("key", RECORD)
    (path,) = store.folder.iterdir()
    path.write_text(spoiled, encoding="latin-1")
    assert store.get("key") is None
    store.put("key", RECORD)
    assert store.get("key") == RECORD


def test_one_changed_figure_is_noticed(store):
    store.put("key", RECORD)
    (path,) = store.folder.iterdir()
    path.write_text(path.read_text().replace(str(2**70), str(2**70 + 1)))
    assert store.get("key") is None


def test_an_answer_to_another_question_is_none(store):
    store.put("key", RECORD)
    (path,) = store.folder.iterdir()
    store.put("other", RECORD)
    (other,) = set(store.folder.iterdir()) - {path}
    other.write_bytes(path.read_bytes())
    assert store.get("key") == RECORD
    assert store.get("other") is None


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path):
    (tmp_path / "answers").write_text("a file")
    store = FolderStore(tmp_path / "answers")
    store.put("key", RECORD)
    assert store.get("key") is None
    assert store.size() == (0, 0)


def test_the_oldest_make_room(tmp_path):
    store = FolderStore(tmp_path)
    for number in range(5):
        store.put(str(number), RECORD)
        for path in tmp_path.iterdir():
            os.utime(path, (path.stat().st_mtime - 10,) * 2)
    assert store.get("1") == RECORD  # what is used stays
    small = FolderStore(tmp_path, max_files=3)
    small.put("new", RECORD)
    assert [key for key in ("0", "1", "2", "3", "4", "new") if small.get(key)] == ["1", "4", "new"]
    tiny = FolderStore(tmp_path, max_bytes=1)
    tiny.put("newer", RECORD)
    assert tiny.size() == (0, 0)


def test_stores_of_several_runs_at_once(tmp_path):
    stores = [FolderStore(tmp_path, max_files=20) for _ in range(8)]

    def work(store):
        for number in range(25):
            store.put(str(number % 10), {"number": number % 10})
            found = store.get(str((number * 7) % 10))
            assert found is None or found == {"number": (number * 7) % 10}

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, stores))
    assert len(list(tmp_path.iterdir())) == 10
    assert all(json.loads(path.read_text())["record"] for path in tmp_path.iterdir())


def test_the_store_lies_in_the_cache_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("REGIONPLANNER_CACHE", str(tmp_path))
    assert curve_store().folder == tmp_path / "answers"
    assert curve_store(tmp_path / "there").folder == tmp_path / "there" / "answers"


def test_a_change_of_the_engine_is_another_edition(tmp_path, monkeypatch):
    before = engine_edition()
    assert engine_edition() == before
    for part in ("program", "regions", "criteria"):
        (tmp_path / part).mkdir()
        (tmp_path / part / "module.py").write_text("x = 1\n")
    monkeypatch.setattr(home.resources, "files", lambda _: tmp_path)
    there = engine_edition()
    assert there != before
    (tmp_path / "program" / "module.py").write_text("x = 2\n")
    changed = engine_edition()
    assert changed != there
    (tmp_path / "regions" / "deep").mkdir()
    (tmp_path / "regions" / "deep" / "more.py").write_text("")
    assert engine_edition() != changed


def test_the_edition_is_the_same_in_another_process():
    code = "from regionplanner.files.cache import engine_edition; print(engine_edition())"
    run = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "7"},
        check=True,
    )
    assert run.stdout.strip() == engine_edition()
