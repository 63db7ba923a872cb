"""The order in which records stand in their document, by their locators.

Belongs here: reading a locator as a place to sort by. Does not belong here: what locators are made of (`scrapers`).
"""

from __future__ import annotations

import re
from functools import lru_cache

_PAGE = re.compile(r"page:(\d+)")
_CHARACTER = re.compile(r"char:(\d+)")
_NUMBER = re.compile(r"\d+")
_LAST = 1 << 53
"""What has no place stands last."""

Place = tuple[int, int, tuple[int, ...]]


@lru_cache(maxsize=100_000)
def place(locator: str | None) -> Place:
    """Page, first character, and all numbers of the locator such as `table:1/row:42/col:2/char:10527-10535`."""
    if not locator:
        return (_LAST, _LAST, ())
    page, character = _PAGE.search(locator), _CHARACTER.search(locator)
    return (
        int(page.group(1)) if page else 0,
        int(character.group(1)) if character else _LAST,
        tuple(int(number) for number in _NUMBER.findall(locator)),
    )
