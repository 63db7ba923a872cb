"""The words of headers to roles: what a column holds by its wording alone.

Belongs here: `table_headers.csv`, years, indices and weights named in a header. Does not belong here: domains
(`part_names`), or how headers stand over columns (`header`).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from scrapers.records import Measure
from scrapers.vocabulary.indices import find_indices, is_index
from scrapers.vocabulary.tables import table as vocabulary_table
from scrapers.vocabulary.text import fold, tidy

VALUE_ROLES = ("score", "max_score", "rank", "delta_score", "delta_rank", "group")
_YEAR = re.compile(r"(?:(?<!\w)năm\s+)?(?<!\d)(?P<year>20[0-4]\d)(?!\d)", re.IGNORECASE)
_LAST_YEAR = re.compile(r"năm\s+(?:liền\s+)?(?:trước|ngoái)|(?:last|previous)\s+year", re.IGNORECASE)
_UNIT_OF_MEASURE = re.compile(r"\((?:%|điểm|đ|hạng|points?)\)|%", re.IGNORECASE)
_POINTS = r"(?P<value>\d+(?:[.,]\d+)?)\s*(?:điểm|points?)?(?:/points?)?\s*\)?"
_MAXIMUM = re.compile(
    rf"\(?\s*(?:điểm\s+)?(?:tối đa|max(?:imum)?)\s*:?\s*{_POINTS}"
    r"|\(\s*(?P<points>\d+(?:[.,]\d+)?)\s*(?:điểm|đ|points?)\s*\)",
    re.IGNORECASE,
)
_NOT_YEAR = r"(?!20\d\d)\d+(?:[.,]\d+)?"
_RANGE = re.compile(rf"^[^\d(]{{0,20}}\(?\s*{_NOT_YEAR}\s*[-–]\s*(?P<value>{_NOT_YEAR})[^\d]{{0,16}}$", re.IGNORECASE)
_UNWEIGHTED = re.compile(r"(?:không|chưa)\s+(?:có\s+)?trọng\s+số|un-?\s?weighted", re.IGNORECASE)
_WEIGHTED = re.compile(r"trọng\s+số|weighted", re.IGNORECASE)
_PARTED = re.compile(r"(?<=\d)(?=[^\W\d])|(?<=[^\W\d_])(?=\d)|_")
_SCALE = re.compile(r"thang\s+(?:điểm|đo)|(?<!\w)scale(?!\w)|điểm\s+(?:tối\s+đa|chuẩn)", re.IGNORECASE)
_WEIGHTS = re.compile(r"^(?:trọng\s+số|weights?)\s*(?:\(%\))?$", re.IGNORECASE)
_BOUNDS = (
    (
        Measure.STANDARD_ERROR,
        re.compile(r"sai\s+số|standard\s+error|std\.?\s*err|(?<!\w)s\.?e\.?(?!\w)", re.IGNORECASE),
    ),
    (
        Measure.LOWER_BOUND,
        re.compile(
            r"tối\s+thiểu|điểm\s+thấp(?:\s+nhất)?|cận\s+dưới|(?<!\w)(?:minimum|min|low(?:er)?)(?!\w)", re.IGNORECASE
        ),
    ),
    (
        Measure.UPPER_BOUND,
        re.compile(
            r"tối\s+đa|điểm\s+cao(?:\s+nhất)?|cận\s+trên|(?<!\w)(?:maximum|max|high|upper)(?!\w)", re.IGNORECASE
        ),
    ),
)
_BOUND_BEHIND = re.compile(
    r"\s*[-–,(]\s*(?:(?:95\s*%\s*)?CI|(?:điểm\s+)?(?:tối\s+(?:thiểu|đa)|thấp|cao|cận|sai\s+số)|standard|std|s\.?e|"
    r"lower|upper|min|max|low|high)(?!\w).*$",
    re.IGNORECASE,
)
_RANKED_BEFORE = re.compile(r"^(?:xếp\s+hạng|thứ\s+hạng|hạng|rank(?:ing)?(?:\s+of)?)\s*:?\s+(?=\S)", re.IGNORECASE)
_DATED = re.compile(
    r"\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*20\d\d|tháng\s+\d{1,2}\s*(?:/|năm)\s*20\d\d|20\d\d\s*/[A-ZĐ]|"
    r"(?:công\s+bố|ban\s+hành)\s+(?:trong\s+)?năm\s+20\d\d",
    re.IGNORECASE,
)
_MOST_KEPT = 8192
LONGEST_HEADER = 300
"""Characters of a header that are read; no name of a measure is as long."""


@lru_cache(maxsize=_MOST_KEPT)
def role_of(text: str) -> str | None:
    """The role of a header by its whole wording, and again without years, index names, weights and units of measure.

    `score` for a header that is nothing but an index or a year.
    """
    if role := _roles().get(fold(text)):
        return role
    mentions = find_indices(text)
    starts = [0, *(mention.span.end for mention in mentions)]
    ends = [*(mention.span.start for mention in mentions), len(text)]
    bare = " ".join(text[start:end] for start, end in zip(starts, ends, strict=True))
    bare = _MAXIMUM.sub(" ", _UNIT_OF_MEASURE.sub(" ", _LAST_YEAR.sub(" ", _YEAR.sub(" ", bare))))
    if not fold(bare):
        return "score" if mentions or _YEAR.search(text) else None
    return None if any(char.isdigit() for char in bare) else _roles().get(fold(bare))


def years_in(text: str) -> list[int]:
    """The years that a text names, in order."""
    return [int(match["year"]) for match in _YEAR.finditer(text)]


def assessed_years(text: str) -> list[int]:
    """The years in a text that can be those assessed: not those of dates, of symbols, or of when it was published."""
    return years_in(_DATED.sub(" ", text))


def is_year(text: str) -> bool:
    """Whether a text is nothing but a year: `2015`, `Năm 2015`."""
    return _YEAR.fullmatch(text) is not None


@lru_cache(maxsize=_MOST_KEPT)
def index_in(text: str) -> str | None:
    """The last index that a text names; letters and digits that a workbook joins (`2015PAPI`) are parted first."""
    mentions = find_indices(tidy(_PARTED.sub(" ", text)))
    return mentions[-1].index_code if mentions else None


def words_beside_index(text: str) -> list[str]:
    """The folded words of a text without the names of indices, years and weights."""
    parted = tidy(_PARTED.sub(" ", _WEIGHTED.sub(" ", _UNWEIGHTED.sub(" ", _YEAR.sub(" ", text)))))
    mentions = find_indices(parted)
    starts = [0, *(mention.span.end for mention in mentions)]
    ends = [*(mention.span.start for mention in mentions), len(parted)]
    rest = " ".join(parted[start:end] for start, end in zip(starts, ends, strict=True))
    return [folded for word in rest.split() if (folded := fold(word))]


def weighted_index(index_code: str, text: str) -> str:
    """The index of the totals that a header calls weighted or unweighted; one of the two is the plain index."""
    if _UNWEIGHTED.search(text):
        variant = f"{index_code}_UNWEIGHTED"
    elif _WEIGHTED.search(text):
        variant = f"{index_code}_WEIGHTED"
    else:
        return index_code
    return variant if is_index(variant) else index_code


def says_weights(text: str) -> bool:
    """Whether a header says that its totals are, or are not, weighted."""
    return _WEIGHTED.search(text) is not None


def maximum_in(text: str) -> float | None:
    """What a header says its column can reach: `(tối đa 10 điểm)`, `1-10 điểm`; None where it does not."""
    match = _MAXIMUM.search(text) or _RANGE.match(text)
    groups = match.groupdict() if match else {}
    value = groups.get("value") or groups.get("points")
    return float(value.replace(",", ".")) if value else None


def is_scale(text: str) -> bool:
    """Whether a text is nothing but a scale: `1-10 điểm`."""
    return _RANGE.match(text) is not None


def names_scale(text: str) -> bool:
    """Whether a header says that what stands beside or under it are maxima."""
    return role_of(text) == "max_score" or _SCALE.search(text) is not None


def names_weights(text: str) -> bool:
    """Whether a header says that what stands beside or under it are weights."""
    return _WEIGHTS.match(text) is not None


def bound_in(text: str) -> Measure | None:
    """The bound of a confidence interval, or the error, that a header says its values are."""
    return next((measure for measure, words in _BOUNDS if words.search(text)), None)


def bare_header(text: str) -> str:
    """A header without years, stars and what it says of maxima: what is left names something."""
    bare = _BOUND_BEHIND.sub("", _RANKED_BEFORE.sub("", text))
    return _MAXIMUM.sub(" ", _YEAR.sub(" ", bare)).replace("*", " ").strip(" -–:(),")


@cache
def _roles() -> dict[str, str]:
    return {fold(row["header"]): row["role"] for row in vocabulary_table("table_headers", "header", "role")}
