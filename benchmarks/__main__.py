"""``python -m benchmarks``: measure, print Markdown tables, and write them to a file."""

import argparse
import datetime as dt
import os
import platform
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks import country_map, desk, flanders, machines, rollout, scale, sets, shown, synthetic
from benchmarks.rivals import compare, large
from benchmarks.table import Measured, measured_table

FLANDERS = {
    "plans": flanders.plans,
    "balance": flanders.balances,
    "curves": flanders.curves,
    "change": flanders.changes,
    "sets": sets.sets,
    "rollout": rollout.rollout,
    "shown": shown.shown,
    "desk": desk.desks,
}
MADE_UP = {
    "large": scale.large,
    "country": scale.whole_country,
    "country_map": country_map.country_maps,
}
PARTS = (*FLANDERS, *MADE_UP, "synthetic", "machines", "rivals", "large_rivals")


def main() -> None:
    """Measure what was asked for; each table is shown, and written, when it is complete."""
    options = _options()
    tables = []
    for text in _texts(options):
        print(text, end="\n\n", flush=True)
        tables.append(text)
        if options.out is not None:
            options.out.write_text("\n\n".join(tables) + "\n", encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    add = parser.add_argument
    add("--only", metavar="PART,...", type=_names(PARTS), default=PARTS, help=", ".join(PARTS))
    add("--repeat", type=int, default=3, help="runs of each; the median counts")
    add("--sizes", type=_numbers, default=synthetic.SIZES, help="of made-up parents")
    add("--out", metavar="FILE", type=Path, help="write the tables to this file as well")
    add = parser.add_argument_group("rivals").add_argument
    names = ", ".join(compare.RIVALS)
    add(
        "--rivals",
        metavar="NAME,...",
        type=_names(compare.RIVALS),
        default=compare.RIVALS,
        help=names,
    )
    names = ", ".join(compare.CRITERIA)
    add(
        "--criteria",
        metavar="NAME,...",
        type=_names(compare.CRITERIA),
        default=compare.CRITERIA,
        help=names,
    )
    add("--times", type=_numbers, default=(1, 10), help="multiples of our time that they are given")
    add("--seeds", type=int, default=3, help="runs of what depends on chance")
    return parser.parse_args()


def _names(known: Sequence[str]) -> Callable[[str], tuple[str, ...]]:
    def names(text: str) -> tuple[str, ...]:
        given = tuple(text.split(","))
        if unknown := [name for name in given if name not in known]:
            raise argparse.ArgumentTypeError(
                f"there is no {', '.join(unknown)}; choose from {', '.join(known)}"
            )
        return given

    return names


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.split(",")))


def _texts(options: argparse.Namespace) -> Iterator[str]:
    yield _heading(options.repeat)
    with tempfile.TemporaryDirectory() as folder:  # compiles the modules, reads the disk
        flanders.planned(flanders.THIRTY, Path(folder), limit_s=flanders.PLAN_BAR.limit_s)
    in_flanders = _rows(FLANDERS, options)
    made_up = _rows(MADE_UP, options)
    if "synthetic" in options.only:
        made_up += _reported(synthetic.parents(options.sizes, options.repeat))
    if in_flanders or made_up:
        yield measured_table([*in_flanders, *made_up])
    if in_flanders:
        yield flanders.peak(in_flanders)
    if "machines" in options.only:
        yield machines.speed_table(list(machines.speed_ups(options.repeat)))
    ask = compare.Ask(
        rivals=options.rivals,
        criteria=options.criteria,
        times=options.times,
        seeds=options.seeds,
        repeat=options.repeat,
    )
    if "rivals" in options.only:
        yield from compare.compared(ask)
    if "large_rivals" in options.only:
        yield from large.compared_on_large_parents(ask)


def _rows(
    parts: Mapping[str, Callable[[int], Iterator[Measured]]], options: argparse.Namespace
) -> list[Measured]:
    return [
        row
        for part, measure in parts.items()
        if part in options.only
        for row in _reported(measure(options.repeat))
    ]


def _reported(rows: Iterator[Measured]) -> list[Measured]:
    """Return the rows, and say on the terminal that they are there."""
    found = []
    for row in rows:
        print(f"{row.seconds:8.1f} s  {row.work}", file=sys.stderr, flush=True)
        found.append(row)
    return found


def _heading(repeat: int) -> str:
    today = dt.datetime.now(tz=dt.UTC).date()
    return (
        f"Measured on {today.isoformat()}: {os.cpu_count()} processor cores, {platform.system()}, "
        f"Python {platform.python_version()}. Whole processes, two workers, median of {repeat}; "
        "memory is summed over all processes."
    )


if __name__ == "__main__":
    main()
