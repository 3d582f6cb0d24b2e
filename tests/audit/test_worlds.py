"""Certificates of random small worlds hold: every criterion, mixes, rules and balance."""

from pathlib import Path

import numpy as np
import pytest

from regionplanner.audit.whole import audit
from regionplanner.choices import Balance
from regionplanner.program.instance.problem import ParentProblem
from regionplanner.rules.resolved import Rules
from regionplanner.scenario import Scenario
from tests.audit.certificates import document, read
from tests.oracle.test_balance import MIXES as BALANCED
from tests.oracle.test_brute_force import MIXES
from tests.oracle.test_rules import KINDS, random_rules
from tests.worlds import edge_figures, parent_problem, random_figures, rich_figures, seeds


def check(problem: ParentProblem, folder: Path) -> set[str]:
    """Everything is recounted and shown; return the statuses that were met."""
    written = document(problem)
    if written is None:
        return set()
    report = audit(read(written, folder))
    assert report.faults == ()
    assert report.unproven == ()
    assert report.recounted == ("P",)
    return {answer["status"] for parent in written["parents"] for answer in parent["answers"]}


def sizes(rng: np.random.Generator) -> dict[str, int]:
    least = int(rng.integers(1, 4))
    return {"min_units": least, "max_units": int(rng.integers(least + 1, 7))}


@pytest.mark.parametrize("criteria", MIXES, ids="+".join)
@pytest.mark.parametrize("rich", [False, True], ids=["plain", "rich"])
@pytest.mark.parametrize("seed", seeds(3, 1))
def test_every_additive_mix(seed, rich, criteria, tmp_path):
    rng = np.random.default_rng([seed, len(criteria)])
    make = rich_figures if rich else random_figures
    figures = make(seed, int(rng.integers(6, 13)), lattice=seed % 3 == 0)
    check(parent_problem(figures, Scenario(criteria=criteria, **sizes(rng))), tmp_path)


@pytest.mark.parametrize("target", ["all", "own", 30_000.0])
@pytest.mark.parametrize("criteria", BALANCED, ids=lambda m: "+".join(f"{k}{m[k]:g}" for k in m))
@pytest.mark.parametrize("seed", seeds(2, 1))
def test_balance(seed, criteria, target, tmp_path):
    rng = np.random.default_rng([seed, 7])
    figures = rich_figures(seed, int(rng.integers(6, 12)), lattice=seed % 3 == 0)
    chosen = {"balance": Balance(target=target), "regions": 3, **sizes(rng)}
    written = document(parent_problem(figures, Scenario(criteria=criteria, **chosen)))
    if written is not None:
        report = audit(read(written, tmp_path))
        assert report.faults == ()
        assert all(": not proven: " in text for text in report.unproven)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "criteria", [{"distance": 1.0, "border": 0.5}, {"ties": 1.0}], ids="+".join
)
@pytest.mark.parametrize("seed", seeds(4, 1))
def test_rules(seed, criteria, kind, tmp_path):
    rng = np.random.default_rng([seed, KINDS.index(kind), 11])
    figures = random_figures(seed, int(rng.integers(6, 12)), lattice=seed % 5 == 0)
    inhabitants = rng.integers(1_000, 50_000, len(figures.units)).astype(float)
    rules = random_rules(kind, rng, figures, inhabitants)
    scenario = Scenario(criteria=criteria, min_units=1, max_units=int(rng.integers(4, 7)))
    check(parent_problem(figures, scenario, rules=rules, inhabitants=inhabitants), tmp_path)


STAR = edge_figures(5, [(0, 1), (0, 2), (0, 3), (0, 4)])
TRIANGLES = edge_figures(6, [(0, 1), (0, 2), (1, 2), (2, 3), (3, 4), (3, 5), (4, 5)])


@pytest.mark.parametrize(
    ("figures", "apart", "max_units", "by_columns"),
    [(STAR, (), 5, False), (TRIANGLES, (("00002", "00003"),), 3, True)],
    ids=["by prices", "by the regions that prices leave"],
)
@pytest.mark.parametrize("criterion", ["distance", "border", "balance"])
def test_a_number_of_regions_without_division_is_shown_to_have_none(
    figures, apart, max_units, by_columns, criterion, tmp_path
):
    scenario = Scenario(
        criteria={criterion: 1.0},
        balance=Balance(column="units", target="own"),
        min_units=2,
        max_units=max_units,
    )
    problem = parent_problem(figures, scenario, rules=Rules(apart=apart))
    assert check(problem, tmp_path) == {"optimal", "infeasible"}
    written = document(problem)
    assert written is not None
    impossible = written["parents"][0]["answers"][-1]
    assert impossible["status"] == "infeasible"
    assert bool(impossible["evidence"]["columns"]) == by_columns

    impossible["evidence"] = None
    report = audit(read(written, tmp_path))
    assert report.faults == ()
    assert report.unproven == (
        f"P in {impossible['regions']}: said to be impossible; that is not shown here",
    )
