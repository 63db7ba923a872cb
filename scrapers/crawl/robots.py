"""robots.txt, read once a host and run, and kept to.

Belongs here: RFC 9309 as we take it: no file (404, 410) permits everything; a file that cannot be read permits
nothing, which is stricter than the RFC where a server answers 401, 403 or a web page.
Does not belong here: fetching it.
"""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import urlsplit

from protego import Protego

from scrapers.crawl.exchange import Answer
from scrapers.crawl.limits import ROBOT_NAME, FetchError

_NONE = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)


class Robots:
    """What hosts permit. `read` fetches a robots.txt and raises `FetchError` if it cannot."""

    def __init__(self, read: Callable[[str], Answer]) -> None:
        self._read = read
        self._rules: dict[str, Protego | FetchError] = {}

    def permit(self, url: str) -> float:
        """The seconds that the host wants between two requests (0 if it does not say).

        Raises:
            FetchError: the host does not want this page fetched, or its robots.txt cannot be read.
        """
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._rules:
            self._rules[origin] = self._load(origin)
        rules = self._rules[origin]
        if isinstance(rules, FetchError):
            raise FetchError(f"{url} was not fetched: robots.txt cannot be read and so permits nothing. {rules}")
        if not rules.can_fetch(url, ROBOT_NAME):
            raise FetchError(f"{url} was not fetched: the robots.txt of {parts.hostname} does not permit it.")
        return float(rules.crawl_delay(ROBOT_NAME) or 0)

    def _load(self, origin: str) -> Protego | FetchError:
        try:
            answer = self._read(f"{origin}/robots.txt")
        except FetchError as error:
            return error
        if answer.status in _NONE:
            return Protego.parse("")
        if answer.status != HTTPStatus.OK:
            return FetchError(f"{answer.url} was answered with {answer.status}.")
        text = answer.data.decode("utf-8-sig", errors="replace")
        if text.lstrip().startswith("<"):
            return FetchError(f"{answer.url} is a web page.")
        return Protego.parse(text)
