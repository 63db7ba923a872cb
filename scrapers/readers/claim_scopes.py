"""What a value in a sentence belongs to: the index, unit and year that were named before it, and what rules it out.

Belongs here: binding within one paragraph. Does not belong here: the wording of values
(`scrapers.readers.claim_phrases`).

The nearest name before a value binds it: a paragraph names an index once and then tells its score, rank and changes.
A sentence that names its one index only at the end is read too.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from scrapers.readers.citation_grammar import find_mentions
from scrapers.readers.claim_phrases import ValuePhrase
from scrapers.readers.context import Context, Place
from scrapers.records import Measure
from scrapers.vocabulary.indices import find_indices
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
        self.cited = [(mention.start, mention.end) for mention in find_mentions(text)]
        self.indices = [mention for mention in find_indices(text) if not self._is_cited(mention.span.start)]
        self.units = sorted([*self._named_units(), *self._implied_units()], key=lambda unit: unit.start)
        self.years = self._result_years()

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
        before = [mention.index_code for mention in self.indices if mention.span.end <= value.start]
        if before:
            return before[-1]
        at = bisect_right(self.sentence_ends, value.end)
        end = self.sentence_ends[at] if at < len(self.sentence_ends) else len(self.text)
        behind = {mention.index_code for mention in self.indices if value.end <= mention.span.start < end}
        return behind.pop() if len(behind) == 1 else None

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
        named = next((m.span.end for m in reversed(self.indices) if m.span.end <= value.start), 0)
        return self.text[max(self._clause_start(value.start), named) : value.start]

    def _clause_start(self, at: int) -> int:
        """Behind the last sentence end, semicolon or value."""
        before = bisect_right(self.value_ends, at)
        last_value = self.value_ends[before - 1] if before else 0
        return max(self._sentence_start(at), self.text.rfind(";", 0, at) + 1, last_value)

    def _is_cited(self, at: int) -> bool:
        return any(start <= at < end for start, end in self.cited)

    def _sentence_start(self, at: int) -> int:
        """Where the sentence that holds a place begins; of a very long one only the last stretch counts."""
        before = bisect_right(self.sentence_ends, at)
        start = self.sentence_ends[before - 1] if before else 0
        return max(start, at - _LONGEST_REACH)

    def _named_units(self) -> list[UnitSeen]:
        found = []
        for mention in find_units(self.text):
            start, end = mention.span.start, mention.span.end
            if self._is_cited(start) or _ACTS.match(self.text[end : end + 40]) or mention.level == "national":
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
            if self._is_cited(match.start()):
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
            and not self._is_cited(match.start())
        }
        for mention in self.indices:
            if match := _BARE_YEAR.match(self.text[mention.span.end : mention.span.end + 30]):
                years[mention.span.end + match.start("year")] = int(match["year"])
        return sorted(years.items())

    def _unit_of(self, value: ValuePhrase) -> UnitSeen | None:
        following = next((unit for unit in self.units if unit.start >= value.end), None)
        if following and value.measure is Measure.RANK and _NAMES.match(self.text[value.end : following.start]):
            return following
        if before := next((unit for unit in reversed(self.units) if unit.end <= value.start), None):
            return before
        own = self.context.own
        return UnitSeen(own, own.name, value.start, value.start) if own else None

    def _year_of(self, value: ValuePhrase) -> int | None:
        if before := next((year for at, year in reversed(self.years) if at < value.start), None):
            return before
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
