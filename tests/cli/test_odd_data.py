"""Every command on data and rules that few have: an answer or a sentence, never a fault."""

import json

import pytest

from tests.cli.worlds import save
from tests.worlds import Cell

WEST = [Cell(f"1{n}", n % 2, n // 2, "W") for n in range(4)]
EAST = [Cell(f"2{n}", 2 + n % 2, n // 2, "E") for n in range(4)]
PEOPLE = [1000.0 + 37 * n for n in range(8)]


def locked(region, cells, *, exception=False):
    members = json.dumps([cell.nis for cell in cells])
    rest = "exception = true\n" if exception else ""
    return f'[[locked]]\nregion = "{region}"\nmembers = {members}\n{rest}'


BOTH = [*WEST, *EAST]
ODD = {
    "a reference region locked as a whole": (BOTH, PEOPLE, locked("w", WEST), 3),
    "locked as a whole, in two regions": (
        BOTH,
        PEOPLE,
        locked("a", WEST[::2]) + locked("b", WEST[1::2]),
        3,
    ),
    "all locked": (BOTH, PEOPLE, locked("w", WEST) + locked("e", EAST), 2),
    "one municipality locked as an exception": (
        BOTH,
        PEOPLE,
        locked("w", WEST[:1], exception=True),
        4,
    ),
    "no inhabitants": (BOTH, None, "", 4),
    "one number of inhabitants missing": (BOTH, [None, *PEOPLE[1:]], "", 4),
    "nobody lives anywhere": (BOTH, [0.0] * 8, "", 4),
    "one reference region of the smallest size": (WEST[:2], PEOPLE[:2], "", 1),
    "one reference region left out": (
        BOTH,
        PEOPLE,
        f"leave_out = {json.dumps([cell.nis for cell in WEST])}\n",
        2,
    ),
}
QUICK = {"one number of inhabitants missing"}
"""What every run of the tests tries; the others are for the slow ones."""
COMMANDS = {
    "plan": "plan {file} --regions {n} --out {out}/plan --workers 1",
    "going on": "plan {file} --regions {n} --keep-going --out {out}/kept --workers 1",
    "covered": "plan {file} --regions {n} --covered 3-8 --out {out}/part --workers 1",
    "less covered": "plan {file} --regions 1 --covered 2-3 --out {out}/less --workers 1",
    "alternatives": "alternatives {file} --regions {n} --plans 1 --out {out}/a --workers 1",
    "front": "front distance border {file} --regions {n} --points 2 --out {out}/f --workers 1",
    "repair": "repair {file} --plan {plan} --regions {n} --out {out}/repaired --workers 1",
    "check": "check {plan} --scenario {file}",
    "growth": "growth {plan} --scenario {file} --value area_km2=1 --supported 1,2 --out {out}/g",
    "growth from scratch": "growth --scenario {file} --regions {n} --value area_km2=1 "
    "--supported 1,2 --out {out}/s --workers 1",
    "support": "support {plan} --scenario {file} --supporters 2 --out {out}/support",
    "trekkers": "trekkers {plan} --scenario {file} --out {out}/trekkers",
    "map": "map {plan} --scenario {file} -o {out}/map.html",
    "report": "report {plan} --scenario {file} -o {out}/report.html",
    "pages": "pages {plan} --scenario {file} --out {out}/pages",
}
NO_PLAN = {  # what cannot be: said, with the reason
    ("a reference region locked as a whole", "less covered"): "the locked regions have 4 ",
    ("locked as a whole, in two regions", "less covered"): "2 regions are locked",
    ("locked as a whole, in two regions", "growth from scratch"): "2 regions are locked",
    ("all locked", "less covered"): "2 regions are locked",
    ("all locked", "growth from scratch"): "2 regions are locked",
    ("one reference region of the smallest size", "covered"): "at least 3 are to be covered",
    ("one reference region of the smallest size", "support"): "are too many for 1 region;",
    ("one municipality locked as an exception", "less covered"): "besides locked regions",
    ("one municipality locked as an exception", "growth from scratch"): "besides locked regions",
}


@pytest.mark.parametrize(
    "case", [case if case in QUICK else pytest.param(case, marks=pytest.mark.slow) for case in ODD]
)
def test_no_command_fails_on_odd_data(cli, tmp_path, case):
    cells, people, rules, n = ODD[case]
    columns = {} if people is None else {"inhabitants": people}
    save(tmp_path / "data.gpkg", cells, **columns)
    first, last = (rules, "") if rules.startswith("leave") else ("", rules)
    (tmp_path / "s.toml").write_text(
        f"min_units = 2\nmax_units = 4\nties = {{}}\n{first}\n[data]\nfile = 'data.gpkg'\n"
        "id = 'nis'\nname = 'name'\nparent = 'reference_region'\n"
        f"[criteria]\ndistance = 1.0\nborder = 0.1\n{last}",
        encoding="utf-8",
    )
    places = {"file": tmp_path / "s.toml", "out": tmp_path, "n": n}
    places["plan"] = tmp_path / "plan" / "plan.csv"
    for name, command in COMMANDS.items():
        run = cli(*command.format(**places).split())
        said = NO_PLAN.get((case, name))
        assert run.returncode == (4 if said else 0), (name, run.stderr)
        assert (said or "") in run.stderr, name
