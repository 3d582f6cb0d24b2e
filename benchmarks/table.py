"""Tables in Markdown, and a row of what was asked and what was measured."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.processes import Run


@dataclass(frozen=True, slots=True)
class Bar:
    """What is asked of a piece of work, whole process [s]."""

    most_s: float
    aim_s: float

    @property
    def limit_s(self) -> float:
        """When it makes no sense to wait any longer [s]."""
        return 10 * self.most_s


@dataclass(frozen=True, slots=True)
class Measured:
    """One piece of work.

    Attributes
    ----------
    work
        What was done.
    bar
        What is asked.
    runs
        How it went, each time.
    answer
        What came out, in words.
    proven
        Whether what came out is proven as well as is asked.
    """

    work: str
    bar: Bar
    runs: tuple[Run, ...]
    answer: str
    proven: bool

    @property
    def seconds(self) -> float:
        """Median wall time [s]."""
        return statistics.median(run.seconds for run in self.runs)

    @property
    def peak_mb(self) -> float | None:
        """Largest memory of any run [MB]."""
        return max((run.peak_mb for run in self.runs if run.peak_mb is not None), default=None)

    @property
    def verdict(self) -> str:
        """Return what of the bar and the aim is met."""
        if not self.proven:
            return "not done"
        if self.seconds > self.bar.most_s:
            return "over the bar"
        return "aim" if self.seconds <= self.bar.aim_s else "bar"


def measured_table(rows: Sequence[Measured]) -> str:
    """Return the table of measured work.

    Parameters
    ----------
    rows
        In the order shown.
    """
    return markdown(
        ["work", "bar [s]", "aim [s]", "seconds", "memory [MB]", "answer", "meets"],
        [
            [
                row.work,
                f"{row.bar.most_s:g}",
                f"{row.bar.aim_s:g}",
                f"{row.seconds:.1f}",
                "?" if row.peak_mb is None else f"{row.peak_mb:.0f}",
                row.answer,
                row.verdict,
            ]
            for row in rows
        ],
    )


def markdown(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table with its columns lined up; columns of numbers to the right.

    Parameters
    ----------
    header
        Names of the columns.
    rows
        Cells.
    """
    cells = [[cell.replace("|", "\\|") for cell in row] for row in (header, *rows)]
    columns = list(zip(*cells, strict=True))
    widths = [max(3, *map(len, column)) for column in columns]
    right = [all(map(_is_number, column[1:])) and len(column) > 1 for column in columns]
    lines = [
        " | ".join(
            cell.rjust(width) if is_right else cell.ljust(width)
            for cell, width, is_right in zip(row, widths, right, strict=True)
        )
        for row in cells
    ]
    rule = " | ".join(
        "-" * (width - 1) + ":" if is_right else "-" * width
        for width, is_right in zip(widths, right, strict=True)
    )
    return "\n".join(f"| {line} |" for line in [lines[0], rule, *lines[1:]])


def _is_number(cell: str) -> bool:
    return not cell or cell == "?" or cell.strip("+-%").replace(",", "").replace(".", "").isdigit()
