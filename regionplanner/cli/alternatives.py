"""``regionplanner alternatives``: plans that cost little more, and are as different as can be."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from regionplanner.cli.choice_options import grouped
from regionplanner.cli.inputs import prepared
from regionplanner.cli.options import Quiet, SearchScenario
from regionplanner.cli.outputs import split_notes, within_notes, write_plan_set
from regionplanner.cli.say import command, in_words, say, worded
from regionplanner.cli.search import SearchRequest
from regionplanner.cli.texts import figure_reader, read_share
from regionplanner.errors import Message, counted
from regionplanner.numerals import shown

if TYPE_CHECKING:
    from regionplanner.jobs.alternatives import AlternativesResult

_TABLES = ("alternatives.csv", "alternatives.json", "borders.csv", "map.html")


@grouped
def alternatives(
    scenario_file: SearchScenario = None,
    *,
    plans: Annotated[
        int,
        typer.Option(
            metavar="N",
            parser=figure_reader("--plans", "whole", least=1, most=1000),
            help="How many, besides the best plan.",
        ),
    ] = 5,
    within: Annotated[
        str,
        typer.Option(metavar="SHARE", help="How much more than the best plan each may cost."),
    ] = "5%",
    per_parent: Annotated[
        bool,
        typer.Option(
            "--per-reference-region",
            help="No reference region may cost more than that above its part of the best plan.",
        ),
    ] = False,
    out: Annotated[Path, typer.Option("--out", help="Folder for the results.")] = Path(
        "alternatives"
    ),
    quiet: Quiet = False,
    wanted: SearchRequest,
) -> None:
    """Make plans that cost little more than the best, and are as different as can be.

    Each maximises the number of neighbouring pairs that it has together and the best plan and all
    earlier alternatives have apart, or the reverse. Writes best.csv, alternative-1.csv and on,
    alternatives.csv, borders.csv (how often neighbours are together), map.html and scenario.toml.
    """
    from regionplanner.jobs.alternatives import BEST, AlternativesRequest, plan_alternatives
    from regionplanner.program.alternatives import check_alternatives

    share = read_share(within, option="--within", example=5)

    asked = wanted.resolved(scenario_file)
    check_alternatives(asked.plan_scenario(), within=share, per_parent=per_parent)
    names = [f"{BEST}.csv", *(f"alternative-{n}.csv" for n in range(1, plans + 1)), *_TABLES]
    ready = prepared(asked, wanted, out=out, names=names, quiet=quiet)
    result = plan_alternatives(
        AlternativesRequest(
            case=ready.case,
            settings=ready.settings,
            plans=plans,
            within=share,
            per_parent=per_parent,
            language=ready.asked.run.language,
            earlier=ready.earlier,
        ),
        callbacks=ready.callbacks,
    )
    files = write_plan_set(out, ready, result.made)
    if not quiet:
        say(*_lines(result, out, files, wanted=plans, within=within))


def _lines(
    result: "AlternativesResult", out: Path, files: tuple[str, ...], *, wanted: int, within: str
) -> Iterator[str]:
    """Yield what the screen says."""
    made, others = result.made, result.alternatives
    table, firm = made.tables["alternatives"], made.tables["borders"]
    heads = [worded("objective"), worded("more"), worded("pairs that differ"), worded("of at most")]
    yield "{:<14} {:>12} {:>7} {:>18} {:>11}".format("", *heads)
    for name, row in table.iterrows():
        pairs = f"{row['pairs_in_all']:>18.0f} {row['pairs_at_most']:>11.0f}"
        more = worded("{more:>7.2%}", more=row["more"])
        costs = f"{in_words(shown(row['objective'])):>12} {more}"
        yield f"{name!s:<14} {costs} {'' if name == 'best' else pairs}".rstrip()
    yield Message(
        "Pairs are neighbours in one reference region; they are compared with all earlier plans."
    )
    if len(others) < wanted:
        yield Message(
            "No other plan within {within} was found that is as different from all of these.",
            within=within,
        )
    cut = int((firm["together"] < 1).sum())
    often = int((firm["together"] < 0.5).sum())
    pairs, n_plans = counted(cut, "pair"), len(made.plans)
    some = Message(
        "{pairs} of neighbours is separated in some plan"
        if cut == 1
        else "{pairs} of neighbours are separated in some plan",
        pairs=pairs,
    )
    if n_plans > 1:
        some = Message(
            "{some}, {often} of them in more than half of the {n_plans} plans",
            some=some,
            often=often,
            n_plans=n_plans,
        )
    yield Message("{some} (borders.csv; the map draws them).", some=some)
    yield from split_notes(made.case.rules)
    yield from within_notes(alternative.proof.within for alternative in others)
    yield Message("Written to {folder}: {files}", folder=out, files=", ".join(sorted(files)))
    example = out / "alternative-1.csv" if others else "OTHER.csv"
    yield Message(
        "Next: open {page}, or {command}",
        page=out / "map.html",
        command=command("compare", out / "best.csv", example),
    )
