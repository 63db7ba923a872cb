"""Numbers and symbols of official documents.

Belongs here: the grammar of `273/QĐ-BNV` (state), `09/2023/QĐ-UBND` (state, normative: with its year) and `04-NQ/TU`
(party: the hyphen first), and the types that their abbreviations stand for. Does not belong here: where a document
cites another (`scrapers.readers.citations`).

`number` is what comes before the symbol, with the year of a normative act (`09/2023`); `symbol` keeps its separator
(`/QĐ-UBND`, `-NQ/TU`); `full_number` is both. Spaces inside, left by line breaks (`272/QĐ- BNV`), are dropped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from scrapers.vocabulary.tables import table
from scrapers.vocabulary.text import UPPER, fold, nfc, plain_dashes

_ORGAN = rf"{UPPER}(?:[^\W\d_]|[&.](?=\w)){{0,14}}\d{{0,3}}"
_DIGITS = r"\d{1,6}[a-zA-Z]?"
_HYPHEN = r"\s{0,2}[-–]\s{0,2}"
_SLASH = r"\s{0,2}/\s{0,2}"
_STATE_SYMBOL = rf"{_SLASH}{_ORGAN}(?:{_HYPHEN}{_ORGAN}){{1,3}}"
_PARTY_SYMBOL = rf"{_HYPHEN}{_ORGAN}{_SLASH}{_ORGAN}(?:{_HYPHEN}{_ORGAN})?"
_ASSEMBLY_SYMBOL = rf"{_SLASH}(?:UBTV)?QH\d{{1,2}}"
_YEAR = r"(?:19|20)\d{2}"

FULL_NUMBER = (
    rf"(?<![\w/.,])(?:{_DIGITS}{_SLASH}{_YEAR}(?:{_STATE_SYMBOL}|{_ASSEMBLY_SYMBOL})"
    rf"|{_DIGITS}(?:{_STATE_SYMBOL}|{_PARTY_SYMBOL}))(?!\w)"
)
"""A pattern for a number with its symbol; case matters."""
SHORT_NUMBER = rf"(?<![\w/.,])\d{{1,3}}/{_YEAR}(?![\w/.,]*[/\d])"
"""A pattern for a normative act cited without its symbol: `108/2014`."""

_PARTS = re.compile(rf"^(?P<number>{_DIGITS}(?:/{_YEAR})?)?(?P<symbol>[/-].+)$")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class LegalNumber:
    """A document's number, symbol and both together; the number is None where it was left blank."""

    number: str | None
    symbol: str
    full_number: str | None


def normalise_number(text: str) -> str:
    """NFC, without spaces, with plain hyphens: `272/QĐ- BNV` becomes `272/QĐ-BNV`."""
    return _SPACES.sub("", plain_dashes(nfc(text)))


def parse_number_symbol(text: str) -> LegalNumber | None:
    """The parts of a printed number and symbol, or None; `/KH-UBND`, without a number, is a draft's."""
    match = _PARTS.match(normalise_number(text))
    if match is None:
        return None
    number, symbol = match["number"], match["symbol"]
    return LegalNumber(number, symbol, number + symbol if number else None)


def types_of_symbol(symbol: str) -> tuple[str, ...]:
    """The document types that a symbol may stand for, none for a letter's (`/UBND-VP`): types of its first letters."""
    first = re.split(r"[/-]", symbol.lstrip("/-"), maxsplit=1)[0]
    family = "party" if symbol.startswith("-") else "state"
    return tuple(
        nfc(row["name"])
        for row in table("document_types", "abbreviation", "name", "family")
        if row["abbreviation"] and nfc(row["abbreviation"]) == first and row["family"] in (family, "both")
    )


def type_names() -> tuple[str, ...]:
    """The names of all document types, the longest first."""
    return tuple(sorted(_types_by_fold().values(), key=lambda name: (-len(name), name)))


def resolve_type(text: str) -> str | None:
    """The document type of that name, in its usual writing: `KẾ HOẠCH` is `Kế hoạch`; None where none is."""
    return _types_by_fold().get(fold(text))


@cache
def _types_by_fold() -> dict[str, str]:
    return {fold(row["name"]): nfc(row["name"]) for row in table("document_types", "name")}
