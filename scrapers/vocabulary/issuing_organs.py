"""Bodies by the abbreviations that documents' symbols hold: `BNV` of `273/QĐ-BNV` is the ministry of home affairs.

Belongs here: abbreviations, their usual writing, whom they stand for. Does not belong here: the grammar of symbols
(`scrapers.vocabulary.legal_symbols`) and bodies by their full names (`scrapers.vocabulary.units`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from scrapers.vocabulary.tables import table
from scrapers.vocabulary.text import fold, nfc

_SESSION = re.compile(r"\d{1,2}$")


@dataclass(frozen=True, slots=True)
class Organ:
    """A body that issues documents; `level` is None where the abbreviation is used on several levels."""

    abbreviation: str
    issuer: str
    level: str | None

    @property
    def is_central(self) -> bool:
        """Whether there is one such body in the country, so that its abbreviation names it."""
        return self.level in ("national", "ministry")


def organ_of(abbreviation: str) -> Organ | None:
    """The body of an abbreviation in any case, with or without diacritics and a session (`QH15`), or None."""
    return _organs().get(fold(_SESSION.sub("", abbreviation)))


def usual_writing(part: str, is_first: bool) -> str:
    """A part of a symbol as it is usually written: `ttg` is `TTg`, `QD` is `QĐ`; unknown parts stay as they are.

    Args:
        is_first: whether the part is its symbol's first, where the type of document stands.
    """
    session = _SESSION.search(part)
    key = fold(_SESSION.sub("", part))
    organ = _organs().get(key)
    known = organ.abbreviation if organ else _types().get(key) if is_first else None
    return part if known is None else known + (session.group() if session else "")


def known_abbreviations() -> tuple[str, ...]:
    """All abbreviations of bodies, the longest first."""
    names = {organ.abbreviation for organ in _organs().values()}
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


@cache
def _organs() -> dict[str, Organ]:
    return {
        fold(row["abbreviation"]): Organ(nfc(row["abbreviation"]), nfc(row["issuer"]), row["level"] or None)
        for row in table("issuing_organs", "abbreviation", "issuer", "level")
    }


@cache
def _types() -> dict[str, str]:
    """The usual writings of the abbreviations of types of documents, by their folded form."""
    names = sorted(nfc(row["abbreviation"]) for row in table("document_types", "abbreviation") if row["abbreviation"])
    return {fold(name): name for name in names}
