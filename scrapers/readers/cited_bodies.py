"""Which body issued a cited document: as printed, by its symbol, by its type, or by an earlier mention of it.

Belongs here: bodies in their usual short form with their unit. Does not belong here: where an issuer is printed
(`scrapers.readers.citation_surroundings`).

`UBND tỉnh` means the citing document's own province. A symbol names a body only where there is one such body in the
country (`CP`, `BNV`); `UBND` alone names none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from scrapers.readers.citation_grammar import Mention
from scrapers.readers.issuers import province_words, read_issuer
from scrapers.readers.origin import Origin
from scrapers.records import DocumentRecord
from scrapers.vocabulary.legal_symbols import organ_of_symbol
from scrapers.vocabulary.units import find_units, unit_of_host

_WITH_LEVEL = re.compile(
    r"(?<!\w)(?P<word>tỉnh|thành phố|huyện|quận|thị xã|xã|phường)(?!\s+[^\W\d_a-zà-ỹđ])", re.IGNORECASE
)
_PROVINCE_COMMITTEE = re.compile(r"(?:tỉnh|thành)\s+(?:ủy|uỷ)|TVTU", re.IGNORECASE)
_OF_LAW = {
    "Luật": "Quốc hội",
    "Bộ luật": "Quốc hội",
    "Hiến pháp": "Quốc hội",
    "Pháp lệnh": "Ủy ban Thường vụ Quốc hội",
}
_LEVELS = {"huyện": "district", "quận": "district", "thị xã": "district", "xã": "commune", "phường": "commune"}


@dataclass(frozen=True, slots=True)
class CitedBody:
    """A body, its canonical unit (None of national bodies), that unit's province, and what it is known from."""

    name: str
    unit: str | None
    parent: str | None
    known_from: str


class CitedBodies:
    """Reads the bodies of one document's citations, in order: later mentions learn from earlier ones."""

    def __init__(self, own: DocumentRecord, origin: Origin) -> None:
        self.own = own
        self.province = _province(own, origin)
        self.earlier: dict[tuple[str, str | None], CitedBody] = {}

    def of(self, mention: Mention, cited_on: str | None) -> CitedBody | None:
        """The body that issued a cited document, or None where nothing tells it."""
        ways = (self._printed, self._by_symbol) if not _is_short(mention.issuer) else (self._by_symbol, self._printed)
        body = ways[0](mention) or ways[1](mention) or self._by_type(mention)
        number = mention.full_number
        if number is None:
            return body
        if body is None:
            earlier = self.earlier.get((number, cited_on)) or self.earlier.get((number, None))
            return None if earlier is None else CitedBody(earlier.name, earlier.unit, earlier.parent, "earlier")
        self.earlier.setdefault((number, cited_on), body)
        self.earlier.setdefault((number, None), body)
        return body

    def _printed(self, mention: Mention) -> CitedBody | None:
        if mention.issuer is None:
            return None
        issuer = read_issuer(mention.issuer)
        if issuer is not None and issuer.level == "department" and issuer.parent is None and self.province:
            return CitedBody(f"{issuer.name} {province_words(self.province)}", issuer.unit, self.province, "context")
        if issuer is not None:
            return CitedBody(issuer.name, issuer.unit, issuer.parent, "printed")
        return self._in_context(mention.issuer)

    def _in_context(self, printed: str) -> CitedBody | None:
        """`UBND tỉnh`, `HĐND huyện`, `Tỉnh ủy`: the citing document's own unit of that level."""
        match = _WITH_LEVEL.search(printed)
        word = match["word"].lower() if match else None
        if _PROVINCE_COMMITTEE.search(printed) or word == "tỉnh" or (word == "thành phố" and self._is_provinces()):
            return self._completed(printed, self.province, None) if self.province else None
        if word in _LEVELS and self.own.issuer_level == _LEVELS[word] and self.own.issuer_unit:
            return self._completed(printed, self.own.issuer_unit, self.own.issuer_parent)
        return None

    def _completed(self, printed: str, unit: str, parent: str | None) -> CitedBody | None:
        issuer = read_issuer(f"{printed} {unit}")
        return CitedBody(issuer.name, issuer.unit, parent or issuer.parent, "context") if issuer else None

    def _is_provinces(self) -> bool:
        return self.own.issuer_level in ("province", "department", None)

    def _by_symbol(self, mention: Mention) -> CitedBody | None:
        organ = organ_of_symbol(mention.symbol) if mention.symbol else None
        if organ is None or not organ.is_central:
            return None
        unit = organ.issuer if organ.level == "ministry" else None
        return CitedBody(organ.issuer, unit, None, "symbol")

    @staticmethod
    def _by_type(mention: Mention) -> CitedBody | None:
        body = _OF_LAW.get(mention.type or "")
        return CitedBody(body, None, None, "type") if body else None


def _is_short(printed: str | None) -> bool:
    """Whether an issuer is printed as an abbreviation, which may stand for several (`TTCP`): its symbol knows."""
    return printed is not None and printed.isupper() and " " not in printed


def _province(own: DocumentRecord, origin: Origin) -> str | None:
    """The one province that a document speaks from: its issuer's, else its publisher's, host's or title's."""
    if own.issuer_level == "province":
        return own.issuer_unit
    if own.issuer_parent or own.issuer_level in ("ministry", "national"):
        return own.issuer_parent
    host = urlsplit(origin.url or "").hostname if origin.url and "[" not in origin.url else None
    of_host = unit_of_host(host) if host else None
    for text in (own.publisher, of_host.canonical_name if of_host else None, own.title):
        names = {unit.name for unit in find_units(text or "") if unit.level == "province"}
        if len(names) == 1:
            return names.pop()
    return None
