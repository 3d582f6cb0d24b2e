"""``regionplanner plan``: the best plan, written with its proof and its map."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from regionplanner.cli import choices, options, outputs, texts
from regionplanner.cli.progress import shown_progress
from regionplanner.errors import SolverError

if TYPE_CHECKING:
    from regionplanner.plan.plan import Plan


def plan(
    *,
    out: Annotated[Path, typer.Option("--out", help="Folder for the results.")] = Path("out"),
    regions: Annotated[
        int | None,
        typer.Option(
            min=1, help=f"Number of regions. [default: {choices.DEFAULT_REGIONS} for Flanders]"
        ),
    ] = None,
    regions_per: options.RegionsPer = None,
    min_units: options.MinUnits = 5,
    max_units: options.MaxUnits = 15,
    criteria: Annotated[
        str | None,
        typer.Option(
            metavar="NAME=WEIGHT,...",
            help="What counts: distance (per km), dispersion (per km2), border (per km), "
            "ties (per tie cut). [default: distance=1,ties=2; distance=1 for other data]",
        ),
    ] = None,
    ties: Annotated[
        str | None,
        typer.Option(
            metavar="COLUMN=WEIGHT,...",
            help="Memberships that tie neighbours. [default: jeugdregio=3,politiezone=1,elz=1]",
        ),
    ] = None,
    time_limit: Annotated[
        float | None,
        typer.Option(metavar="SECONDS", min=0, help="Stop searching after this time."),
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option(min=1, help="Number of processes. [default: one per processor]"),
    ] = None,
    language: Annotated[
        Literal["nl", "en"], typer.Option("--lang", help="Language of the map.")
    ] = "nl",
    data: options.Data = None,
    id_column: options.IdColumn = None,
    name_column: options.NameColumn = None,
    parent_column: options.ParentColumn = None,
    layer: options.Layer = None,
    join: options.Join = None,
    link: options.Link = None,
    links: options.LinksFile = None,
    min_border: options.MinBorder = 0.0,
    quiet: options.Quiet = False,
) -> None:
    """Make the best plan and write it with its map.

    Writes plan.csv, regions.csv, plan.gpkg, summary.json and map.html.
    """
    scenario = choices.build_scenario(
        own_data=data is not None,
        regions=regions,
        regions_per=texts.read_counts(regions_per),
        min_units=min_units,
        max_units=max_units,
        criteria=None if criteria is None else texts.read_criteria(criteria),
        ties=None if ties is None else texts.read_weights(ties, option="--ties"),
        links=texts.read_links(link, links),
        min_border_m=min_border,
    )

    outputs.check_folder(out)

    from regionplanner.graph.contiguity import rook_graph
    from regionplanner.plan.make import make_plan
    from regionplanner.program.propose import propose
    from regionplanner.score.scorecard import scorecard
    from regionplanner.score.summary import plan_summary

    columns = {"id": id_column, "name": name_column, "parent": parent_column, "layer": layer}
    municipalities = choices.load_data(data, columns=columns, join=join, quiet=quiet)
    graph = rook_graph(municipalities, min_border_m=min_border, links=scenario.links)
    with shown_progress(municipalities, quiet=quiet) as progress:
        proposal = propose(
            municipalities,
            scenario,
            graph=graph,
            workers=workers or os.cpu_count() or 1,
            time_limit_s=time_limit,
            progress=progress,
        )
    made = make_plan(proposal.assignment, municipalities, graph, scenario, proposal.proof)
    if made.violations:
        raise SolverError(f"the plan found breaks a rule: {made.violations[0].message}")
    summary = plan_summary(made, proposal, municipalities, graph, scenario)
    regions_table = scorecard(made, municipalities, graph, scenario)
    outputs.write_results(out, made, municipalities, regions_table, summary, language)
    if not quiet:
        _tell(out, made, summary)


def _tell(out: Path, made: "Plan", summary: dict[str, Any]) -> None:
    lines = [
        f"{len(made)} regions of {len(made.assignment)} municipalities. {made.proof.sentence()}",
        f"Chosen from {summary['candidate_regions']:,} candidate regions "
        f"in {summary['seconds']:.1f} s.",
        "",
        "Criteria:",
    ]
    for name, row in summary["criteria"].items():
        counted = f"weight {row['weight']:g}" if row["weight"] else "not counted"
        lines.append(f"  {name:<10} {row['value']:>12,.3f} {row['unit']:<5} {counted}")
    names = {region.parent: region.parent_name for region in made}
    lines += ["", "Regions per reference region:"]
    lines += [f"  {code:<10} {k:>3} {names[code]}" for code, k in summary["split"].items()]
    lines += ["", "Best objective per number of regions:"]
    for point in summary["curve"]:
        mark = " <- this plan" if point["chosen"] else ""
        proven = "" if point["objective"] == point["bound"] else f" (bound {point['bound']:,.3f})"
        lines.append(f"  {point['regions']:>4} {point['objective']:>14,.3f}{proven}{mark}")
    lines += ["", *summary["approximations"]]
    lines += [
        "",
        f"Written to {out}: plan.csv, regions.csv, plan.gpkg, summary.json, map.html",
        f"Next: open {out / 'map.html'}, or regionplanner check {out / 'plan.csv'}",
    ]
    typer.echo("\n".join(lines))
