"""Whether an answer is the page that was asked for, and if not, what it is: told by its content, never by its status.

Belongs here: the order of the questions and what an answer is held against. Does not belong here: the words by which
pages tell what they are (`answer_signs.csv`), kinds of files (`sniffing`), fetching, storing.

Order matters: a wall or a login page is told as such before anything is said of its size, and only what is a page of
its own is held against the last one.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlsplit

from scrapers.accepted import gone_mark
from scrapers.archive.look import Look, Outcome
from scrapers.crawl.answer_signs import is_named_after, sign_told
from scrapers.crawl.exchange import Answer
from scrapers.crawl.page import Link
from scrapers.crawl.plan import CrawlPlan
from scrapers.crawl.short_text import text_fault
from scrapers.crawl.shown_text import ShownText
from scrapers.crawl.sniffing import (
    UNKNOWN,
    family_asked,
    family_declared,
    family_of,
    is_cut_file,
    is_office_page,
    sniffed,
)
from scrapers.crawl.task import address_of
from scrapers.losses import LEAST_KEPT

LEAST_COMPARED = 400
"""Characters of prose below which a page is too short to have lost a quarter."""
SHORTEST_PAGE = 25
"""Characters of text; a page with fewer, and nothing that leads on, is none."""
NOINDEX_BYTES = 5_000
"""thuvienphapluat.vn answers a wrong address with 200 and some 3 kB that ask not to be indexed."""
NOINDEX_PROSE = 1_200
WALL_BYTES = 8_000
WALL_TEXT = 200

_WITH_PAGE = (HTTPStatus.OK, HTTPStatus.NON_AUTHORITATIVE_INFORMATION, HTTPStatus.NO_CONTENT)
_GONE = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)
_LIST_FAMILIES = ("page", "feed", "data", "text", "archive", "sheet")
_UNSURE = (UNKNOWN, "application/force-download", "application/download", "binary/octet-stream")
_NOINDEX = re.compile(
    r"""<meta\b[^<>]{0,80}\brobots\b[^<>]{0,80}\bnoindex\b|<meta\b[^<>]{0,80}\bnoindex\b[^<>]{0,80}\brobots\b"""
)
_RELOADS = re.compile(
    r"location\s*\.\s*(?:reload|href|replace|assign)|(?:window|document|self|top)\s*\.\s*location\s*="
)
_LEADS_ON = re.compile(
    r"""<(?:a|iframe|embed|object|frame|area)\b[^<>]*\b(?:href|src|data)\s*=\s*["']?(?!#|javascript:)[^\s"'>#]"""
)
_SENDS_ON = re.compile(r"""<meta\b[^<>]{0,80}\bhttp-equiv\s*=\s*["']?refresh["']?[^<>]{0,80}\burl\s*=""")
_PASSWORD = re.compile(r"""<input\b[^<>]*\btype\s*=\s*["']?password|\bname\s*=\s*["']?samlrequest""")
_HOME = re.compile(
    r"/?|/(?:index|default|home|trang-?chu|main|vi|en|pages/(?:home|default|trang-?chu))(?:\.\w{2,5})?/?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Judgement:
    """`outcome` is None for a page to accept, else `reason` is one sentence; `media_type` is what was sniffed."""

    outcome: Outcome | None
    reason: str | None
    media_type: str


def judge(
    answer: Answer,
    link: Link,
    plan: CrawlPlan,
    before: Look | None = None,
    read: Callable[[str], bytes] | None = None,
    accepted: Collection[tuple[str, str]] = (),
) -> Judgement:
    """What came of asking for a link.

    Args:
        answer: the last one, of whatever status; its redirects are followed.
        before: the last accepted look at the address.
        read: gives the bytes of a capture; without it a page is only held against `before` by what the look tells.
        accepted: captures that an operator has accepted of an address, whatever is thought of them here.
    """
    media_type = sniffed(answer.data) if answer.data else UNKNOWN
    if was_accepted(answer, link, accepted):
        return Judgement(None, None, media_type)
    shown = ShownText(answer.data) if family_of(media_type) == "page" else None
    gone_as_told = before is not None and (address_of(link), gone_mark(before.capture_id or "")) in accepted
    there = None if gone_as_told and answer.status in _GONE else before
    fault = _fault(answer, link, plan, there, media_type, shown)
    if fault is None and before is not None and link.page_kind != "list":
        fault = _against(before, read, answer, media_type, shown)
    outcome, reason = fault or (None, None)
    return Judgement(outcome, reason, media_type)


def was_accepted(answer: Answer, link: Link, accepted: Collection[tuple[str, str]]) -> bool:
    """Whether an operator has accepted these bytes of this address; those of others tell nothing of it."""
    if not accepted or answer.status not in _WITH_PAGE:
        return False
    return (address_of(link), hashlib.sha256(answer.data).hexdigest()) in accepted


Fault = tuple[Outcome, str]


def _fault(
    answer: Answer, link: Link, plan: CrawlPlan, before: Look | None, media_type: str, shown: ShownText | None
) -> Fault | None:
    """What an answer is in itself, if not the page."""
    if answer.status not in _WITH_PAGE:
        return _unserved(answer, link, before, shown)
    if not answer.data.strip(b" \t\r\n\0\xef\xbb\xbf"):
        return "empty", f"{answer.url} answered {answer.status} with nothing in it."
    if (lacking := _lacking(answer)) > 0:
        return "truncated", f"{answer.url} broke off {lacking:,} bytes before its end."
    if shown is not None:
        return (
            _wall(answer, shown) or _not_a_file(answer, link, media_type, shown) or _no_page(answer, link, plan, shown)
        )
    if is_cut_file(answer.data, media_type):
        return "truncated", f"{answer.url} has no end as files of its kind ({media_type}) have."
    return (
        _not_a_file(answer, link, media_type, None)
        or _no_list(answer, link, media_type)
        or text_fault(answer, link, media_type)
    )


def _unserved(answer: Answer, link: Link, before: Look | None, shown: ShownText | None) -> Fault:
    if shown is not None and (told := _wall(answer, shown) or _login(answer, link, shown)):
        return told
    if answer.status in _GONE and before is not None and link.page_kind != "list":
        day = before.looked_at[:10]
        return "suspect", f"{answer.url} answered {answer.status} where a document was on {day}: it is gone or moved."
    return "failed", f"{link.url} was not fetched: the server answered {answer.status}."


def _lacking(answer: Answer) -> int:
    """Bytes that the answer promised and did not hold; of a coded one the length says nothing."""
    promised = (answer.header("Content-Length") or "").strip()
    if (answer.header("Content-Encoding") or "identity").strip().lower() != "identity" or not promised.isdecimal():
        return 0
    return int(promised[:15]) - len(answer.data)


def _wall(answer: Answer, shown: ShownText) -> Fault | None:
    """A page that only wants a cookie or a click before it shows the real one."""
    told = sign_told(shown, "cookie_wall")
    sets = "document.cookie" in shown.markup and len(answer.data) <= WALL_BYTES and _RELOADS.search(shown.markup)
    if told is None and not (sets and len(" ".join(shown.lines)) <= WALL_TEXT):
        return None
    return "cookie_wall", f"{answer.url} answered with a wall that wants a cookie or a click before it shows the page."


def _not_a_file(answer: Answer, link: Link, media_type: str, shown: ShownText | None) -> Fault | None:
    """Text or a page where a file was promised by the link's kind, the address or the headers."""
    found = family_of(media_type)
    if found not in ("page", "text", "data", "feed", "unknown"):
        return None
    by_name = family_asked(urlsplit(link.url).path)
    asked = by_name or family_declared(answer.header("Content-Type") or "")
    if found == "page" and asked in ("word", "sheet") and is_office_page(answer.data):
        return None
    if asked is None and not (link.page_kind == "attachment" and found == "page"):
        return None
    if asked == "sheet" and found == "text" and by_name is None:
        return None
    what = "a page" if shown is None or not shown.title else f"the page “{shown.title[:80]}”"
    came = what if found == "page" else media_type
    return "wrong_type", f"{link.url} should be a file ({asked or 'an attachment'}) and gave {came}."


def _no_list(answer: Answer, link: Link, media_type: str) -> Fault | None:
    if link.page_kind == "list" and family_of(media_type) not in _LIST_FAMILIES:
        return "wrong_type", f"{answer.url} should be a list of links and is {media_type}."
    return None


def _no_page(answer: Answer, link: Link, plan: CrawlPlan, shown: ShownText) -> Fault | None:
    """An HTML page that is a login form, an error, cut or as good as empty."""
    return (
        _login(answer, link, shown)
        or _soft_404(answer, link, shown)
        or _cut_page(answer, shown)
        or _stub(answer, link, plan, shown)
    )


def _login(answer: Answer, link: Link, shown: ShownText) -> Fault | None:
    led = _led_elsewhere(answer, link, "login")
    if not led and not (_asks_password(shown) and sign_told(shown, "login")):
        return None
    return "login", f"{link.url} gave a login form instead of the page."


def _asks_password(shown: ShownText) -> bool:
    return ("password" in shown.markup or "samlrequest" in shown.markup) and bool(_PASSWORD.search(shown.markup))


def _soft_404(answer: Answer, link: Link, shown: ShownText) -> Fault | None:
    told = sign_told(shown, "soft_404")
    if told is not None:
        return "soft_404", f"{link.url} answered {answer.status} but says “{told[:80]}”."
    if _led_elsewhere(answer, link, "soft_404"):
        return "soft_404", f"{link.url} was sent to the error page {answer.url}."
    if answer.url != link.url and _is_home(answer.url) and not _is_home(link.url):
        return "soft_404", f"{link.url} was sent to the home page {answer.url}."
    return None


def _cut_page(answer: Answer, shown: ShownText) -> Fault | None:
    if shown.cut_within is None:
        return None
    return "truncated", f"{answer.url} ends within {shown.cut_within}, before the page's end."


def _stub(answer: Answer, link: Link, plan: CrawlPlan, shown: ShownText) -> Fault | None:
    told = sign_told(shown, "stub")
    if told is not None:
        return "stub", f"{link.url} gave an error page instead of the page: “{told[:80]}”."
    size = len(answer.data)
    if size <= WALL_BYTES and not _LEADS_ON.search(shown.markup) and sum(map(len, shown.lines)) < SHORTEST_PAGE:
        what = "only sends the browser on" if _SENDS_ON.search(shown.markup) else "shows no text: it may need a browser"
        return "stub", f"{answer.url} {what}."
    if link.page_kind == "list":
        return None
    if size < plan.stub_bytes:
        return "stub", f"{answer.url} has {size:,} bytes where a document has {plan.stub_bytes:,} at least."
    if size <= NOINDEX_BYTES and shown.prose <= NOINDEX_PROSE and _NOINDEX.search(shown.markup):
        return "stub", f"{answer.url} has {size:,} bytes and asks not to be indexed, as error pages do."
    return None


def _against(
    before: Look, read: Callable[[str], bytes] | None, answer: Answer, media_type: str, shown: ShownText | None
) -> Fault | None:
    """What is suspect in a page against the last accepted one."""
    if before.capture_id is None or before.capture_id == hashlib.sha256(answer.data).hexdigest():
        return None
    earlier = read(before.capture_id) if read is not None else b""
    type_then = sniffed(earlier) if earlier else before.media_type
    if type_then is None or type_then in _UNSURE:
        return None
    day = before.looked_at[:10]
    if family_of(type_then) != family_of(media_type):
        return "suspect", f"{answer.url} is {media_type} and was {type_then} on {day}."
    if shown is None:
        then, now, unit = before.bytes or 0, len(answer.data), "bytes"
    else:
        then, now, unit = ShownText(earlier).prose if earlier else 0, shown.prose, "characters of text"
    if then >= LEAST_COMPARED and now < LEAST_KEPT * then:
        return "suspect", f"{answer.url} has {now:,} {unit} and had {then:,} on {day}."
    return None


def _led_elsewhere(answer: Answer, link: Link, outcome: Outcome) -> bool:
    """Whether a redirect led to an address that is named after the outcome."""
    if answer.url == link.url:
        return False
    return is_named_after(_place(answer.url), outcome) and not is_named_after(_place(link.url), outcome)


def _place(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}".lower()


def _is_home(url: str) -> bool:
    parts = urlsplit(url)
    return not parts.query and _HOME.fullmatch(parts.path) is not None
