"""``regionplanner trekkers``: which municipalities could pull each region."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from regionplanner.cli import outputs
from regionplanner.cli.choice_options import grouped
from regionplanner.cli.options import OpenOptions, tell_idle, typed
from regionplanner.cli.outputs import RECORDS
from regionplanner.cli.say import say, spoken_language
from regionplanner.cli.texts import figure_reader, named_values, weight
from regionplanner.errors import Message
from regionplanner.numerals import named_parts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from regionplanner.jobs.plans import PlanBundle
    from regionplanner.rollout.trekkers import Trekker


@grouped
def trekkers(
    plan_file: Annotated[
        Path, typer.Argument(metavar="PLAN.CSV", help="The plan whose regions are to be pulled.")
    ],
    *,
    readiness: Annotated[
        str | None,
        typer.Option(
            metavar="COLUMN",
            help="Column of numbers that says how ready a municipality is, such as staff or "
            "projects; --join adds one.",
        ),
    ] = None,
    weights: Annotated[
        str | None,
        typer.Option(
            metavar="NAME=X,...",
            help="What counts how much. [default: readiness=2,inhabitants=1,nearness=1]",
        ),
    ] = None,
    most: Annotated[
        int,
        typer.Option(
            "--most",
            metavar="N",
            parser=figure_reader("--most", "whole", least=1),
            help="How many of each region.",
        ),
    ] = 2,
    out: Annotated[
        Path | None,
        typer.Option("--out", help="Folder for the result. [default: that of the plan]"),
    ] = None,
    opening: OpenOptions,
) -> None:
    """Rank the municipalities that could pull each region, each with its reasons.

    Writes trekkers.csv, with a sentence of reasons in Dutch or English, and trekkers.json, for
    regionplanner report.
    """
    from regionplanner.cli.inputs import opened
    from regionplanner.rollout.trekkers import DEFAULT_WEIGHTS
    from regionplanner.rollout.trekkers import trekkers as rank

    folder = out or plan_file.parent
    if not opening.quiet:
        idle = typed(opening.shown, but=("--lang",))
        tell_idle((name, Message("no page is written; give it to report")) for name in idle)
    outputs.claim_folder(folder, ("trekkers.json", *RECORDS["trekkers.json"]))
    expected, example = Message("name=number pairs are expected"), "readiness=2,inhabitants=1"
    counts = (
        DEFAULT_WEIGHTS
        if weights is None
        else named_values(named_parts(weights), weight, "--weights", expected, example)
    )
    plans = opened([plan_file], opening, figures=() if readiness is None else (readiness,))
    (plan,) = plans.plans.values()
    found = rank(plan, plans.municipalities, readiness=readiness, weights=counts, most=most)
    _write(folder, plans, found, quiet=opening.quiet)
    if not opening.quiet:
        say(*_told(plans, found))
        say(Message("Written to {folder}: trekkers.csv, trekkers.json", folder=folder))
        say(outputs.next_steps(folder, "trekkers.csv", plan_file))


def _write(folder: Path, plans: "PlanBundle", found: "Sequence[Trekker]", *, quiet: bool) -> None:
    from regionplanner.files.set_records import record_text
    from regionplanner.files.text_table import csv_text
    from regionplanner.rollout.tables import trekker_table, trekkers_record
    from regionplanner.words.nouns import spoken
    from regionplanner.words.sentences import reasons_text

    (plan,), municipalities = plans.plans.values(), plans.municipalities
    table = trekker_table(found, plan, municipalities, language=plans.run.language)
    language = spoken(plans.run.language, municipalities)
    reasons = [reasons_text(one, language) for one in found]
    record = trekkers_record(found, plan, plans.asked.scenario())
    texts = {
        "trekkers.csv": csv_text(table.assign(reasons=reasons)),
        "trekkers.json": record_text(record),
    }
    outputs.tell_kept(outputs.write_folder(folder, texts), quiet=quiet)


def _told(plans: "PlanBundle", found: "Sequence[Trekker]") -> Iterator[str]:
    """Yield what the screen says."""
    from regionplanner.words.sentences import reasons_text

    names = plans.municipalities.frame["name"]
    labels = {region.code: region.label for plan in plans.plans.values() for region in plan}
    for one in found:
        why = reasons_text(one, spoken_language())
        yield f"{labels[one.region]}: {one.rank}. {names[one.nis]}: {why}"
