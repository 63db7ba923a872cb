"""Sitemaps: an index names others, a set of addresses names pages with the day of their last change.

Belongs here: those two files, and lists of addresses in plain text. Does not belong here: opening XML (`xml`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import partial

from scrapers.crawl.page import Link, Page
from scrapers.crawl.systems.canonical import canonical
from scrapers.crawl.systems.choosing import Choice
from scrapers.crawl.systems.xml import MAX_ENTRIES, entries, name_of, text_in

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_NAMES = frozenset({"url", "sitemap"})


def links(page: Page, data: bytes, choice: Choice) -> Iterator[Link]:
    """What a sitemap leads to: further sitemaps as lists, pages as documents."""
    for entry in entries(data, _NAMES):
        location = text_in(entry, "loc")
        url = canonical(location, page.url) if location else None
        admitted = choice.admitted(url) if url else None
        if admitted is None or choice.is_old(admitted, day_of(text_in(entry, "lastmod", "publication_date"))):
            continue
        if name_of(entry) == "sitemap":
            yield Link(admitted, "list")
        else:
            title = text_in(entry, "title", "caption") or ""
            kind = choice.kind_of(admitted, "list", partial(str.casefold, title))
            if kind is not None:
                yield Link(admitted, kind)


def links_of_text(page: Page, data: bytes, choice: Choice) -> Iterator[Link]:
    """What a sitemap of plain text leads to: an address a line."""
    for line in data.decode("utf-8", "replace").splitlines()[:MAX_ENTRIES]:
        url = canonical(line, page.url) if line.strip().startswith("http") else None
        admitted = choice.admitted(url) if url else None
        kind = choice.kind_of(admitted, "list", str) if admitted else None
        if admitted is not None and kind is not None:
            yield Link(admitted, kind)


def day_of(text: str | None) -> date | None:
    """The day that a time begins with, as W3C writes it."""
    found = _DAY.match(text) if text else None
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
