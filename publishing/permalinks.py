"""Identifiers and addresses of what a release holds, for metadata that must name it.

Belongs here: `tag:` identifiers and relative addresses of pages. Does not belong here: names of files
(`publishing.file_names`).

No base address is known: a release is a folder that anybody may put anywhere. So addresses are relative to the folder,
and identifiers, which must be absolute, are `tag:` URIs (RFC 4151). Their authority would have to be a name that we own
at that date; there is none, and `.invalid` is the name that nobody can ever own (RFC 2606), so no host is claimed.
The rule: `tag:cchc-warehouse.invalid,2026:<kind>/<id>`, the id percent-encoded; a thing keeps its identifier from
release to release.
"""

from __future__ import annotations

from urllib.parse import quote

_AUTHORITY = "tag:cchc-warehouse.invalid,2026:"
_UNRESERVED_IN_A_BROWSER = "-_.!~*'()"


def tag(kind: str, identifier: str) -> str:
    """The identifier of a thing of some kind."""
    return f"{_AUTHORITY}{kind}/{encoded(identifier)}"


def encoded(text: str) -> str:
    """As encodeURIComponent of a browser."""
    return quote(text, safe=_UNRESERVED_IN_A_BROWSER)


def explorer_page(page: str, identifier: str = "") -> str:
    """Address of a page of the explorer, in Vietnamese, relative to the release."""
    return "/".join(["index.html#/vi", page, *([encoded(identifier)] if identifier else [])])
