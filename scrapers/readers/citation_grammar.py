"""How documents name other documents: type, number, date, issuer and subject around a number and symbol.

Belongs here: the grammar, over one text in NFC. Does not belong here: records, repeats, the citing document's own
number (`scrapers.readers.citations`).

A mention is `<type> [số] <number> [ngày <date>] [của <issuer>] [về việc|ban hành ... <subject>]`; the date and the
issuer may come first (`Ngày 10/4/2024, Bộ trưởng ... ban hành Quyết định số ...`), and a list may leave out the type
after its first item (`Nghị quyết số 18-NQ/TW, 19-NQ/TW`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from scrapers.vocabulary.dates import DATE, DAY
from scrapers.vocabulary.legal_symbols import (
    FULL_NUMBER,
    SHORT_NUMBER,
    parse_number_symbol,
    resolve_type,
    type_names,
    types_of_symbol,
)
from scrapers.vocabulary.spans import TakenSpans
from scrapers.vocabulary.text import UPPER, tidy

_LOOK_BACK = 200
_MAX_ABOUT = 300
_NOTE = r"(?:\[\d+\])?"
_STOP = (
    r"về|[Bb]an hành|phê duyệt|quy định|công bố|sửa đổi|để|tại|chưa|thực hiện|triển khai|nhằm|là|có|đã|được|yêu cầu|"
    rf"hướng dẫn|ngày|theo|và(?!\s+{UPPER})"
)
_COMMA_IN_NAME = r",(?=\s*(?:Chủ nhiệm|Tổng Thanh tra|Thể thao|Thương binh|Văn hóa|Văn hoá))"
_LAW = re.compile(
    rf"(?<!\w)(?P<type>Bộ luật|Luật|Pháp lệnh)\s+(?P<name>{UPPER}[^.;,\n\d]{{2,100}}?)\s{{1,40}}"
    rf"(?P<year>năm\s+(?:19|20)\d{{2}})(?!\d)"
)
_LAW_BEFORE = re.compile(rf"(?P<type>Bộ luật|Luật|Pháp lệnh)\s+(?P<name>{UPPER}[^.;\n\d]{{2,120}}?),?\s*+(?:số\s*+)?$")
_NUMBER_WORD = re.compile(r"(?<!\w)số:?\s*$", re.IGNORECASE)
_LIST_GAP = re.compile(r"^\s*+(?:[,;]\s*+và|[,;]|và)\s*+(?:số:?\s*+)?$", re.IGNORECASE)
_LED_GAP = re.compile(r"^[^.\n]*;\s*$")
_DATE_AFTER = re.compile(rf"^\s*{_NOTE}[,(]?\s*(?:ký\s+|ban hành\s+)?(?P<date>{DATE})", re.IGNORECASE)
_DATE_AND_ISSUER_BEFORE = re.compile(
    rf"(?P<date>{DAY})\s*,\s*(?P<issuer>{UPPER}[^.;\n]{{1,80}}?)\s+(?:đã\s+)?(?:ban hành|ký|phê duyệt|có)\s+$",
    re.IGNORECASE,
)
_ISSUER_BEFORE = re.compile(r"\bcủa\s+(?P<issuer>[^.;,\n]{2,60}?)\s+tại\s+$")
_ABOUT = re.compile(
    r"^\s*(?:\[\d+\])?\)?[\s,]*+(?:(?:về việc|về|v/v|ban hành|Ban hành)\s+"
    r"|(?=(?:phê duyệt|quy định|công bố|sửa đổi)\s))(?P<about>[^.;\n]+)"
)
_ACTING = r"xây dựng|ban hành|triển khai|yêu cầu|đề nghị|báo cáo|tổ chức|quyết định|thông báo"
_ABOUT_END = re.compile(
    r",\s+(?=(?:cụ thể|phấn đấu|trong đó|để|[Nn]ăm 20\d\d)\b|[Cc]hỉ số\b[^,;.]{0,80}\s(?:đạt|xếp|tăng|giảm)\b)"
    r"|\s+(?=nhằm\s)"
    rf"|,\s+(?=(?:UBND|Ủy ban|Uỷ ban|Sở|Ban|Bộ|Chủ tịch|Tỉnh)\b[^,;.]{{0,60}}?\s(?:{_ACTING})\b)"
    r"|\s+(?=và\s+(?:Quyết định|Nghị quyết|Kế hoạch|Kết luận|Chỉ thị)\s+số\b)|[“\"]$"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A document named in a text; offsets are into the NFC text. `date` is as printed.

    `is_led` says that the issuer stands before the mention and may issue what follows in its list too.
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


def find_mentions(text: str) -> list[Mention]:
    """The documents that a text (NFC) names by number, or a law by its year, in order."""
    found: list[Mention] = []
    for match in _numbers().finditer(text):
        if mention := _numbered(text, match, found[-1] if found else None):
            found.append(mention)
    taken = TakenSpans((mention.start, mention.end) for mention in found)
    laws = [law for law in _laws(text) if not taken.overlap(law.start, law.end)]
    ordered = sorted([*found, *laws], key=lambda mention: mention.start)
    return _with_shared_issuers(text, [_with_about(text, mention) for mention in ordered])


def _numbered(text: str, match: re.Match[str], previous: Mention | None) -> Mention | None:
    start, document_type, law_name = _type_before(text, match.start())
    gap_end = match.start() if document_type is None else start
    in_list = previous is not None and _is_list_gap(text, previous.end, gap_end)
    if match["short"] and document_type is None and not in_list:
        return None
    parsed = parse_number_symbol(match.group()) if match["full"] else None
    if document_type is None and in_list and previous is not None:
        document_type = previous.type
    if document_type is None and parsed is not None:
        possible = types_of_symbol(parsed.symbol)
        document_type = possible[0] if possible else None
    end, date_text, issuer = _date_and_issuer_after(text, match.end())
    date_before, issuer_before = _date_and_issuer_before(text, start)
    is_led = issuer_before is not None
    if previous is not None and previous.is_led and _LED_GAP.match(text[previous.end : gap_end]):
        issuer_before, is_led = issuer_before or previous.issuer, True
    return Mention(
        start=start,
        end=end,
        type=document_type,
        number=parsed.number if parsed else match.group(),
        symbol=parsed.symbol if parsed else None,
        full_number=parsed.full_number if parsed else match.group(),
        date=date_text or date_before,
        issuer=issuer or issuer_before,
        about=law_name,
        printed=match.group(),
        is_led=is_led,
    )


def _is_list_gap(text: str, start: int, end: int) -> bool:
    """Whether nothing but what parts the items of a list stands there."""
    return end - start <= _LOOK_BACK and _LIST_GAP.match(text[start:end]) is not None


def _type_before(text: str, at: int) -> tuple[int, str | None, str | None]:
    """Where the mention begins, its type and, of a law, its name: `Quyết định số ` before the number at `at`."""
    before = text[max(0, at - _LOOK_BACK) : at]
    offset = at - len(before)
    if match := _types_before().search(before):
        return offset + match.start(), resolve_type(match["type"]), None
    if match := _LAW_BEFORE.search(before):
        return offset + match.start(), match["type"], tidy(match["name"])
    if match := _NUMBER_WORD.search(before):
        return offset + match.start(), None, None
    return at, None, None


def _date_and_issuer_after(text: str, at: int) -> tuple[int, str | None, str | None]:
    """The end of the mention, with the date and issuer that follow its number."""
    end, date_text, issuer = at, None, None
    if match := _DATE_AFTER.match(text[at : at + 80]):
        end, date_text = at + match.end(), match["date"]
    if match := _issuer_after().match(text[end : end + 160]):
        end, issuer = end + match.end("issuer"), tidy(match["issuer"])
    return end, date_text, issuer


def _date_and_issuer_before(text: str, start: int) -> tuple[str | None, str | None]:
    before = text[max(0, start - _LOOK_BACK) : start]
    if match := _DATE_AND_ISSUER_BEFORE.search(before):
        return match["date"], tidy(match["issuer"])
    match = _ISSUER_BEFORE.search(before)
    return None, tidy(match["issuer"]) if match else None


def _laws(text: str) -> Iterator[Mention]:
    """Laws and codes named by their year alone: `Luật ... năm 2015`."""
    for match in _LAW.finditer(text):
        name = tidy(match["name"])
        yield Mention(
            match.start(),
            match.end(),
            match["type"],
            None,
            None,
            None,
            match["year"],
            None,
            name,
            match.group(),
        )


def _with_about(text: str, mention: Mention) -> Mention:
    if mention.about is not None:
        return mention
    match = _ABOUT.match(text[mention.end : mention.end + _MAX_ABOUT])
    if match is None:
        return mention
    about = _ABOUT_END.split(match["about"], maxsplit=1)[0]
    if match.end() == _MAX_ABOUT and about == match["about"]:
        about = about.rpartition(" ")[0]
    return replace(mention, about=tidy(about).rstrip(" ,:") or None)


def _with_shared_issuers(text: str, mentions: list[Mention]) -> list[Mention]:
    """Gives the first of `Quyết định A và Quyết định B của UBND tỉnh` the issuer that stands behind the last."""
    shared = list(mentions)
    for at in range(len(shared) - 2, -1, -1):
        here, following = shared[at], shared[at + 1]
        gap = text[here.end : following.start]
        if here.issuer is None and following.issuer and re.fullmatch(r"\s*(?:,|và|, và)\s*", gap):
            shared[at] = replace(here, issuer=following.issuer)
    return shared


@cache
def _numbers() -> re.Pattern[str]:
    return re.compile(rf"(?P<full>{FULL_NUMBER})|(?P<short>{SHORT_NUMBER})")


@cache
def _types() -> str:
    return "|".join(r"\s+".join(map(re.escape, name.split())) for name in type_names())


@cache
def _types_before() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<type>{_types()})\s*+(?:\(?số:?)?\s*+$", re.IGNORECASE)


@cache
def _issuer_after() -> re.Pattern[str]:
    stop = rf"(?=\s+(?:{_STOP})(?!\w)|\s+và\s+(?:{_types()})(?!\w)|[;.():\n“\"]|(?!{_COMMA_IN_NAME}),|$)"
    return re.compile(rf"^\s*{_NOTE}\)?,?\s*của\s+(?P<issuer>(?:[^;.():\n,“\"]|{_COMMA_IN_NAME}){{2,110}}?){stop}")
