"""What a printed number may have been if it was misread: the characters that pictures make look alike.

Belongs here: candidates for one piece of text. Does not belong here: choosing among them (`misreadings`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from scrapers.vocabulary.numbers import parse_number

_LETTERS = str.maketrans({
    "O": "0", "o": "0", "Q": "0", "D": "0", "l": "1", "I": "1", "|": "1", "!": "1", "i": "1", "Z": "2", "z": "2",
    "A": "4", "S": "5", "s": "5", "b": "6", "G": "6", "T": "7", "B": "8", "g": "9", "q": "9",
})  # fmt: skip
"""Letters that stand for a digit where a number is printed."""
_JUNK = re.compile(r"[^\d.,+\-−–]")
_SEPARATORS = re.compile(r"[.,]")
_MOST_KEPT = 16384


@lru_cache(maxsize=_MOST_KEPT)
def cleaned(raw: str, decimals: int) -> tuple[float, ...]:
    """The values that a text can print without a digit of it being wrong.

    Args:
        raw: the text as read.
        decimals: how many decimals the column prints; 0 for ranks.
    """
    bare = _JUNK.sub("", raw.translate(_LETTERS)).strip("+-−–.,")
    digits = _SEPARATORS.sub("", bare)
    if not digits:
        return ()
    texts = {bare} if _SEPARATORS.search(bare) else {bare, digits}
    if decimals and len(digits) > decimals:
        texts.add(f"{digits[:-decimals]},{digits[-decimals:]}")
    values = {value for text in texts if _decimals(text) == decimals and (value := parse_number(text)) is not None}
    return tuple(sorted(values))


@lru_cache(maxsize=_MOST_KEPT)
def with_one_digit_wrong(raw: str, decimals: int) -> tuple[float, ...]:
    """The values that a text can print if one digit of it was taken for another, was lost or was made up."""
    found: set[float] = set()
    for value in cleaned(raw, decimals):
        digits = f"{value:.{decimals}f}"
        for text in _changed(digits):
            if (other := parse_number(text.replace(",", "."))) is not None and other != value:
                found.add(other)
    return tuple(sorted(found))


@lru_cache(maxsize=_MOST_KEPT)
def alike(raw: str, decimals: int) -> tuple[float, ...]:
    """The values of the same length that differ from a text in one digit."""
    found: set[float] = set()
    for value in cleaned(raw, decimals):
        digits = f"{value:.{decimals}f}"
        for at, char in enumerate(digits):
            if char.isdigit():
                found.update(float(digits[:at] + other + digits[at + 1 :]) for other in "0123456789" if other != char)
    return tuple(sorted(found))


def _changed(digits: str) -> Iterator[str]:
    for at, char in enumerate(digits):
        if not char.isdigit():
            continue
        for other in "0123456789":
            yield digits[:at] + other + digits[at + 1 :]
            yield digits[:at] + other + digits[at:]
        yield digits[:at] + digits[at + 1 :]


def _decimals(text: str) -> int:
    return len(text) - 1 - max(text.rfind(","), text.rfind(".")) if _SEPARATORS.search(text) else 0


def decimals_of(raw: str) -> int:
    """How many decimals a text prints."""
    bare = _JUNK.sub("", raw.translate(_LETTERS)).strip("+-−–.,")
    return _decimals(bare)
