"""HTML to a tree of what is shown, and the words that stand in one element of it.

Belongs here: the parser and its bounds, what a browser does not show, white space. Does not belong here: lines, tables.
"""

from __future__ import annotations

import re

from lxml import etree

from scrapers.documents.model import DocumentError

MAX_TAGS = 1_500_000
_MAX_WORK = 4_000_000_000
"""Tags times levels: at each tag the parser looks through those that are open."""

_MOST_AT_ONCE = 4_000_000
"""Characters of a page that may be all attributes, each a hundred bytes of the tree."""
_LONGEST_TAG = 8_000
_ENDS_NO_TAG = re.compile(r"""=\s*(?:"[^">]*>|'[^'>]*>)""")
"""A bracket within an attribute's value."""
_USED = frozenset({"rowspan", "colspan", "hidden", "style", "role"})

_LAST = "x-last"
_ENDS = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
"""Browsers show what follows them; libxml2 leaves it out."""

_SPACE = re.compile(r"[^\S\u00a0]+")
_HIDDEN = ("script", "style", "noscript", "template", "iframe", "svg", "head", "select", "option")
_HIDING = re.compile(r"display\s*:\s*none", re.IGNORECASE)
# No union and no parent axis: libxml2 compares each node that they give with all the others.
_HIDDEN_MARKS = (etree.XPath(".//@hidden"), etree.XPath(".//@style[contains(., 'none') or contains(., 'NONE')]"))
_CELLS = frozenset({"tr", "td", "th"})
INLINE = frozenset({
    "a", "abbr", "b", "bdi", "big", "cite", "code", "del", "em", "font", "i", "ins", "label", "mark", "q", "s",
    "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "o:p",
})  # fmt: skip


def shown_tree(text: str, name: str) -> tuple[etree._Element, str | None]:
    """The body of a page without what is never shown (scripts, lists to choose from, comments), and the page's title.

    Raises:
        DocumentError: the page has more tags, or deeper ones, than are read in bounded time and memory.
    """
    tags = text.count("<")
    if tags > MAX_TAGS:
        raise DocumentError(f"{name} has more than {MAX_TAGS:,} tags: add the part of the page that matters.")
    root = _parsed(text, tags, name)
    title = next(root.iter("title"), None)
    body = next(root.iter("body"), root)
    etree.strip_elements(body, *_HIDDEN, with_tail=False)
    return body, None if title is None else " ".join(filter(None, map(str.strip, title.itertext())))


def _parsed(text: str, tags: int, name: str) -> etree._Element:
    """The tree. libxml2 stops without a word at deep levels and long texts: a last element shows that it did not.

    Where it did, the tree is built from the events of its parser, which know no such limits but are slower. So it is
    where elements may have attributes by the thousand, which the tree would keep and look through one by one.
    """
    data = f"{_ENDS.sub('', text)}<{_LAST}>".encode()
    settings = {"encoding": "utf-8", "remove_comments": True, "remove_pis": True}
    root = etree.fromstring(data, etree.HTMLParser(**settings)) if _has_modest_tags(text) else None
    if root is None or next(root.iter(_LAST), None) is None:
        target = _DeepTree(tags, name)
        root = etree.fromstring(data, etree.HTMLParser(target=target, huge_tree=True, **settings))
    etree.strip_elements(root, _LAST, with_tail=False)
    return root


def _has_modest_tags(text: str) -> bool:
    """Whether no tag can be long, as far as a look at the places where tags may end can tell."""
    ends_tags = _ENDS_NO_TAG.search(text) is None
    return len(text) <= _MOST_AT_ONCE and ends_tags and max(map(len, text.split(">"))) <= _LONGEST_TAG


class _DeepTree:
    """A parser's target that builds a tree of as many levels as can be looked through for each of the page's tags."""

    def __init__(self, tags: int, name: str) -> None:
        self._builder = etree.TreeBuilder()
        self._most = _MAX_WORK // (tags + 1)
        self._name = name
        self._level = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._level += 1
        if self._level > self._most:
            raise DocumentError(
                f"{self._name} nests its tags more than {self._most:,} deep: add the part of the page that matters."
            )
        self._builder.start(tag, {key: value for key, value in attributes.items() if key in _USED})

    def end(self, tag: str) -> None:
        self._level -= 1
        self._builder.end(tag)

    def data(self, data: str) -> None:
        self._builder.data(data)

    def close(self) -> etree._Element | None:
        return self._builder.close() if self._level == 0 else None


def shortened(text: str) -> str:
    """The text with each run of white space made one space; no-break spaces stay."""
    return _SPACE.sub(" ", text)


def inline_text(element: etree._Element) -> str:
    """What stands in an element, on one line; what a block in it holds is parted from the rest by a space.

    A cell within the element is left out: it is read by itself. Where tags are not closed in order, cells hold others.
    """
    while len(element) == 1 and not words(element.text) and not words(element[0].tail):
        element = element[0]
        if element.tag in _CELLS:
            return ""
    return words(element.text) if not len(element) else words("".join(_parts(element)))


def words(text: str | None) -> str:
    """The text without space around it, each run of white space in it made one space; no-break spaces stay."""
    if not text:
        return ""
    return " ".join(text.split()) if "\u00a0" not in text else shortened(text).strip()


def _parts(element: etree._Element) -> list[str]:
    parts = [element.text or ""]
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, node in walk:
        if node is element:
            continue
        if node.tag not in INLINE:
            parts.append(" ")
        if event == "end":
            parts.append(node.tail or "")
        elif node.tag in _CELLS:
            walk.skip_subtree()
        else:
            parts.append(node.text or "")
    return parts


def is_hidden(element: etree._Element) -> bool:
    """Whether an element says of itself that it is not shown."""
    return element.get("hidden") is not None or _HIDING.search(element.get("style") or "") is not None


def hidden_within(element: etree._Element) -> list[etree._Element]:
    """The elements below that say that they are not shown."""
    marked = dict.fromkeys(mark.getparent() for marks in _HIDDEN_MARKS for mark in marks(element))
    return [node for node in marked if is_hidden(node)]
