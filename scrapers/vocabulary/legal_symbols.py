"""Numbers and symbols of official documents.

Belongs here: the grammar of `273/QĐ-BNV` (state), `09/2023/QĐ-UBND` (state, normative: with its year) and `04-NQ/TU`
(party: the hyphen first), and the types that their abbreviations stand for. Does not belong here: whom the other
abbreviations stand for (`scrapers.vocabulary.issuing_organs`), where a document cites another
(`scrapers.readers.citations`).

`number` is what comes before the symbol, with the year of a normative act (`09/2023`); `symbol` keeps its separator
(`/QĐ-UBND`, `-NQ/TU`); `full_number` is both. Spaces inside, left by line breaks (`272/QĐ- BNV`), are dropped; known
abbreviations get their usual writing (`1046/qđ-ttg`, `2767/QD-UBND`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from scrapers.vocabulary.issuing_organs import Organ, known_abbreviations, organ_of, usual_writing
from scrapers.vocabulary.tables import table
from scrapers.vocabulary.text import UPPER, fold, nfc, plain_dashes

_GLUED = "(?:ngày|của|về|tại|và|ban hành|do|được)"
"""Words that pages glue to a symbol: no symbol goes on with them."""
_ORGAN = rf"{UPPER}(?:(?!{_GLUED})[^\W\d_]|[&.](?=\w)){{0,14}}\d{{0,3}}"
_DIGITS = r"\d{1,6}[a-zA-Z]?"
_DIGITS_ON = r"\d{0,5}[a-zA-Z]?"
_FIRST_DIGIT = r"\d(?<![\w/.,]\d)"
"""What numbers in a text begin with: as a digit comes first and the look behind it later, a search leaps to digits."""
_HYPHEN = r"\s{0,2}[-–]\s{0,2}"
_SLASH = r"\s{0,2}/\s{0,2}"
_STATE_SYMBOL = rf"{_SLASH}{_ORGAN}(?:{_HYPHEN}{_ORGAN}){{1,3}}"
_PARTY_SYMBOL = rf"{_HYPHEN}{_ORGAN}{_SLASH}{_ORGAN}(?:{_HYPHEN}{_ORGAN})?"
_ASSEMBLY_SYMBOL = rf"{_SLASH}(?:UBTV)?QH\d{{1,2}}"
_YEAR = r"(?:19|20)\d{2}"
_KNOWN_ORGANS = "|".join(map(re.escape, known_abbreviations()))
_KNOWN_TYPES = "|".join(
    sorted({re.escape(row["abbreviation"]) for row in table("document_types", "abbreviation") if row["abbreviation"]})
)
_LOWER_STATE_SYMBOL = rf"{_SLASH}(?:{_KNOWN_TYPES}){_HYPHEN}(?:{_KNOWN_ORGANS})"
_LOWER_PARTY_SYMBOL = rf"{_HYPHEN}(?:{_KNOWN_TYPES}){_SLASH}(?:{_KNOWN_ORGANS})"
_LOWER_SYMBOL = rf"(?i:{_LOWER_STATE_SYMBOL}|{_LOWER_PARTY_SYMBOL})"
_BARE_SYMBOL = rf"{_SLASH}(?:{_KNOWN_ORGANS})"
_END = rf"(?=\W|_|$|{_GLUED})"

_FULL = (
    rf"(?:{_DIGITS_ON}{_SLASH}{_YEAR}(?:{_STATE_SYMBOL}|{_ASSEMBLY_SYMBOL}|{_LOWER_SYMBOL})"
    rf"|{_DIGITS_ON}(?:{_STATE_SYMBOL}|{_PARTY_SYMBOL}|{_LOWER_SYMBOL}))(?![-/]\w){_END}"
)
_BARE = rf"{_DIGITS_ON}{_BARE_SYMBOL}(?![-/.]\w){_END}"
_SHORT = rf"\d{{0,2}}/{_YEAR}(?![\w/.,]*[/\d])"

FULL_NUMBER = rf"{_FIRST_DIGIT}{_FULL}"
"""A pattern for a number with its symbol."""
ANY_NUMBER = rf"{_FIRST_DIGIT}(?:(?P<full>{_FULL})|(?P<bare>{_BARE})|(?P<short>{_SHORT}))"
"""As FULL_NUMBER; or `bare`, with nothing but a known body behind it (`1234/BNV`); or `short`, a normative act cited
without its symbol (`108/2014`). The groups tell which; they lack the first digit."""
SYMBOL = re.compile(rf"^(?:{_STATE_SYMBOL}|{_PARTY_SYMBOL}|{_ASSEMBLY_SYMBOL}|{_LOWER_SYMBOL}|{_BARE_SYMBOL})$")

_PARTS = re.compile(rf"^(?P<number>{_DIGITS}(?:/{_YEAR})?)?(?P<symbol>[/-].+)$")
_SPACES = re.compile(r"\s+")
_ABBREVIATION = re.compile(r"[^\W_]+")


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
    number = match["number"]
    symbol = _ABBREVIATION.sub(lambda part: usual_writing(part.group(), part.start() == 1), match["symbol"])
    return LegalNumber(number, symbol, number + symbol if number else None)


def is_symbol(text: str) -> bool:
    """Whether a text, without its number, has the form of a symbol: `/KH-UBND`."""
    return SYMBOL.match(normalise_number(text)) is not None


def types_of_symbol(symbol: str) -> tuple[str, ...]:
    """The document types that a symbol may stand for, none for a letter's (`/UBND-VP`): types of its first letters."""
    first = symbol_parts(symbol)[0]
    family = "party" if symbol.startswith("-") else "state"
    return tuple(
        nfc(row["name"])
        for row in table("document_types", "abbreviation", "name", "family")
        if row["abbreviation"] and nfc(row["abbreviation"]) == first and row["family"] in (family, "both")
    )


def symbol_parts(symbol: str) -> tuple[str, ...]:
    """The abbreviations of a symbol in order: `QĐ` and `BNV` of `/QĐ-BNV`."""
    return tuple(re.split(r"[/-]", symbol.lstrip("/-")))


def organ_of_symbol(symbol: str) -> Organ | None:
    """The body that a symbol names as its issuer: behind the type, or first in a letter's; None where it is unknown."""
    parts = symbol_parts(symbol)
    organs = parts[1:] if is_type_abbreviation(parts[0]) else parts[:1]
    return organ_of(organs[0]) if organs else None


def is_letter(symbol: str) -> bool:
    """Whether a symbol is an official letter's: the issuing body first, no type."""
    first = symbol_parts(symbol)[0]
    return (
        symbol.startswith("/") and not is_type_abbreviation(first) and organ_of(first) is not None and "QH" not in first
    )


def is_type_abbreviation(part: str) -> bool:
    """Whether an abbreviation stands for a type of document, state's or party's."""
    return part in _type_abbreviations()


@cache
def type_names() -> tuple[str, ...]:
    """The Vietnamese names of all document types, the longest first."""
    return tuple(sorted(_types_by_fold().values(), key=lambda name: (-len(name), name)))


@cache
def english_type_names() -> tuple[str, ...]:
    """The English names of document types, the longest first."""
    names = {row["english"] for row in table("document_types_english", "english")}
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


def resolve_type(text: str) -> str | None:
    """The document type of that name, in its usual writing: `KẾ HOẠCH` is `Kế hoạch`; None where none is."""
    return _types_by_fold().get(fold(text)) or _english_types().get(fold(text))


def type_of_abbreviation(text: str) -> str | None:
    """The type that an abbreviation alone stands for in a sentence (`QĐ số ...`); the commonest of several."""
    return _type_abbreviations().get(text)


@cache
def _types_by_fold() -> dict[str, str]:
    return {fold(row["name"]): nfc(row["name"]) for row in table("document_types", "name")}


@cache
def _english_types() -> dict[str, str]:
    return {fold(row["english"]): nfc(row["name"]) for row in table("document_types_english", "english", "name")}


@cache
def _type_abbreviations() -> dict[str, str]:
    """The state's types win over the party's where they share letters."""
    order = {"party": 0, "both": 1, "state": 2}
    rows = sorted(table("document_types", "abbreviation", "name", "family"), key=lambda row: order[row["family"]])
    found: dict[str, str] = {}
    for row in rows:
        if row["abbreviation"]:
            found[nfc(row["abbreviation"])] = nfc(row["name"])
    return found
