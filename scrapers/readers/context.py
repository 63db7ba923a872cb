"""Whom a document is about where its sentences do not say: its issuer, the site's province.

Belongs here: implied units. Does not belong here: units that a sentence names.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from scrapers.readers.origin import Origin
from scrapers.records import DocumentRecord
from scrapers.vocabulary.units import LOCAL_LEVELS, find_units, unit_of_host

_LEADING = 400


@dataclass(frozen=True, slots=True)
class Place:
    """A unit that figures can be about; `parent` is the province of a local unit."""

    name: str
    level: str
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """The units that a document implies: its own, and its province."""

    own: Place | None
    province: Place | None

    def of_level(self, level: str) -> Place | None:
        """The implied unit of a level: who `của tỉnh` or `của huyện` means here."""
        return next((place for place in (self.own, self.province) if place and place.level == level), None)


def read_context(own: DocumentRecord, origin: Origin) -> Context:
    """Whom a document speaks for: its issuer; else the one province that publisher, title or address name."""
    if own.issuer_unit and own.issuer_level in (*LOCAL_LEVELS, "province", "ministry"):
        issuer = Place(own.issuer_unit, own.issuer_level, own.issuer_parent)
        if issuer.level in LOCAL_LEVELS:
            return Context(issuer, Place(issuer.parent, "province") if issuer.parent else _sites_province(origin))
        return Context(issuer, issuer if issuer.level == "province" else None)
    province = _named_province(own.publisher) or _sites_province(origin) or _named_province(own.title)
    return Context(province, province)


def with_leading_province(context: Context, text: str) -> Context:
    """A context whose province is the one that the first lines of a text name, where nothing else tells it."""
    return context if context.province else replace(context, province=_named_province(text[:_LEADING]))


def _named_province(text: str | None) -> Place | None:
    names = {unit.name for unit in find_units(text or "") if unit.level == "province"}
    return Place(names.pop(), "province") if len(names) == 1 else None


def _sites_province(origin: Origin) -> Place | None:
    host = urlsplit(origin.url or "").hostname
    unit = unit_of_host(host) if host else None
    return Place(unit.canonical_name, "province") if unit else None
