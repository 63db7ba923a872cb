"""The next page of a list, by the addresses that a page links.

Belongs here: telling further pages of the same list from other addresses, and the next one from all of them. Does not
belong here: postback (`postback`).

Only the next page is taken: pagers also link the last one, and a list is followed only while its pages bring news.
"""

from __future__ import annotations

from collections.abc import Iterable

from scrapers.crawl.systems.habits import Habits, Numbered

Place = tuple[str, str, tuple[int, ...]]
"""A list, the parameter that counts its pages, and a page's number."""


def next_pages(own: str, urls: Iterable[str], habits: Habits) -> list[str]:
    """Of the addresses that a page of address `own` links, those that are the next page of a list that it shows."""
    following: dict[tuple[int, str, str], tuple[tuple[int, ...], str]] = {}
    turns: list[str] = []
    here = [_places(own, numbered) for numbered in habits.numbered]
    for url in urls:
        if habits.turns is not None and habits.turns.search(url.lower()) and url != own:
            turns.append(url)
            continue
        for at, numbered in enumerate(habits.numbered):
            place = _place(url, numbered)
            if place is None:
                continue
            stem, counter, number = place
            present = here[at].get((stem, counter), here[at].get((stem, "")))
            if present is None or number <= present:
                continue
            known = following.get((at, stem, counter))
            if known is None or number < known[0]:
                following[at, stem, counter] = (number, url)
            break
    return list(dict.fromkeys([*turns, *(url for _, url in following.values())]))


def _places(own: str, numbered: Numbered) -> dict[tuple[str, str], tuple[int, ...]]:
    """The number of the page of address `own`, by list and counter; that of an address without number is the first."""
    place = _place(own, numbered)
    if place is None:
        return {(_stem(own, numbered), ""): (numbered.first,)}
    return {(place[0], place[1]): place[2]}


def _place(url: str, numbered: Numbered) -> Place | None:
    url = url.lower()
    found = numbered.pattern.search(url)
    if found is None:
        return None
    number = tuple(int(part) for part in found["n"].replace("%2c", ",").split(","))
    counter = url[found.start() : found.start("n")]
    return _stem(url[: found.start()] + url[found.end() :], numbered), counter, number


def _stem(url: str, numbered: Numbered) -> str:
    """What addresses of one list have in common."""
    if numbered.whole_query:
        url = url.partition("?")[0]
    url = url.replace("?&", "?").replace("&&", "&").rstrip("?&")
    return url.rstrip("/-").removesuffix("/index.html").lower()
