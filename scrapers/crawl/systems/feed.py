"""News feeds: RSS 2.0, RSS 1.0 (RDF) and Atom.

Belongs here: their entries. Does not belong here: opening XML (`xml`).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import date
from email.utils import parsedate_to_datetime
from functools import partial
from itertools import islice

from lxml import etree

from scrapers.crawl.page import Link, Page
from scrapers.crawl.systems.canonical import canonical
from scrapers.crawl.systems.choosing import Choice
from scrapers.crawl.systems.sitemap import day_of
from scrapers.crawl.systems.xml import entries, name_of, text_in

_ENTRIES = frozenset({"item", "entry"})
_MAX_LINKS = 20
_MAX_WORDS = 2_000


def links(page: Page, data: bytes, choice: Choice) -> Iterator[Link]:
    """What a feed leads to: its entries as documents, the files that come with them, and its next page."""
    for entry in entries(data, _ENTRIES):
        if choice.is_old("", _day(entry)):
            continue
        for href, relation in islice(_addresses(entry), _MAX_LINKS):
            url = canonical(href, page.url)
            admitted = choice.admitted(url) if url else None
            if admitted is None:
                continue
            kind = choice.kind_of(admitted, "list", partial(_words, entry))
            if kind == "document" and relation == "enclosure":
                continue  # pictures and sound
            if kind is not None:
                yield Link(admitted, kind)


def _addresses(entry: etree._Element) -> Iterator[tuple[str, str]]:
    for child in entry:
        name = name_of(child)
        if name == "link":
            relation = child.get("rel") or "alternate"
            href = child.get("href") or (child.text or "").strip()
            if href and relation in ("alternate", "enclosure"):
                yield href, relation
        elif name == "enclosure" and child.get("url"):
            yield child.get("url"), "enclosure"
        elif (
            name == "guid" and (child.get("isPermaLink") or "true").lower() == "true" and text_in(entry, "link") is None
        ):
            yield (child.text or "").strip(), "alternate"


def _words(entry: etree._Element) -> str:
    """The entry's title, subjects and summary, in small letters."""
    parts = [
        " ".join(islice(child.itertext(), 20))
        for child in entry
        if name_of(child) in ("title", "category", "description", "summary", "subject")
    ]
    return unicodedata.normalize("NFC", " ".join(" ".join(parts)[:_MAX_WORDS].split())).casefold()


def _day(entry: etree._Element) -> date | None:
    told = text_in(entry, "pubDate", "published", "updated", "date")
    if told is None:
        return None
    if (day := day_of(told)) is not None:
        return day
    try:
        return parsedate_to_datetime(told).date()
    except (ValueError, TypeError, OverflowError):
        return None
