"""Names of files made of keys: safe on every file system, bounded, and one for each key.

Belongs here: that rule, for the JSON tree and for the explorer's data (`explorer/src/file-names.ts` follows it in the
browser). Does not belong here: which files there are.

A part that is made of letters, digits, `_` and `-`, of one case, up to 60 characters, and no device name of Windows,
stays. Any other becomes its first letters and digits, in lower case, and a hash of all of it (FNV-1a, 64 bits, of the
UTF-8 bytes: a browser computes it without a library). So no text of a document makes a path, and no two keys share a
file even where a file system does not tell `A` from `a`.
"""

from __future__ import annotations

import re

_SAFE = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}|[A-Z0-9][A-Z0-9_-]{0,59}")
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])", re.IGNORECASE)
_SLUG_LENGTH = 40
_KEY_PARTS = 3
_FNV_BASIS, _FNV_PRIME, _FNV_BITS = 0xCBF29CE484222325, 0x100000001B3, (1 << 64) - 1


def file_name(key: str) -> str:
    """The name, without extension, that stands for a key such as a document's."""
    if _SAFE.fullmatch(key) and not _DEVICE.fullmatch(key):
        return key
    slug = re.sub(r"[^a-z0-9]+", "-", key.lower())[:_SLUG_LENGTH].strip("-")
    return f"{slug or 'x'}-{_fnv1a(key.encode()):016x}"


def unit_path(unit_key: str) -> str:
    """The key of a unit without its period: `province/quang-ngai/63-2008` is `province/quang-ngai`."""
    parts = unit_key.split("/")
    return "/".join(parts[:-1]) if len(parts) >= _KEY_PARTS else unit_key


def unit_file(unit_key: str) -> str:
    """Folder and name, without extension, of the file of all periods of a unit."""
    return "/".join(file_name(part) for part in unit_path(unit_key).split("/"))


def _fnv1a(data: bytes) -> int:
    state = _FNV_BASIS
    for byte in data:
        state = ((state ^ byte) * _FNV_PRIME) & _FNV_BITS
    return state
