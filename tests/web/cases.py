"""Cases that Python and the model of pages are both held to: ``python -m tests.web.cases``.

Each is a small random world with a random scenario, the divisions that random moves lead to, and
what Python says of each. Python writes them to ``cases/``; Node reads them.
"""

import json
from dataclasses import replace
from functools import partial
from pathlib import Path
from random import Random

import numpy as np

from regionplanner.errors import DataError, ScenarioError
from regionplanner.scenario import Scenario
from regionplanner.words.text import RULE_WORDS, TABLE
from tests.maps.plans import grid, grown_plan
from tests.web.divisions import (
    as_division,
    astray,
    everything_wrong,
    expected,
    hostile,
    named,
    situation,
    with_times,
)
from tests.web.edges import EDGES

FOLDER = Path(__file__).parent / "cases"
SENTENCES = "sentences"
"""File with the template of each broken rule, by language."""


def world(seed):
    """Squares with holes between them, in two reference regions; what is known of them differs."""
    rng = np.random.default_rng(seed)
    cells = [(row, column) for row in range(4) for column in range(5)]
    skip = [cells[n] for n in rng.choice(len(cells), 3, replace=False)]
    found = grid(4, 5, skip=skip)
    frame, borders = found.frame.copy(), found.borders
    n_units = len(frame)
    frame["inhabitants"] = rng.integers(5_000, 60_000, n_units).astype(float)
    frame["inhabitants_0_14"] = np.round(frame["inhabitants"] * rng.uniform(0.1, 0.2, n_units))
    frame["area_km2"] = rng.uniform(5.0, 90.0, n_units).round(2)
    frame["elz"] = rng.choice(["a", "b", "c"], n_units)
    frame["politiezone"] = rng.choice(["x", "y", "z", None], n_units)
    frame["hoofd"] = rng.choice(["ja", "nee"], n_units)
    if seed % 4 == 3:
        frame.loc[frame.index[:2], ["inhabitants", "inhabitants_0_14"]] = None
    borders = borders.assign(border_m=rng.uniform(300.0, 6_000.0, len(borders)).round(1))
    flows = borders[["nis_a", "nis_b"]].assign(weight=rng.uniform(0, 9, len(borders)).round(2))
    found = replace(found, frame=frame, borders=borders, pair_ties={"flows": flows})
    times = with_times(found, seed) if seed % 2 else None
    return replace(found, travel_min=times)


def choices(random, found):
    """Choices of a scenario: each with a chance of a half or so."""
    parents = found.frame["reference_region"]
    west, east = (random.sample(list(parents.index[parents == code]), 5) for code in ("P1", "P2"))
    possible = {
        "regions": random.choice([4, [3, 5]]),
        "regions_per": {"P1": random.randint(1, 3)},
        "links": [tuple(west[:2])],
        "min_border_m": random.choice([500, 2_000]),
        "together": [west[:2]],
        "keep_together": ["politiezone"],
        "apart": [tuple(west[2:4]), tuple(east[:2])],
        "bounds": {
            "inhabitants": {"min": 40_000, "max": 150_000},
            "area_km2": {"min": "-15%", "max": "+30%", "of": random.choice(["own", "all"])},
        },
        "anchor": {"inhabitants": 40_000},
        "max_distance_km": random.choice([8, 12.5]),
        "max_centre_distance_km": random.choice([4.5, 9.25]),
        "neighbourhood": random.randint(3, 6),
        "centres": random.choice(["hoofd", [*west[:3], *east[:3]]]),
        "locked": [{"region": "given", "members": east[2:4], "exception": random.random() < 0.5}],
        "leave_out": east[4:],
        "coverage": random.choice(
            [{"least": 12, "reward": 0.5}, {"most": 9}, {"least": 15, "per": "inhabitants_0_14"}]
        ),
        "travellers": "inhabitants_0_14",
    }
    if found.travel_min is not None:
        possible["max_travel_min"] = 14
        possible["max_centre_travel_min"] = random.choice([6.5, 11])
    some = {name: value for name, value in possible.items() if random.random() < 0.45}
    return {
        "criteria": _weights(random),
        "ties": {"elz": 1.5, **random.choice([{}, {"flows": 0.25}])},
        "balance": {
            "column": random.choice(["inhabitants", "units", "area_km2"]),
            "target": random.choice(["own", "all", 60_000]),
        },
        "min_units": 2,
        "max_units": 6,
        **some,
    }


def _weights(random):
    names = ["distance", "dispersion", "reach", "border", "ties", "balance"]
    some = random.sample(names, random.randint(1, 4))
    return {name: random.choice([0.5, 1, 3]) for name in names if name in some}


def possible_situation(seed):
    """A world with a scenario; choices that contradict each other are drawn again."""
    found, random = world(seed), Random(seed)
    while True:
        try:
            scenario = Scenario(**choices(random, found))
            return situation(found, scenario, ["nl", "en"][seed % 2])
        except (ScenarioError, DataError):
            continue


def _grown(here, **moves):
    """What moves make of a grown plan."""
    found = here.municipalities
    grown = as_division(named(grown_plan(found, size=4), found), here.nis)
    return list(astray(grown, here.graph, here.nis, **moves))


def _random_case(seed):
    here = possible_situation(seed)
    return here, _grown(here, states=2, moves=5, seed=seed)


def _hostile_case():
    here = situation(hostile(), Scenario(ties={"club": 1}, min_units=2, max_units=5))
    return here, _grown(here, states=3, moves=4, seed=8)


def _wrong_case(number, language):
    here, state = list(everything_wrong(language))[number]
    return here, [state]


def _shares_case():
    """Shares of the mean of figures of a millionth, and of whole ones."""
    own = {"min": "-15%", "max": "+15%", "of": "own"}
    frame = grid().frame.assign(tiny=[1e-8] * 16, votes=range(16))
    choices = Scenario(criteria={"distance": 1}, bounds={"tiny": own, "votes": own})
    here = situation(replace(grid(), frame=frame), choices)
    return here, [{"codes": list("abcd"), "of": [0, 0, 2, 2] * 2 + [1, 1, 3, 3] * 2}]


def _ties_case():
    """Ties of a millionth are measured and not rounded each."""
    frame = grid().frame.assign(club="a", team=["a", "b"] * 8)
    choices = Scenario(criteria={"ties": 1}, min_units=1, ties={"club": 1e-6, "team": 3e-6})
    here = situation(replace(grid(), frame=frame), choices)
    rows, columns = [0] * 4 + [1] * 12, [0, 0, 1, 1] * 4
    return here, [{"codes": ["a", "b"], "of": of} for of in (rows, columns)]


CASES = {
    **{f"world-{seed:02d}": partial(_random_case, seed) for seed in range(20)},
    "hostile": _hostile_case,
    "shares": _shares_case,
    "ties": _ties_case,
    **{f"wrong-{n}": partial(_wrong_case, n, ["nl", "en"][n % 2]) for n in range(5)},
    **EDGES,
}
"""What is compared: a situation and divisions, by the name of a file."""


def case(name):
    """What Node is given: the values of a page, divisions, and what Python says of each."""
    here, states = CASES[name]()
    return {
        "base": here.base,
        "scenario": here.rules,
        "states": states,
        "expected": [expected(here, state) for state in states],
    }


def sentences():
    """The template of each broken rule, by language."""
    keys = [key for key in RULE_WORDS if key.startswith("broken_")]
    return {language: {key: TABLE[key][language] for key in keys} for language in ("nl", "en")}


def text(values):
    """A file: a line for each part, and one for each division and each answer."""
    return (
        "{\n" + ",\n".join(f'"{key}": {_lines(value)}' for key, value in values.items()) + "\n}\n"
    )


def _lines(value):
    written = partial(json.dumps, ensure_ascii=False, separators=(",", ":"))
    if isinstance(value, list):
        return "[\n" + ",\n".join(map(written, value)) + "\n]"
    return written(value)


def main():
    FOLDER.mkdir(exist_ok=True)
    for name in CASES:
        (FOLDER / f"{name}.json").write_text(text(case(name)), encoding="utf-8")
    (FOLDER / f"{SENTENCES}.json").write_text(text(sentences()), encoding="utf-8")


if __name__ == "__main__":
    main()
