"""Guard: who is let in, and from where."""

import asyncio
import itertools
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.responses import PlainTextResponse

from regionplanner.app.guard import MOST_BYTES, Guard, Keys

PORT = 4321
HERE = f"127.0.0.1:{PORT}"


class Behind:
    """An application that counts what reaches it, and reads it."""

    def __init__(self):
        self.reached = 0

    async def __call__(self, scope, receive, send):
        self.reached += 1
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise ConnectionError
            if not message.get("more_body"):
                break
        await PlainTextResponse("in")(scope, receive, send)


def asked(guard, method="POST", path="/change", query=b"", body=(b"{}",), **headers):
    """The status and the headers of the answer to a request."""
    parts = [{"type": "http.request", "body": b, "more_body": True} for b in body]
    parts.append({"type": "http.request", "body": b"", "more_body": False})
    sent = []

    async def receive():
        return parts.pop(0)

    async def send(message):
        sent.append(message)

    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": query,
        "headers": [
            (name.replace("_", "-").encode(), value.encode("latin-1"))
            for name, value in headers.items()
            if value is not None
        ],
    }
    with ThreadPoolExecutor(1) as pool:  # this thread can have a loop, of a browser
        pool.submit(asyncio.run, guard(scope, receive, send)).result()
    start = sent[0]
    return start["status"], {k.decode(): v.decode() for k, v in start["headers"]}


@pytest.fixture
def let_in():
    keys, behind = Keys(PORT), Behind()
    guard = Guard(behind, keys)
    return guard, behind, keys, f"{keys.cookie}={keys.session}"


def test_a_token_lets_one_browser_in_once(let_in):
    guard, behind, keys, cookie = let_in
    token = keys.token.encode()
    status, headers = asked(guard, "GET", "/", query=b"token=" + token, host=HERE)
    assert (status, headers["location"]) == (303, "/")
    assert headers["set-cookie"].startswith(f"{cookie}; HttpOnly; Path=/; SameSite=strict")
    assert asked(guard, "GET", "/", query=b"token=" + token, host=HERE)[0] == 401
    assert behind.reached == 0
    assert asked(guard, "GET", "/", host=HERE, cookie=cookie)[0] == 200
    assert "token" not in keys.address


def test_answers_are_kept_by_nobody_and_framed_by_no_page(let_in):
    guard, _, _, cookie = let_in
    for known in (cookie, None):
        _, headers = asked(guard, "GET", "/", host=HERE, cookie=known)
        assert headers["cache-control"] == "no-store"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert not any(name.startswith("access-control") for name in headers)


HOSTS = [None, "", "evil.example", f"evil.example:{PORT}", "127.0.0.1", "127.0.0.1:80"]
HOSTS += [f"localhost.evil.example:{PORT}", f"[::1]:{PORT}", f"0.0.0.0:{PORT}", f"{HERE}."]
ORIGINS = ["null", "http://evil.example", f"https://{HERE}", "http://127.0.0.1", f"http://{HERE}/"]
ORIGINS += [
    f"http://localhost:{PORT}",
    "http://127.0.0.1:9999",
    "file://",
    f"http://{HERE}.evil.example",
]
SITES = ["cross-site", "same-site", "weird"]
PATHS = ["/", "/change", "/events", "/shelf/drop", "/close", "/../../etc/passwd", "/%2e%2e/plans"]


def hostile(cookie):
    """Requests of which none may come through."""
    good = {"host": HERE, "origin": f"http://{HERE}", "cookie": cookie}
    for method, path in itertools.product(("GET", "POST"), PATHS):
        for host in HOSTS:
            yield method, path, good | {"host": host}
        for origin in ORIGINS:
            yield method, path, good | {"origin": origin}
        for site in SITES:
            yield method, path, good | {"sec_fetch_site": site}
        for wrong in (None, "", cookie[:-1], cookie + "x", "regionplanner=1", cookie.upper()):
            yield method, path, good | {"cookie": wrong}
    for method, path in itertools.product(("POST", "PUT", "DELETE", "PATCH", "OPTIONS"), PATHS):
        yield method, path, good | {"origin": None}
    for length in ("-1", "many", str(MOST_BYTES + 1), "1e3"):
        yield "POST", "/change", good | {"content_length": length}


def test_no_hostile_request_reaches_the_desk(let_in):
    guard, behind, _, cookie = let_in
    requests = [*hostile(cookie)]
    assert len(requests) > 400
    for method, path, headers in requests:
        status, _ = asked(guard, method, path, **headers)
        assert status in (401, 403, 413), (method, path, headers)
    assert behind.reached == 0
    page = {"host": HERE, "origin": f"http://{HERE}", "cookie": cookie}
    assert asked(guard, **page, sec_fetch_site="same-origin")[0] == 200
    assert behind.reached == 1


def test_a_request_without_end_is_cut_off(let_in):
    guard, _, _, cookie = let_in
    endless = (b"x" * 100_000,) * 20
    page = {"host": HERE, "origin": f"http://{HERE}", "cookie": cookie}
    with pytest.raises(ConnectionError):
        asked(guard, body=endless, **page)


def test_two_desks_have_cookies_of_their_own():
    assert Keys(PORT).cookie != Keys(PORT).cookie != Keys(PORT + 1).cookie
