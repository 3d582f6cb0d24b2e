"""``regionplanner support``: which supporter has which regions."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from regionplanner.cli import outputs, texts
from regionplanner.cli.choice_options import Made, OptionsOf, grouped
from regionplanner.cli.inputs import on_terminal, opened
from regionplanner.cli.options import OpenOptions
from regionplanner.cli.previous import RECORDS
from regionplanner.cli.say import say
from regionplanner.cli.texts import figure_reader
from regionplanner.errors import Message, counted
from regionplanner.numerals import shown
from regionplanner.proof import gap_percent
from regionplanner.rollout_choices import OWN_LOADS, SupportChoices

if TYPE_CHECKING:
    import pandas as pd

    from regionplanner.jobs.plans import PlanBundle
    from regionplanner.plan.plan import Plan
    from regionplanner.program.support.assign import Support


@grouped
def support(
    plan_file: Annotated[
        Path, typer.Argument(metavar="PLAN.CSV", help="The plan whose regions are supported.")
    ],
    *,
    time_limit: Annotated[
        float,
        typer.Option(
            metavar="SECONDS",
            parser=figure_reader("--time-limit", "count", least=0, example="600"),
            help="Stop searching after this.",
        ),
    ] = 120,
    out: Annotated[
        Path | None,
        typer.Option("--out", help="Folder for the results. [default: that of the plan]"),
    ] = None,
    opening: OpenOptions,
    asked: Annotated[Made, OptionsOf(SupportChoices)],
) -> None:
    """Share the regions of a plan among supporters: loads in balance, the least travel.

    Writes support.csv (regions), supporters.csv, support.html (a map with the areas as a layer)
    and support.json, for regionplanner report.
    """
    folder = out or plan_file.parent
    outputs.claim_folder(folder, ("support.json", *RECORDS["support.json"]))
    made = dict(asked.choices)
    plans = opened([plan_file], opening, figures={*made.get("balance", ())} - {*OWN_LOADS})
    if "supporters" in made:
        made["supporters"] = texts.read_supporters(made["supporters"], plans.run.language)
    lines, files = _divided(plans, made, folder, time_limit, quiet=opening.quiet)
    if not opening.quiet:
        say(*lines)
        say(Message("Written to {folder}: {files}", folder=folder, files=", ".join(files)))
        say(outputs.next_steps(folder, "support.html", plan_file))


def _divided(
    plans: "PlanBundle", made: Mapping[str, Any], folder: Path, time_limit: float, *, quiet: bool
) -> tuple[list[str], tuple[str, ...]]:
    """Divide the regions, write what comes of it, and return what is said, and the files."""
    from regionplanner.files.set_records import record_text
    from regionplanner.files.text_table import csv_text
    from regionplanner.jobs.case import case_of
    from regionplanner.jobs.support import SupportRequest, plan_support
    from regionplanner.rollout.tables import support_record

    plan, asked, callbacks = plans.plan, plans.asked.support, on_terminal(quiet=quiet)
    before = {} if asked is None else asked.model_dump(exclude_unset=True)
    request = SupportRequest(
        case=case_of(plans.municipalities, plans.asked.scenario(), callbacks),
        plan=plan,
        choices=SupportChoices.made({**before, **made}),
        time_limit_s=time_limit,
        language=plans.run.language,
    )
    result = plan_support(request, callbacks=callbacks)
    division, loads = result.support, result.loads
    texts = {
        "support.csv": csv_text(result.regions),
        "supporters.csv": csv_text(loads),
        "support.json": record_text(
            support_record(division, plan, loads, result.choices, request.case.scenario)
        ),
        "support.html": _page(plans, plan, division, loads),
    }
    outputs.report_kept(outputs.write_folder(folder, texts), quiet=quiet)
    return [*_lines(division, plan, loads)], tuple(sorted(texts))


def _page(plans: "PlanBundle", plan: "Plan", division: "Support", loads: "pd.DataFrame") -> str:
    from regionplanner.maps.rollout_pages import support_page

    run = plans.run
    page = support_page(
        plan, division, plans.municipalities, loads=loads, **outputs.page_words(run)
    )
    return page.html


def _lines(division: "Support", plan: "Plan", loads: "pd.DataFrame") -> Iterator[str]:
    """Yield what the screen says."""
    labels = {region.code: region.label for region in plan}
    proven = (
        Message("gap at most {gap}%", gap=gap_percent(division.gap))
        if division.gap
        else Message("proven: none takes less")
    )
    yield Message(
        "{travel_km} km of travel a year, in straight lines ({proven}).",
        travel_km=shown(division.travel_km, 0),
        proven=proven,
    )
    for area in division.areas:
        row = loads.loc[area.supporter].to_dict()
        home = row["home_name"]
        if area.home_chosen:
            home = Message("{home} (chosen, for none was given)", home=home)
        yield Message(
            "{supporter}, from {home}: {n_regions}, {n_municipalities}, {travel_km} km: {regions}",
            supporter=area.supporter,
            home=home,
            n_regions=counted(row["regions"], "region"),
            n_municipalities=counted(row["municipalities"], "municipality"),
            travel_km=shown(row["travel_km"], 0),
            regions=", ".join(labels[code] for code in area.regions),
        )
