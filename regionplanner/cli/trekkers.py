"""``regionplanner trekkers``: the candidate lead municipalities of each region."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from regionplanner.cli import outputs
from regionplanner.cli.choice_options import grouped
from regionplanner.cli.options import OpenOptions, report_idle, typed
from regionplanner.cli.previous import RECORDS
from regionplanner.cli.say import say, spoken_language
from regionplanner.cli.texts import figure_reader, read_weights
from regionplanner.errors import Message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from regionplanner.files.set_records import Trekker
    from regionplanner.jobs.plans import PlanBundle


@grouped
def trekkers(
    plan_file: Annotated[
        Path,
        typer.Argument(
            metavar="PLAN.CSV", help="The plan whose regions get candidate lead municipalities."
        ),
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
    """Rank the candidate lead municipalities of each region, each with its reasons.

    Writes trekkers.csv, with a sentence of reasons in Dutch or English, and trekkers.json, for
    regionplanner report.
    """
    from regionplanner.cli.inputs import opened
    from regionplanner.files.set_records import record_text
    from regionplanner.files.text_table import csv_text
    from regionplanner.graph.contiguity import scenario_case
    from regionplanner.jobs.trekkers import TrekkersRequest, rank_trekkers

    folder = out or plan_file.parent
    if not opening.quiet:
        idle = typed(opening.shown, but=("--lang",))
        report_idle((name, Message("no page is written; give it to report")) for name in idle)
    outputs.claim_folder(folder, ("trekkers.json", *RECORDS["trekkers.json"]))
    counts = None
    if weights is not None:
        counts = read_weights(weights, "--weights", "readiness=2,inhabitants=1")
    bundle = opened([plan_file], opening, figures=() if readiness is None else (readiness,))
    result = rank_trekkers(
        TrekkersRequest(
            case=scenario_case(bundle.municipalities, bundle.asked.scenario()),
            plan=bundle.plan,
            readiness=readiness,
            weights=counts,
            most=most,
            language=bundle.run.language,
        )
    )
    texts = {
        "trekkers.csv": csv_text(result.table),
        "trekkers.json": record_text(result.record),
    }
    outputs.report_kept(outputs.write_folder(folder, texts), quiet=opening.quiet)
    if not opening.quiet:
        say(*_lines(bundle, result.trekkers))
        say(Message("Written to {folder}: {files}", folder=folder, files=", ".join(texts)))
        say(outputs.next_steps(folder, "trekkers.csv", plan_file))


def _lines(bundle: "PlanBundle", leads: "Sequence[Trekker]") -> Iterator[str]:
    """Yield what the screen says."""
    from regionplanner.words.sentences import reasons_text

    names = bundle.municipalities.frame["name"]
    labels = {region.code: region.label for region in bundle.plan}
    for lead in leads:
        why = reasons_text(lead, spoken_language())
        yield f"{labels[lead.region]}: {lead.rank}. {names[lead.nis]}: {why}"
