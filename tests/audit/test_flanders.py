"""The plan of Flanders, audited: small reference regions whole, large ones as far as stated."""

import json
from typing import Any

import numpy as np
import pytest

from regionplanner import propose, rook_graph
from regionplanner.audit.costs import Costs
from regionplanner.audit.parts import Parent
from regionplanner.audit.regions import connected_sets, is_candidate
from regionplanner.audit.whole import audit
from regionplanner.data.municipalities import Municipalities
from regionplanner.program.certificate import certificate_text, plan_certificate
from regionplanner.scenario import Scenario
from tests.audit.certificates import read

SMALL = 20
LARGE = {"REFREG01": 28, "REFREG03": 27, "REFREG04": 31, "REFREG05": 32, "REFREG15": 38}
CASES = {"default": {"distance": 1.0, "ties": 2.0}, "border": {"border": 1.0}}
QUANTA = 1e6


@pytest.fixture(scope="module", params=CASES)
def made(request, flanders) -> tuple[str, dict[str, Any]]:
    scenario = Scenario(criteria=CASES[request.param], regions=30)
    text = certificate_text(plan_certificate(propose(flanders, scenario), scenario))
    assert len(text) < 300_000
    return request.param, json.loads(text)


def test_it_holds(made, tmp_path):
    certificate = read(made[1], tmp_path)
    report = audit(certificate, max_units=SMALL)
    assert (report.faults, report.unproven) == ((), ())
    assert report.not_recounted == LARGE
    assert len(report.recounted) + len(LARGE) == len(certificate.parents) == 15
    assert certificate.objective == certificate.bound
    assert sum(certificate.split.values()) == 30


def test_every_number_of_regions_has_an_answer_with_evidence(made):
    name, written = made
    answers = [answer for parent in written["parents"] for answer in parent["answers"]]
    assert len(answers) == 41
    assert {answer["status"] for answer in answers} == {"optimal"}
    assert all(answer["evidence"] for answer in answers)
    assert any(answer["evidence"]["columns"] for answer in answers), name


def plain_cost(flanders: Municipalities, name: str, parent: Parent, members: list[str]) -> float:
    """The criterion by its definition, on the columns of the data, in km and ties."""
    frame = flanders.frame
    outside = {code for unit in parent.units for code in unit} - set(members)
    graph = rook_graph(flanders)
    cut = [(a, b) for a in members for b in graph[a] if b in outside]
    if name == "border":
        return sum(graph[a][b]["border_m"] for a, b in cut) / 1000 / 2
    xy = frame.loc[members, ["x_m", "y_m"]].to_numpy() / 1000
    distance = min(float(np.hypot(*(xy - xy[j]).T).sum()) for j in range(len(members)))
    shared = {"jeugdregio": 3.0, "politiezone": 1.0, "elz": 1.0}
    ties = sum(
        weight * (frame.at[a, column] == frame.at[b, column])
        for a, b in cut
        for column, weight in shared.items()
        if isinstance(frame.at[a, column], str) and frame.at[a, column]
    )
    return distance + 2.0 * ties / 2


def test_its_numbers_are_those_of_the_data(made, flanders, tmp_path):
    name, written = made
    for parent in read(written, tmp_path).parents[1::4]:
        codes = [unit[0] for unit in parent.units]
        neighbours = rook_graph(flanders).subgraph(codes)
        stated = {frozenset((codes[a], codes[b])) for a, b in written_pairs(written, parent.code)}
        assert stated == {frozenset(edge) for edge in neighbours.edges}
        costs = Costs(parent)
        some = [r for _, r in zip(range(4_000), connected_sets(parent), strict=False)]
        for region in [r for r in some if is_candidate(parent, r)][::199]:
            expected = plain_cost(flanders, name, parent, list(parent.codes(region)))
            found = costs.additive(region)
            assert found is not None
            assert found / QUANTA == pytest.approx(expected, abs=1e-4)


def written_pairs(written: dict[str, Any], code: str) -> list[list[int]]:
    return next(p["neighbours"] for p in written["parents"] if p["code"] == code)


def test_a_changed_price_of_a_small_reference_region_is_found(made, tmp_path):
    written = json.loads(json.dumps(made[1]))
    parent = next(p for p in written["parents"] if p["code"] == "REFREG06")
    evidence = parent["answers"][0]["evidence"]
    evidence["prices"][0] += 10**9
    evidence["prices"][1] -= 10**9
    certificate = read(written, tmp_path)
    faults = audit(certificate, max_units=10).faults
    assert len(faults) == 1
    assert faults[0].startswith("REFREG06 in 1: ")
    assert "reduced cost" in faults[0]
