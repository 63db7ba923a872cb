"""References between records, followed: to which record a `revisit` refers, and whether its bytes are there.

Belongs here: the private index of a check. Does not belong here: reading records (`checking`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scrapers.archive.index import Index, private_connection
from scrapers.archive.look import Look

_TABLE = 'create table reference (warc_file, "offset", uri, instant, capture_id)'
_WITHOUT_RECORD = """
    select uri, instant, count(*), min(rowid) as first from reference where not exists (
        select 1 from look where url = uri and looked_at = instant and look.capture_id = reference.capture_id
    ) group by uri, instant order by first
"""
_WITHOUT_BYTES = """
    select capture_id, count(*), min(rowid) as first from reference where not exists (
        select 1 from look where look.capture_id = reference.capture_id and holding in ('bytes', 'dropped')
    ) group by capture_id order by first
"""


class References(Index):
    """An index of what a check has read, and of the references that were in it."""

    def note(self, look: Look, headers: Mapping[str, str]) -> None:
        """Remembers what the record of a look refers to."""
        digest = headers.get("WARC-Payload-Digest", "").removeprefix("sha256:")
        refers = (headers.get("WARC-Refers-To-Target-URI"), headers.get("WARC-Refers-To-Date"))
        self.rows("insert into reference values (?, ?, ?, ?, ?)", look.warc_file, look.offset, *refers, digest)

    def faults(self) -> Iterator[str]:
        """The references that lead nowhere, once all looks are in; those to one place in one sentence."""
        for uri, instant, count, first in self.rows(_WITHOUT_RECORD):
            yield f"{self._told(count, first)} a record of {uri} at {instant}, which is not in the archive."
        for capture_id, count, first in self.rows(_WITHOUT_BYTES):
            yield f"{self._told(count, first)} the bytes {capture_id}, which are not in the archive."

    def _told(self, count: int, first: int) -> str:
        warc_file, offset = self.rows('select warc_file, "offset" from reference where rowid = ?', first)[0]
        return f"{count:,} records, the first in {warc_file} at byte {offset}, refer to"


def open_references() -> References:
    """An empty one, which goes with its connection."""
    references = References(private_connection())
    references.create()
    references.rows(_TABLE)
    return references
