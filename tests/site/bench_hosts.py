"""Hosts for a bench: many, with many pages of one size, and as little work for the server as can be.

Belongs here: pages that are ready before they are asked. Does not belong here: habits of real sites (`hosts`).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from tests.site.articles import articles_of
from tests.site.figures import provinces
from tests.site.request import HTML, NOT_FOUND, Headers, Reply, Request
from tests.site.robots import ALLOW, Robots

_PER_LIST = 100


@dataclass(slots=True)
class BenchHost:
    """A host with a list of `pages` documents, each of about `size` bytes and unlike the others."""

    name: str
    text: bytes
    pages: int
    size: int
    robots: Robots = ALLOW
    delay: float = 0.0
    headers: Headers = field(default=HTML)

    def answer(self, request: Request) -> Reply:
        """A list page by `/?page=n`, a document by `/tin-tuc/n.html`, or robots.txt."""
        target = request.target
        if target.startswith("/tin-tuc/"):
            number = target[9:-5]
            return Reply(self._document(number)) if number.isdigit() and int(number) < self.pages else NOT_FOUND
        known = self.robots.answer(request)
        if known is not None:
            return known
        return self._list(int(target.partition("page=")[2] or 0))

    def _document(self, number: str) -> bytes:
        """The common text behind a head of its own; what follows it packs as badly as real pages do."""
        digest = hashlib.sha256(f"{self.name}/{number}".encode()).hexdigest()
        head = f"<html><head><title>{number}</title></head><body><h1>Tin số {number}</h1><p>{digest}</p>"
        at = int(digest[:4], 16) % (len(self.text) - self.size)
        return (head.encode() + self.text[at : at + self.size - len(head) - 20]) + b"</p></body></html>"

    def _list(self, page: int) -> Reply:
        numbers = range(page * _PER_LIST, min((page + 1) * _PER_LIST, self.pages))
        links = "".join(f'<li><a href="/tin-tuc/{number}.html">Tin số {number}</a></li>' for number in numbers)
        more = f'<a rel="next" href="/?page={page + 1}">Trang sau</a>' if numbers.stop < self.pages else ""
        return Reply(f"<html><body><ul>{links}</ul>{more}</body></html>".encode())


def bench_hosts(hosts: int, pages: int, size: int) -> dict[str, BenchHost]:
    """That many hosts by address, 127.0.1.1 the first."""
    paragraphs = (f"<p>{text}</p>" for name in provinces() for a in articles_of(name, 8, 0) for text in a.paragraphs)
    text = " ".join(paragraphs).encode()
    while len(text) < size + 2**16:
        text += text
    names = [f"127.0.{1 + at // 250}.{1 + at % 250}" for at in range(hosts)]
    return {name: BenchHost(name, text, pages, size) for name in names}
