"""``regionplanner repair``: the plan closest to what exists that keeps the rules."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from regionplanner.cli import inputs
from regionplanner.cli.choice_options import grouped
from regionplanner.cli.inputs import prepared
from regionplanner.cli.options import Quiet, SearchScenario, report_idle, typed
from regionplanner.cli.outputs import within_notes, write_plan_set
from regionplanner.cli.say import say, with_nouns
from regionplanner.cli.search import SearchContext, SearchRequest
from regionplanner.errors import Message, ScenarioError, counted, joined, listing
from regionplanner.numerals import shown

if TYPE_CHECKING:
    from regionplanner.data.assignment import PlanTable
    from regionplanner.jobs.plan_set import PlanSet
    from regionplanner.program.repair import Repair

_FILES = ("plan.csv", "today.csv", "changes.csv", "repair.json", "map.html")

_MOST_REASONS = 2


@grouped
def repair(
    scenario_file: SearchScenario = None,
    *,
    plan_file: Annotated[
        Path | None,
        typer.Option(
            "--plan", metavar="PLAN.CSV", help="The plan to stay close to: columns nis and region."
        ),
    ] = None,
    groups: Annotated[
        str | None,
        typer.Option(
            metavar="COLUMN",
            help="Stay close to the groups of a column instead, such as jeugdregio; municipalities "
            "in no group join freely.",
        ),
    ] = None,
    weights_file: Annotated[
        Path | None,
        typer.Option(
            "--weights",
            metavar="CSV",
            help="Weight of the change of pairs of neighbours: columns nis_a, nis_b and weight; "
            "1 for those not in it.",
        ),
    ] = None,
    out: Annotated[Path, typer.Option("--out", help="Folder for the results.")] = Path("repair"),
    quiet: Quiet = False,
    wanted: SearchRequest,
) -> None:
    """Make the plan closest to what exists that keeps the rules.

    As few neighbouring pairs as can be change: together today and apart in the plan, or in two
    regions today and together in the plan. Of all plans with so little change it is the best by
    the criteria. Writes plan.csv, changes.csv, repair.json, map.html and scenario.toml.
    """
    from regionplanner.data.joins import read_pair_weights
    from regionplanner.jobs.repair import RepairRequest, repair_plan

    if (plan_file is None) == (groups is None):
        raise ScenarioError(
            "what exists is not given, or twice; a plan or a column of groups is expected; give "
            "--plan PLAN.CSV or --groups COLUMN, such as --groups jeugdregio"
        )

    asked = wanted.resolved(scenario_file)
    ready = prepared(
        asked, wanted, out=out, names=_FILES, quiet=quiet, reads_plan=plan_file is not None
    )
    if not quiet:
        here = Message("repair plans in this process, without answers of earlier runs")
        of_here = typed(wanted.search, but=("--max-states", "--memory"))
        report_idle((name, here) for name in of_here)
    today = _today(ready, plan_file, groups)
    weights = None
    if weights_file is not None:
        weights = read_pair_weights(weights_file, ready.case.municipalities)
    result = repair_plan(
        RepairRequest(
            case=ready.case,
            today=today.assignment,
            earlier=today,
            weights=weights,
            keep_codes=plan_file is not None,
            settings=ready.settings,
            language=ready.asked.run.language,
        ),
        callbacks=ready.callbacks,
    )
    changes = result.made.tables["changes"]
    worded = {"changes": changes.assign(why=changes["why"].map(with_nouns))}
    made = replace(result.made, tables=worded)
    files = write_plan_set(out, ready, made)
    if not quiet:
        say(*_lines(ready, result.made, result.repair))
        say(Message("Written to {folder}: {files}", folder=out, files=", ".join(sorted(files))))
        say(Message("Next: open {page}", page=out / "map.html"))


def _today(ready: SearchContext, plan_file: Path | None, column: str | None) -> "PlanTable":
    """Return what exists: region or group by NIS code, and how regions are shown."""
    municipalities = ready.case.municipalities
    if plan_file is not None:
        data, quiet = ready.asked.data, ready.quiet
        return inputs.read_plan(plan_file, municipalities, data, quiet=quiet)
    from regionplanner.data.assignment import PlanTable, RegionLooks
    from regionplanner.files.text_table import same_column
    from regionplanner.score.groups import membership_columns
    from regionplanner.validation_messages import suggestion

    known = membership_columns(municipalities)
    same = same_column(column or "", known)
    if same is None:
        advice = (
            suggestion(column or "", known)
            if known
            else Message("the data has none; give --plan PLAN.CSV")
        )
        raise ScenarioError(
            "--groups is {column!r}; a column of groups is expected; {advice}",
            column=column,
            advice=advice,
        )
    groups = {str(nis): str(code) for nis, code in municipalities.frame[same].dropna().items()}
    return PlanTable(groups, RegionLooks())


def _shortened(why: str) -> str:
    """Return why pairs change, with its first reasons: a group across the land has a great many."""
    reasons = [*getattr(why, "values", {}).values()]
    if len(reasons) <= _MOST_REASONS:
        return why
    return Message(
        "{reasons}; and {rest} more (changes.csv)",
        reasons=joined(reasons[:_MOST_REASONS]),
        rest=len(reasons) - _MOST_REASONS,
    )


def _lines(ready: SearchContext, made: "PlanSet", repaired: "Repair") -> Iterator[str]:
    """Yield what the screen says."""
    names = ready.case.municipalities.frame["name"]
    pairs = counted(repaired.n_changed, "pair")
    proven = Message("proven: no plan that keeps the rules changes less")
    if not repaired.proven:
        proven = Message("proven: every plan changes at least {least:g}", least=repaired.least)
    yield Message(
        "{n_regions} regions. {pairs} of neighbours change (weight {weight:g}; {proven}).",
        n_regions=len(made.plans["plan"]),
        pairs=pairs,
        weight=repaired.weight,
        proven=proven,
    )
    yield Message(
        "By the criteria it costs {objective}, the least of all plans with so little change."
        if repaired.settled
        else "By the criteria it costs {objective}, not proven least.",
        objective=shown(repaired.objective),
    )
    yield from within_notes([repaired.within])
    changes = made.tables["changes"].reset_index()
    for why in dict.fromkeys(changes["why"]):
        yield Message("{why}:", why=_shortened(why))
        for row in changes[changes["why"] == why].itertuples():
            units = Message(
                "{municipality} and {neighbour}",
                municipality=row.municipality,
                neighbour=row.neighbour,
            )
            yield Message("  {what}: {units}", what=Message(str(row.what)), units=units)
    if repaired.moved:
        leaving = listing((names[nis] for nis in repaired.moved), at_most=30)
        yield Message("Who leaves a region of today: {leaving}.", leaving=leaving)
