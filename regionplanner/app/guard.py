"""Guard: who may ask the desk anything, and what its answers say to the browser.

The desk listens on this machine alone. Any page that a browser has open could still send requests
there, and a name of the internet can be made to lead there (DNS rebinding): so each request has to
come from the desk's own page, in a browser that was opened with its token.
"""

import hmac
import secrets
from dataclasses import dataclass, field
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BYTES = 1_000_000
"""Of a request."""

_HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": "frame-ancestors 'none'",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}


def _secret() -> str:
    return secrets.token_urlsafe(32)


@dataclass(slots=True)
class Keys:
    """What lets a browser in.

    Attributes
    ----------
    port
        Where the desk listens.
    token
        Of the address that is opened; used once. None: it was used.
    session
        Of the cookie that the browser then has.
    instance
        Makes the name of the cookie its own, as cookies are the same for all ports.
    """

    port: int
    token: str | None = field(default_factory=_secret)
    session: str = field(default_factory=_secret)
    instance: str = field(default_factory=lambda: secrets.token_hex(4))

    @property
    def address(self) -> str:
        """The address of the desk, with the token while it can be used."""
        return f"http://127.0.0.1:{self.port}/" + (f"?token={self.token}" if self.token else "")

    @property
    def hosts(self) -> tuple[str, ...]:
        """By which names the desk may be called."""
        return (f"127.0.0.1:{self.port}", f"localhost:{self.port}")

    @property
    def cookie(self) -> str:
        """Name of the cookie."""
        return f"regionplanner-{self.port}-{self.instance}"


class Guard:
    """Lets requests through to the desk that come from its own page.

    Parameters
    ----------
    app
        The desk.
    keys
        What lets a browser in.
    """

    def __init__(self, app: ASGIApp, keys: Keys) -> None:
        self.app, self.keys = app, keys

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":  # there are no sockets here
            return

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers[name] = value
            await send(message)

        answer = self._refusal(scope) or self._entry(scope)
        if answer is not None:
            await answer(scope, receive, sent)
        else:
            await self.app(scope, _limited(receive), sent)

    def _refusal(self, scope: Scope) -> Response | None:
        """Return why a request comes from elsewhere; None when it does not."""
        headers = Headers(scope=scope)
        hosts = headers.getlist("host")
        if len(hosts) != 1 or hosts[0].lower() not in self.keys.hosts:
            return _refused("This desk is not called so.")
        origin = headers.get("origin")
        if origin is not None and origin != f"http://{hosts[0]}":
            return _refused("Another page asks for this.")
        if headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
            return _refused("Another page asks for this.")
        if scope["method"] not in ("GET", "HEAD") and origin is None:
            return _refused("It is not known which page asks for this.")
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > MOST_BYTES:
            return PlainTextResponse("This is too much at once.", 413)
        return None

    def _entry(self, scope: Scope) -> Response | None:
        """Return the answer to who comes in with the token, or without any key."""
        keys = self.keys
        cookies = cookie_parser("; ".join(Headers(scope=scope).getlist("cookie")))
        known = cookies.get(keys.cookie, "")
        if hmac.compare_digest(known.encode(), keys.session.encode()):
            return None
        given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        if keys.token and hmac.compare_digest(given.encode(), keys.token.encode()):
            keys.token = None  # who sees it later in a history cannot use it
            answer = RedirectResponse("/", 303)
            answer.set_cookie(keys.cookie, keys.session, httponly=True, samesite="strict", path="/")
            return answer
        return PlainTextResponse(_CLOSED, 401)


_CLOSED = """\
Open dit bureau met het adres dat regionplanner app toonde; het werkt één keer. Start regionplanner
app opnieuw voor een nieuw adres.

Open this desk with the address that regionplanner app printed; it works once. Start regionplanner
app again for a new one.
"""
"""In both languages: whose desk it is is not known yet."""


def _refused(why: str) -> Response:
    return PlainTextResponse(f"{why}\n", 403)


def _limited(receive: Receive) -> Receive:
    """Return what receives no more than the most that a request may have."""
    received = 0

    async def limited() -> Message:
        nonlocal received
        message = await receive()
        received += len(message.get("body", b""))
        if received > MOST_BYTES:
            return {"type": "http.disconnect"}
        return message

    return limited
