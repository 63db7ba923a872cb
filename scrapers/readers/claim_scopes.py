"""What a value in a sentence belongs to: the index, unit and year that were named before it, and what rules it out.

Belongs here: binding within one paragraph. Does not belong here: the wording of values
(`scrapers.readers.claim_phrases`).

The nearest name before a value binds it: a paragraph names an index once and then tells its score, rank and changes.
A sentence that names its one index only at the end is read too.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from scrapers.readers.citation_grammar import find_mentions
from scrapers.readers.claim_phrases import ValuePhrase
from scrapers.readers.context import Context, Place
from scrapers.records import Measure
from scrapers.vocabulary.indices import find_indices
from scrapers.vocabulary.spans import TakenSpans
from scrapers.vocabulary.text import UPPER
from scrapers.vocabulary.units import LOCAL_LEVELS, find_units

_YEAR = re.compile(r"\bnăm\s*(?P<year>20\d{2})\b(?!\s*[-–]\s*20)", re.IGNORECASE)
_BARE_YEAR = re.compile(r"^\s*(?:của\s+\w+\s+)?\(?(?P<year>20\d{2})\b(?!\s*[-–]\s*20)")
_NOT_A_RESULT_YEAR = re.compile(
    r"(?:so với|so sánh với|với|từ|đến|tháng\s+\d{1,2}|giai đoạn|/\d{1,2}|kế hoạch|nhiệm kỳ|hơn)\s*"
    r"(?:kết quả\s+)?(?:của\s+)?$",
    re.IGNORECASE,
)
_BASE = re.compile(
    r"so (?:sánh )?với\s+(?:kết quả\s+)?(?:cùng kỳ\s+)?(?:năm\s+(?P<year>20\d{2})|(?P<last>năm trước|năm ngoái))",
    re.IGNORECASE,
)
_IMPLIED = re.compile(
    r"\b(?:của|toàn)\s+(?P<word>tỉnh|huyện|thành phố|thị xã|quận|xã|phường|[Ss]ở|[Bb]an|[Bb]ộ)\b"
    rf"(?!\s*,|\s+{UPPER}|\s+nội|\s+hàng)"
    r"|\b(?P<subject>[Tt]ỉnh|[Hh]uyện|[Tt]hành phố)\s+(?=(?:đã\s+|vẫn\s+)?(?:đạt|xếp|đứng|tăng|giảm|có)\b)"
)
_IMPLIED_LEVELS = {
    "tỉnh": ("province",), "thành phố": ("province", "district"), "huyện": ("district",), "thị xã": ("district",),
    "quận": ("district",), "xã": ("commune",), "phường": ("commune",), "sở": ("department",), "ban": ("department",),
    "bộ": ("ministry",),
}  # fmt: skip
_ACTS = re.compile(
    r"^\s*(?:vừa\s+|đã\s+|chính thức\s+)*(?:công bố|ban hành|tổ chức|phê duyệt|chủ trì|phối hợp|"
    r"thông báo|đánh giá|triển khai|tham mưu)\b",
    re.IGNORECASE,
)
_TARGET = re.compile(
    r"phấn đấu|mục tiêu|chỉ tiêu|đặt ra|đề ra|đến năm|trở lên|tối thiểu|ít nhất|quyết tâm|"
    r"duy trì|thuộc nhóm|dự kiến|yêu cầu",
    re.IGNORECASE,
)
_GAP = re.compile(
    r"(?:cao|thấp|kém|nhiều|ít)\s+hơn|chênh lệch|khoảng cách|cách\s+đơn vị|\bhơn\s*$|\bkém\s*$", re.IGNORECASE
)
_GAP_AFTER = re.compile(
    r"^\s*so với\s+(?:mức|giá trị|trung bình|đơn vị|địa phương|tỉnh|thành phố|bình quân|mục tiêu|kế hoạch|chỉ tiêu)",
    re.IGNORECASE,
)
_MEAN = re.compile(r"trung bình|bình quân", re.IGNORECASE)
_APPROXIMATE = re.compile(r"(?:gần|khoảng|trên|dưới|hơn|xấp xỉ)\s*$", re.IGNORECASE)
_PART = re.compile(
    r"lĩnh vực|chỉ số thành phần|tiêu chí|trục nội dung|chỉ số nội dung|nội dung|thẩm định|điều tra xã hội học",
    re.IGNORECASE,
)
_OTHER_SUBJECT = re.compile(
    r"tỷ lệ|tỉ lệ|hồ sơ|nhiệm vụ|TTHC|thủ tục|dịch vụ công|văn bản|cán bộ|công chức|"
    r"doanh nghiệp|GRDP|thu ngân sách|kế hoạch vốn",
    re.IGNORECASE,
)
_REGION_AFTER = re.compile(r"^[^.;,]{0,40}?\b(?:vùng|khu vực|miền|cụm|Đồng bằng|ĐBSCL|Tây Nguyên|Bắc Trung Bộ)\b")
_REGION_BEFORE = re.compile(
    r"\btrong\s+(?:số\s+)?(?:\d+\s+)?(?:các\s+)?(?:tỉnh\s+)?(?:vùng|khu vực|miền|cụm)\b", re.IGNORECASE
)
_AS_PLACE = re.compile(r"\b(?:trong|thuộc|ở|của|khắp)\s+(?:vùng\s+|khu vực\s+)?$", re.IGNORECASE)
_LONGEST_REACH = 600
"""How many characters a word can stand before the value that it is said of."""
_NAMES = re.compile(r"^\s*(?:là|thuộc về|[:-])\s*$", re.IGNORECASE)
_RESPECTIVELY = re.compile(r"lần lượt|tương ứng", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?](?=\s+[^\W\d_a-zà-ỹ])|\n")


@dataclass(frozen=True, slots=True)
class UnitSeen:
    """A unit named or implied at a place of the text."""

    place: Place | None
    raw: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Scope:
    """What a value belongs to; None where the paragraph does not tell it."""

    index_code: str | None
    unit: UnitSeen | None
    year: int | None
    base_year: int | None
    is_regional: bool


class Paragraph:
    """One paragraph (NFC) with the values that it prints and the indices, units and years that it names."""

    def __init__(self, text: str, values: list[ValuePhrase], context: Context) -> None:
        self.text = text
        self.values = values
        self.value_ends = [value.end for value in values]
        self.sentence_ends = [match.end() for match in _SENTENCE_END.finditer(text)]
        self.context = context
        self.cited = TakenSpans((mention.start, mention.end) for mention in find_mentions(text))
        self.indices = [mention for mention in find_indices(text) if not self.cited.cover(mention.span.start)]
        self.index_starts = [mention.span.start for mention in self.indices]
        self.index_ends = [mention.span.end for mention in self.indices]
        self.other_index = _next_other([mention.index_code for mention in self.indices])
        self.units = sorted([*self._named_units(), *self._implied_units()], key=lambda unit: unit.start)
        self.unit_starts = [unit.start for unit in self.units]
        self.years = self._result_years()
        self.year_starts = [at for at, _ in self.years]

    def scope(self, value: ValuePhrase) -> Scope:
        """What a value belongs to, by the nearest names before it."""
        return Scope(
            index_code=self._index_of(value),
            unit=self._unit_of(value),
            year=self._year_of(value),
            base_year=self._base_year(value) if value.measure in (Measure.DELTA_SCORE, Measure.DELTA_RANK) else None,
            is_regional=value.measure is Measure.RANK and self._is_regional(value),
        )

    def _index_of(self, value: ValuePhrase) -> str | None:
        """The index named last before a value; where none is, the one that its sentence names behind it."""
        if before := bisect_right(self.index_ends, value.start):
            return self.indices[before - 1].index_code
        at = bisect_right(self.sentence_ends, value.end)
        end = self.sentence_ends[at] if at < len(self.sentence_ends) else len(self.text)
        first, last = bisect_left(self.index_starts, value.end), bisect_left(self.index_starts, end)
        return self.indices[first].index_code if first < last <= self.other_index[first] else None

    def ruled_out(self, value: ValuePhrase) -> bool:
        """Whether the words around a value say that it is a target, a gap or a count, or of something else."""
        sentence = self.text[self._sentence_start(value.start) : value.start]
        lead = self._lead(value)
        after = self.text[value.end : value.end + 60]
        if _TARGET.search(sentence) or _GAP.search(lead) or _GAP_AFTER.match(after) or _OTHER_SUBJECT.search(lead):
            return True
        if re.match(r"\s*trở lên", after) or _MEAN.search(lead):
            return True
        return value.measure is Measure.SCORE and bool(_APPROXIMATE.search(lead))

    def doubt(self, value: ValuePhrase) -> str | None:
        """Why a value can not be given to what was named before it, though an index is named."""
        clause = self.text[self._clause_start(value.start) : value.start]
        if _RESPECTIVELY.search(clause):
            return "several values are told `respectively`"
        if _PART.search(clause) and value.measure is not Measure.RANK:
            return "it may be the value of a domain or criterion"
        return None

    def _lead(self, value: ValuePhrase) -> str:
        """The words between the last index, unit or clause and the value: what the value is said of."""
        before = bisect_right(self.index_ends, value.start)
        named = self.index_ends[before - 1] if before else 0
        return self.text[max(self._clause_start(value.start), named) : value.start]

    def _clause_start(self, at: int) -> int:
        """Behind the last sentence end, semicolon or value."""
        before = bisect_right(self.value_ends, at)
        last_value = self.value_ends[before - 1] if before else 0
        start = max(self._sentence_start(at), last_value)
        return max(start, self.text.rfind(";", start, at) + 1)

    def _sentence_start(self, at: int) -> int:
        """Where the sentence that holds a place begins; of a very long one only the last stretch counts."""
        before = bisect_right(self.sentence_ends, at)
        start = self.sentence_ends[before - 1] if before else 0
        return max(start, at - _LONGEST_REACH)

    def _named_units(self) -> list[UnitSeen]:
        found = []
        for mention in find_units(self.text):
            start, end = mention.span.start, mention.span.end
            if self.cited.cover(start) or _ACTS.match(self.text[end : end + 40]) or mention.level == "national":
                continue
            if mention.level == "region" and _AS_PLACE.search(self.text[max(0, start - 20) : start]):
                continue
            province = self.context.province
            parent = province.name if province and mention.level in LOCAL_LEVELS else None
            found.append(UnitSeen(Place(mention.name, mention.level, parent), self.text[start:end], start, end))
        return found

    def _implied_units(self) -> list[UnitSeen]:
        found = []
        for match in _IMPLIED.finditer(self.text):
            if self.cited.cover(match.start()):
                continue
            group = "word" if match["word"] else "subject"
            levels = _IMPLIED_LEVELS[match[group].lower()]
            place = next((p for level in levels if (p := self.context.of_level(level))), None)
            found.append(UnitSeen(place, match[group], match.start(group), match.end(group)))
        return found

    def _result_years(self) -> list[tuple[int, int]]:
        """Places and values of the years that results are told of."""
        years = {
            match.start(): int(match["year"])
            for match in _YEAR.finditer(self.text)
            if not _NOT_A_RESULT_YEAR.search(self.text[max(0, match.start() - 40) : match.start()])
            and not self.cited.cover(match.start())
        }
        for mention in self.indices:
            if match := _BARE_YEAR.match(self.text[mention.span.end : mention.span.end + 30]):
                years[mention.span.end + match.start("year")] = int(match["year"])
        return sorted(years.items())

    def _unit_of(self, value: ValuePhrase) -> UnitSeen | None:
        behind = bisect_left(self.unit_starts, value.end)
        following = self.units[behind] if behind < len(self.units) else None
        if following and value.measure is Measure.RANK and self._is_named_by(value, following):
            return following
        for at in range(bisect_right(self.unit_starts, value.start) - 1, -1, -1):
            if self.units[at].end <= value.start:
                return self.units[at]
        own = self.context.own
        return UnitSeen(own, own.name, value.start, value.start) if own else None

    def _is_named_by(self, value: ValuePhrase, unit: UnitSeen) -> bool:
        """Whether a unit stands behind a rank as the one that holds it: `xếp thứ nhất là tỉnh ...`."""
        is_near = unit.start - value.end <= _LONGEST_REACH
        return is_near and _NAMES.match(self.text[value.end : unit.start]) is not None

    def _year_of(self, value: ValuePhrase) -> int | None:
        if before := bisect_left(self.year_starts, value.start):
            return self.years[before - 1][1]
        match = re.match(r"\s*(?:trong\s+|vào\s+)?năm\s+(20\d{2})", self.text[value.end : value.end + 25])
        return int(match[1]) if match else None

    def _base_year(self, value: ValuePhrase) -> int | None:
        """The year that a change is told against: behind it in its clause, else the nearest one in its sentence."""
        following = bisect_right(self.sentence_ends, value.end)
        end = min([*self.sentence_ends[following : following + 1], value.end + _LONGEST_REACH])
        semicolon = self.text.find(";", value.end, end)
        after = _BASE.search(self.text, value.end, end if semicolon < 0 else semicolon)
        before = list(_BASE.finditer(self.text, self._sentence_start(value.start), value.start))
        match = after or (before[-1] if before else None)
        return int(match["year"]) if match and match["year"] else None

    def _is_regional(self, value: ValuePhrase) -> bool:
        before = self.text[self._clause_start(value.start) : value.start]
        after = self.text[value.end : value.end + 60]
        return bool(_REGION_AFTER.match(after) or _REGION_BEFORE.search(before))


def _next_other(codes: list[str]) -> list[int]:
    """For each of the codes the place of the next one that differs from it, or their number where none does."""
    places = [len(codes)] * len(codes)
    for at in range(len(codes) - 2, -1, -1):
        places[at] = places[at + 1] if codes[at] == codes[at + 1] else at + 1
    return places
