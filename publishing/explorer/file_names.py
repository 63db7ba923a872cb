"""Names of data files made from keys: the one rule that `explorer/src/file-names.ts` follows too.

Belongs here: pure names. Does not belong here: what stands in the files.

A part made of letters a-z, digits, `_` and `-` only, of one case, up to 60 characters, and no device name of Windows,
stays. Any other part becomes its first letters and digits, in lower case, and a hash of all of it (FNV-1a, 64 bits, of
the UTF-8 bytes): no text of a document makes a path.
"""

from __future__ import annotations

import re
from functools import lru_cache

_SAFE = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}|[A-Z0-9][A-Z0-9_-]{0,59}")
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])", re.IGNORECASE)
_SLUG_LENGTH = 40
_FNV_START = 0xCBF29CE484222325
_FNV_PRIME = 0x100000001B3


@lru_cache(maxsize=10_000)
def file_name(key: str) -> str:
    """The name that stands for one key, such as a document's, in the path of a data file."""
    if _SAFE.fullmatch(key) and not _DEVICE.fullmatch(key):
        return key
    # Only ASCII is lowered: languages differ in how they lower other letters, such as the dotted capital I.
    lowered = "".join(letter.lower() if letter.isascii() else "-" for letter in key)
    slug = re.sub(r"[^a-z0-9]+", "-", lowered)[:_SLUG_LENGTH].strip("-")
    return f"{slug or 'x'}-{_hash(key)}"


def unit_file(unit_path: str) -> str:
    """The name of the data file of a unit over all its periods."""
    return "/".join(file_name(part) for part in ("unit", *unit_path.split("/")))


def document_file(document_id: str, part: int = 1) -> str:
    """The name of part `part` of a document's data file."""
    return part_name(f"document/{file_name(document_id)}", part)


def part_name(name: str, part: int) -> str:
    """The name of part `part` of what comes in parts."""
    return name if part == 1 else f"{name}-part-{part}"


def unit_path(unit_key: str) -> str:
    """The key of a unit without its period: `province/quang-ngai/63-2008` is `province/quang-ngai`."""
    parts = unit_key.split("/")
    return "/".join(parts[:-1]) if len(parts) > 2 else unit_key


def _hash(text: str) -> str:
    state = _FNV_START
    for byte in text.encode("utf-8"):
        state = ((state ^ byte) * _FNV_PRIME) & 0xFFFFFFFFFFFFFFFF
    return f"{state:016x}"
