"""``regionplanner app``: the planner's desk in the browser."""

import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from regionplanner.cli.choice_options import grouped
from regionplanner.cli.say import say
from regionplanner.errors import Message


@grouped
def app(
    folder: Annotated[
        Path,
        typer.Argument(metavar="FOLDER", help="The project; made when it does not exist."),
    ] = Path("regionplanner-project"),
    *,
    port: Annotated[
        int,
        typer.Option(
            "--port",
            min=0,
            max=65535,
            metavar="N",
            help="Where the desk listens, on this machine alone; 0: where there is room.",
        ),
    ] = 0,
    no_browser: Annotated[
        bool,
        typer.Option("--no-browser", help="Say the address instead of opening it in a browser."),
    ] = False,
) -> None:
    """Open the planner's desk in the browser: every change is answered by a proven plan.

    What is done there is kept in a project folder, which can be mailed and opened elsewhere. The
    desk ends with Ctrl-C, with its own button, or ten minutes after its last page was closed.
    """
    from regionplanner.app.server import serve

    def opened(address: str) -> None:
        say(Message("The desk of {folder} is open: {address}", folder=folder, address=address))
        if not no_browser:
            webbrowser.open(address)

    serve(folder, port=port, opened=opened)
