"""The witnesses of a document's own data: its head and foot, the labels of its page, the page's headline.

Belongs here: what each says, field by field, what follows from them together, and where they differ. Does not belong
here: finding what they say (`scrapers.readers.letterhead`, `signature`, `page_fields`, `web_page`), records
(`scrapers.readers.metadata`).

The document's own head and foot are believed before the page's labels, and these before the headline.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, cached_property

from scrapers.documents.model import Document
from scrapers.readers.issuers import Issuer, province_words, read_issuer
from scrapers.readers.letterhead import Head, read_head
from scrapers.readers.lines import Line, lines_of
from scrapers.readers.page_fields import PageField, find_page_fields
from scrapers.readers.signature import Foot, Stamp, read_foot, read_stamp
from scrapers.readers.web_page import Headline, read_headline
from scrapers.vocabulary.dates import PrintedDate, parse_date
from scrapers.vocabulary.legal_symbols import (
    FULL_NUMBER,
    LegalNumber,
    normalise_number,
    organ_of_symbol,
    parse_number_symbol,
    resolve_type,
)
from scrapers.vocabulary.tables import table
from scrapers.vocabulary.text import fold, nfc, tidy
from scrapers.vocabulary.units import LOCAL_LEVELS, UnitMention, find_units, resolve_unit

_NUMBER_IN_TITLE = re.compile(FULL_NUMBER)
_TITLE_AFTER_NUMBER = re.compile(r"^[,:]?\s+(?!ngày\b|của\b|đã\b|được\b)\S.{10}")
_TITLE_BEGINNING = 60
_LONG_LINE = 60


@dataclass(frozen=True)
class Witnesses:
    """What the head, the foot and the page say, and what follows from them."""

    document: Document

    @cached_property
    def lines(self) -> list[Line]:
        return lines_of(self.document)

    @cached_property
    def head(self) -> Head:
        return read_head(self.lines)

    @cached_property
    def foot(self) -> Foot:
        return read_foot(self.lines)

    @cached_property
    def stamp(self) -> Stamp | None:
        return read_stamp(self.lines)

    @cached_property
    def page(self) -> dict[str, PageField]:
        """The page's labelled rows; the signer of a digital stamp is not the page's."""
        found = find_page_fields(self.lines)
        signer = found.get("signer")
        if signer and self.stamp and signer.line.start in self.stamp.starts:
            return {name: row for name, row in found.items() if name != "signer"}
        return found

    @cached_property
    def headline(self) -> Headline:
        return read_headline(self.lines)

    def said(self, field: str) -> str | None:
        """What the page says of a field."""
        found = self.page.get(field)
        return found.value if found else None

    def said_date(self, field: str) -> PrintedDate | None:
        return parse_date(self.said(field) or "")

    @cached_property
    def said_number(self) -> LegalNumber | None:
        """The number by the page's label, else by the page's title."""
        said = self.said("full_number")
        match = _NUMBER_IN_TITLE.search((said or self.said("title") or self.numbered_title or "")[:_TITLE_BEGINNING])
        return parse_number_symbol(match.group() if match else said or "")

    @property
    def number(self) -> LegalNumber | None:
        head = self.head.number
        return self.said_number if head is None or (head.number is None and self.said_number) else head

    @property
    def said_type(self) -> str | None:
        return resolve_type(self.said("type") or "") or self.headline.type

    @property
    def issued(self) -> PrintedDate | None:
        own, said = self.head.date, self.said_date("issued_on")
        return said if own is None or (own.precision != "day" and said and said.iso.startswith(own.iso)) else own

    @cached_property
    def mentions(self) -> list[tuple[UnitMention, Line]]:
        """The units that the text names, each with its line."""
        return [(unit, line) for line in self.lines for unit in find_units(line.text)]

    @cached_property
    def inferred_issuer(self) -> Issuer | None:
        """The issuer of a draft that prints only its place: the unit of that name which the text tells the level of.

        Where no local unit has the name, a committee's symbol beside the name of a province tells the province's.
        """
        place = self.head.place
        if place is None or self.head.issuer is not None:
            return None
        for unit, line in self.mentions:
            if unit.level in ("district", "commune") and unit.name == place:
                return read_issuer(line.text[unit.span.start : unit.span.end])
        province = resolve_unit(place, "province")
        number = self.number
        organ = organ_of_symbol(number.symbol) if number else None
        if province and organ and organ.abbreviation == "UBND":
            return (
                read_issuer(f"UBND {province_words(province.canonical_name)}") if self.said("issuer") is None else None
            )
        return None

    @cached_property
    def inferred_parent(self) -> str | None:
        """The province of a local issuer whose head does not print it: the first that the text names."""
        issuer = self.head.issuer or self.inferred_issuer
        if issuer is None or issuer.level not in LOCAL_LEVELS or issuer.parent:
            return None
        return next((unit.name for unit, _ in self.mentions if unit.level == "province"), None)

    @property
    def issuer(self) -> Issuer | None:
        issuer = self.head.issuer or self.inferred_issuer or self.said_issuer
        return replace(issuer, parent=self.inferred_parent) if issuer and self.inferred_parent else issuer

    @cached_property
    def said_issuer(self) -> Issuer | None:
        said = self.said("issuer")
        if said is None:
            return None
        return read_issuer(said) or Issuer(said, None, None, None)

    @property
    def title_line(self) -> Line | None:
        return (self.head.title_line if self.head.title else None) or self.headline.line

    @property
    def page_title(self) -> str | None:
        """The page's own title: labelled, or a line of the document's type and number, or the headline or tab's."""
        return self.said("title") or self.numbered_title or self.headline.title or self.document.title

    @cached_property
    def numbered_title(self) -> str | None:
        """A line such as `Kế hoạch 250/KH-UBND năm 2023 về ...`; without a head only where the page is made of it."""
        own = self.head.number.full_number if self.head.number else None
        for at, line in enumerate(self.lines):
            beginning = line.text[:_TITLE_BEGINNING]
            match = _NUMBER_IN_TITLE.search(beginning)
            if match is None or not _TITLE_AFTER_NUMBER.match(line.text[match.end() :]):
                continue
            if resolve_type(beginning[: match.start()].strip()) is None or line.text.endswith((".", ";")):
                continue
            if normalise_number(match.group()) == own or (own is None and (at == 0 or self.page)):
                return tidy(line.text)
        return None

    @property
    def cut(self) -> Line | None:
        """Where the page cuts the text off: a note that says so, or a last line that runs out in dots."""
        noted = next((line for line in self.lines if line.text.casefold().rstrip(" .!") in _cut_notes()), None)
        last = self.lines[-1] if self.lines else None
        if noted is None and last and len(last.text) > _LONG_LINE and last.text.endswith(("...", "…")):
            return last
        return noted

    def only_page(self) -> tuple[str, ...]:
        """The fields that the page tells and the document itself does not."""
        head, foot = self.head, self.foot
        own = {
            "full_number": head.number and head.number.full_number,
            "type": head.type,
            "issued_on": head.date,
            "issuer": head.issuer or self.inferred_issuer,
            "signer": foot.signer,
            "signer_title": foot.title,
            "title": head.title,
        }
        return tuple(name for name, value in own.items() if value is None and self.said(name) is not None)

    def compared(self) -> list[tuple[str, str, str]]:
        """Fields that both witnesses tell, where they differ: field, the document's value, the page's."""
        head, said_date, said_issuer = self.head, self.said_date("issued_on"), self.said_issuer
        said_number = self.said_number if self.said("full_number") else None
        pairs = [
            ("full_number", head.number.full_number if head.number else None,
             said_number.full_number if said_number else None),
            ("issued_on", head.date.iso if head.date else None, said_date.iso if said_date else None),
            ("type", head.type, resolve_type(self.said("type") or "")),
            ("signer", self.foot.signer, self.said("signer")),
            ("issuer", head.issuer.unit if head.issuer else None, said_issuer.unit if said_issuer else None),
        ]  # fmt: skip
        return [(name, own, said) for name, own, said in pairs if own and said and not _agree(own, said)]


def _agree(own: str, said: str) -> bool:
    """Whether two values are the same but for spelling; a date of lesser precision agrees with one it holds."""
    return fold(own) == fold(said) or (own[:2].isdecimal() and said.startswith(f"{own}-"))


@cache
def _cut_notes() -> frozenset[str]:
    return frozenset(nfc(row["note"]).casefold().rstrip(" .!") for row in table("cut_notes", "note"))
