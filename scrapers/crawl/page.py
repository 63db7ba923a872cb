"""What the crawler passes around: pages that came, and links that lead on.

Belongs here: these plain values. Does not belong here: finding links (`systems`), fetching, storing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

PageKind = Literal["list", "document", "attachment"]
"""A list leads to documents and is not read; documents and their attachments are read."""


@dataclass(frozen=True, slots=True)
class Form:
    """A page that is asked for by POST: `name` tells it from others of its address, such as `Page$2` of a grid.

    `fields` are sent as they are and may change from night to night (`__VIEWSTATE`); `name` may not.
    """

    name: str
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A page to ask for: `url` is absolute, http or https, without fragment; `pages_on` marks a list's next page."""

    url: str
    page_kind: PageKind
    form: Form | None = None
    pages_on: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page that came: `url` is the address that answered, `data` its decoded body, `media_type` what was sniffed."""

    url: str
    data: bytes
    media_type: str
    page_kind: PageKind
