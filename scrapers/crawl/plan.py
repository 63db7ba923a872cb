"""How a live source is crawled: where to begin, which links to follow, how far, how often.

Belongs here: the values that a source's YAML gives. Does not belong here: reading the YAML (`plan_file`), following
links (`systems`), manners (`limits`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from scrapers.crawl.page import PageKind

System = Literal["plain", "nukeviet", "drupal", "liferay", "sharepoint", "dotnetnuke", "aspnet", "sitemap", "feed"]
"""The content system that made a source's lists: it decides how they page and how their links and dates look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """A page to begin with every time. `system` is that of this page, the source's own where the YAML gives none."""

    url: str
    page_kind: PageKind
    system: System


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup:
    """A correction of addresses: `replace` is put for what `match` (`re.sub`) finds, because of `reason`."""

    match: str
    replace: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paging:
    """How a source's lists page on where they differ from others of their system.

    `links` are patterns of addresses that are further pages of a list, `controls` patterns of the ASP.NET controls
    (`__doPostBack`'s first argument) that turn a page.
    """

    links: tuple[str, ...] = ()
    controls: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """Which pages are too old to be followed as documents.

    `in_address` finds the day that an address tells, by groups year, month and day of which the last two may be
    missing; sitemaps and feeds tell theirs by fields of their own. What was last changed before `since` is not
    followed.
    """

    in_address: str | None = None
    since: date | None = None


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
    `lookups` correct addresses before anything else is decided on them. A plan without `start` asks for nothing: its
    hosts are gone, and what is known of them stays.
    """

    system: System
    hosts: tuple[str, ...]
    start: tuple[Start, ...]
    documents: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ("pdf", "doc", "docx", "xls", "xlsx", "zip")
    paging: Paging = Paging()
    dates: Dates = Dates()
    lookups: tuple[Lookup, ...] = ()
    max_pages: int = 500
    max_list_pages: int = 20
    delay_seconds: float = 0.0
    stub_bytes: int = 0
    must_yield: bool = True
