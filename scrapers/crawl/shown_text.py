"""What a page shows, as far as judging it needs: its title, headings and lines, and how much prose it holds.

Belongs here: that, in time linear in the page's length, since every page that comes is looked at and none is trusted.
Does not belong here: the document that is read later (`scrapers.documents.html`), what follows from it (`judging`).
All text is lower-case NFC.
"""

from __future__ import annotations

import html
import re
import unicodedata
from functools import cached_property
from itertools import islice

from scrapers.documents.decoding import declared_charset, marked_encoding

MAX_JUDGED = 4_000_000
"""Bytes of a page that are looked at; a page that needs more to show that it is none is taken for one."""

_CODECS = {"windows-1258": "cp1258", "cp1258": "cp1258", "windows-1252": "cp1252", "iso-8859-1": "cp1252"}
_UNSHOWN = re.compile(r"<!--|<(script|style|noscript|template|svg)\b")
_TITLE = re.compile(r"<title[^<>]*>([^<]*)")
_TITLE_TAG = re.compile(r"<(/?)(title)\b")
_HEADING = re.compile(r"<h([123])\b[^<>]*>")
_LONGEST_HEADING = 1_000
"""Characters of a heading with its tags: its end is looked for no further."""
_MOST_HEADINGS = 200
_LONG_RUN = re.compile(r"<(?:p|div|td|br|li|span)\b[^<>]*>([^<]{100,})")
_INLINE = re.compile(r"</?(?:a|b|i|em|strong|span|font|u|small|sup|sub|label|o:p|mark|big)\b[^<>]*>")
_TAG = re.compile(r"</?[a-z!?][^<>]*>")
_LED_AROUND = re.compile(r"<(/?)(a|nav|select|button|textarea|title)\b")
"""Elements that lead around a site: a page that loses some of them has lost nothing."""


class ShownText:
    """An HTML page's text."""

    def __init__(self, data: bytes) -> None:
        self.markup = _lowered(data[:MAX_JUDGED])
        self._is_whole = len(data) <= MAX_JUDGED

    @cached_property
    def title(self) -> str:
        """The page's title, empty if it has none."""
        match = _TITLE.search(self._bare[0])
        return "" if match is None else _text(match[1])

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """Headings of the first three levels."""
        bare = self._bare[0]
        found = []
        for start in islice(_HEADING.finditer(bare), _MOST_HEADINGS):
            end = bare.find(f"</h{start[1]}", start.end(), start.end() + _LONGEST_HEADING)
            if end >= 0:
                found.append(_text(_TAG.sub(" ", bare[start.end() : end])))
        return tuple(found)

    @cached_property
    def words(self) -> str:
        """The markup with its entities as letters: of words only, since it is no markup any more."""
        return _unescaped(self.markup)

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """What stands on lines of their own."""
        broken = _TAG.sub("\n", _INLINE.sub("", _without(self._bare[0], _TITLE_TAG)))
        return tuple(" ".join(words) for line in _unescaped(broken).split("\n") if (words := line.split()))

    @cached_property
    def least_prose(self) -> int:
        """Characters of long paragraphs alone, which are quickly counted: there is no less prose than this."""
        return sum(len(run[1]) for run in _LONG_RUN.finditer(self._bare[0]))

    @cached_property
    def prose(self) -> int:
        """Characters of text outside links and lists to choose from."""
        return len(_text(_TAG.sub(" ", _without(self._bare[0], _LED_AROUND))))

    @property
    def cut_within(self) -> str | None:
        """The element, comment or tag in which the page ends although it ought to have been closed; None if in none."""
        bare, unclosed = self._bare
        if not self._is_whole or "</html" in bare or "</body" in bare:
            return None
        if unclosed is not None:
            return unclosed
        start = bare.rfind("<")
        if start > bare.rfind(">") and re.match(r"</?[a-z]|<!|<$", bare[start:]):
            return "a tag"
        if "<html" not in bare and "<body" not in bare:
            return None
        if not bare.rstrip().endswith(">"):
            return "its text"
        return next((name for name in ("div", "table") if bare.count(f"<{name}") > bare.count(f"</{name}")), None)

    @cached_property
    def _bare(self) -> tuple[str, str | None]:
        """The markup without what is not shown, and what of that is not closed."""
        parts = []
        at = 0
        while (start := _UNSHOWN.search(self.markup, at)) is not None:
            parts.append(self.markup[at : start.start()])
            name = start[1]
            end = self.markup.find("-->" if name is None else f"</{name}", start.end())
            if end < 0:
                return "".join(parts), "a comment" if name is None else name
            at = self.markup.find(">", end)
            if at < 0:
                return "".join(parts), "a tag"
            at += 1
        return "".join(parts) + self.markup[at:], None


def _without(markup: str, tags: re.Pattern[str]) -> str:
    """The markup without these elements; of nested ones of a name the inner goes, one that is never closed stays."""
    parts = []
    at = 0
    open_at: dict[str, int] = {}
    for tag in tags.finditer(markup):
        if not tag[1]:
            open_at[tag[2]] = tag.start()
        elif (start := open_at.pop(tag[2], -1)) >= at:
            parts.append(markup[at:start])
            at = tag.start()
    return "".join(parts) + markup[at:]


def _text(markup: str) -> str:
    return " ".join(_unescaped(markup).split())


def _unescaped(markup: str) -> str:
    return html.unescape(markup) if "&" in markup else markup


def _lowered(data: bytes) -> str:
    return unicodedata.normalize("NFC", _decoded(data).lower())


def _decoded(data: bytes) -> str:
    """The page in the encoding that it declares or is in; letters of old fonts stay as they are."""
    encoding = marked_encoding(data) or "utf-8"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        codec = _CODECS.get((declared_charset(data) or "").lower(), encoding)
        return data.decode(codec, "replace")
