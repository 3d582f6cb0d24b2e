"""Server: a desk on this machine alone, until it is closed."""

import socket
from collections.abc import Callable
from pathlib import Path

import uvicorn

from regionplanner.app.guard import Guard, Keys
from regionplanner.app.live import LiveDesk
from regionplanner.app.project import Project
from regionplanner.app.routes import desk_app
from regionplanner.errors import DataError, reason


def serve(folder: Path, *, port: int, opened: Callable[[str], None]) -> None:
    """Serve the desk of a project until it is closed.

    Parameters
    ----------
    folder
        The project; made when it does not exist.
    port
        Where to listen on this machine; 0: where there is room.
    opened
        Receives the address once the desk listens.

    Raises
    ------
    DataError
        When the folder cannot be used, or the port is taken.
    """
    project = Project(folder)
    listening = listen(port)
    keys = Keys(listening.getsockname()[1])
    desk = LiveDesk(project, lambda: server.should_exit)

    def end() -> None:
        server.should_exit = True

    config = uvicorn.Config(
        Guard(desk_app(desk, end), keys),
        log_level="warning",
        lifespan="on",
        timeout_graceful_shutdown=1,
        server_header=False,
    )
    server = uvicorn.Server(config)
    opened(keys.address)
    server.run(sockets=[listening])


def listen(port: int) -> socket.socket:
    """Return a socket of this machine alone.

    Raises
    ------
    DataError
        When the port is taken, or may not be used.
    """
    listening = socket.socket()
    try:
        listening.bind(("127.0.0.1", port))
        listening.listen()  # who comes at once waits until there is somebody to answer
    except OSError as error:
        listening.close()
        raise DataError(
            "port {port} cannot be used ({why}); choose another with --port, or leave it out",
            port=port,
            why=reason(error),
        ) from error
    return listening
