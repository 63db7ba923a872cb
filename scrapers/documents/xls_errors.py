"""Error cells of an XLS file, which calamine gives as empty ones.

Belongs here: the few records of the old format that hold errors. Does not belong here: the cells' values. Runs in a
limited child process.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from scrapers.documents.ole import stream_bytes

_BEGIN, _SHEET, _FORMULA, _ERROR = 0x0809, 0x0085, 0x0006, 0x0205
_TEXTS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}


def errors_of_sheets(data: bytes) -> list[dict[tuple[int, int], str]]:
    """For each sheet, in the workbook's order, its error cells by (row, column), both from 0.

    Raises:
        ValueError, IndexError, struct.error: the file is broken.
    """
    stream = stream_bytes(data, "Workbook") or stream_bytes(data, "Book")
    sheet_at: dict[int, int] = {}
    sheets: list[dict[tuple[int, int], str]] = []
    current: dict[tuple[int, int], str] = {}
    for at, kind, body in _records(stream):
        if kind == _SHEET:
            sheet_at[struct.unpack_from("<I", body)[0]] = len(sheets)
            sheets.append({})
        elif kind == _BEGIN:
            current = sheets[sheet_at[at]] if at in sheet_at else {}
        else:
            row, column, code = _error(kind, body)
            if code in _TEXTS:
                current[row, column] = _TEXTS[code]
    return sheets


def _error(kind: int, body: bytes) -> tuple[int, int, int | None]:
    """Row, column and code of an error; a code of None is none."""
    row, column = struct.unpack_from("<2H", body)
    if kind == _ERROR:
        return row, column, body[6] if body[7] else None
    is_error = body[12:14] == b"\xff\xff" and body[6] == 2
    return row, column, body[8] if is_error else None


def _records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Offset, kind and body of the records that matter here."""
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<2H", stream, at)
        if kind in (_BEGIN, _SHEET, _FORMULA, _ERROR):
            yield at, kind, stream[at + 4 : at + 4 + length]
        at += 4 + length
