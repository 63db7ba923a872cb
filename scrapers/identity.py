"""Who a document is: its id, from the address under which it is held, and its origin, before and after a capture.

Belongs here: addresses to ids. Does not belong here: checking or reading files (`scrapers.intake`), what a document
says of itself (`scrapers.readers`).
"""

from __future__ import annotations

import hashlib
import re
from urllib.parse import unquote

from scrapers.archive.look import Look
from scrapers.readers.origin import Origin
from scrapers.vocabulary.text import nfc

ADDED = "added"
ADDED_SCHEME = "added:"
BUNDLED_SCHEME = "bundled:"
_SCHEME = re.compile(r"^[A-Za-z]+://")
_SHORT = 16


def document_id_of(url: str) -> str:
    """The id of the document at an address: the address without its scheme, or its table's path."""
    address = unquote(url)
    if address.startswith(BUNDLED_SCHEME):
        return re.sub(r"^figures/|\.csv$", "", address.removeprefix(BUNDLED_SCHEME))
    if address.startswith(ADDED_SCHEME):
        return added_id(address.removeprefix(ADDED_SCHEME))
    return _SCHEME.sub("", address)


def added_id(name: str) -> str:
    """The document id of a file that was put in by hand without an address."""
    return f"{ADDED}/{nfc(name).rsplit('.', 1)[0]}"


def origin_of(look: Look, evidence: str) -> Origin:
    """Who a captured document is."""
    capture_id = capture_of(look)
    document_id = document_id_of(look.url)
    address = unquote(look.url)
    if address.startswith(BUNDLED_SCHEME):
        return Origin(document_id, capture_id, look.source, None, address, "figure_table", evidence)
    name = look.file_name or address
    url = None if address.startswith(ADDED_SCHEME) else look.url
    return Origin(document_id, capture_id, look.source, url, name, "document", evidence)


def capture_of(look: Look) -> str:
    """The capture of a look that held bytes."""
    if look.capture_id is None:
        raise ValueError(f"The look {look.look_id} holds no bytes.")
    return look.capture_id


def origin_of_file(name: str, data: bytes, url: str | None = None) -> Origin:
    """Who a file is before it is captured: as it would be after it is added, from `url` where that is given."""
    capture_id = hashlib.sha256(data).hexdigest()
    document_id = added_id(name) if url is None else document_id_of(url)
    return Origin(document_id, capture_id, ADDED, url, name, "document", "claim")


def origin_of_text(text: str, url: str | None) -> Origin:
    """Who a page is of which nothing but its text is at hand; without an address the text's digest names it."""
    # A text out of JSON may hold half a surrogate pair, which UTF-8 has no bytes for.
    capture_id = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    document_id = document_id_of(url) if url else f"text/{capture_id[:_SHORT]}"
    return Origin(document_id, capture_id, ADDED, url or None, url or document_id, "document", "claim")
