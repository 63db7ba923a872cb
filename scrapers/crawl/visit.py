"""Visiting a source: each of its pages is looked at once, and every look is recorded, also one that failed.

Belongs here: what a fetch becomes in the archive. Does not belong here: fetching and storing themselves.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from scrapers.archive import ArchiveWriter, Look
from scrapers.crawl.fetch import Fetched, Validators
from scrapers.crawl.limits import FetchError
from scrapers.crawl.source import Source, SourceError


class PageFetcher(Protocol):
    """What a visit needs of a `Fetcher`."""

    def fetch(self, url: str, validators: Validators) -> Fetched:
        """The page, or `FetchError`."""


def visit_source(
    source: Source, writer: ArchiveWriter, fetcher: PageFetcher, now: Callable[[], datetime]
) -> list[Look]:
    """Looks at every page of a live source, in the order of its list; a page that fails does not stop the others.

    Args:
        now: the time of a look, with its time zone.

    Raises:
        SourceError: the source has no pages to visit.
        ArchiveError: a look could not be recorded.
    """
    if source.plan is None:
        raise SourceError(f"The source {source.code} is {source.kind}, not live: it has no pages to visit.")
    return [_look_at(start.url, writer, fetcher, now()) for start in source.plan.start]


def _look_at(url: str, writer: ArchiveWriter, fetcher: PageFetcher, looked_at: datetime) -> Look:
    try:
        page = fetcher.fetch(url, _validators(writer, url))
    except FetchError as error:
        return writer.add_failure(url, looked_at, str(error), error.http_status)
    if page.not_modified:
        return writer.add_revisit(url, looked_at)
    message = None if page.final_url == url else f"Redirected to {page.final_url}"
    return writer.add_response(url, page.status, page.headers, page.data, looked_at, message=message)


def _validators(writer: ArchiveWriter, url: str) -> Validators:
    headers = {name.lower(): value for name, value in writer.archive.http_headers(url)}
    return Validators(headers.get("etag"), headers.get("last-modified"))
