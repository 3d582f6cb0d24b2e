"""What a scenario file says about each choice: one line, and an example where none is made."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from regionplanner.criteria.registry import CRITERIA


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice.

    Attributes
    ----------
    name
        As in `Scenario`, `DataChoices`, `RunChoices`, `GrowthChoices` or `SupportChoices`.
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
    Choice("allow_parts", "Reference regions may be in parts that no link joins.", True),
    Choice("neighbourhood", "Members are among so many nearest to one, itself counted.", 30),
    Choice("travellers", "Column with the number who travel; one a municipality.", "inhabitants"),
    Choice("centres", "Municipalities that may be centres, or a column.", ["11002", "44021"]),
    Choice("leave_out", "Municipalities that are not planned.", ["73109"]),
    Choice(
        "words",
        "What pages call units, regions and parents: jeugdregio, neutral, or words by language.",
        {"en": {"unit": ["commune", "communes"], "region": ["district", "districts"]}},
    ),
)

_DATA = (
    Choice("file", "Polygons of the municipalities; Flanders 2025 when not given.", "units.gpkg"),
    Choice("id", "Column with their codes.", "nis"),
    Choice("name", "Column with their names.", "name"),
    Choice("parent", "Column with their reference regions.", "reference_region"),
    Choice("layer", "Layer of the file, where it has several.", "municipalities"),
    Choice("repair", "Mend polygons that are invalid, overlap or leave gaps.", True),
    Choice("encoding", "Of texts in a Shapefile, and in tables that are no UTF-8.", "cp1252"),
    Choice(
        "plan_columns", "Columns of plan files with the ids and the regions.", ["GEOID", "district"]
    ),
    Choice("join", "Tables (CSV) with further columns, by code.", ["figures.csv"]),
    Choice("links", "Table (CSV: nis_a, nis_b) of pairs that count as neighbours.", "links.csv"),
    Choice("travel_times", "Table (CSV or Parquet) of travel times.", "minutes.csv"),
    Choice("time_unit", 'Of its numbers: "minutes", "seconds" or "hours".', "minutes"),
    Choice("pair_tables", "Tables (CSV) of ties, by name.", {"samenwerking": "pairs.csv"}),
)

_CRITERIA = tuple(Choice(one.name, one.explained, one.example) for one in CRITERIA.values())

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

_GROWTH = (
    Choice("first_year", "The first year.", 2027),
    Choice("regions", "Most regions that are supported in each year.", [8, 12, 20, 30]),
    Choice("budget", "Money of each year [EUR].", [100000.0, 150000.0, 250000.0, 375000.0]),
    Choice("start_cost", "What a region costs in its first year, besides [EUR].", 2500.0),
    Choice("run_cost", "What a supported region costs in every year [EUR].", 12500.0),
    Choice(
        "value",
        "Worth of a year of support: by column; existing, ties or municipalities.",
        {"inhabitants_0_14": 1.0, "existing": 500.0},
    ),
    Choice("existing", "Column with the groups of today.", "jeugdregio"),
    Choice("existing_first", "The regions of today start before the others.", True),
    Choice("one_in_each", "By column: the year by which each value has one.", {"province": 2028}),
    Choice("neighbours", 'New ones beside earlier ones: "together"; or apart: "spread".', "spread"),
    Choice("start", "Year in which a region starts.", {"kempen-a": 2027}),
    Choice("not_before", "Year before which a region does not start.", {"limburg-a": 2028}),
    Choice("all_by", "Year by which all regions are supported.", 2030),
)

_SUPPORT = (
    Choice(
        "supporters",
        "Who supports: name, home (a municipality) and share of a full-time job.",
        [{"name": "Noor", "home": "44021", "share": 0.8}, {"name": "Sam"}],
    ),
    Choice(
        "balance",
        "How far a load may be from the share: regions, municipalities, or a column.",
        {"municipalities": 0.15, "inhabitants_0_14": 0.3},
    ),
    Choice("meetings", "Meetings a year in every region.", 4),
    Choice("contiguous", "The regions of a supporter adjoin.", True),
    Choice("parents", 'Reference regions: "across" areas, "whole", or areas "inside".', "across"),
)

GUIDE: Mapping[str, Table] = {
    "": Table("", _TOP),
    "data": Table("The data; files are looked for in the folder of this file.", _DATA),
    "run": Table(
        "The run.",
        (
            Choice("time_limit_s", "Stop searching after this time [s].", 600.0),
            Choice("gap", "Stop where no plan can be better by more than this share.", 0.01),
            Choice("language", 'Language of the map: "nl" or "en".', "nl"),
            Choice("title", "Heading of maps and reports.", "Voorstel voor 2027"),
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
        'Least and most of a figure in any region; of a mean: {min = "-5%", of = "own"}.',
        example={"inhabitants": {"min": 40000.0}},
    ),
    "locked": Table("Regions that are given.", _LOCKED, repeated=True),
    "growth": Table("Which regions start in which year.", _GROWTH),
    "support": Table("Who supports the regions.", _SUPPORT),
}
