"""Whether an XLSX file is so small and dense that it can be opened without the limits of a child process.

Belongs here: what could make reading it costly, looked for in its parts. Does not belong here: reading it. A child
takes longer to start than most workbooks take to read, so the harmless ones, nearly all, are spared it.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib

_MAX_MEMBERS = 500
_MAX_INFLATED = 30_000_000
_MAX_TEXT = 100_000_000
"""Characters of all cells, were each to hold the longest text of the file."""
_FAR = re.compile(
    rb"""(?<![:\w])r\s*=\s*["'](?:[A-Za-z]{0,3}[0-9]{5}|[A-Za-z]{3}|[^A-Za-z0-9])"""
    rb"""(?![A-Za-z0-9]*["'](?:\s+[\w:]+="[^"<>]*")*\s*/>)"""
)
"""A cell or row beyond row 9999 or column ZZ, or written in a way that hides where it is; but not an empty one."""
_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError)


def is_modest(data: bytes) -> bool:
    """Whether no part of an XLSX file can make a sheet of it large: then it takes little memory and time to read.

    Everything is counted as it is inflated; a file that is broken, encoded otherwise than in UTF-8 or defines entities
    is not modest.
    """
    cells, longest, left = 0, 0, _MAX_INFLATED
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if len(members) > _MAX_MEMBERS or len({info.filename for info in members}) < len(members):
                return False
            for info in members:
                if not info.filename.lower().endswith((".xml", ".rels")):
                    continue
                with archive.open(info) as stream:
                    part = stream.read(left + 1)
                left -= len(part)
                is_sheet = b"sheetData" in part
                if left < 0 or b"\0" in part or b"<!DOCTYPE" in part or (is_sheet and _FAR.search(part)):
                    return False
                cells += part.count(b"<c") + part.count(b":c")
                longest = max(longest, *map(len, part.split(b"si>"))) if b"si>" in part else longest
    except _BROKEN:
        return False
    return cells * longest <= _MAX_TEXT
