"""The server of one release on the loopback address, and what it remembers of the release's files.

Belongs here: the listening socket, packed files kept in memory. Does not belong here: requests
(`cchc.serving.handler`).
"""

from __future__ import annotations

import gzip
import sys
import threading
from collections import OrderedDict
from http.server import ThreadingHTTPServer
from pathlib import Path
from socketserver import TCPServer
from typing import Any

from cchc.serving.files import ServedFile
from cchc.serving.handler import ReleaseHandler
from cchc.serving.policy import page_policy, policy_text

HOST = "127.0.0.1"
_LEAST = 1_000
_MOST = 32_000_000
_KEPT_BYTES = 64_000_000


class ReleaseServer(ThreadingHTTPServer):
    """Serves the release in `folder` on 127.0.0.1; `version` tells files of two releases apart.

    Raises OSError where the port cannot be had; port 0 takes any free one.
    """

    def __init__(self, folder: Path, version: str, port: int) -> None:
        self.folder = folder.resolve()
        self.version = version
        self._packed: OrderedDict[ServedFile, bytes] = OrderedDict()
        self._policies: dict[ServedFile, str] = {}
        self._lock = threading.Lock()
        super().__init__((HOST, port), ReleaseHandler)
        names = (HOST, "localhost")
        self.hosts = {f"{name}:{self.server_port}" for name in names} | (
            set(names) if self.server_port == 80 else set()
        )

    def server_bind(self) -> None:
        """Bind without asking a name server what this machine is called, as the library would."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, self.server_address[1]

    def etag(self, file: ServedFile, *, is_gzipped: bool) -> str:
        """What this state of a file, in this encoding, is known by."""
        return f'"{self.version}-{file.modified:x}-{file.size:x}{"-gzip" if is_gzipped else ""}"'

    def gzipped(self, file: ServedFile) -> bytes | None:
        """The file packed, from memory where it was asked for before; None where packing is not worth it."""
        if not _LEAST <= file.size <= _MOST:
            return None
        with self._lock:
            if held := self._packed.get(file):
                self._packed.move_to_end(file)
                return held
        packed = gzip.compress(file.path.read_bytes(), 6, mtime=0)
        with self._lock:
            self._packed[file] = packed
            while sum(map(len, self._packed.values())) > _KEPT_BYTES and len(self._packed) > 1:
                self._packed.popitem(last=False)
        return packed

    def policy(self, file: ServedFile) -> str:
        """The Content-Security-Policy of a file."""
        if file.path.suffix != ".html":
            return policy_text()
        with self._lock:
            if held := self._policies.get(file):
                return held
        policy = page_policy(file.name, file.path.read_bytes())
        with self._lock:
            self._policies[file] = policy
        return policy

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A reader who has gone away is no error."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)
