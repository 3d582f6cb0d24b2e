"""``regionplanner plan``: the best plan, written with its proof and its map."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from regionplanner.cli import outputs
from regionplanner.cli.choice_options import Made, OptionsOf
from regionplanner.cli.grouped import grouped
from regionplanner.cli.options import Quiet
from regionplanner.cli.prepared import SearchContext, SearchRequest, prepared
from regionplanner.cli.say import say, with_nouns
from regionplanner.cli.stopped import StoppedError
from regionplanner.cli.telling import tell_left_out, tell_plan
from regionplanner.cli.unfinished import UNFINISHED, leave_unfinished
from regionplanner.errors import SolverError
from regionplanner.files.file_choices import RunChoices

if TYPE_CHECKING:
    from regionplanner.cli.outputs import Results
    from regionplanner.jobs.request import ResolvedRequest
    from regionplanner.program.plannable import LeftOut
    from regionplanner.scenario import Scenario

EXIT_LEFT_OUT = 6


@grouped
def plan(
    scenario_file: Annotated[
        Path | None,
        typer.Argument(
            metavar="SCENARIO.TOML",
            help="File with every choice, which options override; regionplanner init writes one.",
        ),
    ] = None,
    *,
    out: Annotated[Path, typer.Option("--out", help="Folder for the results.")] = Path("out"),
    explain: Annotated[
        bool,
        typer.Option(
            "--explain", help="Also find the best value of each criterion alone, a search each."
        ),
    ] = False,
    certificate: Annotated[
        bool,
        typer.Option("--certificate", help="Also write certificate.json, for regionplanner audit."),
    ] = False,
    keep_going: Annotated[
        bool,
        typer.Option(
            "--keep-going",
            help="Leave out reference regions that cannot be planned, and plan the others; "
            "ends with exit code 6 when some were left out.",
        ),
    ] = False,
    quiet: Quiet = False,
    wanted: SearchRequest,
    proof: Annotated[Made, OptionsOf(RunChoices, names=("gap",))],
) -> None:
    """Make the best plan and write it with its map.

    Writes plan.csv, regions.csv, plan.gpkg, summary.json, map.html and scenario.toml, from which
    the plan can be made again.
    """

    def check(asked: "ResolvedRequest", first: "Scenario") -> bool:
        if certificate:
            _check_certifiable(first)
        names = (*outputs.PLAN_FILES, UNFINISHED, *([outputs.CERTIFICATE] if certificate else []))
        return outputs.claim_plans(out, asked, names)

    ready = prepared(scenario_file, wanted, check=check, quiet=quiet, run=proof.choices)
    try:
        results = _results(ready, explain=explain, certificate=certificate, keep_going=keep_going)
    except StoppedError as stopped:
        raise leave_unfinished(stopped, out, ready.engine, ready.scenario) from None
    files = outputs.write_results(out, results, with_scenario=ready.writes_scenario, quiet=quiet)
    if not quiet:
        tell_plan(out, results, files)
        if ready.scenario.regions is None and keep_going:
            say(
                f"No number of regions was asked for: {len(results.plan)} is the best of those "
                "that are possible; choose another with --regions"
            )
    tell_left_out(results.left_out)
    if results.left_out:
        raise typer.Exit(EXIT_LEFT_OUT)


def _check_certifiable(scenario: "Scenario") -> None:
    from regionplanner.program.certificate.written import check_certifiable

    check_certifiable(scenario)


def _results(
    ready: SearchContext, *, explain: bool, certificate: bool, keep_going: bool
) -> "Results":
    from regionplanner.plan.make import make_plan
    from regionplanner.program.alone import best_alone
    from regionplanner.program.certificate.written import (
        certificate_text,
        check_countable,
        plan_certificate,
    )
    from regionplanner.program.each_number import with_number
    from regionplanner.score.scorecard import scorecard
    from regionplanner.score.summary import left_out_summary, plan_summary

    asked, scenario, engine = ready.asked, ready.scenario, ready.engine
    municipalities, graph = engine.municipalities, engine.graph
    if certificate:
        check_countable(municipalities, scenario)
    left_out: tuple[LeftOut, ...] = ()
    if keep_going:
        found = engine.plannable(scenario)
        proposal, scenario, left_out = found.proposal, found.scenario, found.left_out
    else:
        proposal = engine.proposal(scenario)
    scenario = with_number(scenario, sum(proposal.split.values()))
    n_remembered = engine.store.n_known if engine.store else 0
    made = make_plan(proposal.assignment, municipalities, graph, scenario, proposal.proof)
    if made.violations:
        raise SolverError(f"the plan found breaks a rule: {made.violations[0].message}")
    made = replace(made, left_out={one.code: one.reason for one in left_out})
    alone = best_alone(municipalities, scenario, engine.best_alone) if explain else None
    return outputs.Results(
        plan=made,
        municipalities=municipalities,
        regions=scorecard(made, municipalities, graph, scenario, language=asked.run.language),
        summary=_worded(
            plan_summary(made, proposal, municipalities, graph, scenario, alone)
            | left_out_summary(left_out)
        ),
        chosen=asked.with_scenario(scenario),
        n_remembered=n_remembered,
        left_out=left_out,
        certificate=certificate_text(plan_certificate(proposal, scenario)) if certificate else None,
    )


def _worded(summary: dict[str, Any]) -> dict[str, Any]:
    """Return a summary whose sentences have the nouns of the data."""
    said = {key: [*map(with_nouns, summary[key])] for key in ("approximations", "rule_notes")}
    data = summary["data"]
    notes = {"data": data | {"notes": [*map(with_nouns, data["notes"])]}} if "notes" in data else {}
    left = [one | {"reason": with_nouns(one["reason"])} for one in summary.get("left_out", ())]
    return summary | said | notes | ({"left_out": left} if left else {})
