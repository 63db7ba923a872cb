"""What stands below an official text: recipients, archive line, signatures, and the stamp of a digital signature.

Belongs here: reading them. Does not belong here: the head of a document (`scrapers.readers.letterhead`) and labels of
the page around it (`scrapers.readers.page_fields`).

A signature is read downwards: capacities (`TM. ỦY BAN NHÂN DÂN`, `KT. CHỦ TỊCH`), a title in capitals, a name. Its
lines may alternate with the recipients', where the two stand side by side. Of several signatures one below the other
the last counts; names side by side have signed together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from scrapers.readers.lines import Line
from scrapers.vocabulary.dates import DAY, PrintedDate, parse_date
from scrapers.vocabulary.tables import table
from scrapers.vocabulary.text import UPPER, fold, tidy

_CAPACITY = re.compile(
    r"^(?:T\s?[./]?\s?M|K\s?[./]?\s?T|T\s?[./]?\s?L|T\s?[./]?\s?U\s?[./]?\s?Q|Q)\s?[./]\s*\S|^QUYỀN\s\S"
)
_ACTING = re.compile(r"^(?:Q\s?[./]|QUYỀN)\s*(?P<title>\S.{2,80})$")
_NEXT_CAPACITY = re.compile(r"\s+(?=(?:KT|TL|TUQ|K/T|T/L)\s?[./]\s*\S)")
_SIGNED = re.compile(
    r"^[(\[]?\s*(?:đã ký|đã kí|ký bởi|daky|chữ ký|ký tên|signed)[^:)\]]{0,40}[)\]:]?\s*", re.IGNORECASE
)
_NAME = re.compile(
    rf"^(?:(?:TS|ThS|PGS|GS|BS|Ths)\.?\s*){{0,4}}(?P<name>{UPPER}[^\W\d_]{{0,12}}(?:\s+{UPPER}[^\W\d_]{{0,12}}){{1,5}})$"
)
_RECIPIENTS = re.compile(r"^Nơi\s+(?:nhận|gửi)\s*(?::|$)\s*(?P<rest>.*)$", re.IGNORECASE)
_ARCHIVE = re.compile(
    r"^Lưu(?!\s+ý)\s*(?::|(?=\s))\s*(?P<line>[^()]{1,60}?)[\s.;]*(?:\((?P<drafters>[^()]{1,60})\))?[\s.;]*$"
)
_DASHES = ("-", "–", "+", "•")
_DIGITAL = re.compile(
    r"^(?:Người ký|Ký bởi|Ký số bởi|Được ký bởi|Signed by|Digitally signed by)\s*:\s*(?P<name>[^:]{2,120}?)"
    r"(?:\s*[;,.]?\s*(?:Email|Cơ quan|Thời gian ký|Ngày ký|Date)\s*:.*)?$",
    re.IGNORECASE,
)
_SIGNED_AT = re.compile(
    rf"(?:Thời gian ký|Ngày ký|Date)\s*:\s*(?:\d{{1,2}}:\d{{2}}(?::\d{{2}})?\s*,?\s*)?(?P<date>{DAY})", re.IGNORECASE
)
_LONGEST_BLOCK = 16
_MOST_RECIPIENTS = 60
_STAMP_LINES = 5


@dataclass(frozen=True, slots=True)
class Foot:
    """What stands below a text; each part is None or empty where it is not printed."""

    signer: str | None = None
    title: str | None = None
    capacity: str | None = None
    signer_line: Line | None = None
    co_signers: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    archive_line: str | None = None
    drafters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stamp:
    """A digital signature as its visible stamp tells it: who signed (a body or a person) and when."""

    signer: str
    signed_on: PrintedDate | None
    starts: tuple[int, ...]


def read_foot(lines: list[Line]) -> Foot:
    """Recipients and signature."""
    recipients = _recipients(lines)
    archive = next((match for text in recipients if (match := _ARCHIVE.match(text))), None)
    signer = _signature(lines)
    return Foot(
        signer=signer.signer,
        title=signer.title,
        capacity=signer.capacity,
        signer_line=signer.signer_line,
        co_signers=signer.co_signers,
        recipients=recipients,
        archive_line=tidy(archive["line"]).rstrip(" .;,") if archive else None,
        drafters=tuple(tidy(name) for name in (archive["drafters"] or "").split(",") if name.strip())
        if archive
        else (),
    )


def read_stamp(lines: list[Line]) -> Stamp | None:
    """The first stamp of a digital signature: a signer's line with the time of signing close below or behind it."""
    for at, line in enumerate(lines):
        match = _DIGITAL.match(line.text)
        if match is None:
            continue
        for offset, below in enumerate(lines[at : at + _STAMP_LINES]):
            if signed := _SIGNED_AT.search(below.text):
                starts = tuple(stamped.start for stamped in lines[at : at + offset + 1])
                return Stamp(tidy(match["name"]), parse_date(signed["date"]), starts)
    return None


def _signature(lines: list[Line]) -> Foot:
    unsigned = Foot()
    at = len(lines) - 1
    while at >= 0:
        if not _is_title(lines[at]):
            at -= 1
            continue
        top = _top_of_block(lines, at)
        foot = _read_block(lines[top : at + _LONGEST_BLOCK])
        if foot.signer:
            return foot
        if unsigned.capacity is None and foot.capacity:
            unsigned = foot
        at = top - 1
    return unsigned


def _is_title(line: Line) -> bool:
    """Whether a line is a capacity or a signer's title, in capitals."""
    if len(line.text) > 90 or not line.is_upper:
        return False
    return _CAPACITY.match(line.text) is not None or _title_pattern().match(line.text) is not None


def _is_beside(line: Line) -> bool:
    """Whether a line is of the recipients, who may stand beside the signature."""
    return (
        line.text.startswith(_DASHES)
        or _RECIPIENTS.match(line.text) is not None
        or _ARCHIVE.match(line.text) is not None
    )


def _top_of_block(lines: list[Line], at: int) -> int:
    top = at
    for above in range(at - 1, max(-1, at - _LONGEST_BLOCK), -1):
        if _is_title(lines[above]):
            top = above
        elif not _is_beside(lines[above]):
            break
    return top


def _read_block(lines: list[Line]) -> Foot:
    capacities: list[str] = []
    title = None
    for at, line in enumerate(lines):
        bare = _SIGNED.sub("", line.text)
        if _is_title(line):
            for part in _NEXT_CAPACITY.split(line.text):
                found = _parts_of_title(part)
                capacities += [found[0]] if found[0] else []
                title = title or found[1]
        elif _is_name(bare):
            co_signers = _co_signers(lines[at + 1 : at + 4], line)
            return Foot(tidy(bare), title or _acting(capacities), "; ".join(capacities) or None, line, co_signers)
        elif bare and not _is_beside(line) and not line.is_upper:
            break
        elif bare and line.is_upper and title is None:
            title = line.text
    return Foot(None, title, "; ".join(capacities) or None)


def _is_name(text: str) -> bool:
    """Whether a text is a person's name; one in capitals must begin with a surname, as others may be so printed."""
    if not _NAME.match(text):
        return False
    return not text.isupper() or (len(text.split()) <= 5 and fold(text.split()[0]) in _surnames())


def _parts_of_title(text: str) -> tuple[str | None, str | None]:
    """Capacity and title of one printed line: `KT. CHỦ TỊCH PHÓ CHỦ TỊCH` has both."""
    if not _CAPACITY.match(text):
        return None, text
    if both := _capacity_and_title().match(text):
        return both["capacity"], both["title"]
    return text, None


def _acting(capacities: list[str]) -> str | None:
    """The title of an acting head, who prints it behind `Q.` alone."""
    match = _ACTING.match(capacities[-1]) if capacities else None
    return match["title"] if match else None


def _co_signers(following: list[Line], signer: Line) -> tuple[str, ...]:
    beside = (line for line in following if line.number == signer.number)
    return tuple(tidy(line.text) for line in beside if _is_name(line.text))


def _recipients(lines: list[Line]) -> tuple[str, ...]:
    start = next((at for at, line in enumerate(lines) if _RECIPIENTS.match(line.text)), None)
    if start is None:
        return ()
    return tuple(text for raw in _recipient_lines(lines, start) if (text := tidy(raw.lstrip("-–+• ")).rstrip(" ;.,")))


def _recipient_lines(lines: list[Line], start: int) -> Iterator[str]:
    """The entries below `Nơi nhận`, until the line that says where the document is kept."""
    match = _RECIPIENTS.match(lines[start].text)
    rest = match["rest"] if match else ""
    if rest:
        yield from re.split(r"(?<=[;.])\s*(?=[-–+•])|(?<=;)\s+", rest)
    others = 0
    for line in lines[start + 1 : start + 1 + _MOST_RECIPIENTS]:
        is_entry = line.text.startswith(_DASHES) or _ARCHIVE.match(line.text) is not None or line.text.endswith(";")
        if not is_entry:
            others += 1
            if others > _LONGEST_BLOCK or not (
                _is_title(line) or line.is_upper or _NAME.match(line.text) or _SIGNED.match(line.text)
            ):
                return
            continue
        yield line.text
        if re.match(r"^[-–+•\s]*Lưu\b", line.text):
            return


@cache
def _surnames() -> frozenset[str]:
    return frozenset(fold(row["surname"]) for row in table("surnames", "surname"))


@cache
def _titles() -> str:
    names = sorted(
        {row["title"].upper() for row in table("signer_titles", "title")}, key=lambda name: (-len(name), name)
    )
    return "|".join(r"\s+".join(map(re.escape, name.split())) for name in names)


@cache
def _title_pattern() -> re.Pattern[str]:
    return re.compile(rf"^(?:{_titles()})(?!\w)")


@cache
def _capacity_and_title() -> re.Pattern[str]:
    return re.compile(rf"^(?P<capacity>KT\s?[./]\s*(?:{_titles()}))\s+(?P<title>(?:{_titles()})(?!\w).*)$")
