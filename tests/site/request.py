"""What passes between the local web and its hosts: a request as it came, and the reply that a host gives.

Belongs here: these two values. Does not belong here: sockets (`web`), what hosts say (`hosts`, `systems`).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import parse_qsl, unquote, urlsplit

Headers = tuple[tuple[str, str], ...]
HTML: Headers = (("Content-Type", "text/html; charset=utf-8"),)


class Wire(Protocol):
    """What a misbehaving reply may do to its connection."""

    async def send(self, data: bytes) -> bool:
        """Sends when the other side has room; False once it has gone."""

    async def idle(self, seconds: float) -> bool:
        """Says nothing for a while; False once the other side has gone."""

    def reset(self) -> None:
        """Breaks the connection off so that the other side gets `Connection reset by peer`."""


Act = Callable[[Wire], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Request:
    """A request: `count` is how often its address was asked this night, from 1; `head` is the raw head."""

    method: str
    target: str
    head: bytes
    body: bytes
    count: int
    is_secure: bool = False

    @property
    def path(self) -> str:
        """The path without its query, decoded."""
        return unquote(urlsplit(self.target).path)

    @property
    def query(self) -> dict[str, str]:
        """The query's fields; the last of a name."""
        return dict(parse_qsl(urlsplit(self.target).query, keep_blank_values=True))

    @property
    def fields(self) -> dict[str, str]:
        """The fields of a posted form."""
        return dict(parse_qsl(self.body.decode("utf-8", "replace"), keep_blank_values=True))

    def header(self, name: str) -> str | None:
        """The first header of that name."""
        wanted = name.lower().encode() + b":"
        for line in self.head.split(b"\r\n")[1:]:
            if line[: len(wanted)].lower() == wanted:
                return line[len(wanted) :].decode("latin-1").strip()
        return None


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: sent whole after `wait` seconds, or acted out on the connection, which closes behind it.

    `made` gives the body where it is costly and need not be made for each request. `come_back` are the seconds that
    the reply asks to stay away for, whichever way its Retry-After is written.
    """

    body: bytes = b""
    status: int = 200
    headers: Headers = HTML
    wait: float = 0.0
    made: Callable[[], bytes] | None = None
    act: Act | None = None
    come_back: float = 0.0


def redirect(target: str, status: int = 301) -> Reply:
    """A reply that leads elsewhere."""
    return Reply(b"<html><body>Moved</body></html>", status, (*HTML, ("Location", target)))


NOT_FOUND = Reply(
    "<html><head><title>404</title></head><body><h1>Không tìm thấy trang</h1></body></html>".encode(), 404
)
