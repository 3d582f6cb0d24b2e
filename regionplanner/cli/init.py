"""``regionplanner init``: a scenario file to start from."""

from pathlib import Path
from typing import Annotated

import typer

from regionplanner.cli import outputs
from regionplanner.cli.grouped import grouped
from regionplanner.cli.say import say
from regionplanner.errors import ScenarioError
from regionplanner.jobs.request import DEFAULT_REGIONS
from regionplanner.scenario import Scenario


@grouped
def init(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file.")] = Path("scenario.toml"),
    *,
    force: Annotated[
        bool, typer.Option("--force", help="Replace the file when it is there.")
    ] = False,
) -> None:
    """Write a scenario file with every choice, which makes the default plan of Flanders."""
    from regionplanner.io.scenario_file import ScenarioFile
    from regionplanner.io.scenario_text import scenario_text
    from regionplanner.io.write import write_atomic

    outputs.claim_file(file, ".toml")
    if file.exists() and not force:
        raise ScenarioError(
            f"{file} is there already; a new file is expected; "
            "give another name, or replace it with --force"
        )
    chosen = ScenarioFile(Scenario(regions=DEFAULT_REGIONS))
    title = "A scenario: every choice of a plan. Make it with: regionplanner plan FILE"
    write_atomic(file, scenario_text(chosen, folder=file.parent, title=title))
    say(f"Written: {file}", f"Next: change it, and run regionplanner plan {file}")
