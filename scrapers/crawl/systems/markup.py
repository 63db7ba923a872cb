"""A page's markup, as far as links need it: anchors with what is written on them, frames, forms, the base address.

Belongs here: parsing, and its bounds. Does not belong here: what an address means (`habits`), what of it is followed
(`choosing`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from urllib.parse import unquote

from lxml import etree

from scrapers.crawl.systems.canonical import canonical
from scrapers.documents.decoding import declared_charset, decode, without_stray_zeros
from scrapers.documents.legacy_text import scheme_of
from scrapers.documents.model import DocumentError

MAX_BYTES = 5_000_000
MAX_ANCHORS = 5_000
_MAX_WORDS = 600
"""Characters of what stands on a link or in its row; more is no title."""

_UNICODE_VIETNAMESE = re.compile("[\u1ea0-\u1ef9]")
_PARSER = {"encoding": "utf-8", "huge_tree": True, "no_network": True, "remove_comments": True, "remove_pis": True}
_SCRIPTED = re.compile(
    r"""(?:location(?:\.href)?\s*=|window\.open\(|RefreshPageTo\(event,)\s*["']([^"']{1,2000})["']""", re.IGNORECASE
)
_CODED = re.compile(r"\\u([0-9a-fA-F]{4})")
_LONGEST_NEXT = 16
_ARROWS = " \u00a0\u2192›»>"
_NEXT_WORDS = frozenset({
    "", "trang sau", "trang tiếp", "trang tiếp theo", "trang kế", "tiếp theo", "tiếp", "sau", "next", "next page",
})  # fmt: skip
"""What pagers write on the link to the next page, without its arrow; an arrow alone is one in a pager only."""
_NEXT_CLASS = re.compile(
    r"(?:^|\s)(?:next|pager-next|page-next|nextpage|next-page|pagination-next|pager__item--next)(?=\s|$)"
)
_SHOWING_FILES = re.compile(r"[?&](?:file|url|src)=([^&]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link as the page writes it: where it leads, and the element that holds its words."""

    url: str
    node: etree._Element


class Markup:
    """A parsed page. `url` is its own canonical address, `base` what its links are relative to."""

    def __init__(self, url: str, root: etree._Element, source: str, parser: etree.HTMLParser) -> None:
        self.url = url
        self.root = root
        self.source = source
        self._parser = parser
        self._convert: Callable[[str], str] | None = None
        node = next(root.iter("base"), None)
        href = None if node is None else node.get("href")
        self.base = (canonical(href, url) if href else None) or url

    @property
    def is_cut(self) -> bool:
        """Whether it is nested more deeply than it is read; that is the last thing that its parser told."""
        last = self._parser.error_log.last_error
        return last is not None and last.type_name == "ERR_RESOURCE_LIMIT"

    def anchors(self, wanted: Callable[[str], bool] | None = None) -> Iterator[Anchor]:
        """The page's links, in order, the first of them; only those whose address as written is `wanted`."""
        for node in islice(self.root.iter("a", "area"), MAX_ANCHORS):
            href = node.get("href")
            if not href or href[0] in "#jJ":
                href = _scripted(node) or href
            if href and (wanted is None or wanted(href)) and (url := canonical(href, self.base)) is not None:
                yield Anchor(url, node)

    def framed(self) -> Iterator[str]:
        """What the page shows in frames, and what viewers in them show."""
        for node in islice(self.root.iter("iframe", "embed", "object"), MAX_ANCHORS):
            href = node.get("src") or node.get("data")
            if not href:
                continue
            if (shown := _SHOWING_FILES.search(href)) is not None:
                href = unquote(shown[1])
            if (url := canonical(href, self.base)) is not None:
                yield url

    def next_marked(self) -> Iterator[str]:
        """Addresses that the page itself marks as its next one."""
        for node in islice(self.root.iter("a", "link"), MAX_ANCHORS):
            href = node.get("href")
            if href and _says_next(node) and (url := canonical(href, self.base)) is not None:
                yield url

    def words_on(self, anchor: Anchor) -> str:
        """What is written on a link: its text, its title, the text for its picture. In small letters, composed."""
        node = anchor.node
        title = node.get("title") or ""
        if len(node) == 0:
            return self._plain(f"{node.text or ''} {title}")
        pictures = [picture.get("alt") or "" for picture in islice(node.iter("img"), 3)]
        return self._plain(" ".join([*islice(node.itertext(), 100), title, *pictures]))

    def words_beside(self, anchor: Anchor) -> str:
        """What is written in a link's row of a table, where titles stand beside `Tải về`; nothing outside tables."""
        node = anchor.node
        for _ in range(6):
            node = node.getparent()
            if node is None:
                return ""
            if node.tag == "tr":
                return self._plain(" ".join(islice(node.itertext(), 200)))
        return ""

    def _plain(self, text: str) -> str:
        if self._convert is None:
            self._convert = _conversion(self.source)
        text = self._convert(" ".join(text[: 4 * _MAX_WORDS].split())[:_MAX_WORDS])
        return unicodedata.normalize("NFC", text).casefold()


def markup_of(url: str, data: bytes) -> Markup | None:
    """The markup of a page; None where it is no page of text, or too large a one."""
    if len(data) > MAX_BYTES:
        return None
    text = _text(url, data)
    if text is None or (own := canonical(url, url)) is None:
        return None
    parser = etree.HTMLParser(**_PARSER)
    try:
        root = etree.fromstring(text.encode(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    return None if root is None else Markup(own, root, text, parser)


def _text(url: str, data: bytes) -> str | None:
    if b"\0" not in data:
        try:
            return data.decode("utf-8-sig")  # as nearly all pages are; the proofs of `decode` take longer than this
        except UnicodeDecodeError:
            pass
    data = without_stray_zeros(data)
    try:
        return decode(data, url, declared_charset(data)).text
    except DocumentError:
        return None


def _says_next(node: etree._Element) -> bool:
    """Whether a link is marked as that to the next page: by its relation, its words, or its class or its item's."""
    if (node.get("rel") or "").lower() == "next":
        return True
    if node.tag == "link":
        return False
    text = (node.text or "").strip() if len(node) == 0 else ""
    if text and len(text) <= _LONGEST_NEXT and (words := text.casefold().strip(_ARROWS)) in _NEXT_WORDS:
        return bool(words) or any("pag" in (each.get("class") or "") for each in islice(node.iterancestors(), 4))
    around = node.getparent()
    return any(_NEXT_CLASS.search(each.get("class") or "") for each in (node, around) if each is not None)


def _scripted(node: etree._Element) -> str | None:
    """The address that a link's script opens, where it says so plainly."""
    for name in ("onclick", "href"):
        script = node.get(name)
        if script and (found := _SCRIPTED.search(script)) is not None:
            return _CODED.sub(lambda code: chr(int(code[1], 16)), found[1])
    return None


def _conversion(source: str) -> Callable[[str], str]:
    """To Unicode from old fonts; few pages need it, and those with letters that only Unicode has do not."""
    if source.isascii() or _UNICODE_VIETNAMESE.search(source):
        return str
    scheme = scheme_of(source)
    return str if scheme is None else scheme.convert
