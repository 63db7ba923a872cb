"""What the headings above a line say of it: what kind of part it stands in, and which domain it is about.

Belongs here: words of headings. Does not belong here: the outline (`scrapers.readers.sections`) and the items below.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from scrapers.readers.sections import Node, Outline
from scrapers.vocabulary.domains import resolve_domain
from scrapers.vocabulary.indices import find_indices, index_family
from scrapers.vocabulary.tables import table
from scrapers.vocabulary.text import fold
from scrapers.vocabulary.wording import any_case_of

_FAMILIES = ("PAR_INDEX", "PAPI", "PCI", "DTI", "PGI")
_CUT = re.compile(r"[,;:]| - | và | gắn với ")
_QUOTED = re.compile(r'"([^"]{3,150})"')
_EDGES = " .;:,-\"'"
_LONGEST_TITLE = 300
_LONGEST_ANNOUNCEMENT = 60
"""Words at the end of a paragraph that tell what follows it: `... giao nhiệm vụ như sau:`."""
_MOST_CUTS = 6
_OPENS_WORK = re.compile(
    r"(?:cac|nhung|motso|phan\w{1,8})?(?:nhiemvu|giaiphap|bienphap|noidung|phuonghuong|tieuchi|cacnoidung)"
)
"""How a heading without number begins that opens work to do; the title of the whole document begins otherwise."""


_AT_START = ("result", "purpose", "cause", "aside")
"""Classes of words that open a part only where a heading begins with them: `Nâng cao kết quả` tells no results."""


_ABBREVIATIONS = (
    ("cchc", "caicachhanhchinh"),
    ("tthc", "thutuchanhchinh"),
    ("vbqppl", "quyphamphapluat"),
    ("qppl", "quyphamphapluat"),
    ("cbccvc", "canbocongchucvienchuc"),
)


class Part(StrEnum):
    """What the lines of a part are: `REMEDY` holds weak criteria and what to do about them."""

    PLAIN = "plain"
    PURPOSE = "purpose"
    RESULT = "result"
    WEAKNESS = "weakness"
    CAUSE = "cause"
    REMEDY = "remedy"
    WORK = "work"
    ORGANISATION = "organisation"
    RESPONSIBILITY = "responsibility"
    ASIDE = "aside"


_BY_CLASS = (
    ("result", Part.RESULT),
    ("organisation", Part.ORGANISATION),
    ("work", Part.WORK),
    ("responsibility", Part.RESPONSIBILITY),
    ("purpose", Part.PURPOSE),
    ("cause", Part.CAUSE),
    ("aside", Part.ASIDE),
    ("improvement", Part.WORK),
    ("content", Part.WORK),
)


@dataclass(frozen=True, slots=True)
class Standing:
    """What the headings above a line say: the part, the domain's conformed code and its label as printed."""

    part: Part = Part.PLAIN
    conformed_code: str | None = None
    domain_label: str | None = None


def read_standings(outline: Outline, families: tuple[str, ...] = _FAMILIES) -> list[Standing]:
    """The standing of each node, in order: what all nodes above it say, the nearest counting most."""
    below: list[Standing] = []
    found: list[Standing] = []
    for node in outline.nodes:
        standing = below[node.parent] if node.parent >= 0 else Standing()
        found.append(standing)
        below.append(_told_by(node, standing, families) if _is_heading(node) else standing)
    return found


def index_families(title: str) -> tuple[str, ...]:
    """The families of indices whose domains a document's headings may name, those of its title first."""
    named = [index_family(mention.index_code) for mention in find_indices(title)]
    return tuple(dict.fromkeys((*(family for family in named if family in _FAMILIES), *_FAMILIES)))


def domain_of(title: str, families: tuple[str, ...] = _FAMILIES) -> tuple[str, str] | None:
    """The conformed code of the domain that a heading names and its label, or None."""
    bare = title[:_LONGEST_TITLE].split("(", 1)[0].strip(_EDGES)
    for label in _labels(bare):
        if not _may_be_domain(label):
            continue
        for family in families:
            if code := resolve_domain(label, family):
                return code, _with_its_quote(label, title)
    if {index_family(mention.index_code) for mention in find_indices(bare)} == {"SIPAS"}:
        return "SIPAS_PART", bare
    return None


def _with_its_quote(label: str, title: str) -> str:
    """The label with the mark that closes its quotation, which the edges of a heading lose."""
    is_open = label.count('"') % 2 == 1 and f'{label}"' in title
    return f'{label}"' if is_open else label


def part_of(title: str) -> Part:
    """The part that a heading opens by its words; PLAIN where it says nothing of the kind."""
    classes = _classes(title[:_LONGEST_TITLE].split("(", 1)[0])
    if "weakness" in classes:
        return Part.REMEDY if classes & {"work", "improvement"} else Part.WEAKNESS
    return next((part for word_class, part in _BY_CLASS if word_class in classes), Part.PLAIN)


def _is_heading(node: Node) -> bool:
    if not node.has_children:
        return False
    if node.line.body.endswith(":") and not node.line.is_marked:
        return True
    return (node.is_title or node.line.is_numbered) and len(node.line.body) <= _LONGEST_TITLE * 3


def _told_by(node: Node, standing: Standing, families: tuple[str, ...]) -> Standing:
    domain = domain_of(node.line.body, families) if node.is_title or node.line.is_numbered else None
    if domain:
        standing = replace(standing, conformed_code=domain[0], domain_label=domain[1])
    if domain and _is_only(domain[1], node.line.body):
        return standing
    if node.line.family == "none" and not node.is_title:
        announced = part_of(node.line.body[-_LONGEST_ANNOUNCEMENT:]) is Part.WORK and standing.part is Part.PLAIN
        return replace(standing, part=Part.WORK) if announced else standing
    part = part_of(node.line.body)
    if not node.line.is_marked and part in (Part.WORK, Part.REMEDY) and not _OPENS_WORK.match(fold(node.line.body)):
        return standing
    if part is Part.PLAIN or (part is Part.WORK and standing.part is Part.ORGANISATION):
        return standing
    if part is not Part.WORK and node.line.family == "bullet":
        return standing if part not in (Part.WEAKNESS, Part.REMEDY) else replace(standing, part=part)
    return replace(standing, part=part)


def _is_only(label: str, title: str) -> bool:
    """Whether a heading says little more than the domain's name."""
    return len(fold(label)) * 2 > len(fold(title.split("(", 1)[0]))


def _labels(bare: str) -> list[str]:
    """What may be the domain's name in a heading, the longest first: without words around it, cut at commas."""
    quoted = [match[1] for match in _QUOTED.finditer(bare)][:1]
    found: list[str] = []
    for text in (bare, _wrapping().sub("", bare).strip(_EDGES), *quoted):
        cuts = [match.start() for match in _CUT.finditer(text)][:_MOST_CUTS]
        found.extend(text[:end].strip(_EDGES) for end in (len(text), *reversed(cuts)))
        found.extend(text[match.end() :].strip(_EDGES) for match in re.finditer(":", text[:_LONGEST_TITLE]))
    return [label for label in dict.fromkeys(found) if len(label) > 2]


def _may_be_domain(label: str) -> bool:
    """Whether a label ends as a listed name does: a cheap test before the names of each index are gone through."""
    return _folded(label).endswith(_names())


def _folded(label: str) -> str:
    folded = fold(label)
    for short, words in _ABBREVIATIONS:
        folded = folded.replace(short, words)
    return folded


@cache
def _names() -> tuple[str, ...]:
    return tuple(sorted({_folded(row["name"]) for row in table("domain_names", "name")}))


def _classes(title: str) -> set[str]:
    folded = fold(title)
    return {
        word_class
        for phrase, word_class in _phrases()
        if (folded.startswith(phrase) if word_class in _AT_START else phrase in folded)
    }


@cache
def _phrases() -> tuple[tuple[str, str], ...]:
    rows = table("plan_headings", "phrase", "word_class")
    return tuple((fold(row["phrase"]), row["word_class"]) for row in rows if row["word_class"] != "wrapping")


@cache
def _wrapping() -> re.Pattern[str]:
    rows = table("plan_headings", "phrase", "word_class")
    words = any_case_of(row["phrase"] for row in rows if row["word_class"] == "wrapping")
    return re.compile(rf"^(?:{words}(?:\s+(?:số\s+)?\d{{1,2}})?\s*[:\-]?\s+)+", re.IGNORECASE)
