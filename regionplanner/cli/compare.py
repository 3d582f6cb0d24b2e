"""``regionplanner compare``: what changes from one plan to another."""

import re
import textwrap
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from regionplanner.cli import inputs, outputs
from regionplanner.cli.choice_options import grouped
from regionplanner.cli.inputs import opened, report_broken
from regionplanner.cli.options import NamedOptions, report_idle, typed
from regionplanner.cli.say import in_words, say, say_json, spoken_language, worded
from regionplanner.errors import DataError, Message, counted, joined, listing

if TYPE_CHECKING:
    import pandas as pd

    from regionplanner.data.municipalities import Municipalities
    from regionplanner.jobs.plans import PlanBundle
    from regionplanner.plan.compare import NeighbourBorder, RegionChange
    from regionplanner.plan.plan import Plan, Region
    from regionplanner.score.changes import PlanChanges


TABLES = ("moves.csv", "regions.csv", "borders.csv", "criteria.csv")


@grouped
def compare(
    earlier: Annotated[
        Path, typer.Argument(metavar="A.CSV", help="The earlier plan, which is changed.")
    ],
    later: Annotated[
        Path, typer.Argument(metavar="B.CSV", help="The later plan, which it is changed into.")
    ],
    *,
    csv: Annotated[
        Path | None,
        typer.Option(
            "--csv", metavar="FOLDER", help=f"Write the tables {', '.join(TABLES)} there."
        ),
    ] = None,
    map_file: Annotated[
        Path | None,
        typer.Option("--map", metavar="FILE", help="Write a map page of both plans."),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Say the same as one JSON document.")
    ] = False,
    opening: NamedOptions,
) -> None:
    """Say what changes from an earlier plan A to a later plan B.

    Who moves, which borders between regions come and go, and what every criterion and score
    becomes, in all and by region. A region of B continues the region of A with which it shares
    most; codes do not matter, and either plan may leave municipalities out. Both are measured
    with the choices of --scenario, else those of A, else of B, else the default ones.

    Exit code 0, also when the plans differ.
    """
    from regionplanner.jobs.plans import compare_plans

    files = [earlier, later]
    if map_file is None and not opening.quiet:
        idle = typed(opening.shown, but=("--lang",))
        report_idle((name, Message("only a map shows it; add --map FILE")) for name in idle)
    if csv is not None:
        _claim_folder(csv)
    if map_file is not None:
        outputs.claim_file(map_file, *outputs.PAGE)
    bundle = opened(files, opening, names=opening.names)
    changes = compare_plans(bundle, callbacks=inputs.on_terminal(quiet=opening.quiet))
    written = _write(bundle, changes, csv, map_file)
    if as_json:
        from regionplanner.score.changes import changes_summary

        first, second = bundle.plans
        summary = changes_summary(changes, bundle.municipalities, (first, second))
        say_json(summary)
    elif not opening.quiet:
        lines = change_lines(changes, bundle.municipalities, tuple(bundle.plans))
        say(*(part for line in lines for part in _wrapped(line)))
    if not opening.quiet:
        report_broken(files, bundle)
        if written:
            say(Message("Written: {files}", files=", ".join(map(str, written))), err=as_json)


def _claim_folder(folder: Path) -> None:
    if (folder / "summary.json").is_file():
        raise DataError(
            "{folder} holds a plan with its regions.csv, which the table of that name would "
            "replace; a folder without a plan is expected; choose another folder",
            folder=folder,
        )
    for name in TABLES:
        outputs.claim_file(folder / name)


def _write(
    bundle: "PlanBundle", changes: "PlanChanges", folder: Path | None, map_file: Path | None
) -> list[Path]:
    """Make all that is asked for, then write it; return the files."""
    from regionplanner.files.atomic import write_together
    from regionplanner.files.text_table import csv_text

    texts: dict[Path, str] = {}
    if folder is not None:
        from regionplanner.score.changes import change_tables

        tables = change_tables(changes, bundle.municipalities)
        texts |= {folder / f"{name}.csv": csv_text(table) for name, table in tables.items()}
    if map_file is not None:
        texts[map_file] = outputs.drawn_map(bundle.plans, bundle.municipalities, bundle.run)
    write_together(texts)
    return list(texts)


_WIDTH = 100
_INSIDE = re.compile("(?<![,;]) ")  # a blank inside an item of an enumeration


def _wrapped(line: str) -> list[str]:
    """Return a line in words, over several lines where it is long: if it can, between items."""
    text = in_words(line)
    if len(text) <= _WIDTH:
        return [text]
    indent = " " * (len(text) - len(text.lstrip()))
    wrapper = textwrap.TextWrapper(
        _WIDTH,
        initial_indent=indent,
        subsequent_indent=f"{indent}    ",
        break_long_words=False,
        break_on_hyphens=False,
    )
    tied = (part.replace("\0", " ") for part in wrapper.wrap(_INSIDE.sub("\0", text.strip())))
    parts = list(tied)
    return parts if max(map(len, parts)) <= _WIDTH else wrapper.wrap(text.strip())


_ALL = 1_000_000
_LONGEST_BORDERS = 8


def change_lines(
    changes: "PlanChanges", municipalities: "Municipalities", names: tuple[str, ...]
) -> list[str]:
    """Return what changes between two plans, line by line.

    Parameters
    ----------
    changes
        The plans and all that is different.
    municipalities
        The units of both.
    names
        What the earlier and the later plan are called.
    """
    repeated = () if changes.criteria.empty else ("border_km", "ties_cut")
    label = _labels(changes, municipalities)
    criteria: str = Message("Criteria")
    if changes.earlier.scenario != changes.later.scenario:
        criteria = Message("Criteria, both by the choices of {name}", name=names[0])
    return [
        *_heads(changes, names),
        "",
        *_in_all(criteria, changes.criteria, names, label),
        "",
        *_in_all(Message("All regions together"), changes.scores, names, label, skip=repeated),
        *_moves(changes, municipalities),
        *_regions(changes, label),
        *_borders(changes, municipalities),
    ]


def _labels(changes: "PlanChanges", municipalities: "Municipalities") -> Callable[[str], str]:
    """Return what names a figure as the tables of the report do."""
    from regionplanner.criteria.registry import CRITERIA
    from regionplanner.scenario import Scenario
    from regionplanner.words.sentences import criterion_word, figure_text, score_heading

    language, in_minutes = spoken_language(), municipalities.travel_min is not None
    balanced = (changes.earlier.scenario or Scenario()).balance.column

    def label(figure: str) -> str:
        if figure not in CRITERIA:
            return score_heading(figure, language, balanced=balanced)
        evened = figure_text(balanced, language)
        return criterion_word(figure, "heading", language, in_minutes=in_minutes, figure=evened)

    return label


def _heads(changes: "PlanChanges", names: tuple[str, ...]) -> Iterator[str]:
    comparison, borders = changes.comparison, changes.borders
    earlier, later = (
        Message(
            "{name} ({n_regions} of {n_municipalities})",
            name=name,
            n_regions=counted(len(plan), "region"),
            n_municipalities=counted(len(plan.assignment), "municipality"),
        )
        for name, plan in zip(names, (changes.earlier, changes.later), strict=True)
    )
    yield Message("From {earlier} to {later}:", earlier=earlier, later=later)
    if not comparison.moved:
        yield Message("the same regions; nobody moves.")
        return
    n_same = sum(region.same for region in comparison.regions)
    ends = sum(not region.after for region in comparison.regions)
    new = sum(not region.before for region in comparison.regions)
    changed = len(comparison.regions) - n_same - ends - new
    moved = counted(len(comparison.moved), "municipality")
    yield Message(
        "{moved} moves to another region."
        if len(comparison.moved) == 1
        else "{moved} move to another region.",
        moved=moved,
    )
    yield Message(
        "Regions: {n_same} unchanged, {changed} changed, {ends} ended, {new} new.",
        n_same=n_same,
        changed=changed,
        ends=ends,
        new=new,
    )
    more = borders.gained_km - borders.lost_km
    yield Message(
        "Borders between regions of one reference region: {n_gained} gained ({gained_km:,.1f} "
        "km), {n_lost} lost ({lost_km:,.1f} km); {more:+,.1f} km in all.",
        n_gained=len(borders.gained),
        gained_km=borders.gained_km,
        n_lost=len(borders.lost),
        lost_km=borders.lost_km,
        more=more,
    )


def _in_all(
    title: str,
    table: "pd.DataFrame",
    names: tuple[str, ...],
    label: Callable[[str], str],
    *,
    skip: Iterable[str] = (),
) -> Iterator[str]:
    """Yield a table of the figures of all regions together."""
    if table.empty:
        yield Message(
            "{title}: not known, for a region lies in more than one reference region.", title=title
        )
        return
    from regionplanner.score.changes import figures_of

    rows = figures_of(table, "", "").drop(index=list(skip), errors="ignore")
    yield Message("{title}:", title=title)
    heads = ["", *(_shortened(name, _MOST_HEAD) for name in names), worded("difference"), ""]
    lines = [heads]
    for figure, row in rows.iterrows():
        cells = [in_words(_figure(row[name])) for name in ("earlier", "later")]
        more = "-" if isnan(row["difference"]) else in_words(_figure(row["difference"], sign=True))
        lines.append([label(str(figure)), *cells, more, worded(row.get("unit", ""))])
    yield from _in_columns(lines)


def _in_columns(lines: list[list[str]]) -> Iterator[str]:
    """Yield rows of a table; a label that has no room goes on above its figures."""
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    room = min(widths[0], _WIDTH - sum(widths[1:]) - 9)  # two blanks before each, one at the end
    for label, *cells, unit in lines:
        *above, last = textwrap.wrap(label, room) or [""]
        yield from (f"  {part}" for part in above)
        figures = zip(cells, widths[1:], strict=False)
        values = "".join(f"  {cell:>{width}}" for cell, width in figures)
        yield f"  {last:<{room}}{values} {unit}".rstrip()


_MOST_HEAD = 16


def _shortened(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}\N{HORIZONTAL ELLIPSIS}"


def _moves(changes: "PlanChanges", municipalities: "Municipalities") -> Iterator[str]:
    if not changes.comparison.moved:
        return
    before, after = changes.earlier.assignment, changes.later.assignment
    called = _called(changes)
    routes: dict[tuple[str, str], list[str]] = {}
    for nis in changes.comparison.moved:
        route = (before.get(nis, ""), after.get(nis, ""))
        routes.setdefault(route, []).append(municipalities.label(nis))
    yield from ("", Message("Who moves:"))
    for (left, entered), units in routes.items():
        yield Message(
            "  {before} -> {after}: {units}",
            before=called["before", left],
            after=called["after", entered],
            units=_listed(units),
        )


def _regions(changes: "PlanChanges", label: Callable[[str], str]) -> Iterator[str]:
    """Yield what becomes of regions; who joins and leaves is named with the moves."""
    from regionplanner.score.changes import figures_of

    regions, called = changes.comparison.regions, _called(changes)
    changed = [region for region in regions if not region.same]
    if changed:
        yield from ("", Message("Regions that change:"))
    for region in changed:
        joins, leaves = (
            counted(len(units), "municipality") if units else ""
            for units in (region.join, region.leave)
        )
        yield Message("  {region}", region=_both(region, called))
        words = [
            *([] if region.after else [Message("ends")]),
            *([] if region.before else [Message("new")]),
            *([Message("joins: {joins}", joins=joins)] if joins else []),
            *([Message("leaves: {leaves}", leaves=leaves)] if leaves else []),
        ]
        yield Message("    {words}", words=joined(words))
        yield from _scores(figures_of(changes.scores, region.before, region.after), label)
    same = [_both(region, called) for region in regions if region.same]
    if same:
        yield from (
            "",
            Message("Unchanged ({n_same}): {regions}", n_same=len(same), regions=_listed(same)),
        )


def _scores(rows: "pd.DataFrame", label: Callable[[str], str]) -> Iterator[str]:
    """Yield the figures of a region that differ, or all where it is in one plan only."""
    changed = []
    for figure, row in rows.iterrows():
        known = [value for value in (row["earlier"], row["later"]) if not isnan(value)]
        if len(known) == 1 or len(set(known)) > 1:
            changed.append(
                Message(
                    "{figure}: {values}",
                    figure=label(str(figure)),
                    values=joined(map(_figure, known), " -> "),
                )
            )
    if changed:
        yield Message("    {scores}", scores=joined(changed))


def _borders(changes: "PlanChanges", municipalities: "Municipalities") -> Iterator[str]:
    names = municipalities.frame["name"]
    for gained, borders in ((True, changes.borders.gained), (False, changes.borders.lost)):
        if borders:
            longest = sorted(borders, key=_length)
            changed = [
                Message(
                    "{one}/{other} {border_km:.1f} km",
                    one=names[b.a],
                    other=names[b.b],
                    border_km=b.border_km,
                )
                for b in longest
            ]
            borders_text = listing(changed, at_most=_LONGEST_BORDERS)
            yield ""
            yield Message(
                ("Borders gained: {borders}") if gained else "Borders lost: {borders}",
                borders=borders_text,
            )


def _length(border: "NeighbourBorder") -> tuple[float, str, str]:
    return -border.border_km, border.a, border.b


def _called(changes: "PlanChanges") -> Mapping[tuple[str, str], str]:
    """Return what regions are called: before, now, and after with the name that they had."""
    was = {region.after: region.before for region in changes.comparison.regions}
    nowhere: str = Message("no region")
    called = {("before", ""): nowhere, ("after", ""): nowhere}
    names = {region.code: _name(region, changes.earlier) for region in changes.earlier}
    called |= {("before", code): name for code, name in names.items()}
    for region in changes.later:
        now, old = _name(region, changes.later), names.get(was[region.code])
        note: str = Message("new") if old is None else Message("before: {old}", old=old)
        is_named = old == now
        called["now", region.code] = now
        called["after", region.code] = (
            now if is_named else Message("{label} ({more})", label=now, more=note)
        )
    return called


def _name(region: "Region", plan: "Plan") -> str:
    """Return the label of a region, with its code where another region has that label too."""
    if Counter(peer.label for peer in plan)[region.label] == 1:
        return region.label
    return Message("{label} ({more})", label=region.label, more=region.code)


def _both(region: "RegionChange", called: Mapping[tuple[str, str], str]) -> str:
    """Return what a region is called; of one that continues under another code, both names."""
    if not region.before:
        return called["now", region.after]
    before, now = called["before", region.before], called.get(("now", region.after))
    if now in (before, None):
        return before
    return Message("{before} -> {now}", before=before, now=now)


def _figure(value: float, *, sign: bool = False) -> str:
    if isnan(value):
        return "-"
    value = round(value, 2) or 0.0  # what is left of a sum is no -0.00
    places = 0 if value == round(value) else 2
    return Message(
        "{value:+,.{places}f}" if sign and value else "{value:,.{places}f}",
        value=value,
        places=places,
    )


def _listed(items: Iterable[str]) -> str:
    return listing(items, at_most=_ALL)
