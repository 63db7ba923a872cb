"""What stands around the number of a cited document: type before it, date and issuer before or behind it, subject.

Belongs here: the wording on either side of a number. Does not belong here: the numbers themselves, lists
(`scrapers.readers.citation_grammar`).

Every look goes over a stretch of bounded length, so that reading stays linear in the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from scrapers.vocabulary.dates import DATE, DAY
from scrapers.vocabulary.legal_symbols import english_type_names, resolve_type, type_names, type_of_abbreviation
from scrapers.vocabulary.text import UPPER, tidy

_TYPE_BACK = 64
_LAW_BACK = 200
_LEAD_BACK = 200
_MAX_ABOUT = 300
_NOTE = r"(?:\[\d+\])?"
_ABBREVIATIONS = "QĐ|NQ|NĐ|TT|CT|KH|BC|CV|TB|KL|TTr"
_STOP = (
    r"về|[Bb]an hành|phê duyệt|quy định|công bố|sửa đổi|để|tại|chưa|thực hiện|triển khai|nhằm|là|có|đã|được|yêu cầu|"
    rf"hướng dẫn|ngày|theo|và(?!\s+{UPPER})|on|dated|approving|announcing|promulgating"
)
_COMMA_IN_NAME = r",(?=\s*(?:Chủ nhiệm|Tổng Thanh tra|Thể thao|Thương binh|Văn hóa|Văn hoá))"
_LAW_BEFORE = re.compile(rf"(?P<type>Bộ luật|Luật|Pháp lệnh)\s+(?P<name>{UPPER}[^.;\n\d]{{2,120}}?),?\s*+(?:số\s*+)?$")
_NUMBER_WORD = re.compile(r"(?<!\w)(?:số|No\.?):?\s*$", re.IGNORECASE)
_DATE_AFTER = re.compile(
    rf"^\s*{_NOTE}[,(]?\s*(?P<same>cùng\s+)?(?:ký\s+|ban hành\s+|ra\s+)?(?:dated\s+|of\s+|on\s+)?(?P<date>{DATE})",
    re.IGNORECASE,
)
_LEADS = (
    r"UBND|Ủy ban|Uỷ ban|Chủ tịch|Phó Chủ tịch|Bộ trưởng|Thứ trưởng|Bộ|Thủ tướng|Phó Thủ tướng|Chính phủ|Quốc hội|"
    r"Ban Thường vụ|Ban Chấp hành|Ban Bí thư|Tỉnh ủy|Tỉnh uỷ|Thành ủy|Thành uỷ|Huyện ủy|HĐND|Hội đồng|Hội nghị|"
    r"Thường trực|Sở|Văn phòng|Giám đốc|Cục|Bí thư|Ban Chỉ đạo"
)
_NOT_IN_LEAD = r"(?:giao|yêu cầu|theo|đề nghị|do|cùng|được|để|và|thực hiện|căn cứ|của)\s"
_ISSUED = (
    r"(?:(?:đã|vừa|cũng|mới|chính thức|tiếp tục)\s+){0,3}"
    r"(?:ban hành|ký ban hành|ký|phê duyệt|có|công bố|thông qua|ra)\s+(?:các\s+|bản\s+)?"
)
_DATED_LEAD = re.compile(
    rf"(?P<date>{DAY})\s*,?\s*(?:tại\s[^,.;\n]{{2,30}},\s*)?(?P<issuer>(?-i:{UPPER})[^.;\n]{{1,80}}?)\s+{_ISSUED}$",
    re.IGNORECASE,
)
_LEAD = re.compile(rf"(?<![\w/])(?P<issuer>(?:{_LEADS})(?!\w)(?:(?!\s{_NOT_IN_LEAD})[^.;,:\n]){{0,80}}?)\s+{_ISSUED}$")
_ENGLISH_LEAD = re.compile(
    r"(?:^|[.;,\n]\s?)(?P<issuer>(?:[Tt]he\s)?[A-Z\w][^.;,\n]{3,80}?)\s(?:has\s)?(?:issued|signed|approved|promulgated)\s(?:the\s)?$"
)
_LAST_WORDS = (
    "hành", "ký", "duyệt", "có", "bố", "qua", "ra", "các", "bản", "issued", "signed", "approved", "promulgated", "the",
    "tại",
)  # fmt: skip
"""What a lead can end with: a cheap test before the patterns are tried."""
_ISSUER_BEFORE = re.compile(r"\bcủa\s+(?P<issuer>[^.;,\n]{2,60}?)\s+tại\s+$")
_ABOUT = re.compile(
    r"^\s*(?:\[\d+\])?\)?[\s,]*+(?:(?:về việc|về|v/v|ban hành|Ban hành)\s+"
    r"|(?=(?:phê duyệt|quy định|công bố|sửa đổi|announcing|approving|promulgating)\s))(?P<about>[^.;\n]+)"
)
_ACTING = r"xây dựng|ban hành|triển khai|yêu cầu|đề nghị|báo cáo|tổ chức|quyết định|thông báo"
_ABOUT_END = re.compile(
    r",\s+(?=(?:cụ thể|phấn đấu|trong đó|để|[Nn]ăm 20\d\d)\b|[Cc]hỉ số\b[^,;.]{0,80}\s(?:đạt|xếp|tăng|giảm)\b)"
    r"|\s+(?=nhằm\s)"
    rf"|,\s+(?=(?:UBND|Ủy ban|Uỷ ban|Sở|Ban|Bộ|Chủ tịch|Tỉnh)\b[^,;.]{{0,60}}?\s(?:{_ACTING})\b)"
    r"|\s+(?=và\s+(?:Quyết định|Nghị quyết|Kế hoạch|Kết luận|Chỉ thị|Quy định|Nghị định|Thông tư)\s+số\b)|[“\"]$"
)


@dataclass(frozen=True, slots=True)
class Before:
    """What stands before a number: where the mention begins, its type, a law's name, an issuer between the two."""

    start: int
    type: str | None = None
    law_name: str | None = None
    issuer: str | None = None


@dataclass(frozen=True, slots=True)
class After:
    """What stands behind a number: where the mention ends, date and issuer; a date `cùng ngày` is its list's."""

    end: int
    date: str | None = None
    issuer: str | None = None
    is_shared_date: bool = False


def look_before(text: str, at: int) -> Before:
    """`Quyết định số ` before the number at `at`, also `Nghị quyết của Chính phủ số `, `QĐ số ` and `Decision No. `."""
    before = text[max(0, at - _TYPE_BACK) : at]
    offset = at - len(before)
    if match := _types_before().search(before):
        issuer = tidy(match["issuer"]) if match["issuer"] else None
        return Before(offset + match.start(), _type(match["type"]), None, issuer)
    if match := _english_before().search(before):
        return Before(offset + match.start(), resolve_type(match["type"]))
    further = text[max(0, at - _LAW_BACK) : at]
    if match := _LAW_BEFORE.search(further):
        return Before(at - len(further) + match.start(), match["type"], tidy(match["name"]))
    if match := _NUMBER_WORD.search(before):
        return Before(offset + match.start())
    return Before(at)


def look_after(text: str, at: int) -> After:
    """The date and issuer that follow a number, in either order."""
    end, date, issuer, is_shared = at, None, None, False
    if match := _DATE_AFTER.match(text[at : at + 90]):
        end, date, is_shared = at + match.end(), match["date"], match["same"] is not None
    if match := _issuer_after().match(text[end : end + 160]):
        end, issuer = end + match.end("issuer"), tidy(match["issuer"])
    if date is None and issuer is not None and (match := _DATE_AFTER.match(text[end : end + 90])):
        end, date, is_shared = end + match.end(), match["date"], match["same"] is not None
    return After(end, date, issuer, is_shared)


def look_for_lead(text: str, start: int) -> tuple[str | None, str | None]:
    """Date and issuer before the mention: `Ngày 10/4/2024, Bộ trưởng Bộ Nội vụ ban hành `, `UBND tỉnh đã ký `."""
    before = text[max(0, start - _LEAD_BACK) : start]
    if not before.rstrip().lower().endswith(_LAST_WORDS):
        return None, None
    if match := _DATED_LEAD.search(before):
        return match["date"], tidy(match["issuer"])
    if match := _LEAD.search(before) or _ENGLISH_LEAD.search(before):
        return None, tidy(match["issuer"])
    match = _ISSUER_BEFORE.search(before)
    return None, tidy(match["issuer"]) if match else None


def look_for_subject(text: str, end: int) -> str | None:
    """What the document is about, behind its mention."""
    match = _ABOUT.match(text[end : end + _MAX_ABOUT])
    if match is None:
        return None
    about = _ABOUT_END.split(match["about"], maxsplit=1)[0]
    if match.end() == _MAX_ABOUT and about == match["about"]:
        about = about.rpartition(" ")[0]
    return tidy(about).rstrip(" ,:") or None


def _type(printed: str) -> str | None:
    return resolve_type(printed) or type_of_abbreviation(printed)


@cache
def types_pattern() -> str:
    """The names of all document types, spaces as printed."""
    return "|".join(r"\s+".join(map(re.escape, name.split())) for name in type_names())


@cache
def _english_types() -> str:
    return "|".join(r"\s+".join(map(re.escape, name.split())) for name in english_type_names())


@cache
def _types_before() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?P<type>{types_pattern()}|(?-i:{_ABBREVIATIONS}))\s*+"
        rf"(?:của\s+(?P<issuer>(?!{types_pattern()})(?-i:{UPPER})(?:(?!{types_pattern()})[^.;,:\n\d]){{2,40}}?)\s+(?=\(?số))?"
        r":?\s*+(?:\(?\s*số:?)?\s*+$",
        re.IGNORECASE,
    )


@cache
def _english_before() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<type>{_english_types()})\s+(?:No\.?\s*|number\s+)?$", re.IGNORECASE)


@cache
def _issuer_after() -> re.Pattern[str]:
    types = f"{types_pattern()}|{_english_types()}"
    stop = rf"(?=\s+(?:{_STOP})(?!\w)|\s+(?:và|and)\s+(?:{types})(?!\w)|[;.():\n“\"]|(?!{_COMMA_IN_NAME}),|$)"
    begin = r"(?:của\s+|(?:of|by|issued by)\s+(?=the\s|[A-Z]))"
    return re.compile(rf"^\s*{_NOTE}\)?,?\s*{begin}(?P<issuer>(?:[^;.():\n,“\"]|{_COMMA_IN_NAME}){{2,110}}?){stop}")
