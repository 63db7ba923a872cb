"""XML lists opened safely: no entities, no network, bounded depth, size and number of entries.

Belongs here: opening them. Does not belong here: what stands in them (`sitemap`, `feed`).
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from itertools import islice

from lxml import etree

MAX_BYTES = 20_000_000
MAX_ENTRIES = 50_000
"""As many as the protocol of sitemaps permits in a file."""
_HEAD = 65_536
"""Bytes in which a list of addresses shows what it is."""
_GZIP = b"\x1f\x8b"
_GZIP_WINDOW = 31
_ROOTS = {"urlset": "sitemap", "sitemapindex": "sitemap", "rss": "feed", "feed": "feed", "RDF": "feed"}


def unpacked(data: bytes) -> bytes | None:
    """The data, unpacked where it is gzip (`sitemap.xml.gz`); None where that is too much or broken."""
    if not data.startswith(_GZIP):
        return data if len(data) <= MAX_BYTES else None
    inflater = zlib.decompressobj(_GZIP_WINDOW)
    try:
        made = inflater.decompress(data, MAX_BYTES)
    except zlib.error:
        return None
    return None if inflater.unconsumed_tail or not inflater.eof else made


def kind_of(data: bytes) -> str | None:
    """Which list some XML is: `sitemap`, `feed`; None for all else: pages, and XML with entities of its own."""
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not head.startswith(b"<") or head[:14].lower().startswith((b"<!doctype html", b"<html")):
        return None
    if b"<!ENTITY" in data[:_HEAD]:
        return None
    try:
        for _, node in etree.iterparse(io.BytesIO(data[:_HEAD]), events=("start",), recover=True, **_SAFE):
            return _ROOTS.get(name_of(node))
    except etree.XMLSyntaxError:
        return None
    return None


_SAFE = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False, "remove_comments": True}


def entries(data: bytes, names: frozenset[str]) -> Iterator[etree._Element]:
    """The elements of these names of XML of a known kind, in order; each is emptied when the next is asked for."""
    parser = etree.iterparse(io.BytesIO(data), events=("end",), recover=True, **_SAFE)
    try:
        for _, node in islice((event for event in parser if name_of(event[1]) in names), MAX_ENTRIES):
            yield node
            node.clear()
            while node.getprevious() is not None and name_of(node.getprevious()) in names:
                del node.getparent()[0]
    except etree.XMLSyntaxError:  # what came before the break was given
        return


def name_of(node: etree._Element) -> str:
    """An element's name without its namespace; empty for what is no element."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def text_in(node: etree._Element, *names: str) -> str | None:
    """The text of the first child, or child of a child, of one of these names."""
    for child in node.iter():
        if child is not node and name_of(child) in names and child.text and child.text.strip():
            return str(child.text).strip()
    return None
