"""A loopback server of a release folder that can be told to fail.

Belongs here: the faults that a host may have. Does not belong here: what the client makes of them.
"""

from __future__ import annotations

import http.server
import itertools
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

FOLDER = "/files/latest"


@dataclass
class Host:
    """What the server has and does: `faults` by file name, the `asked` paths in order; `files` may be exchanged."""

    files: dict[str, bytes]
    address: str = ""
    faults: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)


def files_of(folder: Path) -> dict[str, bytes]:
    """The files of a release by name."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def _parts(data: bytes, fault: str) -> Iterator[tuple[bytes, float]]:
    """What is sent, and the pause after it."""
    match fault:
        case "truncated":
            yield data[: len(data) // 2], 0
        case "slow":
            part = len(data) // 30
            yield from ((data[position : position + part], 0.05) for position in range(0, len(data), part))
        case "silent":
            yield b"", 3
        case "endless":
            yield from itertools.repeat((bytes(65536), 0))
        case "wrong":
            yield data[:-1] + bytes([data[-1] ^ 1]), 0
        case _:
            yield data, 0


@contextmanager
def served(folder: Path) -> Iterator[Host]:
    """Serve a release folder on loopback."""
    host = Host(files_of(folder))

    class Handler(http.server.BaseHTTPRequestHandler):
        def log_message(self, *arguments: object) -> None:
            pass

        def do_GET(self) -> None:
            path = urlsplit(self.path).path
            host.asked.append(path)
            name = path.removeprefix(f"{FOLDER}/")
            fault = host.faults.get(name, "")
            if fault == "loop" or fault.startswith("to:"):
                self.send_response(302)
                self.send_header("Location", path if fault == "loop" else fault.removeprefix("to:"))
                self.end_headers()
                return
            if name not in host.files or fault == "404":
                self.send_error(404)
                return
            self._send(host.files[name], fault)

        def _send(self, data: bytes, fault: str) -> None:
            self.send_response(200)
            if fault not in ("endless", "close"):
                self.send_header("Content-Length", str(10**13 if fault == "huge" else len(data)))
            self.end_headers()
            try:
                for part, pause in _parts(data, fault):
                    self.wfile.write(part)
                    self.wfile.flush()
                    time.sleep(pause)
            except OSError:
                self.close_connection = True

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    host.address = f"http://127.0.0.1:{server.server_address[1]}{FOLDER}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield host
    finally:
        server.shutdown()
        server.server_close()
