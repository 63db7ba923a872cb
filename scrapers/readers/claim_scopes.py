"""What a value in a sentence belongs to: the index, unit and year that were named before it, and what rules it out.

Belongs here: binding within one paragraph. Does not belong here: the wording of values (`scrapers.readers.claim_phrases`).

The nearest name before a value binds it: a paragraph names an index once and then tells its score, rank and changes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from scrapers.readers.citation_grammar import find_mentions
from scrapers.readers.claim_phrases import ValuePhrase
from scrapers.readers.context import Context, Place
from scrapers.records import Measure
from scrapers.vocabulary.indices import find_indices
from scrapers.vocabulary.units import LOCAL_LEVELS, find_units

_YEAR = re.compile(r"\bnăm\s*(?P<year>20\d{2})\b(?!\s*[-–]\s*20)", re.IGNORECASE)
_BARE_YEAR = re.compile(r"^\s*(?:của\s+\w+\s+)?\(?(?P<year>20\d{2})\b(?!\s*[-–]\s*20)")
_NOT_A_RESULT_YEAR = re.compile(
    r"(?:so với|so sánh với|với|từ|đến|tháng\s+\d{1,2}|giai đoạn|/\d{1,2}|kế hoạch|nhiệm kỳ|hơn)\s*(?:kết quả\s+)?(?:của\s+)?$",
    re.IGNORECASE,
)
_BASE = re.compile(
    r"so (?:sánh )?với\s+(?:kết quả\s+)?(?:cùng kỳ\s+)?(?:năm\s+(?P<year>20\d{2})|(?P<last>năm trước|năm ngoái))",
    re.IGNORECASE,
)
_IMPLIED = re.compile(
    r"\b(?:của|toàn)\s+(?P<word>tỉnh|huyện|thành phố|thị xã|quận|xã|phường|[Ss]ở|[Bb]an|[Bb]ộ)\b(?!\s*,|\s+[A-ZĐÀ-Ỹ]|\s+nội|\s+hàng)"
)
_IMPLIED_LEVELS = {
    "tỉnh": ("province",), "thành phố": ("province", "district"), "huyện": ("district",), "thị xã": ("district",),
    "quận": ("district",), "xã": ("commune",), "phường": ("commune",), "sở": ("department",), "ban": ("department",),
    "bộ": ("ministry",),
}  # fmt: skip
_ACTS = re.compile(
    r"^\s*(?:vừa\s+|đã\s+|chính thức\s+)*(?:công bố|ban hành|tổ chức|phê duyệt|chủ trì|phối hợp|thông báo|đánh giá|triển khai|tham mưu)\b",
    re.IGNORECASE,
)
_TARGET = re.compile(
    r"phấn đấu|mục tiêu|chỉ tiêu|đặt ra|đề ra|đến năm|trở lên|tối thiểu|ít nhất|quyết tâm|duy trì|thuộc nhóm|dự kiến|yêu cầu",
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
    r"tỷ lệ|tỉ lệ|hồ sơ|nhiệm vụ|TTHC|thủ tục|dịch vụ công|văn bản|cán bộ|công chức|doanh nghiệp|GRDP|thu ngân sách|kế hoạch vốn",
    re.IGNORECASE,
)
_REGION_AFTER = re.compile(r"^[^.;,]{0,40}?\b(?:vùng|khu vực|miền|cụm|Đồng bằng|ĐBSCL|Tây Nguyên|Bắc Trung Bộ)\b")
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
    """One paragraph (NFC) with the indices, units and years that it names."""

    def __init__(self, text: str, context: Context) -> None:
        self.text = text
        self.context = context
        self.cited = [(mention.start, mention.end) for mention in find_mentions(text)]
        self.indices = [mention for mention in find_indices(text) if not self._is_cited(mention.span.start)]
        self.units = sorted([*self._named_units(), *self._implied_units()], key=lambda unit: unit.start)
        self.years = self._result_years()

    def scope(self, value: ValuePhrase) -> Scope:
        """What a value belongs to, by the nearest names before it."""
        index = next((m for m in reversed(self.indices) if m.span.end <= value.start), None)
        return Scope(
            index_code=index.index_code if index else None,
            unit=self._unit_of(value),
            year=self._year_of(value),
            base_year=self._base_year(value) if value.measure in (Measure.DELTA_SCORE, Measure.DELTA_RANK) else None,
            is_regional=value.measure is Measure.RANK and self._is_regional(value),
        )

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
        lead = self._lead(value)
        if _RESPECTIVELY.search(self.text, self._sentence_start(value.start)):
            return "several values are told `respectively`"
        if _PART.search(lead):
            return "it may be the value of a domain or criterion"
        return None

    def _lead(self, value: ValuePhrase) -> str:
        """The words between the last index, unit or clause and the value: what the value is said of."""
        named = [m.span.end for m in self.indices if m.span.end <= value.start]
        start = max([self._sentence_start(value.start), *named[-1:]])
        clause = max(start, self.text.rfind(";", 0, value.start) + 1)
        return self.text[clause : value.start]

    def _is_cited(self, at: int) -> bool:
        return any(start <= at < end for start, end in self.cited)

    def _sentence_start(self, at: int) -> int:
        ends = [match.end() for match in _SENTENCE_END.finditer(self.text, 0, at)]
        return ends[-1] if ends else 0

    def _named_units(self) -> list[UnitSeen]:
        found = []
        for mention in find_units(self.text):
            start, end = mention.span.start, mention.span.end
            if self._is_cited(start) or _ACTS.match(self.text[end : end + 40]) or mention.level == "national":
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
            levels = _IMPLIED_LEVELS[match["word"].lower()]
            place = next((p for level in levels if (p := self.context.of_level(level))), None)
            found.append(UnitSeen(place, match["word"], match.start("word"), match.end()))
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
        before = [unit for unit in self.units if unit.end <= value.start]
        if before:
            return before[-1]
        own = self.context.own
        return UnitSeen(own, own.name, value.start, value.start) if own else None

    def _year_of(self, value: ValuePhrase) -> int | None:
        before = [year for at, year in self.years if at < value.start]
        if before:
            return before[-1]
        match = re.match(r"\s*(?:trong\s+|vào\s+)?năm\s+(20\d{2})", self.text[value.end : value.end + 25])
        return int(match[1]) if match else None

    def _base_year(self, value: ValuePhrase) -> int | None:
        """The year that a change is told against: behind it in its clause, else the nearest one in its sentence."""
        sentence_end = _SENTENCE_END.search(self.text, value.end)
        end = sentence_end.start() if sentence_end else len(self.text)
        clause_end = min((at for at in (self.text.find(";", value.end, end),) if at >= 0), default=end)
        after = _BASE.search(self.text, value.end, clause_end)
        before = list(_BASE.finditer(self.text, self._sentence_start(value.start), value.start))
        match = after or (before[-1] if before else None)
        return int(match["year"]) if match and match["year"] else None

    def _is_regional(self, value: ValuePhrase) -> bool:
        return _REGION_AFTER.match(self.text[value.end : value.end + 60]) is not None
