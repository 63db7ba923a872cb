"""What an official document says of itself in its head and at its foot.

Belongs here: issuer, number, place and date, type and title above the text; recipients and signature below it.
Does not belong here: labels of the page around it (`scrapers.readers.page_fields`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from scrapers.readers.issuers import Issuer, read_issuer
from scrapers.readers.lines import Line
from scrapers.vocabulary.dates import DATE, PrintedDate, parse_date
from scrapers.vocabulary.legal_symbols import LegalNumber, parse_number_symbol, resolve_type
from scrapers.vocabulary.text import UPPER, tidy

_HEAD_LINES = 40
_NUMBER_LINE = re.compile(r"^Số\s*+:?\s*+(?P<number>[\d\s.…_]*+[/-].{2,30})$", re.IGNORECASE)
_PLACE_LINE = re.compile(rf"^(?P<place>{UPPER}[^,]{{1,40}}),\s*(?P<date>{DATE})\.?$", re.IGNORECASE)
_BODY_LINE = re.compile(
    r"^(?:ỦY BAN|UỶ BAN|UBND|HỘI ĐỒNG|HĐND|SỞ|BAN|BỘ|VĂN PHÒNG|TỈNH ỦY|CHÍNH PHỦ|THỦ TƯỚNG|THANH TRA)\b"
)
_NOT_ISSUER = re.compile(r"^(?:CỘNG HÒA|CỘNG HOÀ|ĐỘC LẬP|ĐẢNG CỘNG SẢN|SỐ\b|[-–—*_=]+$)", re.IGNORECASE)
_SECTION = re.compile(r"^(?:[IVX]+|\d+|[a-zđ])[.)]\s")
_CAPACITY = re.compile(r"^(?:TM|KT|TL|TUQ|T/M|K/T|T/L)\s?[./]\s*\S")
_SIGNED = re.compile(r"^\(?\s*(?:đã ký|ký bởi|signed)", re.IGNORECASE)
_NAME = re.compile(rf"^(?:(?:TS|ThS|PGS|GS)\.?\s*){{0,8}}{UPPER}[^\W\d_]*(?:\s+{UPPER}[^\W\d_]*){{1,4}}$")
_RECIPIENTS = re.compile(r"^Nơi nhận\s*:?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above a text; each part is None where it is not printed. `title` may run over several lines."""

    issuer: Issuer | None
    issuer_line: Line | None
    number: LegalNumber | None
    number_line: Line | None
    place: str | None
    date: PrintedDate | None
    date_line: Line | None
    type: str | None
    title: str | None
    title_line: Line | None


@dataclass(frozen=True, slots=True)
class Foot:
    """What stands below a text."""

    signer: str | None
    title: str | None
    capacity: str | None
    signer_line: Line | None
    recipients: tuple[str, ...]


def read_head(lines: list[Line]) -> Head:
    """The head of a document, looked for in its first lines."""
    top = lines[:_HEAD_LINES]
    issuer, issuer_line = _issuer(top)
    number, number_line = _number(top)
    placed = next(((line, match) for line in top if (match := _PLACE_LINE.match(line.text))), None)
    document_type, title, title_line = _type_and_title(lines, top)
    return Head(
        issuer=issuer,
        issuer_line=issuer_line,
        number=number,
        number_line=number_line,
        place=tidy(placed[1]["place"]) if placed else None,
        date=parse_date(placed[1]["date"]) if placed else None,
        date_line=placed[0] if placed else None,
        type=document_type,
        title=title,
        title_line=title_line,
    )


def read_foot(lines: list[Line]) -> Foot:
    """Recipients and signature; of several signatures the last counts."""
    recipients = _recipients(lines)
    for at in range(len(lines) - 1, -1, -1):
        if _CAPACITY.match(lines[at].text) and lines[at].is_upper:
            return _signature(lines, at, recipients)
    return Foot(None, None, None, None, recipients)


def _issuer(top: list[Line]) -> tuple[Issuer | None, Line | None]:
    for at, line in enumerate(top):
        if line.is_upper and _BODY_LINE.match(line.text):
            parts = [line.text]
            for following in top[at + 1 : at + 3]:
                if not following.is_upper or _NOT_ISSUER.match(following.text) or resolve_type(following.text):
                    break
                parts.append(following.text)
            for count in range(len(parts), 0, -1):
                if issuer := read_issuer(" ".join(parts[:count])):
                    return issuer, line
    return None, None


def _number(top: list[Line]) -> tuple[LegalNumber | None, Line | None]:
    for line in top:
        if match := _NUMBER_LINE.match(line.text):
            printed = re.sub(r"[.…_]", "", match["number"])
            if number := parse_number_symbol(printed):
                return number, line
    return None, None


def _type_and_title(lines: list[Line], top: list[Line]) -> tuple[str | None, str | None, Line | None]:
    for at, line in enumerate(top):
        if line.is_upper and (document_type := resolve_type(line.text)) and at + 1 < len(lines):
            first = lines[at + 1]
            parts = [first.text]
            for following in lines[at + 2 : at + 5]:
                if not following.is_upper or _SECTION.match(following.text) or _NOT_ISSUER.match(following.text):
                    break
                parts.append(following.text)
            return document_type, tidy(" ".join(parts)), first
    return None, None, None


def _signature(lines: list[Line], at: int, recipients: tuple[str, ...]) -> Foot:
    """Reads downwards from a line such as `KT. CHỦ TỊCH`, over a title in capitals, to a name."""
    while at > 0 and _CAPACITY.match(lines[at - 1].text) and lines[at - 1].is_upper:
        at -= 1
    capacities, title = [], None
    for line in lines[at : at + 7]:
        if line.is_upper and _CAPACITY.match(line.text):
            capacities.append(line.text)
        elif line.is_upper:
            title = title or line.text
        elif _NAME.match(line.text):
            return Foot(tidy(line.text), title, "; ".join(capacities), line, recipients)
        elif not _SIGNED.match(line.text):
            break
    return Foot(None, title, "; ".join(capacities), None, recipients)


def _recipients(lines: list[Line]) -> tuple[str, ...]:
    start = next((at for at, line in enumerate(lines) if _RECIPIENTS.match(line.text)), None)
    if start is None:
        return ()
    found = []
    for line in lines[start + 1 :]:
        if not line.text.startswith(("-", "–", "+")):
            break
        found.append(tidy(line.text.lstrip("-–+ ")).rstrip(" ;."))
    return tuple(found)
