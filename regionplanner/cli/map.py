"""``regionplanner map``: draw plan files as one page that needs no network."""

from pathlib import Path
from typing import Annotated

import typer

from regionplanner.cli import outputs
from regionplanner.cli.choice_options import grouped
from regionplanner.cli.inputs import opened, report_broken
from regionplanner.cli.options import NamedOptions, RuleOptions
from regionplanner.cli.say import say
from regionplanner.errors import Message


@grouped
def draw_map(
    plan_files: Annotated[
        list[Path],
        typer.Argument(
            metavar="PLAN.CSV",
            help="Plans with the columns nis and region; the first is shown when the page opens.",
        ),
    ],
    *,
    output: Annotated[Path, typer.Option("--output", "-o", help="The page.")] = Path("map.html"),
    opening: NamedOptions,
    rules: RuleOptions,
) -> None:
    """Draw plans as one HTML page that opens anywhere, without a network.

    A plan that lies where regionplanner plan wrote it comes with its choices and its proof.
    """
    from regionplanner.files.atomic import write_atomic
    from regionplanner.jobs.plan_set import named_as_sets

    outputs.claim_file(output, *outputs.PAGE)
    bundle = opened(plan_files, opening, made=rules.choices, names=opening.names)
    several = len(bundle.plans) > 1 or opening.names is not None
    plans = bundle.plans if opening.names is not None else named_as_sets(bundle)
    page = outputs.drawn_map(plans if several else bundle.plan, bundle.municipalities, bundle.run)
    write_atomic(output, page)
    if not opening.quiet:
        report_broken(plan_files, bundle)
        say(Message("Written: {file}", file=output))
