"""Text from outside as text: nothing of it is a command, a mark of direction or markup where it is shown.

Belongs here: one line of text, and escaping for HTML, XML and Markdown. Does not belong here: which characters deceive
the eye (`publishing.cells`), spreadsheets, terminals (`cchc.text`), pages.
"""

from __future__ import annotations

import html
import re

from publishing.cells import visible

_MARKDOWN = re.compile(r"[\\`*{}\[\]<>|~#$&!]|(?<![^\W_])_|_(?![^\W_])")
_BREAKS = re.compile(r"[ \t\r\n\u2028\u2029]+")


def one_line(text: str) -> str:
    """The text on one line, with what nobody would see named, as in `[U+202E]`."""
    return visible(_BREAKS.sub(" ", text))


def html_text(text: str) -> str:
    """Text for HTML and XML, between tags or inside a quoted attribute."""
    return html.escape(one_line(text))


def markdown_text(text: str) -> str:
    """Text for Markdown, in a paragraph or a cell of a table; no part of it is a link, a tag or a heading."""
    return _MARKDOWN.sub(r"\\\g<0>", one_line(text))
