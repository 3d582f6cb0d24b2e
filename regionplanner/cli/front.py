"""``regionplanner front``: what one criterion costs in another."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from regionplanner.cli import outputs
from regionplanner.cli.choice_options import grouped
from regionplanner.cli.inputs import prepared
from regionplanner.cli.options import Quiet, SearchScenario, report_idle, typed
from regionplanner.cli.outputs import split_notes, within_notes, write_plan_set
from regionplanner.cli.say import in_words, say, worded
from regionplanner.cli.search import SearchContext, SearchRequest
from regionplanner.cli.texts import figure_reader
from regionplanner.criteria.registry import CriterionName
from regionplanner.errors import Message
from regionplanner.numerals import shown
from regionplanner.proof import gap_percent, relative_gap

if TYPE_CHECKING:
    from regionplanner.jobs.plan_set import PlanSet
    from regionplanner.program.front import Front

_TABLES = ("front.csv", "front.json", "map.html")


@grouped
def front(
    first: Annotated[CriterionName, typer.Argument(metavar="FIRST", help="A criterion.")],
    second: Annotated[CriterionName, typer.Argument(metavar="SECOND", help="Another criterion.")],
    scenario_file: SearchScenario = None,
    *,
    points: Annotated[
        int,
        typer.Option(
            metavar="N",
            parser=figure_reader("--points", "whole", least=2, most=1000),
            help="How many plans.",
        ),
    ] = 9,
    plot: Annotated[
        Path | None,
        typer.Option(
            "--plot",
            metavar="FILE",
            help="Draw the plans as points: PNG, SVG or PDF; needs regionplanner[static].",
        ),
    ] = None,
    out: Annotated[Path, typer.Option("--out", help="Folder for the results.")] = Path("front"),
    quiet: Quiet = False,
    wanted: SearchRequest,
) -> None:
    """Make the plans that trade one criterion for another: the front of the two.

    From the plan that is best in the first to the plan that is best in the second; between them
    the best of the first for evenly spaced amounts of the second. Weights do not matter here.
    Writes point-1.csv and on, front.csv, map.html and scenario.toml.
    """
    if plot is not None:
        _check_plot(plot)

    asked = wanted.resolved(scenario_file)
    names = [*(f"point-{n}.csv" for n in range(1, points + 1)), *_TABLES]
    ready = prepared(asked, wanted, out=out, names=names, quiet=quiet, traded=(first, second))
    if not quiet:
        of_plan = [name for name in typed(wanted.search) if name in {"--dask", "--no-cache"}]
        report_idle((name, Message("only plan and alternatives have it")) for name in of_plan)
    from regionplanner.files.atomic import written_together
    from regionplanner.jobs.front import FrontRequest, plan_front

    result = plan_front(
        FrontRequest(
            case=ready.case,
            first=first,
            second=second,
            points=points,
            settings=ready.settings,
            language=ready.asked.run.language,
            earlier=ready.earlier,
        ),
        callbacks=ready.callbacks,
    )
    with written_together():
        files = write_plan_set(out, ready, result.made)
        if plot is not None:
            _write_plot(plot, result.front, ready)
    if not quiet:
        say(*_lines(result.made, result.front, points))
        say(Message("Written to {folder}: {files}", folder=out, files=", ".join(sorted(files))))
        page = out / "map.html"
        say(
            Message(
                "Next: open {page}, and {plot}" if plot else "Next: open {page}",
                page=page,
                plot=plot,
            )
        )


def _check_plot(plot: Path) -> None:
    from regionplanner.cli.report import check_matplotlib

    outputs.claim_file(plot, *outputs.PICTURE)
    check_matplotlib()


def _write_plot(plot: Path, trade_off: "Front", ready: SearchContext) -> None:
    from regionplanner.documents.picture import write_front_plot
    from regionplanner.words.sentences import criterion_unit

    language = ready.asked.run.language
    in_minutes = ready.case.municipalities.travel_min is not None
    who = ready.case.scenario.travellers
    units = {
        name: criterion_unit(name, language, in_minutes=in_minutes, travellers=who)
        for name in (trade_off.first, trade_off.second)
    }
    write_front_plot(plot, trade_off, language=language, units=units)


def _lines(made: "PlanSet", trade_off: "Front", points: int) -> Iterator[str]:
    """Yield what the screen says."""
    yield f"{'':<9} {trade_off.first:>14} {trade_off.second:>14}  {worded('proven')}"
    for name, point in zip(made.plans, trade_off.points, strict=True):
        proven = worded("optimal")
        if point.gap:
            proven = worded("gap at most {gap}%", gap=gap_percent(point.gap))
        first, second = in_words(shown(point.first)), in_words(shown(point.second))
        yield f"{name:<9} {first:>14} {second:>14}  {proven}"
    yield from split_notes(made.case.rules)
    yield from within_notes(each.within for each in trade_off.points)
    last = trade_off.points[-1].second
    if relative_gap(last, trade_off.least) > 1e-9:
        yield Message(
            "Not proven: the least {second} of any plan, which is between {least} and {last}; "
            "plans with less than {last} are not in this front; more time (--time-limit) may find "
            "them.",
            second=trade_off.second,
            least=shown(trade_off.least),
            last=shown(last),
        )
    if len(trade_off.points) < points:
        yield Message("{points} were asked for; some have the same best plan.", points=points)
