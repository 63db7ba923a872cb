"""Which links of a page are followed, and as what: the source's plan, applied to canonical addresses.

Belongs here: hosts, look-ups, patterns, words, days. Does not belong here: what systems' addresses look like
(`habits`), finding links in a page (`markup`, `sitemap`, `feed`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from urllib.parse import unquote

from scrapers.crawl.address import host_within
from scrapers.crawl.page import PageKind
from scrapers.crawl.plan import CrawlPlan
from scrapers.crawl.systems.canonical import canonical, host_of
from scrapers.crawl.systems.habits import Habits

Patterns = tuple[re.Pattern[str], ...]
_PICTURES = "jpg|jpeg|png|gif|svg|webp|bmp|ico|css|js|mp3|mp4|avi|wmv|flv|apk|exe|swf|woff2?|ttf"
_NO_PAGE = re.compile(rf"\.(?:{_PICTURES})(?=[?/]|$)")
_NOT_WORD = re.compile(r"[^a-z0-9]+")


class Choice:
    """A plan made ready for many addresses of pages of one content system."""

    def __init__(self, plan: CrawlPlan, habits: Habits) -> None:
        self._hosts = plan.hosts
        self._within: dict[str, bool] = {}
        self._lookups = tuple((re.compile(each.match), each.replace) for each in plan.lookups)
        self._documents = _compiled(plan.documents)
        self._lists = _compiled(plan.lists)
        self._ignored = _compiled(plan.ignore)
        self._turns = _compiled(plan.paging.links)
        self._ending = re.compile(rf"\.(?:{'|'.join(plan.attachments)})(?=[?/&;]|$)") if plan.attachments else None
        self._habits = habits
        self._words, self._slugs = _about(plan.about)
        self._day = re.compile(plan.dates.in_address) if plan.dates.in_address else None
        self._since = plan.dates.since

    def admitted(self, url: str) -> str | None:
        """The address with the source's corrections, if it may be followed at all."""
        for match, replace in self._lookups:
            url = match.sub(replace, url)
        if self._lookups:
            corrected = canonical(url, url)
            if corrected is None:
                return None
            url = corrected
        host = host_of(url)
        within = self._within.get(host)
        if within is None:
            within = self._within[host] = host_within(host, self._hosts)
        if not within or _found(self._ignored, url):
            return None
        return url

    def kind_of(self, url: str, page_kind: PageKind, words: Callable[[], str]) -> PageKind | None:
        """What an admitted address is followed as from a page of that kind; `words` are looked at where needed."""
        if self.is_file(url):
            return "attachment" if page_kind != "list" or self._is_about(url, words) else None
        if page_kind != "list":
            return None
        is_document, is_list = _found(self._documents, url), _found(self._lists, url)
        if not (is_document or is_list) or self._shows_no_page(url.lower()):
            return None
        if is_document and not self.is_old(url) and self._is_about(url, words):
            return "document"
        return "list" if is_list else None

    def is_file(self, url: str) -> bool:
        """Whether an address leads to a file of a kind that the source's plan wants."""
        if self._ending is None:
            return False
        url = url.lower()
        if self._ending.search(url) is not None:
            return True
        by_path = self._habits.file_paths
        is_named = by_path is not None and by_path.search(url) is not None
        if not is_named and ("?" not in url or self._habits.files.search(url) is None):
            return False
        return _NO_PAGE.search(url) is None

    def _shows_no_page(self, url: str) -> bool:
        return _NO_PAGE.search(url) is not None or self._habits.copies.search(url) is not None

    def turns_page(self, url: str) -> bool:
        """Whether the plan says that an address is a further page of a list."""
        return _found(self._turns, url)

    def is_old(self, url: str, changed: date | None = None) -> bool:
        """Whether a page was last changed, or by its address written, before the plan's first day."""
        if self._since is None:
            return False
        day = changed or (self._day_in(url) if self._day is not None else None)
        return day is not None and day < self._since

    def _day_in(self, url: str) -> date | None:
        found = self._day.search(url) if self._day is not None else None
        if found is None:
            return None
        told = found.groupdict()
        try:  # a pattern may find what is no number; and of a month or year its last day counts: it may have been then
            year = int(told["year"])
            if told.get("month") is None:
                return date(year, 12, 31)
            return date(year, int(told["month"]), int(told.get("day") or 28))
        except (ValueError, TypeError):
            return None

    def _is_about(self, url: str, words: Callable[[], str]) -> bool:
        if self._words is None or self._slugs is None:
            return True
        return self._slugs.search(_slug(url)) is not None or self._words.search(words()) is not None


@lru_cache(maxsize=512)
def choice_of(plan: CrawlPlan, habits: Habits) -> Choice:
    """The choice of a plan for a system, made once."""
    return Choice(plan, habits)


def _compiled(patterns: tuple[str, ...]) -> Patterns:
    return tuple(re.compile(pattern) for pattern in patterns)


def _found(patterns: Patterns, url: str) -> bool:
    for pattern in patterns:  # noqa: SIM110 any() takes three times as long, and this is asked of each link
        if pattern.search(url):
            return True
    return False


def _about(words: tuple[str, ...]) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    """Patterns of words as they are written, and as addresses write them: `cải cách` and `cai-cach`."""
    if not words:
        return None, None
    written = "|".join(re.escape(" ".join(unicodedata.normalize("NFC", word).casefold().split())) for word in words)
    slugs = "|".join(re.escape(_without_marks(word)) for word in words)
    return re.compile(rf"(?<!\w)(?:{written})(?!\w)"), re.compile(rf"(?:^|-)(?:{slugs})(?:-|$)")


def _slug(url: str) -> str:
    """The address behind its host as words between hyphens, without diacritics."""
    tail = url.split("/", 3)[3]
    return _without_marks(unquote(tail) if "%" in tail else tail)


def _without_marks(text: str) -> str:
    text = text.lower()
    if not text.isascii():
        text = unicodedata.normalize("NFD", text.replace("đ", "d"))
        text = "".join(char for char in text if not unicodedata.combining(char))
    return _NOT_WORD.sub("-", text).strip("-")
