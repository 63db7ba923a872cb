"""Pages handed over as text, one JSON object a line, to records: no archive, no network, one page held at a time.

Belongs here: what a line must be, and a page to its records. Does not belong here: the printed form of records
(`cchc.record_form`), files and options (`cchc.read_command`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from scrapers.documents.decoding import MAX_BYTES
from scrapers.documents.plain import document_of_text
from scrapers.identity import origin_of_text
from scrapers.readers.origin import Origin
from scrapers.readers.reading import AnyRecord, read_document
from scrapers.unreadable import unreadable

_SHAPE = '{"url": "https://...", "title": "...", "text": "..."}'


class BatchError(ValueError):
    """A line that is no page; the message says what is wrong with it and what a line must be."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of which the text is at hand. `title` is what the page is called: it is no part of `text`."""

    text: str
    url: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class ReadPage:
    """The records of a page; `failure` tells what went wrong in a reader, None where nothing did."""

    records: Sequence[AnyRecord]
    failure: str | None = None


def read_pages(lines: Iterable[bytes]) -> Iterator[ReadPage]:
    """The records of each line's page, in order.

    Raises:
        BatchError: a line is no page; its number is in the message, and the pages before it have been given.
    """
    for number, line in enumerate(lines, start=1):
        yield read_page(page_of_line(line, number))


def page_of_line(line: bytes, number: int) -> Page:
    """The page that a line holds; fields other than url, title and text are left alone.

    Raises:
        BatchError: the line holds none.
    """
    content = _content(line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line, f"line {number}")
    if not isinstance(content.get("text"), str):
        raise BatchError(f"line {number} has no `text`: each line must be an object such as {_SHAPE}.")
    for field in ("url", "title"):
        if not isinstance(content.get(field), str | None):
            raise BatchError(f"line {number}: `{field}` is not text: each line must be an object such as {_SHAPE}.")
    url = content.get("url")
    if url and not _is_address(url):
        raise BatchError(f"line {number}: `url` {url[:80]!r} is not an address: mend it or leave it out.")
    return Page(content["text"], url or None, content.get("title") or None)


def read_page(page: Page) -> ReadPage:
    """Everything that the readers find in a page; places count the characters of its text."""
    origin = origin_of_text(page.text, page.url)
    if not page.text.strip():
        return ReadPage(unreadable(origin, "a text", f"{origin.name} has no text: there is nothing to read."))
    try:
        return ReadPage(read_document(document_of_text(page.text, page.title), origin))
    except Exception as error:  # one page that breaks a reader must not cost the pages behind it
        return _broken(origin, f"{type(error).__name__}: {(str(error).splitlines() or [''])[0]}")


def _broken(origin: Origin, failure: str) -> ReadPage:
    message = f"A reader broke off on {origin.name} ({failure}): nothing of it was read."
    return ReadPage(unreadable(origin, "a text that can be read", message), failure)


def _content(line: bytes, where: str) -> dict[str, Any]:
    if len(line) > MAX_BYTES:
        raise BatchError(f"{where} has more than the {MAX_BYTES:,} bytes that are read: split its page.")
    if not line.strip():
        raise BatchError(f"{where} is empty: each line must be an object such as {_SHAPE}.")
    try:
        content = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise BatchError(f"{where} is not UTF-8 text (byte {error.start + 1}): save the file as UTF-8.") from None
    except json.JSONDecodeError as error:
        raise BatchError(f"{where} is not JSON ({error.msg}, column {error.colno}): write {_SHAPE}.") from None
    except (ValueError, RecursionError):
        raise BatchError(f"{where} is JSON of numbers too long or nested too deep to be a page: {_SHAPE}.") from None
    if not isinstance(content, dict):
        raise BatchError(f"{where} is not an object: each line must be one such as {_SHAPE}.")
    return content


def _is_address(url: str) -> bool:
    try:
        urlsplit(url)
    except ValueError:
        return False
    return True
