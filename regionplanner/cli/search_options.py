"""Options of every command that searches for plans: how long, and on how many processors."""

from dataclasses import dataclass
from typing import Annotated

import typer

from regionplanner.cli.named_values import figure_reader

_SEARCH = "Search"


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchOptions:
    """How plans are searched for."""

    workers: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            parser=figure_reader("--workers", "whole", least=1),
            help="Number of processes. [default: one per processor]",
            rich_help_panel=_SEARCH,
        ),
    ] = None
    dask: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            help="Plan on a Dask cluster, by the address of its scheduler "
            "(tcp://192.168.1.10:8786).",
            rich_help_panel=_SEARCH,
        ),
    ] = None
    memory: Annotated[
        str | None,
        typer.Option(
            metavar="SIZE",
            help="Memory for all processes together, such as 4G: fewer work at once, and diagrams "
            "that do not fit are built anew for each use. [default: half of what is free]",
            rich_help_panel=_SEARCH,
        ),
    ] = None
    max_states: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            parser=figure_reader("--max-states", "whole", least=1),
            help="Largest decision diagram, of 70 bytes a state (320 while it is made); reference "
            "regions past it get a plan with a gap. [default: 4000000]",
            rich_help_panel=_SEARCH,
        ),
    ] = None
    no_cache: Annotated[
        bool,
        typer.Option(
            "--no-cache",
            help="Keep no answers, and use none of earlier runs.",
            rich_help_panel=_SEARCH,
        ),
    ] = False
