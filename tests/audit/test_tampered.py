"""A certificate in which anything was changed is refused, with the place and the value."""

import copy
import re
from pathlib import Path
from typing import Any

import pytest

from regionplanner.audit.parts import Certificate
from regionplanner.audit.read import read_certificate, read_regions
from regionplanner.audit.whole import audit
from regionplanner.errors import DataError
from regionplanner.scenario import Scenario
from tests.audit.certificates import document, read
from tests.worlds import parent_problem, random_figures


@pytest.fixture(scope="module")
def whole() -> dict[str, Any]:
    """A certificate in which prices leave a gap for the chosen number of regions."""
    for seed in range(100):
        scenario = Scenario(criteria={"border": 1.0}, min_units=2, max_units=5)
        written = document(parent_problem(random_figures(seed, 12), scenario))
        if written and len(answer(written)["evidence"]["columns"]) > 3:
            return written
    raise AssertionError("no world has a gap")


def answer(written: dict[str, Any]) -> dict[str, Any]:
    n_regions = written["plan"]["regions"]
    return next(a for a in written["parents"][0]["answers"] if a["regions"] == n_regions)


def changed(whole: dict[str, Any], change: str) -> dict[str, Any]:
    written = copy.deepcopy(whole)
    here = {
        "c": written,
        "p": written["parents"][0],
        "a": answer(written),
        "e": answer(written)["evidence"],
        "unused": unused,
    }
    exec(change, here)  # the changes below are one-liners
    return written


def unused(here: dict[str, Any]) -> int:
    """Position of a column that is not in the division."""
    return next(i for i, c in enumerate(here["e"]["columns"]) if c[1] not in here["a"]["members"])


CHANGES = {
    "e['prices'][0] += 5": "its prices add up to [-0-9]+; their bound is said to be",
    "e['prices'][0] += 5; e['linear_bound'] += 5": "has the reduced cost -?[0-9]+; ",
    "e['prices'][0] -= 10**6; e['prices'][1] += 10**6": "has the reduced cost -[0-9]+; at least 0",
    "e['region_price'] -= 1000": "its prices add up to",
    "e['region_price'] += 1; e['linear_bound'] += a['regions']": "the reduced cost",
    "del e['columns'][unused(globals())]": "it is expected among the [0-9]+ columns",
    "e['columns'][0][0] += 1": r"its column \{.*\} has the reduced cost [0-9]+; it is said to be",
    "e['columns'][0][1] = [0]": r"its column \{00000\} is not a region that the rules allow",
    "e['shown'] += 1": "a division costs [0-9]+, less than the [0-9]+ that is shown",
    "e['shown'] -= 1000": "its bound is said to be [0-9]+; [0-9]+ is shown",
    "a['evidence'] = None": "its bound is said to be [0-9]+; nothing is shown",
    "e['weights'] = [0, 0, 0]": "the reduced cost",
    "e['weights'] = [1, 0, 1]": "a table of distances is expected",
    "a['bound'] += 1": "it is said to be optimal, with the objective [0-9]+ and the bound [0-9]+",
    "a['objective'] -= 1; a['bound'] -= 1": "its regions cost [0-9]+; the objective is said to be",
    "a['status'] = 'infeasible'": "said to be impossible; its evidence does not show that",
    "a['status'] = 'splendid'": "its status is 'splendid'; optimal, infeasible, feasible or",
    "a['members'][0], a['members'][1] = a['members'][0] + [a['members'][1][0]], "
    "a['members'][1][1:]": "is not one that the rules allow|its regions cost",
    "a['members'][0] = a['members'][1]": r"\{.*\} is in two of its regions; once is expected",
    "del a['members'][0]": r"\{.*\} is in none of its regions",
    "a['regions'] += 1": "its division has [0-9]+ regions; [0-9]+ are expected",
    "p['answers'].remove(a)": "there is no answer, though the sizes allow it",
    "p['neighbours'].append([0, next(j for j in range(1, 12) if [0, j] not in p['neighbours'])])": (
        "it has [0-9,]+ candidate regions by this count; [0-9,]+ are stated"
    ),
    "del p['neighbours'][0]": "candidate regions by this count|is not a region that the rules",
    "p['candidates'] += 1": "candidate regions by this count",
    "p['pair_costs'][0][2] += 2": "the reduced cost|its regions cost",
    "p['unit_costs'][0] -= 2": "the reduced cost|its regions cost",
    "p['max_units'] -= 1": "candidate regions by this count",
    "p['apart'].append(a['members'][0][:2])": r"its region \{.*\} is not one that the rules allow",
    "p['answers'].append(p['answers'][0])": "there is more than one answer; one is expected",
    "p['units'][0] = p['units'][1]": "a municipality is in it twice; once is expected",
    "c['plan']['bound'] += 1": "the plan: its bound [0-9]+ is above its objective",
    "c['plan']['objective'] -= 1; c['plan']['bound'] -= 1": "its parts cost [0-9]+; the objective",
    "c['plan']['split']['P'] += 9": "the plan: P has no division into [0-9]+ regions here",
    "c['plan']['regions'] += 1": "its split has [0-9]+ regions; [0-9]+ are said to be in it",
    "c['plan']['split'] = {'Q': 3}": "its split is not over the reference regions",
    "c['asked']['regions'] = [1, 1]": "the plan: it has [0-9]+ regions; 1 to 1 were asked for",
    "c['asked']['regions_per'] = {'P': [1, 1]}": "P has [0-9]+ regions; 1 to 1 were asked for",
    "c['asked']['regions'] = [1, 20]": "[0-9]+ is shown for the best split of the regions",
}


def test_as_it_was_written_it_holds(whole, tmp_path):
    report = audit(read(whole, tmp_path))
    assert (report.faults, report.unproven) == ((), ())


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_changed_is_found(change, whole, tmp_path):
    report = audit(read(changed(whole, change), tmp_path))
    assert re.search(CHANGES[change], "\n".join(report.faults))


def test_a_division_that_is_no_longer_the_best_is_found(whole, tmp_path):
    """A worse division, with all that is said of it changed too."""
    written = changed(whole, "a['objective'] += 7; a['bound'] += 7; a['locked_cost'] += 7")
    assert "its parts cost" in "\n".join(audit(read(written, tmp_path)).faults)


def test_too_large_to_recount(whole, tmp_path):
    certificate = read(whole, tmp_path)
    report = audit(certificate, max_units=11)
    assert (report.recounted, dict(report.not_recounted)) == ((), {"P": 12})
    assert report.faults == ()
    wrong = read(changed(whole, "e['shown'] += 1"), tmp_path)
    assert "a division costs" in audit(wrong, max_units=11).faults[0]


def regions_of(certificate: Certificate) -> list[frozenset[str]]:
    parent = certificate.parents[0]
    chosen = next(a for a in parent.answers if a.regions == certificate.split["P"])
    return [frozenset(parent.codes(region)) for region in chosen.members]


def plan_file(folder: Path, regions: list[frozenset[str]]) -> Path:
    path = folder / "plan.csv"
    lines = [f"{nis},r{i}" for i, members in enumerate(regions) for nis in sorted(members)]
    path.write_text("\n".join(["nis,region", *lines]), encoding="utf-8")
    return path


def test_the_plan_file_must_be_the_same(whole, tmp_path):
    certificate = read(whole, tmp_path)
    regions = regions_of(certificate)
    plan = read_regions(plan_file(tmp_path, regions))
    assert audit(certificate, plan=plan).faults == ()
    moved = [regions[0] | {min(regions[1])}, regions[1] - {min(regions[1])}, *regions[2:]]
    other = read_regions(plan_file(tmp_path, moved))
    (fault,) = audit(certificate, plan=other).faults
    assert fault.startswith("the plan file has other regions: 2 of the certificate's are not in it")


UNREADABLE = {
    "": "cannot be read as JSON",
    "[1, 2]": "is no certificate; 'regionplanner certificate 1' is expected as its format; make",
    "{}": "is no certificate; 'regionplanner certificate 1' is expected as its format; make",
    '{"format": "regionplanner certificate 0"}': "has the format 'regionplanner certificate 0'",
    '{"format": 1, "format": "regionplanner certificate 1"}': "'format' stands twice in one table",
    '{"format": "regionplanner certificate 1"}': "is not a whole certificate .it has no 'plan'.",
}


@pytest.mark.parametrize("text", UNREADABLE)
def test_a_file_that_is_no_certificate(text, tmp_path):
    path = tmp_path / "certificate.json"
    path.write_text(text)
    with pytest.raises(DataError, match=UNREADABLE[text]):
        read_certificate(path)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("e['prices'][0] = 0.5", "0.5 is no whole number"),
        ("e['prices'].append(1)", "13 values for 12 units"),
        ("a['members'][0][0] = 12", "unit 12 of 12"),
        ("a['members'][0][0] = -1", "unit -1 of 12"),
        ("del a['evidence']", "it has no 'evidence'"),
        ("p['neighbours'][0] = 3", "3 is no list"),
        ("c['quantum'] = float('nan')", "cannot be read as JSON .NaN is no number of JSON"),
        ("c['quantum'] = float('inf')", "cannot be read as JSON .Infinity is no number of JSON"),
        ("c['quantum'] = 0", "the quantum is 0; a number of 1e-100 to"),
        ("c['quantum'] = -1e-6", "the quantum is -1e-06; a number of 1e-100"),
        ("c['quantum'] = 1e-320", "the quantum is 1e-320; a number of 1e-100"),
        ("c['quantum'] = 1e300", r"the quantum is 1e\+300; a number of 1e-100"),
        ("c['quantum'] = True", "the quantum is True; a number of 1e-100"),
        ("c['quantum'] = '1e-06'", "the quantum is '1e-06'; a number of 1e-100"),
        ("c['plan']['objective'] = float('-inf')", "-Infinity is no number of JSON"),
        ("a['objective'] = True", "True is no whole number"),
        ("a['objective'] = '3'", "'3' is no whole number"),
        ("e['prices'][0] = 10**18 + 1", "a whole number has more than 18 digits"),
        ("a['factor'] = 0", "0 is below 1"),
        ("p['min_units'] = -1", "-1 is below 1"),
        ("p['code'] = None", "None is no text"),
        ("p['units'][0] = 'ab'", "'ab' is no list"),
        ("p['units'][0] = [7]", "7 is no text"),
        ("p['units'][0] = []", "a unit without a municipality"),
        ("a['members'][0].append(a['members'][0][0])", "unit [0-9]+ stands twice"),
        ("e['columns'].append(e['columns'][0])", r"the column \[.*\] stands twice"),
        (
            "p['pair_costs'].append(p['pair_costs'][0])",
            "the pair of units 0 and [0-9]+ is none, or",
        ),
        ("c['asked']['regions'] = [9, 1]", "the least, 9, is more than the most, 1"),
    ],
)
def test_a_certificate_with_strange_values(change, message, whole, tmp_path):
    with pytest.raises(DataError, match=message):
        read(changed(whole, change), tmp_path)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("nis,area\n1,2\n", "has no column 'region'"),
        ("nis,region\n1,\n", "has a line without nis or region"),
    ],
)
def test_a_strange_plan_file(text, message, tmp_path):
    path = tmp_path / "plan.csv"
    path.write_text(text)
    with pytest.raises(DataError, match=message):
        read_regions(path)
    with pytest.raises(DataError, match="cannot be read"):
        read_regions(tmp_path / "missing.csv")
