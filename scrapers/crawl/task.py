"""One page to ask for, and how far asking has come.

Belongs here: these values. Does not belong here: which pages there are (`frontier`), asking (`night`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from scrapers.archive.errors import ArchiveError
from scrapers.archive.look import Look, as_uri
from scrapers.crawl.page import Form, Link, PageKind
from scrapers.crawl.plan import System

_MAX_ADDRESS = 2_000
START, LIST, NEW, KNOWN = range(4)
"""In which order pages are asked: start pages, other lists, pages never asked, known ones that are due."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A page as the frontier holds it.

    `address` tells pages apart: the URI, with `#` and the form's name where it is asked for by POST; the archive's
    looks are under it. `hops` links lead from a start page to it; `list_row` is the first page of the list that a next
    page belongs to. `known` pages were asked before; `rank` is START, LIST, NEW or KNOWN.
    """

    row: int
    address: str
    url: str
    form: Form | None
    source: str
    system: System
    page_kind: PageKind
    found_on: str | None
    hops: int
    list_row: int | None
    known: bool
    rank: int

    @property
    def link(self) -> Link:
        """The link that leads here."""
        return Link(self.url, self.page_kind, self.form, self.list_row is not None)


@dataclass(slots=True)
class Task:
    """A page that is being asked for; `here` is where its redirects have led, `before` the last accepted look at it."""

    page: Waiting
    here: str
    form: Form | None
    hops: int = 0
    tries: int = 0
    begun: bool = False
    before: Look | None = None
    conditions: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class RobotsTask:
    """The robots.txt of an origin of the host `home`; `here` is where its redirects have led."""

    home: str
    origin: str
    here: str
    hops: int = 0
    tries: int = 0


def address_of(link: Link) -> str | None:
    """The address of the page that a link leads to; None where it cannot be one or has no bounds."""
    if len(link.url) > _MAX_ADDRESS or "#" in link.url or not host_of(link.url).isascii():
        return None
    try:
        return as_uri(link.url if link.form is None else f"{link.url}#{link.form.name}")
    except ArchiveError:
        return None


def host_of(url: str) -> str:
    """The host name of an address, in lower case; empty where there is none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
