"""A desk that runs as a planner starts it, and a browser without a window that talks to it."""

import contextlib
import http.client
import json
import os
import re
import subprocess
import sys
import time

from tests.conftest import HANGS_S, ROOT


class Visitor:
    """Who asks the desk, as the page of a browser does.

    Parameters
    ----------
    address
        With the token of the desk.
    """

    def __init__(self, address):
        self.port = int(re.search(r":(\d+)/", address)[1])
        self.origin = f"http://127.0.0.1:{self.port}"
        status, headers, _ = self.request("GET", address.removeprefix(self.origin), {})
        assert status == 303
        self.cookie = headers["set-cookie"].split(";")[0]

    def request(self, method, path, headers, body=None):
        """Return status, headers and text of the answer."""
        status, known, content = self.asked(method, path, headers, body)
        return status, known, content.decode()

    def download(self, path):
        """Return status, headers and bytes of a file."""
        return self.asked("GET", path, {"cookie": self.cookie})

    def asked(self, method, path, headers, body=None):
        """Return status, headers and bytes of the answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=HANGS_S)
        with contextlib.closing(connection):
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()

    def post(self, path, **values):
        """Return status and values of the answer to a change."""
        headers = {"cookie": self.cookie, "origin": self.origin}
        status, _, text = self.request("POST", path, headers, json.dumps(values))
        return status, json.loads(text)

    def events(self, until):
        """Return the values of the last event of each name, once what is waited for is there."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=HANGS_S)
        known = {}
        with contextlib.closing(connection):
            connection.request("GET", "/events", headers={"cookie": self.cookie})
            stream = connection.getresponse()
            name = ""
            while not until(known):
                line = stream.readline().decode()
                assert line, "the desk has ended"
                if line.startswith("event: "):
                    name = line[7:].strip()
                elif line.startswith("data: "):
                    known[name] = json.loads(line[6:])
        return known

    def settled(self):
        """Return what the desk says once nothing is being made."""
        return self.events(
            lambda known: known.get("desk", {}).get("work", {}).get("state") in ("done", "failed")
        )["desk"]


@contextlib.contextmanager
def desk(folder, home):
    """Start a desk; give its process and address, and end it."""
    process = subprocess.Popen(
        [sys.executable, "-m", "regionplanner", "app", str(folder), "--no-browser"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=home,
        env={**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "300", "NO_COLOR": "1"},
    )
    try:
        line = process.stdout.readline()
        found = re.search(r"http://\S+", line)
        assert found, line + process.stdout.read()
        yield process, found[0]
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def ended(process):
    """Return the exit code of a process that ends by itself."""
    begun = time.monotonic()
    while process.poll() is None and time.monotonic() - begun < HANGS_S:
        time.sleep(0.01)
    return process.poll()
