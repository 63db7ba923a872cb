"""How a live source is crawled: where to begin, which links to follow, how far, how often.

Belongs here: the values that a source's YAML gives. Does not belong here: reading the YAML (`source_file`), following
links (`systems`), manners (`limits`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from scrapers.crawl.page import PageKind

System = Literal["plain", "nukeviet", "drupal", "liferay", "sharepoint", "dotnetnuke", "aspnet", "sitemap", "feed"]
"""The content system that made a source's lists: it decides how they page and how their links and dates look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """A page to begin with every time. `system` is that of this page where it differs from the source's own."""

    url: str
    page_kind: PageKind
    system: System


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlPlan:
    """Which pages of a live source are asked for.

    `hosts` are the only ones whose pages are followed, also by redirects; a host covers its subdomains. `documents`
    and `lists` are patterns (`re.search` on the address) of links to follow as such; `ignore` wins over both. `about`,
    where given, are words of which one must stand in a link's text or address (case does not matter) for it to be
    followed as a document. `attachments` are file endings that are followed from documents, such as pdf. `max_pages`
    bounds the pages asked in a night, `max_list_pages` how far one list is paged on in a night; `delay_seconds`
    replaces the usual pause of the source's hosts where it is longer. `stub_bytes`: an HTML page below it is no
    document. `must_yield`: a night in which not one page of the source was got is a failure of that source.
    """

    system: System
    hosts: tuple[str, ...]
    start: tuple[Start, ...]
    documents: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ("pdf", "doc", "docx", "xls", "xlsx", "zip")
    max_pages: int = 500
    max_list_pages: int = 20
    delay_seconds: float = 0.0
    stub_bytes: int = 0
    must_yield: bool = True
