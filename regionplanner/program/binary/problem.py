"""BinaryProgram: what can be chosen, what it costs, and what is asked of the choice."""

from collections.abc import Mapping
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Row:
    """Bounds on a sum over the chosen, whole numbers, inclusive; None is open.

    Attributes
    ----------
    terms
        Coefficient by choice.
    least, most
        Bounds.
    """

    terms: Mapping[int, int]
    least: int | None = None
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Demand:
    """Something that is asked for, and that a planner could give up.

    Attributes
    ----------
    text
        What, in words that stand in a list.
    rows
        The rows that it takes.
    """

    text: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class BinaryProgram:
    """Choose of a number of things those that together cost least.

    Attributes
    ----------
    costs
        Of each choice, whole numbers.
    rows
        What always holds.
    demands
        What is asked for besides.
    order
        Blocks of choices; of equally good answers the one is taken that has the first possible
        choice of the first block, of those the one with the first possible of the second, and on.
    partitions
        Whether no choice can hold all of another and more, as where every unit is in one part.
    """

    costs: tuple[int, ...]
    rows: tuple[Row, ...]
    demands: tuple[Demand, ...] = ()
    order: tuple[tuple[int, ...], ...] = ()
    partitions: bool = False

    @property
    def all_rows(self) -> tuple[Row, ...]:
        """The rows, with those of the demands."""
        return (*self.rows, *(row for demand in self.demands for row in demand.rows))

    def with_rows(self, *rows: Row) -> "BinaryProgram":
        """Return the program with more rows that always hold."""
        return replace(self, rows=(*self.rows, *rows))

    def asking(self, *demands: Demand) -> "BinaryProgram":
        """Return the program with these demands instead."""
        return replace(self, demands=demands)
