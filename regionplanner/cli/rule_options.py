"""Options that say what must hold: numbers and sizes, and rules."""

from dataclasses import dataclass
from typing import Annotated, Any

from regionplanner.cli import texts
from regionplanner.cli.grouped import option
from regionplanner.cli.texts import given, optional

_NUMBERS, _RULES = "Numbers and sizes", "Rules"


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberOptions:
    """How many regions, and how large."""

    regions: Annotated[
        str | None,
        option(
            _NUMBERS,
            "--regions",
            metavar="K or K-L",
            help_text="Number of regions, or the least and the most.",
        ),
    ] = None
    regions_per: Annotated[
        str | None,
        option(
            _NUMBERS,
            "--regions-per",
            metavar="NAME=K,...",
            help_text="Number of regions of some reference regions, or the least and the most "
            "(NAME=K-L).",
        ),
    ] = None
    min_units: Annotated[
        int | None,
        option(
            _NUMBERS,
            "--min",
            metavar="N",
            help_text="Fewest municipalities in a region. [default: 5]",
            kind="whole",
        ),
    ] = None
    max_units: Annotated[
        int | None,
        option(
            _NUMBERS,
            "--max",
            metavar="N",
            help_text="Most municipalities in a region. [default: 15]",
            kind="whole",
        ),
    ] = None

    def choices(self) -> dict[str, Any]:
        """Return the choices of the scenario that were made."""
        return given(
            {
                "regions": optional(texts.read_count, self.regions),
                "regions_per": optional(texts.read_counts, self.regions_per),
                "min_units": self.min_units,
                "max_units": self.max_units,
            }
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleOptions:
    """What must hold."""

    bound: Annotated[
        list[str] | None,
        option(
            _RULES,
            "--bound",
            metavar="COLUMN=MIN:MAX",
            help_text="Least and most of a figure in any region, either may be left out, or so "
            "much less and more than the mean of all regions (-5%:+5%) or of those of its "
            "reference region (own:-5%:+5%); may be repeated.",
        ),
    ] = None
    keep_together: Annotated[
        list[str] | None,
        option(
            _RULES,
            "--keep-together",
            metavar="COLUMN",
            help_text="Municipalities with the same value are in one region; may be repeated.",
        ),
    ] = None
    together: Annotated[
        list[str] | None,
        option(
            _RULES,
            "--together",
            metavar="A,B,...",
            help_text="Municipalities, by name or code, that are in one region; may be repeated.",
        ),
    ] = None
    apart: Annotated[
        list[str] | None,
        option(
            _RULES,
            "--apart",
            metavar="A:B",
            help_text="Two municipalities that are not; may be repeated.",
        ),
    ] = None
    leave_out: Annotated[
        str | None,
        option(_RULES, "--leave-out", metavar="A,B,...", help_text="Municipalities not to plan."),
    ] = None
    max_distance: Annotated[
        float | None,
        option(
            _RULES,
            "--max-distance",
            metavar="KM",
            help_text="Largest distance between two members of a region.",
            kind="measure",
        ),
    ] = None
    max_centre_distance: Annotated[
        float | None,
        option(
            _RULES,
            "--max-centre-distance",
            metavar="KM",
            help_text="Largest distance to the centre of a region.",
            kind="measure",
        ),
    ] = None
    neighbourhood: Annotated[
        int | None,
        option(
            _RULES,
            "--neighbourhood",
            metavar="N",
            help_text="All are among the N municipalities nearest to one of them, itself counted. "
            "[default: twice the largest size in reference regions of more than 120]",
            kind="whole",
        ),
    ] = None
    link: Annotated[
        list[str] | None,
        option(
            _RULES,
            "--link",
            metavar="A:B",
            help_text="Two units that count as neighbours; may be repeated.",
        ),
    ] = None
    no_link: Annotated[
        list[str] | None,
        option(
            _RULES,
            "--no-link",
            metavar="A:B",
            help_text="Two neighbours that do not count as such; may be repeated.",
        ),
    ] = None
    allow_parts: Annotated[
        bool,
        option(
            _RULES,
            "--allow-parts",
            metavar=None,
            help_text="Plan reference regions in several parts as they are, without a link, where "
            "each part is large enough.",
        ),
    ] = False
    min_border: Annotated[
        float | None,
        option(
            _RULES,
            "--min-border",
            metavar="METRES",
            help_text="Neighbours share a border longer than this. [default: 0]",
            kind="count",
        ),
    ] = None

    def choices(self) -> dict[str, Any]:
        """Return the choices of the scenario that were made."""
        return given(
            {
                "bounds": texts.read_bounds(self.bound or ()) or None,
                "keep_together": tuple(self.keep_together or ()),
                "together": tuple(map(texts.read_list, self.together or ())),
                "apart": texts.read_pairs(self.apart or (), option="--apart"),
                "leave_out": optional(texts.read_list, self.leave_out),
                "max_distance_km": self.max_distance,
                "max_centre_distance_km": self.max_centre_distance,
                "neighbourhood": self.neighbourhood,
                "links": texts.read_pairs(self.link or (), option="--link"),
                "no_links": texts.read_pairs(self.no_link or (), option="--no-link"),
                "allow_parts": self.allow_parts or None,
                "min_border_m": self.min_border,
            }
        )
