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
_MAX_ROWS = 10_000
"""Of all sheets together."""
_FAR = re.compile(
    rb"""r(?<![:\w]r)\s*=\s*["'](?:[A-Za-z]{0,3}[0-9]{5}|[A-Za-z]{3}|[^A-Za-z0-9])"""
    rb"""(?![A-Za-z0-9]{0,9}["'](?:\s{1,9}[\w:]{1,40}="[^"<>]{0,60}"){0,15}\s{0,9}/>)"""
)
"""A cell or row beyond row 9999 or column ZZ, or written in a way that hides where it is; but not an empty one. What is
not before the letter comes behind it: a pattern that begins with a letter is found six times as fast."""
_PREFIXED_CELL, _PREFIXED_ROW = re.compile(rb":(?=c)"), re.compile(rb":(?=row)")
_UNPLACED = re.compile(rb""":(?=c(?! r="))""")
"""A cell that does not say where it stands follows the one before it, however far that leads."""
_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError)


def modest_parts(data: bytes) -> dict[str, bytes] | None:
    """The parts of an XLSX file by their names, if none can make a sheet of it large; then it is quick to read.

    Everything is counted as it is inflated. None for a file that is large, broken, encoded otherwise than in UTF-8 or
    defines entities.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = _inflated(archive)
    except _BROKEN:
        return None
    return parts if parts and _are_modest(parts) else None


def _inflated(archive: zipfile.ZipFile) -> dict[str, bytes] | None:
    members = archive.infolist()
    if len(members) > _MAX_MEMBERS or len({info.filename for info in members}) < len(members):
        return None
    parts = {}
    left = _MAX_INFLATED
    for info in members:
        with archive.open(info) as stream:
            part = stream.read(left + 1)
        left -= len(part)
        if left < 0:
            return None
        parts[info.filename] = part
    return parts


def _are_modest(parts: dict[str, bytes]) -> bool:
    cells = rows = longest = 0
    for name, part in parts.items():
        is_xml = name.lower().endswith((".xml", ".rels"))
        if is_xml and (b"\0" in part or b"<!DOCTYPE" in part):
            return False
        if b"si>" in part:
            longest = max(longest, *map(len, part.split(b"si>")))
        if b"sheetData" in part:  # a sheet under whatever name
            start, end = part.index(b"sheetData"), part.rindex(b"sheetData")
            found = part.count(b"<c", start, end)
            if not is_xml or part.count(b'<c r="', start, end) < found:
                return False
            if _FAR.search(part, start, end) or _UNPLACED.search(part, start, end):
                return False
            cells += found + len(_PREFIXED_CELL.findall(part, start, end))
            rows += part.count(b"<row", start, end) + len(_PREFIXED_ROW.findall(part, start, end))
    return rows <= _MAX_ROWS and cells * longest <= _MAX_TEXT
