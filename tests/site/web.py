"""The local web: one process and one loop that answers for many hosts on loopback.

Belongs here: sockets and HTTP/1.1. Does not belong here: what hosts say (`hosts`), who came (`guestbook`).
A host is known by the `Host` header, as on the real web. Its name is one that resolves nowhere (`angiang.test`), for
clients that can be told to connect to one place, or an address such as 127.0.1.7: Linux answers on all of 127.0.0.0/8.
"""

from __future__ import annotations

import asyncio
import hashlib
import select
import socket
import ssl
import struct
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Protocol

from tests.site.guestbook import Guestbook, Visit
from tests.site.request import Reply, Request
from tests.site.robots import Robots

_BEAT = 0.005
_MAX_HEAD = 64 * 1024
_MAX_BODY = 1024 * 1024
_GONE = select.POLLHUP | select.POLLERR | getattr(select, "POLLRDHUP", 0)
_REASONS = {status.value: status.phrase for status in HTTPStatus}


class Host(Protocol):
    """What the web needs of a host."""

    name: str

    @property
    def robots(self) -> Robots:
        """What its robots.txt permits."""

    @property
    def delay(self) -> float:
        """The pause in seconds that clients were told to keep on it beyond the usual one."""

    def answer(self, request: Request) -> Reply:
        """The reply to a request."""


class Answering(Protocol):
    """Whoever answers without being in the book."""

    def answer(self, request: Request) -> Reply:
        """The reply to a request."""


class Web:
    """All hosts on one port, with TLS on another; `beat` is when the loop last had time to notice arrivals."""

    def __init__(self, hosts: Mapping[str, Host], book: Guestbook, desks: Mapping[str, Answering]) -> None:
        self.hosts = hosts
        self.book = book
        self.desks = desks
        self.beat = 0.0
        self._servers: list[asyncio.Server] = []

    async def open(self, port: int = 0, context: ssl.SSLContext | None = None) -> int:
        """Listens on 127.0.0.1 and on every host that is an address; gives the port, a free one where it is 0."""
        if not self._servers:
            self._tick()
        for address in ["127.0.0.1", *(name for name in self.hosts if name.startswith("127."))]:
            bound = socket.socket()
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            bound.bind((address, port))
            port = bound.getsockname()[1]
            loop = asyncio.get_running_loop()
            self._servers.append(
                await loop.create_server(lambda: Connection(self), sock=bound, ssl=context, backlog=1024)
            )
        return port

    def _tick(self) -> None:
        loop = asyncio.get_running_loop()
        self.beat = loop.time()
        loop.call_later(_BEAT, self._tick)


class Connection(asyncio.Protocol):
    """One connection, one request after the other."""

    def __init__(self, web: Web) -> None:
        self._web = web
        self._buffer = b""
        self._visit: Visit | None = None
        self._room = asyncio.Event()
        self._room.set()
        self._is_lost = False
        self._task: asyncio.Task[None] | None = None
        self._transport: Any = None
        self._poll = select.poll()
        self._is_secure = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport
        self._is_secure = transport.get_extra_info("sslcontext") is not None
        self._poll.register(transport.get_extra_info("socket").fileno(), _GONE)

    def connection_lost(self, exc: Exception | None) -> None:
        self._is_lost = True
        self._room.set()
        if self._visit is not None:
            self._end(0, 0, 0.0)

    def pause_writing(self) -> None:
        self._room.clear()

    def resume_writing(self) -> None:
        self._room.set()

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        if self._visit is None:
            self._next()

    def _next(self) -> None:
        """Takes the next request from what has come, if it is whole."""
        at = self._buffer.find(b"\r\n\r\n")
        if at < 0:
            if len(self._buffer) > _MAX_HEAD:
                self._transport.abort()
            return
        head = self._buffer[:at]
        size = _length(head)
        if size > _MAX_BODY:
            self._transport.abort()
            return
        if len(self._buffer) < at + 4 + size:
            return
        body, self._buffer = self._buffer[at + 4 : at + 4 + size], self._buffer[at + 4 + size :]
        self._begin(head, body)

    def _begin(self, head: bytes, body: bytes) -> None:
        name = _value(head, b"host").partition(":")[0].lower()
        method, _, rest = head.split(b"\r\n", 1)[0].decode("latin-1").partition(" ")
        target = rest.rpartition(" ")[0]
        book, host = self._web.book, self._web.hosts.get(name)
        if host is not None:
            request = Request(method, target, head, body, book.asked(name, target) + 1, self._is_secure)
            now = asyncio.get_running_loop().time()
            self._visit = book.arrive(name, request, now, now - self._web.beat, self._has_left)
            self._reply(request, host.answer(request))
            return
        request = Request(method, target, head, body, 1)
        if name in self._web.desks:
            self._reply(request, self._web.desks[name].answer(request))
        else:
            book.stray(name)
            self._reply(request, Reply(b"Misdirected Request", 421))

    def _reply(self, request: Request, reply: Reply) -> None:
        if reply.act or reply.wait or reply.made:
            self._task = asyncio.get_running_loop().create_task(self._slowly(request, reply))
        else:
            self._whole(request, reply, reply.body)

    async def _slowly(self, request: Request, reply: Reply) -> None:
        if reply.wait:
            await self.idle(reply.wait)
        if reply.act:
            await reply.act(self)
            self._end(reply.status, 0, reply.come_back)
            self._transport.close()
            return
        loop = asyncio.get_running_loop()
        body = await loop.run_in_executor(None, reply.made) if reply.made else reply.body
        if not self._is_lost:
            self._whole(request, reply, body)

    def _whole(self, request: Request, reply: Reply, body: bytes) -> None:
        status, lines = reply.status, [f"{name}: {value}" for name, value in reply.headers]
        if status == HTTPStatus.OK and _is_unchanged(request, reply.headers):
            status, body = HTTPStatus.NOT_MODIFIED, b""
        if not any(name.lower() == "content-length" for name, _ in reply.headers):
            lines.append(f"Content-Length: {len(body)}")
        first = f"HTTP/1.1 {int(status)} {_REASONS.get(status, 'Odd')}"
        head = "\r\n".join([first, *lines, "", ""]).encode("latin-1")
        is_last = (request.header("Connection") or "").lower() == "close"
        self._end(int(status), len(body), reply.come_back)
        self._transport.write(head if request.method == "HEAD" else head + body)
        if is_last:
            self._transport.close()
        elif self._buffer:
            self._next()

    def _end(self, status: int, size: int, come_back: float) -> None:
        if self._visit is not None:
            self._web.book.leave(self._visit, asyncio.get_running_loop().time(), status, size, come_back)
            self._visit = None

    def _has_left(self) -> bool:
        """Whether the client has hung up by now, also where the loop has not come to notice it yet."""
        return self._is_lost or self._transport.is_closing() or bool(self._poll.poll(0))

    async def send(self, data: bytes) -> bool:
        """See `Wire`."""
        await self._room.wait()
        if self._is_lost or self._transport.is_closing():
            return False
        self._transport.write(data)
        return True

    async def idle(self, seconds: float) -> bool:
        """See `Wire`."""
        loop = asyncio.get_running_loop()
        until = loop.time() + seconds
        while not self._is_lost and (rest := until - loop.time()) > 0:
            await asyncio.sleep(min(rest, 0.02))
        return not self._is_lost

    def reset(self) -> None:
        """See `Wire`."""
        plain = self._transport.get_extra_info("socket")
        plain.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._transport.abort()


def _length(head: bytes) -> int:
    text = _value(head, b"content-length")
    return int(text) if text.isdigit() else _MAX_BODY + 1 if text else 0


def _value(head: bytes, name: bytes) -> str:
    """A header's value, by its name in small letters; empty where it is not there."""
    at = head.lower().find(b"\r\n" + name + b":")
    return head[at + len(name) + 3 :].split(b"\r\n", 1)[0].strip().decode("latin-1") if at >= 0 else ""


def _is_unchanged(request: Request, headers: tuple[tuple[str, str], ...]) -> bool:
    """Whether the client holds the page as it is; as RFC 9110 says, a tag decides where both are sent."""
    has = {name.lower(): value for name, value in headers}
    tags = request.header("If-None-Match")
    if tags is not None:
        return has.get("etag") is not None and has["etag"] in [tag.strip() for tag in tags.split(",")]
    since = request.header("If-Modified-Since")
    return since is not None and since == has.get("last-modified")


def etag_of(body: bytes) -> str:
    """A tag that changes with the bytes."""
    return f'"{hashlib.sha256(body).hexdigest()[:16]}"'
