"""Captures, written once: WARC files of every look that was taken, and an index that follows from them.

Belongs here: storing looks and giving bytes back by their sha256.
Does not belong here: the network (`scrapers.crawl`), what the bytes mean (`scrapers.documents`,
`scrapers.readers`) and the clock: every time is passed in.
"""

from scrapers.archive.archive import Archive
from scrapers.archive.errors import ArchiveBusy, ArchiveError
from scrapers.archive.look import Look, Method, Outcome, PageKind, Rejected
from scrapers.archive.rebuilding import rebuild_index
from scrapers.archive.serialize import Request
from scrapers.archive.writer import ArchiveWriter

__all__ = [
    "Archive",
    "ArchiveBusy",
    "ArchiveError",
    "ArchiveWriter",
    "Look",
    "Method",
    "Outcome",
    "PageKind",
    "Rejected",
    "Request",
    "rebuild_index",
]
