"""``regionplanner plan``: the best plan, written with its proof and its map."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from regionplanner.choices import count_text
from regionplanner.cli import outputs
from regionplanner.cli.choice_options import Made, OptionsOf, grouped
from regionplanner.cli.inputs import prepared
from regionplanner.cli.options import Quiet
from regionplanner.cli.say import command, in_words, say, with_nouns, worded
from regionplanner.cli.search import SearchContext, SearchRequest
from regionplanner.errors import Message, StoppedError, counted
from regionplanner.files.file_choices import RunChoices
from regionplanner.numerals import shown

if TYPE_CHECKING:
    from regionplanner.data.municipalities import Municipalities
    from regionplanner.jobs.best import BestPlanResult
    from regionplanner.program.plannable import LeftOut
    from regionplanner.rules.case import Case


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
    proof: Annotated[Made, OptionsOf(RunChoices, names=("gap", "continues"))],
) -> None:
    """Make the best plan and write it with its map.

    Writes plan.csv, regions.csv, plan.gpkg, summary.json, map.html and scenario.toml, from which
    the plan can be made again.
    """
    from regionplanner.jobs.best import BestPlanRequest, best_plan

    asked = wanted.resolved(scenario_file, proof.choices)
    if certificate:
        from regionplanner.program.certificate import check_certifiable

        check_certifiable(asked.plan_scenario())
    names = (*outputs.PLAN_FILES, UNFINISHED, *([outputs.CERTIFICATE] if certificate else []))
    ready = prepared(asked, wanted, out=out, names=names, quiet=quiet)
    try:
        result = best_plan(
            BestPlanRequest(
                case=ready.case,
                settings=ready.settings,
                language=ready.asked.run.language,
                explain=explain,
                certificate=certificate,
                keep_going=keep_going,
                earlier=ready.earlier,
            ),
            callbacks=ready.callbacks,
        )
    except StoppedError as stopped:
        raise leave_unfinished(stopped, out, ready.case) from None
    files = write_results(out, ready, replace(result, summary=_worded(result.summary)))
    if not quiet:
        report_plan(out, ready.case.municipalities, result, files)
        if ready.case.scenario.regions is None and keep_going:
            say(
                Message(
                    "No number of regions was asked for: {n_plan} is the best of those "
                    "that are possible; choose another with --regions",
                    n_plan=len(result.plan),
                )
            )
    report_left_out(result.left_out)
    if result.left_out:
        raise typer.Exit(EXIT_LEFT_OUT)


def _worded(summary: Mapping[str, Any]) -> dict[str, Any]:
    """Return a summary whose sentences have the nouns of the data."""
    said = {key: [*map(with_nouns, summary[key])] for key in ("approximations", "rule_notes")}
    data = summary["data"]
    notes = {"data": data | {"notes": [*map(with_nouns, data["notes"])]}} if "notes" in data else {}
    left = [row | {"reason": with_nouns(row["reason"])} for row in summary.get("left_out", ())]
    return {**summary, **said, **notes, **({"left_out": left} if left else {})}


def write_results(out: Path, ready: SearchContext, result: "BestPlanResult") -> tuple[str, ...]:
    """Write the plan, its figures, its map and its scenario; return the names of the files."""
    from regionplanner.files.text_table import csv_text
    from regionplanner.maps.gis_layers import layer_styles, plan_layers
    from regionplanner.plan.plan import plan_table

    plan, municipalities = result.plan, ready.case.municipalities
    chosen = ready.asked.with_scenario(result.scenario)
    # All of it is made before anything is written, so that files belong together.
    layers = plan_layers(plan, municipalities, result.regions)
    styles = layer_styles(layers, plan, municipalities, language=chosen.run.language)
    summary = json.dumps(result.summary, indent=2, ensure_ascii=False)
    texts = {
        "plan.csv": csv_text(plan_table(plan, municipalities)),
        "regions.csv": csv_text(result.regions),
        "summary.json": summary + "\n",
        "map.html": outputs.drawn_map(plan, municipalities, chosen.run),
    }
    if result.certificate is not None:
        texts[outputs.CERTIFICATE] = result.certificate
    if ready.writes_scenario:
        texts[outputs.SCENARIO] = outputs.explained_scenario(chosen, out)
    removed = [UNFINISHED]
    if result.certificate is None and not _certified(out, result.summary):
        removed.append(outputs.CERTIFICATE)  # of the same plan, by other choices or data
    kept = outputs.write_folder(
        out, texts, layers={outputs.GEOPACKAGE: layers}, styles=styles, removed=removed
    )
    outputs.report_kept(kept, quiet=ready.quiet)
    return (outputs.GEOPACKAGE, *texts)


def _certified(out: Path, summary: Mapping[str, Any]) -> bool:
    """Return whether a certificate that is there is of the same run."""
    from regionplanner.files.run_record import read_record

    record = read_record(out / "summary.json", note=lambda _: None)
    return record is not None and (record.scenario_sha256, record.data_sha256) == (
        summary["scenario_sha256"],
        summary["data"]["sha256"],
    )


UNFINISHED = "unfinished.csv"


def leave_unfinished(stopped: StoppedError, out: Path, case: "Case") -> StoppedError:
    """Write what was finished, in the form of plan.csv; return the error that also says where."""
    from regionplanner.files.atomic import write_atomic
    from regionplanner.files.text_table import csv_text
    from regionplanner.plan.make import case_plan
    from regionplanner.plan.plan import plan_table
    from regionplanner.program.propose import unfinished_assignment

    assignment = unfinished_assignment(stopped.curves, case)
    if not assignment:
        return stopped
    plan = case_plan(assignment, case)
    write_atomic(out / UNFINISHED, csv_text(plan_table(plan, case.municipalities)))
    return StoppedError(
        "{stopped} Their plan so far: {file}.", stopped=stopped, file=out / UNFINISHED
    )


def report_plan(
    out: Path, municipalities: "Municipalities", result: "BestPlanResult", files: Iterable[str]
) -> None:
    """Show what was found, what is proven and where it was written."""
    plan, summary = result.plan, result.summary
    names = municipalities.frame.set_index("reference_region")["reference_region_name"]
    names = names[~names.index.duplicated()]
    rules = ["--scenario", out / "scenario.toml"] if "scenario.toml" in files else []
    check = command("check", out / "plan.csv", *rules)
    wide = max([10, *map(len, summary["split"])])
    lines = [
        Message(
            "{n_regions} of {n_municipalities}. {proof}",
            n_regions=counted(len(plan), "region"),
            n_municipalities=counted(len(plan.assignment), "municipality"),
            proof=plan.proof.sentence(),
        ),
        Message(
            "{chosen} in {seconds:.1f} s{cached}.",
            chosen=_chosen(summary),
            seconds=summary["seconds"],
            cached=_cached(result),
        ),
        *_notes(summary),
        "",
        Message("Criteria:"),
        *_criteria(summary["criteria"]),
        "",
        Message("Regions per reference region:"),
        *(
            f"  {code:<{wide}} {k:>3} {names[code] if names[code] != code else ''}".rstrip()
            for code, k in summary["split"].items()
        ),
        "",
        Message("Best objective per number of regions:"),
        *_curve(summary),
        "",
        *summary["approximations"],
        "",
        Message("Written to {folder}: {files}", folder=out, files=", ".join(sorted(files))),
        Message("Next: open {page}, or {command}", page=out / "map.html", command=check),
    ]
    say(*lines)


def report_left_out(left_out: "Sequence[LeftOut]") -> None:
    """Say which reference regions were left out, and why; also where little is said.

    Parameters
    ----------
    left_out
        Those that could not be planned.
    """
    from regionplanner.program.plannable import by_reason

    for label, group in by_reason(left_out):
        say(
            Message(
                "Left out: {many} of {label}, in no region: {reason}"
                if label
                else "Left out: {many}, in no region: {reason}",
                many=counted(sum(len(parent.units) for parent in group), "municipality"),
                label=label,
                reason=group[0].reason,
            ),
            err=True,
        )
    if left_out:
        say(
            Message("The number of regions is that of the other reference regions alone."), err=True
        )


def _chosen(summary: Mapping[str, Any]) -> str:
    n_candidates = summary["candidate_regions"]
    if not n_candidates:
        return Message("Found")
    return Message("Chosen from {n_regions}", n_regions=counted(n_candidates, "candidate region"))


def _cached(result: "BestPlanResult") -> str:
    if not result.n_cached:
        return ""
    n_parents = len(result.summary["split"])
    return Message(
        " ({n_cached} of {n_regions} was known from before)"
        if n_parents == 1
        else " ({n_cached} of {n_regions} were known from before)",
        n_cached=result.n_cached,
        n_regions=counted(n_parents, "reference region"),
    )


def _notes(summary: Mapping[str, Any]) -> Iterator[str]:
    """Yield what a planner should know of the rules: exceptions, and how they were read."""
    coverage = summary.get("coverage")
    if coverage is not None:
        later = coverage["of"] - coverage["municipalities"]
        yield Message(
            "Covered: {municipalities} of {of} municipalities; {later} are left for later.",
            municipalities=coverage["municipalities"],
            of=coverage["of"],
            later=later,
        )
    for exception in summary["exceptions"]:
        allowed = count_text(tuple(exception["allowed"]))
        yield Message(
            "Exception: {region} is locked as {locked_as} and kept as it is, with "
            "{municipalities} municipalities; the rules say {allowed}.",
            region=exception["region"],
            locked_as=exception["locked_as"],
            municipalities=exception["municipalities"],
            allowed=allowed,
        )
    yield from (Message("Note: {note}.", note=note) for note in summary["rule_notes"])


def _criteria(criteria: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Yield a table: the weight, value and unit of each criterion, and the best value alone."""
    explained = any("best_alone" in row for row in criteria.values())
    width = max(len(worded(row["unit"])) for row in criteria.values())
    head = f"  {'':<10} {worded('weight'):>11} {worded('this plan'):>14} {'':<{width}}"
    alone = f"{worded('best alone'):>14} {worded('more'):>8}"
    yield f"{head} {alone}" if explained else head.rstrip()
    for name, row in criteria.items():
        weight = worded("{weight:g}", weight=row["weight"])
        weight = weight if row["weight"] else worded("not counted")
        places = 0 if name == "ties" and float(row["value"]).is_integer() else 3
        value, unit = in_words(shown(row["value"], places)), worded(row["unit"])
        line = f"  {name:<10} {weight:>11} {value:>14} {unit:<{width}}"
        yield f"{line} {_alone(row)}".rstrip() if explained else line.rstrip()


def _alone(row: Mapping[str, Any]) -> str:
    """Return the best value of a criterion alone, and how much more this plan has."""
    best, bound = row.get("best_alone"), row.get("best_alone_bound")
    if best is None or bound is None:
        return f"{worded('not known'):>14}"
    more = " " * 8
    if best > 0:
        more = worded("{more:>+8.1%}", more=(row["value"] - best) / best)
    proven = "" if best == bound else worded(" (not proven; at least {bound})", bound=shown(bound))
    return f"{in_words(shown(best)):>14} {more}{proven}"


def _curve(summary: Mapping[str, Any]) -> Iterator[str]:
    for point in summary["curve"]:
        mark = worded(" <- this plan") if point["chosen"] else ""
        proven, objective = "", in_words(shown(point["objective"]))
        if point["objective"] != point["bound"]:
            proven = worded(" (bound {bound})", bound=shown(point["bound"]))
        yield f"  {point['regions']:>4} {objective:>14}{proven}{mark}"
