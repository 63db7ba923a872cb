"""Text from outside as text: nothing of it is a command, a mark of direction or markup where it is shown.

Belongs here: making control characters visible, and escaping for HTML, XML and Markdown. Does not belong here: CSV and
spreadsheets (`publishing.cells`), terminals (`cchc.text`), pages.
"""

from __future__ import annotations

import html
import re

# C0 and C1 controls, which XML 1.0 cannot hold, marks that turn the direction of reading, half of a surrogate pair and
# what is no character at all.
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_MARKDOWN = re.compile(r"[\\`*{}\[\]<>|~#$&!]|(?<![^\W_])_|_(?![^\W_])")
_BREAKS = re.compile(r"[ \t\r\n]+")


def one_line(text: str) -> str:
    """The text on one line, with what nobody would see written as an escape such as `\\u202e`."""
    return _UNSEEN.sub(lambda match: f"\\u{ord(match.group()):04x}", _BREAKS.sub(" ", text))


def html_text(text: str) -> str:
    """Text for HTML and XML, between tags or inside a quoted attribute."""
    return html.escape(one_line(text))


def markdown_text(text: str) -> str:
    """Text for Markdown, in a paragraph or a cell of a table; no part of it is a link, a tag or a heading."""
    return _MARKDOWN.sub(r"\\\g<0>", one_line(text))
