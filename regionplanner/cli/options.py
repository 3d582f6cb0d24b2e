"""Options that several commands share: the data, the rules, and how plans are shown."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from regionplanner.cli.choice_options import Made, OptionsOf
from regionplanner.cli.say import hush
from regionplanner.files.file_choices import DataChoices, RunChoices
from regionplanner.scenario import Scenario

Quiet = Annotated[bool, typer.Option("--quiet", help="Say nothing but errors.", callback=hush)]
ScenarioOption = Annotated[
    Path | None,
    typer.Option(
        "--scenario",
        metavar="FILE",
        help="Scenario with the data and the rules to hold the plan against.",
    ),
]

NamesOption = Annotated[
    str | None,
    typer.Option(
        metavar="NAME,...",
        help="What the plans are called, in their order. [default: after their files]",
    ),
]

DataOptions = Annotated[Made, OptionsOf(DataChoices)]
ShownOptions = Annotated[Made, OptionsOf(RunChoices, ("How it is shown",))]
RuleOptions = Annotated[Made, OptionsOf(Scenario, ("Numbers and sizes", "Rules"))]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenOptions:
    """With what plan files are opened, and how they are shown."""

    scenario_file: ScenarioOption = None
    quiet: Quiet = False
    shown: ShownOptions
    data: DataOptions


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedOptions(OpenOptions):
    """The same for several plan files, and what they are called."""

    names: NamesOption = None
