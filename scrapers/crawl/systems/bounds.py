"""Whether the links of a list can be read whole: what is larger or deeper than links are looked for in says so.

Belongs here: telling that a list is beyond the bounds of `markup` and `xml`. Does not belong here: those bounds, links.
"""

from __future__ import annotations

from scrapers.crawl.page import Page
from scrapers.crawl.systems.markup import MAX_BYTES, markup_of
from scrapers.crawl.systems.xml import kind_of, unpacked

_TAGS_OF_DEPTH = 2_000
"""A page with fewer tags cannot be nested too deeply."""


def unread(page: Page) -> str | None:
    """One sentence on why not all links of a list can be read, None where they can."""
    data = unpacked(page.data)
    if data is None:
        return f"{page.url} is broken or unpacks to more than a list may hold, so that its links cannot be read."
    if kind_of(data) is not None:
        return None
    if len(data) > MAX_BYTES:
        return f"{page.url} has {len(data):,} bytes, more than a list may hold, so that its links cannot be read."
    if data.count(b"<") < _TAGS_OF_DEPTH:
        return None
    markup = markup_of(page.url, data)
    if markup is not None and markup.is_cut:
        return f"{page.url} is nested too deeply, so that not all of its links can be read."
    return None
