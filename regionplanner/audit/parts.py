"""The parts of a certificate, as plain values. A region is a sum of powers of two of its units."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Centre:
    """A way to be the centre of a region.

    Attributes
    ----------
    needed, forbidden
        Units that must be in the region, and those that cannot be.
    costs
        Of every unit.
    """

    needed: int
    forbidden: int
    costs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Bound:
    """Bounds on the total of a figure over a region; None is open."""

    values: tuple[int, ...]
    least: int | None
    most: int | None


@dataclass(frozen=True, slots=True)
class Deviation:
    """The share of every unit in a total that has a target."""

    values: tuple[int, ...]
    target: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is said to show a bound: see the attributes of the certificate."""

    weights: tuple[int, int, int]
    prices: tuple[int, ...]
    region_price: int
    linear_bound: int
    shown: int
    columns: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class ClaimedResult:
    """What is said of one number of regions; `bounds`: in place of those of the parent."""

    regions: int
    status: str
    objective: int | None
    bound: int | None
    locked_cost: int
    factor: int
    members: tuple[int, ...]
    evidence: Evidence | None
    bounds: tuple[Bound, ...] | None = None


@dataclass(frozen=True, slots=True)
class Parent:
    """A reference region; `neighbours`, `together` and `apart` are sets of units a unit."""

    code: str
    units: tuple[tuple[str, ...], ...]
    locked: tuple[tuple[str, ...], ...]
    neighbours: tuple[int, ...]
    min_units: int
    max_units: int
    together: tuple[int, ...]
    apart: tuple[int, ...]
    bounds: tuple[Bound, ...]
    unit_costs: tuple[int, ...]
    pair_costs: tuple[tuple[int, int, int], ...]
    centres: tuple[tuple[Centre, ...], ...]
    deviation: Deviation | None
    distance: tuple[Centre, ...]
    candidates: int
    answers: tuple[ClaimedResult, ...]

    @property
    def all_units(self) -> int:
        """Every unit."""
        return (1 << len(self.units)) - 1

    def under(self, answer: ClaimedResult) -> "Parent":
        """Return it with the bounds of an answer."""
        return self if answer.bounds is None else replace(self, bounds=answer.bounds)

    def codes(self, region: int) -> tuple[str, ...]:
        """Return the municipalities of a region, sorted."""
        return tuple(sorted(code for unit in units_of(region) for code in self.units[unit]))

    def text(self, region: int) -> str:
        """Return a region as a message names it."""
        return "{" + ", ".join(self.codes(region)) + "}"


@dataclass(frozen=True, slots=True)
class Certificate:
    """All of it; `regions` and `regions_per` are the least and most that were asked for."""

    quantum: float
    n_regions: int
    objective: int
    bound: int
    split: Mapping[str, int]
    regions: tuple[int, int]
    regions_per: Mapping[str, tuple[int, int]]
    parents: tuple[Parent, ...]


def units_of(region: int) -> Iterator[int]:
    """Yield the units of a region, ascending.

    Parameters
    ----------
    region
        Sum of powers of two.
    """
    while region:
        first = region & -region
        yield first.bit_length() - 1
        region ^= first
