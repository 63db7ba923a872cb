"""Fetching a page with manners: permission, a pause between requests, few redirects, one retry.

Belongs here: the order of these. Does not belong here: one exchange (`exchange`), rules (`robots`), what is done
with the page (`visit`). Clock and sleep are passed in.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from urllib.parse import urlsplit

from scrapers.crawl.address import check_address
from scrapers.crawl.exchange import Answer, Exchange
from scrapers.crawl.limits import FetchError, Limits, PassingFetchError
from scrapers.crawl.robots import Robots

_USUAL = Limits()
_USABLE = (HTTPStatus.OK, HTTPStatus.NON_AUTHORITATIVE_INFORMATION)
_PASSING = (HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS)


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave with a page so that it can say later that the page has not changed."""

    etag: str | None = None
    last_modified: str | None = None

    def headers(self) -> dict[str, str]:
        """The headers of a conditional request; none where nothing is known."""
        known = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in known.items() if value}


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page: the address asked for, the one that answered, and the body without transport encodings."""

    url: str
    final_url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    data: bytes

    @property
    def not_modified(self) -> bool:
        """Whether the server said that the page is as it was; there is no body then."""
        return self.status == HTTPStatus.NOT_MODIFIED


class Fetcher:
    """Fetches pages one after the other; remembers robots.txt and the last request to each host for a run."""

    def __init__(
        self,
        limits: Limits = _USUAL,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._limits = limits
        self._clock = clock
        self._sleep = sleep
        self._exchange = Exchange(limits)
        self._robots = Robots(self._read_robots)
        self._last_request: dict[str, float] = {}

    def fetch(self, url: str, validators: Validators = Validators()) -> Fetched:
        """The page at `url`, or the word that it is unchanged where `validators` are given.

        Raises:
            FetchError: one sentence on why there is no page.
        """
        conditions = validators.headers()
        answer = self._retrying(lambda: self._follow(url, conditions, self._limits.max_bytes, self._await_page_turn))
        unchanged = bool(conditions) and answer.status == HTTPStatus.NOT_MODIFIED
        if answer.status not in _USABLE and not unchanged:
            raise FetchError(f"{url} was not fetched: the server answered {answer.status}.", answer.status)
        return Fetched(url, answer.url, answer.status, answer.headers, answer.data)

    def _read_robots(self, url: str) -> Answer:
        return self._retrying(lambda: self._follow(url, {}, self._limits.max_robots_bytes, self._await_robots_turn))

    def _retrying(self, attempt: Callable[[], Answer]) -> Answer:
        try:
            return attempt()
        except PassingFetchError as error:
            wait = max(self._limits.backoff_seconds, error.retry_after or 0)
            if wait > self._limits.max_wait_seconds:
                raise FetchError(f"{error} It asks to come back in {wait:g} seconds.", error.http_status) from None
        self._sleep(wait)
        return attempt()

    def _follow(self, url: str, headers: dict[str, str], max_bytes: int, await_turn: Callable[[str], None]) -> Answer:
        here = url
        for _ in range(self._limits.max_redirects + 1):
            check_address(here)
            await_turn(here)
            answer = self._exchange.ask(here, headers, max_bytes)
            if answer.location is None:
                return _settled(answer)
            here = answer.location
        raise FetchError(f"{url} was not fetched: it redirects more than {self._limits.max_redirects} times.")

    def _await_page_turn(self, url: str) -> None:
        wanted = self._robots.permit(url)
        if wanted > self._limits.max_wait_seconds:
            raise FetchError(f"{url} was not fetched: its robots.txt asks for {wanted:g} seconds between requests.")
        self._await_turn(url, max(wanted, self._limits.delay_seconds))

    def _await_robots_turn(self, url: str) -> None:
        self._await_turn(url, self._limits.delay_seconds)

    def _await_turn(self, url: str, delay: float) -> None:
        host = urlsplit(url).hostname or ""
        last = self._last_request.get(host)
        if last is not None and (rest := last + delay - self._clock()) > 0:
            self._sleep(rest)
        self._last_request[host] = self._clock()


def _settled(answer: Answer) -> Answer:
    if answer.status in _PASSING or answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        message = f"{answer.url} was not fetched: the server answered {answer.status}."
        raise PassingFetchError(message, answer.status, _retry_after(answer))
    return answer


def _retry_after(answer: Answer) -> float | None:
    """Seconds that the server asks to wait; a date is measured against the server's own clock."""
    text = (answer.header("Retry-After") or "").strip()
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        wait = parsedate_to_datetime(text) - parsedate_to_datetime(answer.header("Date") or "")
    except (ValueError, TypeError):
        return None
    return max(wait, timedelta()).total_seconds()
