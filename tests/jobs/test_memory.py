"""memory_budget, as notebooks call it: what a search may use, ready for `propose`."""

from regionplanner import MemoryRequest, Scenario, memory_budget, propose, rook_graph
from regionplanner.jobs import search as memory
from tests.worlds import grid, grid_municipalities

GB = 10**9


def test_a_memory_lowers_processes_and_what_each_keeps():
    budget = memory_budget(MemoryRequest(workers=8, memory_bytes=4 * GB))
    assert (budget.asked.n_workers, budget.asked.max_states) == (8, 4_000_000)
    assert 1 < budget.fits.n_workers < 8
    assert budget.fits.max_states == 4_000_000
    assert budget.held_states < 4 * GB / budget.fits.n_workers / 390


def test_a_cluster_has_its_own_processes():
    budget = memory_budget(MemoryRequest(workers=8, memory_bytes=GB // 2, on_cluster=True))
    assert budget.fits.n_workers == 8
    assert budget.held_states == budget.fits.max_states
    free = memory_budget(MemoryRequest(workers=8, on_cluster=True))
    assert (free.fits, free.held_states) == (free.asked, None)


def test_nobody_says_what_is_free(monkeypatch):
    monkeypatch.setattr(memory, "free_bytes", lambda: None)
    budget = memory_budget(MemoryRequest(workers=3, max_states=50))
    assert (budget.memory_bytes, budget.fits, budget.held_states) == (None, budget.asked, None)


def test_a_search_takes_it():
    world = grid_municipalities(grid(3, 2))
    scenario = Scenario(criteria={"distance": 1.0}, regions=2, min_units=2, max_units=4)
    budget = memory_budget(MemoryRequest(workers=1, memory_bytes=GB))
    proposal = propose(
        world,
        scenario,
        graph=rook_graph(world),
        workers=budget.fits.n_workers,
        max_states=budget.asked.max_states,
        held_states=budget.held_states,
    )
    assert proposal.proof.status == "optimal"
