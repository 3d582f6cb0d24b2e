"""Routes: what the page of a desk can ask."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from regionplanner.app.live import OFFERS, LiveDesk
from regionplanner.errors import RegionplannerError, ScenarioError


def desk_app(desk: LiveDesk, end: Callable[[], None]) -> Starlette:
    """Return what answers the page of a desk.

    Parameters
    ----------
    desk
        The project, and what plans.
    end
        Ends the server.
    """

    @asynccontextmanager
    async def opened(_: Starlette) -> AsyncIterator[None]:
        desk.open(end)
        yield
        desk.close()

    return Starlette(routes=[*_shown(desk), *_done(desk, end)], lifespan=opened)


def _shown(desk: LiveDesk) -> list[Route]:
    """Return the routes by which pages see what there is."""

    async def page(_: Request) -> Response:
        return HTMLResponse(await desk.page())

    async def events(_: Request) -> Response:
        return StreamingResponse(desk.events(), media_type="text/event-stream")

    async def export(_: Request) -> Response:
        try:
            packed = await desk.export()
        except RegionplannerError as error:
            return JSONResponse(desk.failure(error), 409)
        headers = {"content-disposition": 'attachment; filename="regionplanner.zip"'}
        return Response(packed, headers=headers, media_type="application/zip")

    return [Route("/", page), Route("/events", events), Route("/export.zip", export)]


def _done(desk: LiveDesk, end: Callable[[], None]) -> list[Route]:
    """Return the routes by which pages change something."""

    async def change(request: Request) -> None:
        desk.change(await _asked(request))

    async def repair(_: Request) -> None:
        desk.begin("repair")

    async def look_for(request: Request) -> None:
        desk.look_for(request.path_params["name"], await _asked(request))

    async def keep(request: Request) -> None:
        asked = await _asked(request)
        await desk.keep(str(asked.get("name", "")), str(asked.get("note", "")))

    async def shelve(request: Request) -> None:
        asked = await _asked(request)
        await desk.shelve(request.path_params["act"], str(asked.get("folder", "")))

    async def stop(_: Request) -> None:
        await desk.stop()

    async def close(_: Request) -> None:
        end()

    return [
        _post(desk, "/change", change),
        _post(desk, "/make/repair", repair),
        *(_post(desk, f"/make/{name}", look_for, name=name) for name in OFFERS),
        _post(desk, "/shelf/keep", keep),
        *(_post(desk, f"/shelf/{act}", shelve, act=act) for act in ("drop", "restore")),
        _post(desk, "/stop", stop),
        _post(desk, "/close", close),
    ]


def _post(
    desk: LiveDesk, path: str, does: Callable[[Request], Awaitable[None]], **given: str
) -> Route:
    """Return a route that does something; what is impossible is said, and nothing has changed."""

    async def done(request: Request) -> Response:
        request.path_params.update(given)
        try:
            await does(request)
        except RegionplannerError as error:
            return JSONResponse(desk.failure(error), 409)
        return JSONResponse({})

    return Route(path, done, methods=["POST"])


async def _asked(request: Request) -> dict[str, Any]:
    try:
        asked = json.loads(await request.body())
    except ValueError:
        asked = None
    if not isinstance(asked, dict):
        raise ScenarioError("this is no change of a desk: {kind}", kind="JSON")
    return asked
