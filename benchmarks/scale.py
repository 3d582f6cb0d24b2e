"""Parents of hundreds of units, and a made-up country of a hundred such parents."""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.country import country
from benchmarks.flanders import PLAN, Planned, measured_plan, planned
from benchmarks.processes import run
from benchmarks.table import Bar, Measured
from regionplanner.io.bundled import load_flanders
from regionplanner.io.write import write_geopackage

ONE_PARENT = {
    "distance": (Bar(60, 60), 0.0),
    "border": (Bar(120, 120), 0.01),
}
"""Criterion: what is asked, and the largest gap that will do."""
VOEREN = ("--link", "73066:73109")
UNITS, REGIONS = 350, 35
PARENT_BAR, PARENT_GAP = Bar(30, 10), 0.005
SEEDS = (1, 2, 3)
POINTS = 285  # of a polygon: 10 million in a country
PARENTS = 100
COUNTRY_BAR, COUNTRY_GAP = Bar(1800, 600), 0.01
READING_BAR = Bar(60, 20)
COLUMNS = ("--id", "id", "--name", "name", "--parent", "parent")
READING = (
    "import sys, regionplanner as rp; "
    "units = rp.read_municipalities(sys.argv[1], id_column='id', name_column='name', "
    "parent_column='parent'); "
    "print(f'{len(units.frame):,} units, {rp.rook_graph(units).number_of_edges():,} borders')"
)


def large(repeat: int) -> Iterator[Measured]:
    """Yield the measurements of all of Flanders as one parent, and of made-up large parents.

    Parameters
    ----------
    repeat
        Number of runs of each.
    """
    with tempfile.TemporaryDirectory() as folder:
        flanders = Path(folder) / "flanders.gpkg"
        frame = load_flanders().frame.reset_index(names="id").assign(parent="VL")
        write_geopackage(flanders, {"units": frame[["id", "name", "parent", "geometry"]]})
        for criterion, (bar, gap) in ONE_PARENT.items():
            work = f"Flanders as one parent, 30 regions: {criterion}"
            choices = ("--regions", "30", "--criteria", f"{criterion}=1", *VOEREN)
            yield _measured(work, flanders, choices, bar, gap, repeat)
        for seed in SEEDS:
            file = Path(folder) / f"parent-{seed}.gpkg"
            write_geopackage(file, {"units": country(1, UNITS, POINTS * UNITS, seed)})
            work = f"parent of {UNITS} (seed {seed}), {REGIONS} regions: distance"
            choices = ("--regions", str(REGIONS), "--criteria", "distance=1")
            asked = ("--gap", f"{PARENT_GAP:.1%}")
            yield _measured(work, file, (*choices, *asked), PARENT_BAR, PARENT_GAP, repeat)


def whole_country(repeat: int) -> Iterator[Measured]:
    """Yield the measurements of reading and of planning a made-up country.

    Parameters
    ----------
    repeat
        Number of times that it is read; it is planned once.
    """
    n_units = PARENTS * UNITS
    with tempfile.TemporaryDirectory() as folder:
        file, scenario = Path(folder) / "country.gpkg", Path(folder) / "country.toml"
        units = country(PARENTS, UNITS, POINTS * n_units, seed=1)
        write_geopackage(file, {"units": units})
        numbers = [
            f'"{parent}" = {round(n / 10)}' for parent, n in units.groupby("parent").size().items()
        ]
        total = sum(int(line.split(" = ")[1]) for line in numbers)
        lines = [f"regions = {total}", "[criteria]", "distance = 1", "[regions_per]", *numbers]
        scenario.write_text("\n".join(lines) + "\n", encoding="utf-8")
        del units
        reading = [sys.executable, "-c", READING, str(file)]
        runs = tuple(
            run(reading, cache=Path(folder) / "none", limit_s=READING_BAR.limit_s)
            for _ in range(repeat)
        )
        work = f"reading and checking {n_units:,} polygons ({POINTS * n_units / 1e6:.0f} M points)"
        error = next((made.error for made in runs if made.error), "")
        yield Measured(work, READING_BAR, runs, error or runs[-1].output.strip(), proven=not error)
        work = f"{PARENTS} parents of {UNITS}, {total:,} regions: distance"
        asked = (str(scenario), "--gap", f"{COUNTRY_GAP:.0%}")
        yield _measured(work, file, asked, COUNTRY_BAR, COUNTRY_GAP, repeat=1)


def _measured(
    work: str, file: Path, choices: Sequence[str], bar: Bar, gap: float, repeat: int
) -> Measured:
    command = [*PLAN, *choices, "--data", str(file), *COLUMNS]

    def once(out: Path) -> Planned:
        return planned(command, out, limit_s=bar.limit_s)

    return measured_plan(work, bar, once, repeat=repeat, near=gap)
