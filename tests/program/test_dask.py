"""Plans on a real Dask cluster: the same, whoever joins and dies in the middle."""

import socket
import sys
import threading

import pytest

from regionplanner import WorkerError, propose
from tests.program.cluster import running_scheduler, scheduler, worker
from tests.program.parents import scenario, world


@pytest.mark.slow
def test_workers_join_and_die_in_the_middle_and_the_plan_is_the_same(tmp_path):
    distributed = pytest.importorskip("distributed")
    here = propose(world(3), scenario(12), workers=1)
    reported, news = [], []
    with (
        scheduler(tmp_path) as address,
        worker(address, tmp_path) as first,
        distributed.Client(address, set_as_default=False) as client,
    ):
        client.wait_for_workers(1)
        with worker(address, tmp_path):

            def replace_first(curve, done, of):
                reported.append((curve.code, done, of))
                if done == 1:  # the second has joined; what the first is at, it never answers
                    client.wait_for_workers(2)
                    first.kill()

            there = propose(
                world(3),
                scenario(12),
                dask=address,
                progress=replace_first,
                on_incumbent=lambda code, *_: news.append(code),
            )
        assert first.poll() is not None
    assert [step[1:] for step in reported] == [(n, 3) for n in (1, 2, 3)]
    assert set(news) == set("PQR")
    assert dict(there.assignment) == dict(here.assignment)
    assert there.parent_curves == here.parent_curves


def test_a_scheduler_that_does_not_answer(monkeypatch):
    pytest.importorskip("distributed")
    monkeypatch.setattr("regionplanner.program.running.dask.CONNECT_S", 0.5)
    with pytest.raises(WorkerError, match=r"no Dask scheduler answers at tcp://127\.0\.0\.1:9 "):
        propose(world(1), scenario(4), dask="tcp://127.0.0.1:9")


@pytest.mark.slow
def test_a_scheduler_that_goes_away_in_the_middle_is_reported(tmp_path):
    pytest.importorskip("distributed")
    with running_scheduler(tmp_path) as (process, address), worker(address, tmp_path):

        def kill(*_):
            process.kill()

        with pytest.raises(WorkerError, match=r"(went away; start it again|no Dask scheduler)"):
            propose(world(3), scenario(12), dask=address, progress=kill)


def test_a_kind_of_address_that_dask_does_not_know():
    pytest.importorskip("distributed")
    with pytest.raises(WorkerError, match=r"foo://bar is no address of a Dask scheduler \(unknown"):
        propose(world(1), scenario(4), dask="foo://bar")


def test_an_address_that_is_none():
    pytest.importorskip("distributed")
    with pytest.raises(WorkerError, match=r"no Dask scheduler answers at somewhere "):
        propose(world(1), scenario(4), dask="somewhere")


@pytest.mark.parametrize("greeting", [b"HTTP/1.1 400 Bad Request", b""])
def test_what_is_no_scheduler_is_reported_at_once(greeting):
    pytest.importorskip("distributed")
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer():
            connection, _ = server.accept()
            with connection:
                connection.sendall(greeting)

        threading.Thread(target=answer, daemon=True).start()
        address = f"tcp://127.0.0.1:{server.getsockname()[1]}"
        with pytest.raises(WorkerError, match="what listens there is no Dask scheduler"):
            propose(world(1), scenario(4), dask=address)


def test_without_dask_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(WorkerError, match=r"run pip install 'regionplanner\[dask\]'"):
        propose(world(1), scenario(4), dask="tcp://127.0.0.1:8786")
