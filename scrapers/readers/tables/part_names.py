"""Labels of columns and rows to the parts of an index that they name: total, domain, criterion.

Belongs here: numbers and names of parts as headers print them. Does not belong here: measures, positions of columns
(`domain_axis`), names in sentences.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, lru_cache

from scrapers.readers.tables.header_words import bare_header, index_in, says_weights, words_beside_index
from scrapers.vocabulary.domains import known_labels, label_key, national_code, resolve_domain
from scrapers.vocabulary.frameworks import TOTAL, Framework, framework_of
from scrapers.vocabulary.indices import index_family
from scrapers.vocabulary.tables import table as vocabulary_table
from scrapers.vocabulary.text import fold

_WORDS_OF_PARTS = (
    r"(?:điểm\s+)?(?:chỉ\s+số(?:\s+(?:thành\s+phần|nội\s+dung))?|sub(?:[-\s]?index)?|csi?tp|nội\s+dung(?:\s+thành\s+phần)?|trục(?:\s+nội\s+dung)?|"
    r"lĩnh\s+vực|tiêu\s+chí(?:\s+thành\s+phần)?|(?:sub[-\s]?)?dimension|component)"
)
_NUMBERED = re.compile(
    rf"^(?P<words>{_WORDS_OF_PARTS}\s*(?:số\s*)?)?(?P<code>\d{{1,2}}(?:\.\d{{1,2}})*)(?![\d.,]*\+)(?![^\W_])(?!\.\d)\s*[:.)_\-–]?\s*(?P<name>(?![\d.,%+]).*)$",
    re.IGNORECASE | re.DOTALL,
)
_LED = re.compile(rf"^{_WORDS_OF_PARTS}\s*(?:số\s*\d{{1,2}}\s*)?[:_\-–]\s*(?P<name>\S.*)$", re.IGNORECASE | re.DOTALL)
_PARENTHESIS = re.compile(r"\s*\([^()]*\)")
_CRITERION = re.compile(r"(?<![\w.+])(?P<code>\d{1,2}\.\d{1,2})\s*$")
_LIKE = 0.86
_FEWEST_LETTERS = 8
_FEWEST_OPENING = 6
_MOST_KEPT = 8192
NUMBER_BESIDE_NAME = "number beside a name"


@dataclass(frozen=True, slots=True)
class PartName:
    """A part that a label names. `code` None: a domain that the framework of the year does not number.

    `basis` says by what it is known: its name, its printed number beside another name, its number alone, its place.
    """

    code: str | None
    conformed_code: str | None
    label: str
    basis: str = "name"


@lru_cache(maxsize=_MOST_KEPT)
def part_named(text: str, index_code: str, year: int | None) -> PartName | None:
    """The part that a label names, or None where it names none that is known.

    Args:
        text: the label on one line in NFC.
        index_code: the index of the table; its family's names are known.
        year: picks the framework whose codes are given; None takes printed numbers alone.
    """
    bare = bare_header(text)
    framework = framework_of(index_family(index_code), year) if year is not None else None
    numbered = _NUMBERED.match(bare)
    name = (numbered["name"] if numbered else bare).strip(" :._-–")
    led = _LED.match(name)
    for candidate in dict.fromkeys((bare, name, led["name"] if led else name, _PARENTHESIS.sub("", name).strip())):
        if found := _by_name(candidate, index_code, framework):
            return found
    if numbered and (framework is None or _is_below(numbered["code"], framework)):
        is_other = bool(name) and not numbered["words"] and not _opens_name(name, numbered["code"], framework)
        return _by_number(numbered["code"], text, is_other, framework)
    return _by_likeness(led["name"] if led else name, index_code, framework)


def is_total(text: str, index_code: str) -> bool:
    """Whether a label is that of a total: it says so, or it names the index or its weights and nothing else."""
    bare = bare_header(text)
    if fold(bare) in total_labels():
        return True
    named = index_in(text)
    if named is None and not says_weights(text):
        return False
    if named is not None and index_family(named) != index_family(index_code):
        return False
    return not [word for word in words_beside_index(_PARENTHESIS.sub("", bare)) if word not in _words_of_totals()]


def is_unlisted_criterion(text: str, index_code: str, year: int | None) -> bool:
    """Whether a label ends in the number of a criterion, such as 2.1, that the year's framework does not list."""
    framework = framework_of(index_family(index_code), year) if year is not None else None
    match = _CRITERION.search(text)
    return match is not None and "+" not in text and framework is not None and match["code"] not in framework.parts


def _by_name(name: str, index_code: str, framework: Framework | None) -> PartName | None:
    if not name:
        return None
    conformed = resolve_domain(name, index_code)
    if conformed:
        code = framework.code_of_conformed(conformed) if framework else None
        return PartName(code or national_code(conformed, index_code), conformed, name)
    code = framework.code_of_name(fold(name)) if framework else None
    return PartName(code, framework.parts[code].conformed_code, name) if framework and code else None


def _is_below(code: str, framework: Framework) -> bool:
    """Whether a number is that of a part of the framework, or of a framework that has no parts with numbers."""
    return code in framework.parts or not framework.children(TOTAL)


def _opens_name(name: str, code: str, framework: Framework | None) -> bool:
    """Whether a label is the beginning of the name of the part that its number tells, or that of the label's."""
    part = framework.parts.get(code) if framework else None
    folded = fold(name)
    if part is None or len(folded) < _FEWEST_OPENING:
        return False
    known = [fold(part.name_vi), fold(part.name_en)]
    return any(other and (other.startswith(folded) or folded.startswith(other)) for other in known)


def _by_number(code: str, text: str, has_other_name: bool, framework: Framework | None) -> PartName:
    part = framework.parts.get(code) if framework else None
    basis = NUMBER_BESIDE_NAME if has_other_name else "number"
    return PartName(code, part.conformed_code if part else None, text, basis)


def _by_likeness(name: str, index_code: str, framework: Framework | None) -> PartName | None:
    """The one part whose name is nearly the label's: a letter or two misprinted or misread."""
    folded = label_key(name)
    if len(folded) < _FEWEST_LETTERS:
        return None
    scored: dict[str, float] = {}
    for known, conformed in known_labels(index_code):
        if abs(len(known) - len(folded)) <= len(folded) // 4:
            likeness = SequenceMatcher(None, known, folded, autojunk=False).ratio()
            if likeness >= _LIKE:
                scored[conformed] = max(likeness, scored.get(conformed, 0.0))
    if len(scored) != 1:
        return None
    conformed = next(iter(scored))
    code = framework.code_of_conformed(conformed) if framework else None
    return PartName(code or national_code(conformed, index_code), conformed, name)


@cache
def _words_of_totals() -> frozenset[str]:
    """The folded words that may stand beside an index's name in the label of its total."""
    return frozenset(fold(row["word"]) for row in vocabulary_table("total_words", "word"))


@cache
def total_labels() -> frozenset[str]:
    """The folded labels of totals."""
    return frozenset(fold(row["label"]) for row in vocabulary_table("total_labels", "label"))
