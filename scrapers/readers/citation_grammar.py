"""How documents name other documents: type, number, date, issuer and subject around a number and symbol.

Belongs here: the mentions of one text in NFC, lists of them among these. Does not belong here: the wording around a
number (`scrapers.readers.citation_surroundings`), laws without number (`scrapers.readers.citation_laws`), records,
repeats, the citing document's own number (`scrapers.readers.citations`).

A mention is `<type> [số] <number> [ngày <date>] [của <issuer>] [về việc|ban hành ... <subject>]`; the date and the
issuer may come first (`Ngày 10/4/2024, Bộ trưởng ... ban hành Quyết định số ...`). A list may leave out the type after
its first item (`Nghị quyết số 18-NQ/TW, 19-NQ/TW`) and the symbol before its last (`Quyết định số 12 và 14/QĐ-UBND`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from scrapers.readers.citation_laws import find_laws
from scrapers.readers.citation_surroundings import (
    look_after,
    look_before,
    look_for_lead,
    look_for_subject,
    types_pattern,
)
from scrapers.vocabulary.dates import DATE
from scrapers.vocabulary.legal_symbols import (
    ANY_NUMBER,
    is_letter,
    organ_of_symbol,
    parse_number_symbol,
    resolve_type,
    types_of_symbol,
)
from scrapers.vocabulary.spans import TakenSpans

_LIST_BACK = 200
_NUMBERS_BACK = 90
_LIST_GAP = re.compile(r"^\s*+(?:[,;]\s*+(?:và|and)|[,;]|và|and|&|hoặc)\s*+(?:(?:số|No\.?):?\s*+)?$", re.IGNORECASE)
_SHARED_GAP = re.compile(r"\s*(?:,|;|và|and|, và|; và)\s*")
_LED_GAP = re.compile(r"^[^.\n]*;\s*$")
_NUMBERS = re.compile(ANY_NUMBER)
_PLAIN_NUMBER = re.compile(rf"\d(?<=(?i:số )\d)\d{{0,4}}(?=\s{{0,3}},?\s{{0,3}}(?:{DATE}|của\s))", re.IGNORECASE)
_EARLIER_NUMBER = re.compile(r"\d{1,5}")


@dataclass(frozen=True, slots=True)
class Mention:
    """A document named in a text; offsets are into the NFC text. `date` is as printed.

    `is_led` says that the issuer stands before the mention and may issue what follows in its list too;
    `shares_date` that the date is that of all its list (`cùng ngày`).
    """

    start: int
    end: int
    type: str | None
    number: str | None
    symbol: str | None
    full_number: str | None
    date: str | None
    issuer: str | None
    about: str | None
    printed: str
    is_led: bool = False
    shares_date: bool = False


def find_mentions(text: str) -> list[Mention]:
    """The documents that a text (NFC) names by number, or a law by its year or day, in order."""
    found: list[Mention] = []
    for match in _NUMBERS.finditer(text):
        if mention := _numbered(text, match, found[-1] if found else None):
            found.extend(_without_symbol(text, match, mention))
            found.append(mention)
    taken = TakenSpans((mention.start, mention.end) for mention in found)
    others = [other for other in (*_plain(text), *_laws(text)) if not taken.overlap(other.start, other.end)]
    ordered = sorted([*found, *others], key=lambda mention: mention.start)
    return _with_shared(text, [_with_about(text, mention) for mention in ordered])


def _numbered(text: str, match: re.Match[str], previous: Mention | None) -> Mention | None:
    before = look_before(text, match.start())
    document_type = before.type
    gap_end = match.start() if document_type is None else before.start
    in_list = previous is not None and _is_list_gap(text, previous.end, gap_end)
    if match["short"] and document_type is None and not in_list:
        return None
    if match["bare"] and before.start == match.start() and not in_list:
        return None
    parsed = None if match["short"] else parse_number_symbol(match.group())
    if document_type is None and in_list and previous is not None:
        document_type = _type_in_list(previous, parsed.symbol if parsed else None)
    if document_type is None and parsed is not None:
        possible = types_of_symbol(parsed.symbol)
        document_type = possible[0] if possible else "Công văn" if is_letter(parsed.symbol) else None
    after = look_after(text, match.end())
    date_before, issuer_before = look_for_lead(text, before.start)
    is_led = issuer_before is not None
    if previous is not None and previous.is_led and _LED_GAP.match(text[previous.end : gap_end][: _LIST_BACK * 2]):
        issuer_before, is_led = issuer_before or previous.issuer, True
    return Mention(
        start=before.start,
        end=after.end,
        type=document_type,
        number=parsed.number if parsed else match.group(),
        symbol=parsed.symbol if parsed else None,
        full_number=parsed.full_number if parsed else match.group(),
        date=after.date or date_before,
        issuer=after.issuer or before.issuer or issuer_before,
        about=before.law_name,
        printed=match.group(),
        is_led=is_led,
        shares_date=after.is_shared_date,
    )


def _type_in_list(previous: Mention, symbol: str | None) -> str | None:
    """The type of a list's first item, unless the symbol of this one says otherwise."""
    possible = types_of_symbol(symbol) if symbol else ()
    fits = not possible or any((previous.type or "").startswith(name) for name in possible)
    return previous.type if fits else None


def _is_list_gap(text: str, start: int, end: int) -> bool:
    """Whether nothing but what parts the items of a list stands there."""
    return end - start <= _LIST_BACK and _LIST_GAP.match(text[start:end]) is not None


def _without_symbol(text: str, match: re.Match[str], last: Mention) -> Iterator[Mention]:
    """The earlier items of `số 12, 13 và 14/QĐ-UBND`, which share the last one's symbol."""
    if last.symbol is None:
        return
    start = max(0, match.start() - _NUMBERS_BACK)
    listed = _numbers_before().search(text[start : match.start()])
    if listed is None:
        return
    year = last.number.rpartition("/")[2] if last.number and "/" in last.number else None
    for at, number in enumerate(_EARLIER_NUMBER.finditer(listed["numbers"])):
        begin = start + (listed.start() if at == 0 else listed.start("numbers") + number.start())
        whole = number.group() if year is None else f"{number.group()}/{year}"
        yield replace(
            last,
            start=begin,
            end=start + listed.start("numbers") + number.end(),
            type=resolve_type(listed["type"]) or last.type,
            number=whole,
            full_number=whole + last.symbol,
            date=last.date if last.shares_date else None,
            about=None,
            printed=number.group(),
        )


def _plain(text: str) -> Iterator[Mention]:
    """Documents cited by a number without symbol, where a date or an issuer behind it makes it one."""
    for match in _PLAIN_NUMBER.finditer(text):
        before = look_before(text, match.start())
        if before.type is None or before.law_name is not None:
            continue
        after = look_after(text, match.end())
        date_before, issuer_before = look_for_lead(text, before.start)
        number = match.group()
        yield Mention(
            before.start, after.end, before.type, number, None, number, after.date or date_before,
            after.issuer or before.issuer or issuer_before, None, number,
        )  # fmt: skip


def _laws(text: str) -> Iterator[Mention]:
    for law in find_laws(text):
        yield Mention(law.start, law.end, law.type, None, None, None, law.date, None, law.name, law.printed)


def _with_about(text: str, mention: Mention) -> Mention:
    return mention if mention.about is not None else replace(mention, about=look_for_subject(text, mention.end))


def _with_shared(text: str, mentions: list[Mention]) -> list[Mention]:
    """Gives the first of `Quyết định A và Quyết định B của UBND tỉnh` the issuer that stands behind the last.

    Only where the symbols allow it: a letter of one body is not issued by another that stands behind the list.
    """
    shared = list(mentions)
    for at in range(len(shared) - 2, -1, -1):
        here, following = shared[at], shared[at + 1]
        if following.start - here.end > _LIST_BACK or not _SHARED_GAP.fullmatch(text[here.end : following.start]):
            continue
        if here.issuer is None and following.issuer and _same_organ(here, following):
            here = replace(here, issuer=following.issuer)
        if here.date is None and following.shares_date:
            here = replace(here, date=following.date, shares_date=True)
        shared[at] = here
    return shared


def _same_organ(first: Mention, second: Mention) -> bool:
    if first.symbol is None or second.symbol is None:
        return first.symbol == second.symbol
    return organ_of_symbol(first.symbol) == organ_of_symbol(second.symbol)


@cache
def _numbers_before() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?P<type>{types_pattern()})\s*:?\s*(?:số:?\s*)"
        r"(?P<numbers>\d{1,5}(?:\s*,\s*(?:số\s*)?\d{1,5}){0,8})\s*(?:,\s*và|,|và)\s*(?:số\s*)?$",
        re.IGNORECASE,
    )
