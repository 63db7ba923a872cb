"""From a source's description to looks in the archive: what to fetch, with which manners, within which bounds.

Belongs here: sources, HTTP, robots, waiting. Does not belong here: storage (`scrapers.archive`) and what pages say.
"""

from scrapers.crawl.fetch import Fetched, Fetcher, Validators
from scrapers.crawl.limits import FetchError, Limits
from scrapers.crawl.source import Source, SourceError, load_source, load_sources
from scrapers.crawl.visit import visit_source

__all__ = [
    "FetchError",
    "Fetched",
    "Fetcher",
    "Limits",
    "Source",
    "SourceError",
    "Validators",
    "load_source",
    "load_sources",
    "visit_source",
]
