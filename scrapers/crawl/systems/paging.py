"""The next page of a list, by the addresses that a page links.

Belongs here: telling further pages of the same list from other addresses, and the next one from all of them. Does not
belong here: postback (`postback`).

Only the next page is taken: pagers also link the last one, and a list is followed only while its pages bring news.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from scrapers.crawl.systems.habits import Habits, Numbered

Place = tuple[str, str, tuple[int, ...]]
"""A list, the parameter that counts its pages, and a page's number."""


@dataclass(frozen=True, slots=True)
class Pager:
    """The next pages of the lists that a page shows, and all other pages of these lists, which are no documents."""

    following: tuple[str, ...]
    others: frozenset[str]


def pager_of(own: str, urls: Iterable[str], habits: Habits) -> Pager:
    """The pager of a page of address `own` among the addresses that it links."""
    best: dict[tuple[int, str, str], tuple[tuple[int, ...], str]] = {}
    turns: list[str] = []
    others: set[str] = set()
    here = [_Here(own.lower(), numbered) for numbered in habits.numbered]
    for url in urls:
        small = url.lower()
        if habits.turns is not None and habits.turns.search(small):
            turns.append(url)
            continue
        for at, present in enumerate(here):
            place = _place(small, present.numbered)
            if place is None:
                if present.is_first_page(small):
                    others.add(url)
                continue
            stem, counter, number = place
            if stem != present.stem:
                continue
            others.add(url)
            known = best.get((at, stem, counter))
            if number > present.number_by(counter) and (known is None or number < known[0]):
                best[at, stem, counter] = (number, url)
            break
    following = tuple(dict.fromkeys([*turns, *(url for _, url in best.values())]))
    return Pager(following, frozenset(others.difference(following)))


class _Here:
    """Where a page stands in its lists, by one way of numbering pages."""

    def __init__(self, own: str, numbered: Numbered) -> None:
        self.numbered = numbered
        place = _place(own, numbered)
        self.stem = _stem(own, whole_query=numbered.whole_query) if place is None else place[0]
        self._counter = None if place is None else place[1]
        self._number = (numbered.first,) if place is None else place[2]

    def number_by(self, counter: str) -> tuple[int, ...]:
        """The page's number by a counter: it is the first page of lists that another counter counts."""
        return self._number if counter == self._counter else (self.numbered.first,)

    def is_first_page(self, url: str) -> bool:
        """Whether an address without number is that of the list's first page."""
        return self._counter is not None and _stem(url, whole_query=False) == self.stem


def _place(url: str, numbered: Numbered) -> Place | None:
    found = numbered.pattern.search(url)
    if found is None:
        return None
    number = tuple(int(part) for part in found["n"].replace("%2c", ",").split(","))
    stem = _stem(url[: found.start()] + url[found.end() :], whole_query=numbered.whole_query)
    return stem, url[found.start() : found.start("n")], number


def _stem(url: str, *, whole_query: bool) -> str:
    """What addresses of one list have in common."""
    if whole_query:
        url = url.partition("?")[0]
    url = url.replace("?&", "?").replace("&&", "&").rstrip("?&")
    return url.rstrip("/-").removesuffix("/index.html")
