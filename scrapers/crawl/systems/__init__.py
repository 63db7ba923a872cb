"""Finding the links of a page that a source's plan wants followed, by the content system that made the page.

Belongs here: a module for each content system, and `links_of`, which chooses among them. Does not belong here:
fetching, judging or reading pages; all of this is pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice

from scrapers.crawl.page import Link, Page
from scrapers.crawl.plan import CrawlPlan, System
from scrapers.crawl.systems import aspnet, dotnetnuke, drupal, feed, liferay, nukeviet, plain, sharepoint, sitemap
from scrapers.crawl.systems.choosing import Choice, choice_of
from scrapers.crawl.systems.habits import Habits
from scrapers.crawl.systems.markup import Anchor, Markup, markup_of
from scrapers.crawl.systems.paging import Pager, pager_of
from scrapers.crawl.systems.xml import MAX_ENTRIES, kind_of, unpacked

_HABITS: dict[System, Habits] = {
    "plain": plain.HABITS,
    "nukeviet": nukeviet.HABITS,
    "drupal": drupal.HABITS,
    "liferay": liferay.HABITS,
    "sharepoint": sharepoint.HABITS,
    "dotnetnuke": dotnetnuke.HABITS,
    "aspnet": aspnet.HABITS,
}


def links_of(plan: CrawlPlan, system: System, page: Page) -> tuple[Link, ...]:
    """The links of a page that are followed, in its order, none twice; pages that are no text have none.

    A list leads to documents, further lists, its own next page and, where they are about the subject, to files; a
    document to its files. XML is told by its root, so that a sitemap's pages and a site's feeds need no word of it.
    """
    if page.page_kind == "attachment" or not page.data:
        return ()
    habits = _HABITS.get(system) or _HABITS.get(plan.system) or plain.HABITS
    choice = choice_of(plan, habits)
    if page.page_kind == "list" and (data := unpacked(page.data)) is not None:
        kind = kind_of(data)
        if kind == "sitemap":
            return _once(sitemap.links(page, data, choice), MAX_ENTRIES)
        if kind == "feed":
            return _once(feed.links(page, data, choice), MAX_ENTRIES)
        if system == "sitemap" and data.lstrip()[:4] == b"http":
            return _once(sitemap.links_of_text(page, data, choice), MAX_ENTRIES)
    markup = markup_of(page.url, page.data)
    if markup is None:
        return ()
    return _once(_links_in(markup, page, plan, habits, choice), MAX_ENTRIES)


def _links_in(markup: Markup, page: Page, plan: CrawlPlan, habits: Habits, choice: Choice) -> Iterator[Link]:
    is_list = page.page_kind == "list"
    anchors: dict[str, list[Anchor]] = {}
    for anchor in markup.anchors(None if is_list else choice.is_file):
        anchors.setdefault(anchor.url, []).append(anchor)
    admitted = {url: to for url in anchors if (to := choice.admitted(url)) is not None and to != markup.url}
    pager = pager_of(markup.url, admitted.values(), habits) if is_list else Pager((), frozenset())
    turning = set(pager.following)
    if is_list:
        turning.update(to for to in admitted.values() if choice.turns_page(to))
    if is_list and not turning:
        marked = (choice.admitted(url) for url in markup.next_marked())
        turning.update(to for to in marked if to is not None and to != markup.url and to not in pager.others)
    for url, to in admitted.items():
        if to in turning or to in pager.others:
            continue
        kind = choice.kind_of(to, page.page_kind, partial(_words, markup, anchors[url]))
        if kind is not None:
            yield Link(to, kind)
    for url in markup.framed():
        framed = choice.admitted(url)
        if framed is not None and choice.is_file(framed):
            yield Link(framed, "attachment")
    yield from (Link(to, "list", pages_on=True) for to in sorted(turning))
    if is_list and habits.forms is not None:
        yield from (form for form in habits.forms(markup, plan.paging.controls) if choice.admitted(form.url))


def _words(markup: Markup, anchors: list[Anchor]) -> str:
    """What is written on all links to an address, and beside them."""
    some = anchors[:5]
    return " ".join([*map(markup.words_on, some), *map(markup.words_beside, some)])


def _once(links: Iterable[Link], most: int) -> tuple[Link, ...]:
    kept: dict[tuple[str, str | None], Link] = {}
    for link in islice(links, most):
        kept.setdefault((link.url, link.form.name if link.form else None), link)
    return tuple(kept.values())
