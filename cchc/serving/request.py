"""What a request asks for beside the file: encoding, range, and whether the asker holds it already.

Belongs here: reading these headers, purely. Does not belong here: answering (`cchc.serving.handler`).
"""

from __future__ import annotations

import re

_RANGE = re.compile(r"bytes=(\d*)-(\d*)")


class RangeOutsideError(ValueError):
    """The range asked for lies outside the file."""


def accepts_gzip(header: str | None) -> bool:
    """Whether Accept-Encoding allows gzip."""
    weights: dict[str, float] = {}
    for part in (header or "").lower().split(","):
        name, _, parameter = part.partition(";")
        weights[name.strip()] = _weight(parameter.strip())
    return weights.get("gzip", weights.get("*", 0)) > 0


def _weight(parameter: str) -> float:
    try:
        return float(parameter.removeprefix("q=")) if parameter else 1.0
    except ValueError:
        return 0.0


def is_held(header: str | None, etag: str) -> bool:
    """Whether If-None-Match names this state of the file."""
    told = [part.strip().removeprefix("W/") for part in (header or "").split(",")]
    return etag in told or told == ["*"]


def asked_range(header: str | None, size: int) -> tuple[int, int] | None:
    """First byte and the one after the last of a Range; None where the whole is asked for (or several ranges are).

    Raises RangeOutsideError when no byte of it is in the file.
    """
    found = _RANGE.fullmatch((header or "").strip())
    if not found or found.group(1) == found.group(2) == "":
        return None
    first, last = found.groups()
    if not first:
        start, end = max(0, size - int(last)), size
    else:
        start, end = int(first), min(size, int(last) + 1 if last else size)
        if last and int(last) < start:
            return None
    if start >= end:
        raise RangeOutsideError
    return start, end
