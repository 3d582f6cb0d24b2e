"""What the screen says: units, exceptions, notes on rules, and the best values alone."""

from regionplanner.cli.plan import _criteria, _notes

ROW = {"weight": 1.0, "value": 110.0, "unit": "km"}


def test_every_criterion_has_its_weight_and_unit():
    rows = {
        "distance": ROW,
        "dispersion": {"weight": 0.0, "value": 1234567.8, "unit": "km2 x inhabitants"},
    }
    assert list(_criteria(rows)) == [
        "                  weight      this plan",
        "  distance             1        110.000 km",
        "  dispersion not counted  1,234,567.800 km2 x inhabitants",
    ]


def test_the_best_alone_and_how_much_more_the_plan_has():
    rows = {
        "distance": ROW | {"best_alone": 100.0, "best_alone_bound": 100.0},
        "border": ROW | {"best_alone": 110.0, "best_alone_bound": 109.5},
        "ties": ROW | {"best_alone": 0.0, "best_alone_bound": 0.0},
        "balance": ROW | {"best_alone": None, "best_alone_bound": None},
    }
    head, *lines = _criteria(rows)
    assert head.split() == ["weight", "this", "plan", "best", "alone", "more"]
    assert [line.split(" km ")[1].strip() for line in lines] == [
        "100.000   +10.0%",
        "110.000    +0.0% (not proven; at least 109.500)",
        "0.000",
        "not known",
    ]


def test_coverage_exceptions_and_notes():
    summary = {
        "coverage": {"municipalities": 90, "of": 285},
        "exceptions": [
            {
                "region": "kempen-a",
                "locked_as": "Neteland",
                "municipalities": 4,
                "allowed": [5, 15],
            }
        ],
        "rule_notes": ["politiezone X crosses A and B: each part stays together"],
    }
    assert list(_notes(summary)) == [
        "Covered: 90 of 285 municipalities; 195 are left for later.",
        "Exception: kempen-a is locked as Neteland and kept as it is, with 4 municipalities; the "
        "rules say 5 to 15.",
        "Note: politiezone X crosses A and B: each part stays together.",
    ]
    assert list(_notes({"exceptions": [], "rule_notes": []})) == []
