"""``regionplanner map``: draw plan files as one page that needs no network."""

from pathlib import Path
from typing import Annotated

import typer

from regionplanner.cli import outputs
from regionplanner.cli.choice_options import grouped
from regionplanner.cli.inputs import opened, tell_broken
from regionplanner.cli.options import NamedOptions, RuleOptions
from regionplanner.cli.progress import step
from regionplanner.cli.say import say


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
    from regionplanner.maps.page import map_page

    outputs.claim_file(output, *outputs.PAGE)
    found = opened(plan_files, opening, made=rules.choices, names=opening.names)
    several = len(found.plans) > 1 or opening.names is not None
    alone = None if several else next(iter(found.plans.values()))
    with step("drawing the map"):
        page = map_page(
            alone or found.plans,
            found.municipalities,
            language=found.run.language,
            title=found.run.title,
            contact=found.run.contact,
        )
    write_atomic(output, page.html)
    if not opening.quiet:
        tell_broken(plan_files, found)
        say(f"Written: {output}")
