"""What can go wrong with the archive, each as one sentence for the person at the terminal.

Belongs here: the exceptions. Does not belong here: their wording, which stands where the fault is found.
"""

from __future__ import annotations


class ArchiveError(Exception):
    """The archive cannot do what was asked; the message says what, where and what to do."""


class ArchiveBusy(ArchiveError):  # noqa: N818  (a state of the archive, not a fault in it)
    """Another writer holds the archive."""


class DamagedRecordError(ArchiveError):
    """A WARC file holds something else than a whole record at `offset` bytes."""

    def __init__(self, warc_file: str, offset: int, reason: str) -> None:
        super().__init__(
            f"The archive's file {warc_file} is damaged at byte {offset} ({reason}): restore it from a copy, "
            "or without one run `cchc archive mend`, which keeps what is whole in it."
        )
        self.warc_file = warc_file
        self.offset = offset


class IndexDamagedError(ArchiveError):
    """The index is no index, or its tables are broken; the WARC files have all that it had."""
