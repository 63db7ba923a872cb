"""What an official document says of itself in its head: issuer, number, place and date, type, title, addressees.

Belongs here: what stands above the text. Does not belong here: recipients and signatures below it
(`scrapers.readers.signature`), labels of the page around it (`scrapers.readers.page_fields`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from scrapers.readers.issuers import Issuer, read_issuer, read_issuer_lines
from scrapers.readers.lines import Line
from scrapers.vocabulary.dates import DATE, PrintedDate, parse_date
from scrapers.vocabulary.legal_symbols import (
    LegalNumber,
    is_letter,
    is_symbol,
    parse_number_symbol,
    resolve_type,
    types_of_symbol,
)
from scrapers.vocabulary.tables import table
from scrapers.vocabulary.text import UPPER, tidy

_HEAD_LINES = 40
_LONGEST_MENU = 600
_LINES_ABOVE_MOTTO = 8
_MOTTO = re.compile(r"^(?:CỘNG H(?:ÒA|OÀ|ÓA)\s+XÃ\s+HỘI|ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM)", re.IGNORECASE)
_NUMBER_LINE = re.compile(
    r"^(?:(?:Bộ luật|Luật|Pháp lệnh|Nghị quyết)\s+)?(?:Số|No)\b\s*+[:.]?\s*+"
    r"(?P<number>(?:[\d\s.…_]*+[a-z]?)[-–/].{2,30})$",
    re.IGNORECASE,
)
_PLACE_LINE = re.compile(rf"^(?P<place>{UPPER}[^,;:\d]{{1,40}}),\s*(?P<date>{DATE})\.?$", re.IGNORECASE)
_DATE_LINE = re.compile(rf"^(?P<date>{DATE})\.?$", re.IGNORECASE)
_BODY_LINE = re.compile(
    r"^(?:ỦY BAN|UỶ BAN|UBND|HỘI ĐỒNG|HĐND|SỞ|BAN|BỘ|VĂN PHÒNG"
    r"|(?:TỈNH|THÀNH|HUYỆN|QUẬN|THỊ) (?:ỦY|UỶ)|ĐẢNG (?:ỦY|UỶ|BỘ)"
    r"|CHÍNH PHỦ|THỦ TƯỚNG|QUỐC HỘI|THANH TRA|CHỦ TỊCH|CHI CỤC|CỤC|PHÒNG|TRUNG TÂM|BẢO HIỂM|KHO BẠC|NGÂN HÀNG)\b"
)
_NOT_ISSUER = re.compile(r"^(?:CỘNG H|ĐỘC LẬP|ĐẢNG CỘNG SẢN|SỐ\b|V/V|[-–—*_=]+$)", re.IGNORECASE)
_SECTION = re.compile(r"^(?:[IVX]+|\d+|[a-zđ])[.)]\s")
_LETTER_SUBJECT = re.compile(r"^V/v\s*:?\s*(?P<subject>\S.*)$", re.IGNORECASE)
_ADDRESSEES = re.compile(r"^Kính\s+gửi\s*:?\s*(?P<rest>.*)$", re.IGNORECASE)
_NO_TITLE = re.compile(r"^(?:Căn cứ|Kính gửi|Điều\s+\d|[-+–])", re.IGNORECASE)
_MOST_TITLE_LINES = 5
_LONGEST_TITLE_LINE = 160
_MOST_ADDRESSEES = 40


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
    addressees: tuple[str, ...]
    issuer_raw: str | None


def read_head(lines: list[Line]) -> Head:
    """The head of a document: looked for around the motto, or in its first lines where it prints none."""
    top = _window(lines)
    issuer, issuer_line, issuer_raw = _issuer(top)
    number, number_line = _number(top)
    placed = _placed(top, number_line)
    date = parse_date(placed[1]["date"]) if placed else None
    document_type, title, title_line = _type_and_title(lines, top)
    addressees = _addressees(top)
    if document_type is None and number is not None and number_line is not None:
        document_type, title, title_line = _letter(top, number)
    return Head(
        issuer=issuer,
        issuer_line=issuer_line,
        number=number,
        number_line=number_line,
        place=tidy(placed[1]["place"]) if placed and "place" in placed[1].groupdict() else None,
        date=date,
        date_line=placed[0] if placed else None,
        type=document_type,
        title=title,
        title_line=title_line,
        addressees=addressees,
        issuer_raw=issuer_raw,
    )


def _window(lines: list[Line]) -> list[Line]:
    motto = next((at for at, line in enumerate(lines[:_LONGEST_MENU]) if _MOTTO.match(line.text)), 0)
    start = max(0, motto - _LINES_ABOVE_MOTTO)
    return lines[start : start + _HEAD_LINES]


def _issuer(top: list[Line]) -> tuple[Issuer | None, Line | None, str | None]:
    candidates = [line for line in top if not _NOT_ISSUER.match(line.text)]
    for at, line in enumerate(candidates):
        if line.is_upper and _BODY_LINE.match(line.text) and not resolve_type(line.text):
            parts = [line.text]
            for following in candidates[at + 1 : at + 3]:
                if not following.is_upper or resolve_type(following.text):
                    break
                parts.append(following.text)
            for count in range(len(parts), 0, -1):
                issuer = read_issuer_lines(parts[:count]) if count > 1 else read_issuer(parts[0])
                if issuer:
                    return issuer, line, tidy(" ".join(parts[:count]))
    return None, None, None


def _number(top: list[Line]) -> tuple[LegalNumber | None, Line | None]:
    for line in top:
        if match := _NUMBER_LINE.match(line.text):
            number = parse_number_symbol(re.sub(r"[.…_]", "", match["number"]))
            if number and is_symbol(number.symbol):
                return number, line
    return None, None


def _placed(top: list[Line], number_line: Line | None) -> tuple[Line, re.Match[str]] | None:
    """The line of place and date; a date alone counts where it stands next to the number."""
    for line in top:
        if match := _PLACE_LINE.match(line.text):
            return line, match
    if number_line is not None:
        at = top.index(number_line)
        for line in top[at + 1 : at + 3]:
            if match := _DATE_LINE.match(line.text):
                return line, match
    return None


def _type_and_title(lines: list[Line], top: list[Line]) -> tuple[str | None, str | None, Line | None]:
    for at, line in enumerate(top):
        if line.is_upper and (document_type := resolve_type(line.text)) and at + 1 < len(top):
            start = lines.index(line, at)
            title, first = _title(lines[start + 1 : start + 2 + _MOST_TITLE_LINES])
            return document_type, title, first
    return None, None, None


def _title(below: list[Line]) -> tuple[str | None, Line | None]:
    """The lines of a title: capitals run on, other lines as long as none is left out and no sentence begins."""
    first = below[0] if below else None
    if first is None or _NO_TITLE.match(first.text):
        return None, None
    parts, last = [first.text], first
    for line in below[1:]:
        if _SECTION.match(line.text) or _NOT_ISSUER.match(line.text) or _BODY_LINE.match(line.text):
            break
        runs_on = line.is_upper and last.is_upper
        is_next = line.number == last.number + 1 and len(line.text) <= _LONGEST_TITLE_LINE and not last.is_upper
        if not runs_on and not (
            is_next and not last.text.endswith((".", ":", ";")) and not _stop_pattern().match(line.text)
        ):
            break
        parts.append(line.text)
        last = line
    return tidy(" ".join(parts)), first


def _letter(top: list[Line], number: LegalNumber) -> tuple[str | None, str | None, Line | None]:
    """An official letter prints no type: its symbol and the line of its subject below the number tell it."""
    for at, line in enumerate(top):
        if match := _LETTER_SUBJECT.match(line.text):
            parts, last = [match["subject"]], line
            for following in top[at + 1 : at + 6]:
                if following.number == last.number:
                    continue
                if (
                    following.number != last.number + 1
                    or _ADDRESSEES.match(following.text)
                    or not following.text[:1].islower()
                ):
                    break
                parts.append(following.text)
                last = following
            return _letter_type(number), tidy(" ".join(parts)), line
    return (_letter_type(number), None, None) if is_letter(number.symbol) else (None, None, None)


def _letter_type(number: LegalNumber) -> str | None:
    possible = types_of_symbol(number.symbol)
    return possible[0] if possible else "Công văn"


def _addressees(top: list[Line]) -> tuple[str, ...]:
    for at, line in enumerate(top):
        if match := _ADDRESSEES.match(line.text):
            found = [match["rest"]] if match["rest"] else []
            for below in top[at + 1 : at + 1 + _MOST_ADDRESSEES]:
                if not below.text.startswith(("-", "–", "+")):
                    break
                found.append(below.text)
            return tuple(text for raw in found if (text := tidy(raw.lstrip("-–+ ")).rstrip(" ;.")))
    return ()


@cache
def _stop_pattern() -> re.Pattern[str]:
    """How a text, not a title, begins."""
    words = "|".join(re.escape(row["beginning"]) for row in table("title_stops", "beginning"))
    return re.compile(rf"^(?:{words})(?!\w)|^[-+–]")
