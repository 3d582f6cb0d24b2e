"""What a scenario file says about each choice: one line, and an example where none is made."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice.

    Attributes
    ----------
    name
        As in `Scenario`, `DataChoices` or `RunChoices`.
    text
        What it is, with its unit.
    example
        A value for Flanders.
    """

    name: str
    text: str
    example: Any


@dataclass(frozen=True, slots=True)
class Table:
    """A table of choices.

    Attributes
    ----------
    text
        What it is.
    choices
        Those with a fixed name.
    example
        Entries of a table in which a planner chooses the names: columns, or reference regions.
    repeated
        Whether there may be any number of such tables.
    """

    text: str
    choices: tuple[Choice, ...] = ()
    example: Mapping[str, Any] = field(default_factory=dict)
    repeated: bool = False


_TOP = (
    Choice("regions", "Number of regions, or the least and the most: [28, 32].", 30),
    Choice("min_units", "Fewest municipalities in a region.", 5),
    Choice("max_units", "Most municipalities in a region.", 15),
    Choice("min_border_m", "Neighbours share a border longer than this [m]; 0: any border.", 0.0),
    Choice("links", "Pairs that count as neighbours without a border.", [["71066", "73066"]]),
    Choice("no_links", "Neighbours that do not count as such.", [["11002", "46030"]]),
    Choice("together", "Groups that are in one region.", [["12021", "12014"]]),
    Choice("keep_together", "Columns of which equal values are in one region.", ["politiezone"]),
    Choice("apart", "Pairs that are not in one region.", [["11002", "11008"]]),
    Choice("max_distance_km", "Largest distance between two members [km], straight.", 60.0),
    Choice("max_centre_distance_km", "Largest distance to the centre [km], straight.", 40.0),
    Choice("max_travel_min", "Longest travel between two members [min], either way.", 75.0),
    Choice("max_centre_travel_min", "Longest travel to the centre [min].", 45.0),
    Choice("travellers", "Column with the number who travel; one a municipality.", "inhabitants"),
    Choice("centres", "Municipalities that may be centres, or a column.", ["11002", "44021"]),
    Choice("leave_out", "Municipalities that are not planned.", ["73109"]),
)

_DATA = (
    Choice("file", "Polygons of the municipalities; Flanders 2025 when not given.", "units.gpkg"),
    Choice("id", "Column with their codes.", "nis"),
    Choice("name", "Column with their names.", "name"),
    Choice("parent", "Column with their reference regions.", "reference_region"),
    Choice("layer", "Layer of the file, where it has several.", "municipalities"),
    Choice("join", "Tables (CSV) with further columns, by code.", ["figures.csv"]),
    Choice("links", "Table (CSV: nis_a, nis_b) of pairs that count as neighbours.", "links.csv"),
    Choice("travel_times", "Table (CSV or Parquet) of travel times [min].", "minutes.csv"),
    Choice("pair_tables", "Tables (CSV) of ties, by name.", {"samenwerking": "pairs.csv"}),
)

_CRITERIA = (
    Choice(
        "distance",
        "Travel of each municipality to the centre of its region, per km or minute.",
        1.0,
    ),
    Choice("dispersion", "The same with squared distances, per km2.", 0.05),
    Choice("border", "Border drawn between regions of one reference region, per km.", 0.5),
    Choice("ties", "Neighbours that co-operate today and are separated, per tie.", 2.0),
    Choice("balance", "Deviation from the target, as a part of it: 0.1 is 10 percent.", 100.0),
)

_BALANCE = (
    Choice("column", 'The figure that is evened out; "units" counts municipalities.', "units"),
    Choice("target", 'For a region: "all" (all / regions), "own" or a number.', "all"),
)

_COVERAGE = (
    Choice("least", "Least number of municipalities that are in a region, in all.", 95),
    Choice("most", "Largest number.", 105),
    Choice("reward", "What covering one is worth, in units of the objective.", 1.0),
    Choice("per", "The reward is for one unit of this column.", "inhabitants_0_14"),
)

_LOCKED = (
    Choice("region", "Its code.", "mijn-regio"),
    Choice("members", "Its municipalities.", ["12014", "12021", "12026", "12029", "12035"]),
    Choice("exception", "It may have another size than the rules say.", True),
)

GUIDE: Mapping[str, Table] = {
    "": Table("", _TOP),
    "data": Table("The data; files are looked for in the folder of this file.", _DATA),
    "run": Table(
        "The run.",
        (
            Choice("time_limit_s", "Stop searching after this time [s].", 600.0),
            Choice("language", 'Language of the map: "nl" or "en".', "nl"),
            Choice("title", "Heading of maps and reports.", "Jeugdregio's vanaf 2027"),
            Choice("contact", "Whom municipalities can turn to.", "jeugdregio@voorbeeld.be"),
        ),
    ),
    "criteria": Table("What counts, and what one unit of it costs.", _CRITERIA),
    "ties": Table(
        "Weight of a shared value in a column, or of a pair table, for two neighbours.",
        example={"igs_wonen": 1.0},
    ),
    "balance": Table("What the criterion balance evens out.", _BALANCE),
    "coverage": Table("A plan that leaves municipalities for later.", _COVERAGE),
    "regions_per": Table(
        "Number of regions of a reference region, or the least and the most.",
        example={"REFREG15": [4, 5]},
    ),
    "bounds": Table(
        "Least and most of a figure in any region.", example={"inhabitants": {"min": 40000.0}}
    ),
    "locked": Table("Regions that are given.", _LOCKED, repeated=True),
}
