"""Whether an answer of text or JSON is the document that was asked for, or an error that came in its place.

Belongs here: short answers without markup; long ones are what they are. Does not belong here: pages (`judging`), the
words of errors (`answer_signs.csv`).
"""

from __future__ import annotations

import html
import json

from scrapers.archive.look import Outcome
from scrapers.crawl.answer_signs import sign_told
from scrapers.crawl.exchange import Answer
from scrapers.crawl.page import Link
from scrapers.crawl.shown_text import ShownText
from scrapers.crawl.sniffing import JSON, family_of

_LONGEST = 8_000
"""Bytes from which an answer is no error message."""
_SHORTEST = 25
"""Characters of text; a page with fewer is none. A file may hold as little."""
_JSON_ERRORS = ("error", "errors", "Error", "exception")
_JSON_CODES = ("status", "statusCode", "code")
_ERROR_CODES = range(400, 600)
_OUTCOMES: tuple[Outcome, ...] = ("soft_404", "stub")


def text_fault(answer: Answer, link: Link, media_type: str) -> tuple[Outcome, str] | None:
    """What is wrong with an answer of text or JSON, and a sentence on it; None for all other kinds."""
    if family_of(media_type) not in ("text", "data") or len(answer.data) > _LONGEST:
        return None
    text = answer.data.decode("utf-8", "replace").strip()
    if media_type == JSON:
        told = _error_in_json(text)
        return ("stub", f"{link.url} gave an error instead of the page: “{told[:80]}”.") if told else None
    shown = _shown(text)
    for outcome in _OUTCOMES:
        if (told := sign_told(shown, outcome)) is not None:
            return outcome, f"{link.url} answered {answer.status} but says “{told[:80]}”."
    if len(text) < _SHORTEST and link.page_kind != "attachment" and "://" not in text:
        return "stub", f"{link.url} has {len(text)} characters of text, too few for a page."
    return None


def _shown(text: str) -> ShownText:
    """Text as the page that a browser would show: its first line is its heading."""
    first, *rest = (html.escape(line.strip()) for line in text.split("\n"))
    return ShownText("".join([f"<h1>{first}</h1>", *(f"<p>{line}</p>" for line in (first, *rest))]).encode())


def _error_in_json(text: str) -> str | None:
    """What a JSON answer says of the error that it is; None where it is none."""
    try:
        held = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(held, dict):
        return None
    code = next((held[name] for name in _JSON_CODES if isinstance(held.get(name), int)), 0)
    told = next((str(held[name]) for name in _JSON_ERRORS if held.get(name)), None)
    return told or (f"{code}" if code in _ERROR_CODES else None)
