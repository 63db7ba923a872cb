"""The sentence in which a value stands, as text.

Belongs here: where a sentence begins and ends in plain text, bounded. Does not belong here: what its words mean
(`scrapers.readers.prose`). The warehouse compares these sentences to tell copies of one agency text from independent
sources.
"""

from __future__ import annotations

import re

_MOST = 400
"""Characters kept on each side of the value: what runs on without a full stop is cut there."""
_BEGIN = re.compile(r"[.!?…;](?:[”\"’')\]]*\s+)(?=\S)|\n")
_END = re.compile(r"[.!?…;](?=[”\"’')\]]*(?:\s|$))|\n")
_SPACE = re.compile(r"\s+")


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence of `text` around the characters from `start` to `end`, its white space single."""
    before, after = text[max(0, start - _MOST) : start], text[end : end + _MOST]
    begin = max((match.end() for match in _BEGIN.finditer(before)), default=0)
    stop = _END.search(after)
    whole = before[begin:] + text[start:end] + (after if stop is None else after[: stop.start()])
    return _SPACE.sub(" ", whole).strip()
