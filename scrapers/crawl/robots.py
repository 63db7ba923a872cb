"""What an origin's robots.txt permits.

Belongs here: RFC 9309 as we take it: no file (404, 410) permits everything; a file that cannot be read permits
nothing, which is stricter than the RFC where a server answers 401, 403, a web page or what holds no rule, or redirects
too often.
Does not belong here: fetching it, which takes the host's turn like any page (`turns`); keeping its Crawl-delay
(`manners`).
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlsplit

from protego import Protego

from scrapers.crawl.address import settled
from scrapers.crawl.exchange import Answer
from scrapers.crawl.limits import ROBOT_NAME, FetchError

MAX_HOPS = 5
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FIELD = re.compile(
    r"\s*(?:user[- ]?agent|disallow|allow|sitemap|crawl-?delay|request-rate|visit-time|host|clean-param|noindex)\s*:",
    re.IGNORECASE,
)
_NONE = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)


@dataclass(frozen=True, slots=True)
class Rules:
    """What an origin permits: everything where `parsed` is None, nothing where `fault` says why."""

    parsed: Protego | None = None
    fault: str | None = None

    def refusal(self, url: str) -> str | None:
        """The sentence that tells why an address may not be asked for; None where it may."""
        if self.fault is not None:
            return f"{url} was not fetched: robots.txt cannot be read and so permits nothing. {self.fault}"
        if self.parsed is None or self.parsed.can_fetch(url, ROBOT_NAME):
            return None
        return f"{url} was not fetched: the robots.txt of {urlsplit(url).hostname} does not permit it."

    @property
    def crawl_delay(self) -> float:
        """Seconds that the origin wants between two requests, 0 if it does not say."""
        said = float((self.parsed and self.parsed.crawl_delay(ROBOT_NAME)) or 0)
        return said if said > 0 else 0.0  # nan is none


def origin_of(url: str) -> str:
    """Scheme, host and port: what one robots.txt speaks for."""
    parts = urlsplit(settled(url))
    return f"{parts.scheme}://{parts.netloc}"


def rules_of(answer: Answer | FetchError) -> Rules:
    """The rules that asking for robots.txt led to."""
    if isinstance(answer, FetchError):
        return Rules(fault=str(answer))
    if answer.status in _NONE:
        return Rules()
    if answer.status != HTTPStatus.OK:
        return Rules(fault=f"{answer.url} was answered with {answer.status}.")
    text = _text_of(answer.data)
    if text is None or "\0" in text:
        return Rules(fault=f"{answer.url} is no text.")
    if text.startswith("<"):
        return Rules(fault=f"{answer.url} is a web page.")
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    if lines and not any(_FIELD.match(line) for line in lines):
        return Rules(fault=f"{answer.url} holds no rule.")
    return Rules(parsed=Protego.parse(text) if lines else None)


def _text_of(data: bytes) -> str | None:
    """The text of the file, without byte order marks; None where its bytes are none."""
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding).lstrip("\ufeff \t\r\n")
    except UnicodeDecodeError:
        return None
