"""The local web as a process of its own, and the handle by which a test or a bench holds it.

Belongs here: starting, stopping, asking the server for its account, changing a host between two nights. Does not belong
here: what is served. The process ends with the one that started it: it reads its standard input to the end.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

PROJECT = Path(__file__).parents[2]
DESK = "desk.test"
"""The host by which the handle talks to the server; it is in nobody's account."""


class WebFailedError(RuntimeError):
    """The server did not start."""


@dataclass(frozen=True, slots=True)
class RunningWeb:
    """A running server: `http` and `https` are its ports on 127.0.0.1, `root` and `intermediate` its certificates."""

    http: int
    https: int
    root: Path | None
    intermediate: Path | None
    process: int

    def report(self) -> dict[str, Any]:
        """The server's account of this night."""
        return dict(self._ask("GET", "/report"))

    def visits(self) -> list[dict[str, Any]]:
        """The last visits of this night."""
        return list(self._ask("GET", "/visits"))

    def next_night(self) -> None:
        """Begins a new account."""
        self._ask("POST", "/night")

    def change(self, host: str, **fields: object) -> None:
        """Rebuilds a host with fields of its row changed, such as `edition=1` or `is_halved=True`."""
        self._ask(
            "POST",
            "/change?" + urlencode({"host": host, **{name: json.dumps(value) for name, value in fields.items()}}),
        )

    def _ask(self, method: str, target: str) -> Any:
        connection = HTTPConnection("127.0.0.1", self.http, timeout=30)
        try:
            connection.request(method, target, headers={"Host": DESK})
            return json.loads(connection.getresponse().read())
        finally:
            connection.close()


@contextmanager
def serve(
    table: str = "ordinary", delay: float = 0.0, folder: Path | None = None, **sizes: int
) -> Iterator[RunningWeb]:
    """Runs the web while the block lasts.

    Args:
        table: `ordinary`, `faults`, `both`, or `plain` for a bench.
        delay: the pause in seconds that clients are told to keep on every host; the server counts who does not.
        folder: where certificates are made; without one no host answers over TLS.
        sizes: for `plain`: `hosts`, `pages` a host, `size` in bytes of a page.
    """
    words = [sys.executable, "-m", "tests.site", "--table", table, "--delay", str(delay), "--for-program"]
    words += [] if folder is None else ["--folder", str(folder)]
    words += [word for name, value in sizes.items() for word in (f"--{name}", str(value))]
    process = subprocess.Popen(words, cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        line = process.stdout.readline() if process.stdout else ""
        if not line:
            raise WebFailedError(f"The local web did not start: {' '.join(words)}")
        told = json.loads(line)
        root, intermediate = (None if told[name] is None else Path(told[name]) for name in ("root", "intermediate"))
        yield RunningWeb(told["http"], told["https"], root, intermediate, process.pid)
    finally:
        process.terminate()
        process.wait(timeout=10)
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()
