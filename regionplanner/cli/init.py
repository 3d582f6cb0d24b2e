"""``regionplanner init``: a scenario file to start from."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from regionplanner.choice import Language
from regionplanner.cli import outputs
from regionplanner.cli.choice_options import grouped
from regionplanner.cli.say import command, say
from regionplanner.errors import Message, ScenarioError
from regionplanner.jobs.request import DEFAULT_REGIONS
from regionplanner.scenario import Scenario

_TITLES: Mapping[Language, str] = {
    "en": "A scenario: every choice of a plan. Make it with: regionplanner plan FILE",
    "nl": "Een scenario: elke keuze van een plan. Maak het met: regionplanner plan BESTAND",
}


@grouped
def init(
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="FILE",
            help="The file. [default: scenario.toml, of --schema scenario.schema.json]",
        ),
    ] = None,
    *,
    force: Annotated[
        bool, typer.Option("--force", help="Replace the file when it is there.")
    ] = False,
    schema: Annotated[
        bool,
        typer.Option(
            "--schema",
            help="Write the JSON schema of scenario files instead: with it an editor, such as VS "
            "Code with Even Better TOML, explains, completes and checks each choice.",
        ),
    ] = False,
    language: Annotated[
        Language,
        typer.Option("--lang", help="Language of what is said of each choice."),
    ] = "en",
) -> None:
    """Write a scenario file with every choice, which makes the default plan of Flanders."""
    from regionplanner.files.atomic import write_atomic

    file = file or Path("scenario.schema.json" if schema else "scenario.toml")
    outputs.claim_file(file, ".json" if schema else ".toml")
    if file.exists() and not force:
        raise ScenarioError(
            "{file} is there already; a new file is expected; "
            "give another name, or replace it with --force",
            file=file,
        )
    write_atomic(file, _schema(language) if schema else _scenario(file, language))
    after = Message(
        "Next: write #:schema {name} as the first line of a scenario file beside it"
        if schema
        else "Next: change it, and run {command}",
        name=file.name,
        command=command("plan", file),
    )
    say(Message("Written: {file}", file=file), after)


def _scenario(file: Path, language: Language) -> str:
    from regionplanner.files.scenario_file import ScenarioFile
    from regionplanner.files.scenario_text import scenario_text

    chosen = ScenarioFile(Scenario(regions=DEFAULT_REGIONS))
    return scenario_text(chosen, folder=file.parent, title=_TITLES[language], language=language)


def _schema(language: Language) -> str:
    from regionplanner.files.scenario_text import scenario_schema

    return f"{json.dumps(scenario_schema(language), indent=2, ensure_ascii=False)}\n"
