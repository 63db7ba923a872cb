"""Faults of servers, each as what is done to a page's answer, with what a look at that page must say.

Belongs here: faults of HTTP, of the connection, of bodies. Does not belong here: answers that are whole and no document
(`spoiled`), which hosts have which fault (`faulty_table`).
"""

from __future__ import annotations

import gzip
import itertools
import time
from collections.abc import Callable
from email.utils import formatdate
from functools import cache

from tests.site.request import HTML, Act, Headers, Reply, Request, Wire, redirect
from tests.site.spoiled import Spoil, instead

NOBODY = "khong-ai-vao.test"
"""A host that no plan names and that nobody may ask; the server counts who does."""
TWO_GIGABYTES = 2**31
SOON = 1
LATER = 7200
_BLOCK = b"<p>" + b"0" * 65_530 + b"</p>"
_OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
_STORM = (500, 502, 503, 504)
_TRIES = 3


def _acted(act: Act) -> Callable[[Request, Reply], Reply]:
    return lambda _, __: Reply(act=act)


def _once(fault: Callable[[Request, Reply], Reply]) -> Callable[[Request, Reply], Reply]:
    """The fault at the first request of the night, the page itself later."""
    return lambda request, whole: fault(request, whole) if request.count == 1 else whole


async def _silence(wire: Wire) -> None:
    await wire.idle(60)


async def _hangs_up(wire: Wire) -> None:
    del wire


async def _drip(wire: Wire) -> None:
    """A byte now and then, so that no wait for a byte is long."""
    await wire.send(_OK + b"Content-Length: 100000\r\n\r\n")
    while await wire.send(b"x") and await wire.idle(0.05):
        pass


async def _slow_head(wire: Wire) -> None:
    """The same before the body begins."""
    await wire.send(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while await wire.send(b"x") and await wire.idle(0.05):
        pass


async def _reset(wire: Wire) -> None:
    await wire.send(_OK + b"Content-Length: 40000\r\n\r\n" + _BLOCK[:20_000])
    await wire.idle(0.02)
    wire.reset()


async def _too_long(wire: Wire) -> None:
    """Fewer bytes than were promised, then an end as if nothing were wrong."""
    await wire.send(_OK + b"Content-Length: 40000\r\n\r\n" + _BLOCK[:20_000])


async def _two_gigabytes(wire: Wire) -> None:
    await wire.send(_OK + f"Content-Length: {TWO_GIGABYTES}\r\n\r\n".encode())
    for _ in range(TWO_GIGABYTES // len(_BLOCK)):
        if not await wire.send(_BLOCK):
            return


async def _unannounced(wire: Wire) -> None:
    """The same without a length: only the end of the connection would tell."""
    await wire.send(_OK + b"Connection: close\r\n\r\n")
    for _ in range(TWO_GIGABYTES // len(_BLOCK)):
        if not await wire.send(_BLOCK):
            return


async def _endless_chunks(wire: Wire) -> None:
    await wire.send(_OK + b"Transfer-Encoding: chunked\r\n\r\n")
    chunk = b"%x\r\n%b\r\n" % (len(_BLOCK), _BLOCK)
    while await wire.send(chunk):
        pass


async def _broken_chunks(wire: Wire) -> None:
    await wire.send(_OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\n<html\r\nzz\r\n>\r\n")


async def _garbage(wire: Wire) -> None:
    await wire.send(b"\x00\xff\xfe SSH-2.0-OpenSSH_9.2\r\n\r\n")


async def _many_heads(wire: Wire) -> None:
    """A head without end."""
    await wire.send(b"HTTP/1.1 200 OK\r\n")
    for number in itertools.count():
        if not await wire.send(b"X-%d: %b\r\n" % (number, b"y" * 1000)):
            return


def _excess(_: Request, whole: Reply) -> Reply:
    """A length that is half of the page: what is left hangs on the connection, before the next answer."""
    return Reply(whole.body, headers=(*whole.headers, ("Content-Length", str(len(whole.body) // 2))))


@cache
def _bomb() -> bytes:
    """Two megabytes that unpack to two gigabytes, as many small parts."""
    return gzip.compress(b"\0" * 2**20, mtime=0) * 2048


def _packed(body: Callable[[], bytes], coding: str) -> Callable[[Request, Reply], Reply]:
    return lambda _, __: Reply(made=body, headers=(*HTML, ("Content-Encoding", coding)))


def _away(status: int, seconds: int, by_date: bool) -> Callable[[Request, Reply], Reply]:
    """`Retry-After`, in seconds or as a date: the two forms of RFC 9110."""

    def reply(_: Request, __: Reply) -> Reply:
        now = time.time()
        until = int(now) + seconds + 1
        after = formatdate(until, usegmt=True) if by_date else str(seconds)
        headers = (*HTML, ("Date", formatdate(now, usegmt=True)), ("Retry-After", after))
        return Reply(b"Busy", status, headers, come_back=until - now if by_date else seconds)

    return reply


def _storm(request: Request, whole: Reply) -> Reply:
    """Each of a page's first two answers is another of the 5xx."""
    if request.count < _TRIES:
        return Reply(b"<h1>Server Error</h1>", _STORM[(len(request.target) + request.count) % len(_STORM)])
    return whole


def _storm_for_ever(request: Request, _: Reply) -> Reply:
    return Reply(b"<h1>Server Error</h1>", _STORM[request.count % len(_STORM)])


def _loop(request: Request, _: Reply) -> Reply:
    """An address that leads to itself."""
    return redirect(request.target, 302)


def _declared(content_type: str) -> Callable[[Request, Reply], Reply]:
    headers: Headers = (("Content-Type", content_type),)
    return lambda _, whole: Reply(whole.body, headers=headers)


def _cut_file(_: Request, whole: Reply) -> Reply:
    make = whole.made
    return Reply(made=lambda: (make() if make else b"")[:9_000], headers=whole.headers)


_LATE = "in time|more than .* seconds"
_BROKEN = "broken off|damaged|connection|broke off"
_LARGE = "more than|bytes"
FAULTS: dict[str, Spoil] = {
    "silence": Spoil(_acted(_silence), "failed", _LATE),
    "silence_once": Spoil(_once(_acted(_silence)), "new"),
    "drip": Spoil(_acted(_drip), "failed", _LATE),
    "slow_head": Spoil(_acted(_slow_head), "failed", _LATE),
    "hangs_up": Spoil(_acted(_hangs_up), "failed", _BROKEN),
    "hangs_up_once": Spoil(_once(_acted(_hangs_up)), "new"),
    "reset": Spoil(_acted(_reset), "failed", _BROKEN),
    "reset_once": Spoil(_once(_acted(_reset)), "new"),
    "429_seconds": Spoil(_once(_away(429, SOON, by_date=False)), "new"),
    "429_date": Spoil(_once(_away(429, SOON, by_date=True)), "new"),
    "503_seconds": Spoil(_once(_away(503, SOON, by_date=False)), "new"),
    "503_date": Spoil(_once(_away(503, SOON, by_date=True)), "new"),
    "429_long": Spoil(_away(429, LATER, by_date=False), "failed", "come back|left alone"),
    "503_long": Spoil(_away(503, LATER, by_date=True), "failed", "come back|left alone"),
    "storm": Spoil(_storm, "new"),
    "storm_for_ever": Spoil(_storm_for_ever, "failed", "answered 5|times in a row"),
    "loop": Spoil(_loop, "failed", "redirect"),
    "to_metadata": Spoil(
        instead(redirect("http://169.254.169.254/latest/meta-data/", 302)), "failed", "169.254.169.254"
    ),
    "to_file": Spoil(instead(redirect("file:///etc/passwd", 302)), "failed", "only http and https"),
    "to_nobody": Spoil(instead(redirect(f"http://{NOBODY}/", 302)), "failed", NOBODY),
    "to_nowhere": Spoil(instead(redirect("http://[::1", 302)), "failed"),
    "too_long": Spoil(_acted(_too_long), "failed", _BROKEN),
    "excess": Spoil(_excess, "truncated"),
    "bomb": Spoil(_packed(_bomb, "gzip"), "failed", _LARGE),
    "false_gzip": Spoil(_packed(lambda: b"<html>not packed</html>", "gzip"), "failed", _BROKEN),
    "two_gigabytes": Spoil(_acted(_two_gigabytes), "failed", _LARGE),
    "unannounced": Spoil(_acted(_unannounced), "failed", _LARGE),
    "endless_chunks": Spoil(_acted(_endless_chunks), "failed", _LARGE),
    "broken_chunks": Spoil(_acted(_broken_chunks), "failed", _BROKEN),
    "garbage": Spoil(_acted(_garbage), "failed"),
    "many_heads": Spoil(_acted(_many_heads), "failed"),
    "said_latin": Spoil(_declared("text/html; charset=iso-8859-1"), "new"),
    "said_nonsense": Spoil(_declared("text/html; charset=x-khong-co"), "new"),
    "cut_file": Spoil(_cut_file, "truncated"),
}
OF_FILES = {"cut_file"}
"""Faults of attachments."""
