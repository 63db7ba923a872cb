"""What a host's robots.txt says, and whether a path was permitted by it: the server's own opinion, not the client's.

Belongs here: the variants of robots.txt that hosts are planted with. Does not belong here: counting breaches
(`guestbook`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.site.request import HTML, NOT_FOUND, Reply, Request, redirect

PATH = "/robots.txt"
_TEXT = (("Content-Type", "text/plain; charset=utf-8"),)


@dataclass(frozen=True, slots=True)
class Robots:
    """A host's robots.txt. `forbidden` are path prefixes that nobody may ask; `/` forbids everything."""

    reply: Reply
    forbidden: tuple[str, ...] = ()
    crawl_delay: float = 0.0
    stands_at: str = PATH
    made: Callable[[Request, Reply], Reply] | None = None
    """Where the answer depends on the request."""

    def permits(self, target: str) -> bool:
        """Whether a path with its query may be asked."""
        return target.split("?", 1)[0] in (PATH, self.stands_at) or not target.startswith(self.forbidden)

    def answer(self, request: Request) -> Reply | None:
        """The reply where the request is for robots.txt."""
        if request.path == self.stands_at:
            return self.made(request, self.reply) if self.made else self.reply
        return redirect(self.stands_at) if request.path == PATH else None


def _text(*lines: str) -> Reply:
    return Reply("\n".join(lines).encode() + b"\n", headers=_TEXT)


ALLOW = Robots(_text("User-agent: *", "Disallow:"))
NONE = Robots(NOT_FOUND)
GONE = Robots(Reply(b"", 410))
PART = Robots(_text("User-agent: *", "Disallow: /noi-bo/", "Allow: /"), ("/noi-bo/",))
OURS = Robots(
    _text("User-agent: *", "Disallow: /", "", "User-agent: cchc-warehouse", "Disallow: /noi-bo/"), ("/noi-bo/",)
)
ALL = Robots(_text("User-agent: *", "Disallow: /"), ("/",))
SLOWLY = Robots(_text("User-agent: *", "Crawl-delay: 0.4"), crawl_delay=0.4)
MARKED = Robots(Reply("\ufeffUser-agent: *\nDisallow: /noi-bo/\n".encode(), headers=_TEXT), ("/noi-bo/",))
FORBIDDEN = Robots(Reply(b"Forbidden", 403), ("/",))
BROKEN = Robots(Reply(b"Internal Server Error", 500), ("/",))
PAGE = Robots(Reply("<!DOCTYPE html><html><body>Trang chủ</body></html>".encode(), headers=HTML), ("/",))
HUGE = Robots(_text("User-agent: *", "Disallow: /", *["# " + "x" * 1022] * 1024), ("/",))
MOVED = Robots(_text("User-agent: *", "Disallow: /noi-bo/"), ("/noi-bo/",), stands_at="/tep/robots.txt")
