"""Parents of hundreds of units, and a made-up country of a hundred such parents."""

import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import geopandas as gpd

from benchmarks.country import country
from benchmarks.flanders import PLAN, Planned, measured_plan, planned
from benchmarks.processes import run
from benchmarks.table import Bar, Measured
from regionplanner.data.flanders import load_flanders
from regionplanner.files.atomic import write_geopackage

UNITS, REGIONS = 350, 35
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


@dataclass(frozen=True, slots=True)
class Expected:
    """What is asked of a plan: its time, its gap, and the options it is made with."""

    bar: Bar
    gap: float
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LargeParent:
    """One parent of hundreds of units.

    Attributes
    ----------
    name
        What it is called in tables.
    make
        Returns its polygons, with columns ``id``, ``name`` and ``parent``.
    n_regions
        How many regions to make.
    asked
        What is asked, by criterion.
    links
        Pairs of units that count as neighbours.
    """

    name: str
    make: Callable[[], gpd.GeoDataFrame]
    n_regions: int
    asked: Mapping[str, Expected]
    links: tuple[tuple[str, str], ...] = ()

    def write(self, folder: Path) -> Path:
        """Return the file in a folder that the polygons are written to.

        Parameters
        ----------
        folder
            Exists.
        """
        file = folder / "parent.gpkg"
        write_geopackage(file, {"units": self.make()})
        return file

    def command(self, file: Path, criterion: str) -> list[str]:
        """Return the command that makes the plan, but for ``--out``.

        Parameters
        ----------
        file
            With the polygons.
        criterion
            The only one.
        """
        choices = ["--regions", str(self.n_regions), "--criteria", f"{criterion}=1"]
        links = [text for a, b in self.links for text in ("--link", f"{a}:{b}")]
        data = ["--data", str(file), *COLUMNS]
        return [*PLAN, *choices, *links, *self.asked[criterion].options, *data]


def large_parents() -> list[LargeParent]:
    """Return all of Flanders as one parent, and made-up parents."""
    flanders = LargeParent(
        "Flanders as one parent",
        _flanders,
        n_regions=30,
        asked={"distance": Expected(Bar(60, 60), 0.0), "border": Expected(Bar(120, 120), 0.01)},
        links=(("73066", "73109"),),  # Voeren
    )
    half_a_percent = Expected(Bar(30, 10), 0.005, ("--gap", "0.5%"))
    made_up = [
        LargeParent(
            f"parent of {UNITS} (seed {seed})",
            partial(country, 1, UNITS, POINTS * UNITS, seed),
            n_regions=REGIONS,
            asked={"distance": half_a_percent},
        )
        for seed in SEEDS
    ]
    return [flanders, *made_up]


def _flanders() -> gpd.GeoDataFrame:
    frame = load_flanders().frame.reset_index(names="id").assign(parent="VL")
    return gpd.GeoDataFrame(frame[["id", "name", "parent", "geometry"]])


def large(repeat: int) -> Iterator[Measured]:
    """Yield the measurements of all of Flanders as one parent, and of made-up large parents.

    Parameters
    ----------
    repeat
        Number of runs of each.
    """
    with tempfile.TemporaryDirectory() as folder:
        for parent in large_parents():
            file = parent.write(Path(folder))
            for criterion, asked in parent.asked.items():
                work = f"{parent.name}, {parent.n_regions} regions: {criterion}"
                command = parent.command(file, criterion)
                yield _measured(work, command, asked.bar, asked.gap, repeat)


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
        gap = ("--gap", f"{COUNTRY_GAP:.0%}")
        command = [*PLAN, str(scenario), *gap, "--data", str(file), *COLUMNS]
        yield _measured(work, command, COUNTRY_BAR, COUNTRY_GAP, repeat=1)


def _measured(work: str, command: Sequence[str], bar: Bar, gap: float, repeat: int) -> Measured:
    def once(out: Path) -> Planned:
        return planned(command, out, limit_s=bar.limit_s)

    return measured_plan(work, bar, once, repeat=repeat, near=gap)
