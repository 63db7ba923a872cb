"""Figures read from labelled pages against their labels: the shared ones, and our own.

Belongs here: loading pages and scoring their figures. Does not belong here: reading (`cchc read --batch` does it).
The shared labels are scored by the script beside them, taken from its place; our own, which are complete and say what
each page prints of its indices, by `score_own`: every fact counts, also ranks within a region; changes against another
year than the last, and figures of indices that nobody labelled, do not. Names of units are compared without the
word for their level, names of domains roughly: where a printed name begins and ends is a matter of taste.
"""

from __future__ import annotations

import contextlib
import difflib
import importlib.util
import io
import json
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from bench.scoring import Board, fold

Page = dict[str, Any]
_TOLERANCE = 0.0051
_LEVEL = re.compile(
    r"^(?:(?:UBND|Ủy ban nhân dân)\s+)?(?:tỉnh|huyện|quận|thị xã|thị trấn|xã|phường|thành phố|TP\.?)\s+"
    r"|\s+(?:province|district|commune|ward|township|town|city)$|\(.*?\)",
    re.IGNORECASE,
)
_MEASURES = frozenset(("score", "max_score", "rank", "rank_of", "delta_score", "delta_rank"))
_UNLABELLED = frozenset(("PII",))
_LIKE = 0.5  # of a domain's labels, as two people shorten them differently


class Fact(NamedTuple):
    """What an own label and a figure are compared by; `scope` and `in_words` are of ranks."""

    unit: str
    index_code: str
    year: int
    domain: str
    measure: str
    value: float
    scope: str | None
    in_words: bool


def load_pages(path: Path) -> list[Page]:
    """The labelled pages of a file, one JSON object a line."""
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def load_own(folder: Path) -> list[Page]:
    """Our own labelled pages, file by file."""
    return [page for path in sorted(folder.glob("*.jsonl")) for page in load_pages(path)]


def load_script(path: Path) -> ModuleType:
    """A script as a module, from where it lies."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} is no Python script: the labels are scored by it.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def shared_rows(script: ModuleType, labels: Path, printed: Sequence[str]) -> str:
    """What the script itself says of the printed lines."""
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".jsonl") as file:
        file.writelines(f"{line}\n" for line in printed)
        file.flush()
        before, out = sys.argv, io.StringIO()
        sys.argv = [script.__name__, str(labels), file.name]
        try:
            with contextlib.redirect_stdout(out):
                script.main()
        finally:
            sys.argv = before
    return out.getvalue()


def shared_errors(script: ModuleType, pages: Sequence[Page], printed: Sequence[Page]) -> Board:
    """What was missed or false of the shared labels, by language and measure, as the script counts."""
    board = Board()
    for page, got in zip(pages, printed, strict=True):
        want, have = list(dict.fromkeys(script.wanted(page))), list(script.read(got))
        used: set[int] = set()
        for fact in want:
            match = next((i for i, h in enumerate(have) if i not in used and script.matches(fact, h)), None)
            used |= set() if match is None else {match}
            if match is None and not fact.optional:
                board.missed(_told(page, fact), _kind(page, fact))
            elif not fact.optional:
                board.right(_kind(page, fact))
        for i, fact in enumerate(have):
            if i not in used and not script.excused(fact, want):
                board.false(_told(page, fact), _kind(page, fact))
    return board


def _kind(page: Page, fact: Any) -> str:
    return f"{page['lang']} {fact.measure}{' in words' if fact.in_words else ''}"


def _told(page: Page, fact: Any) -> str:
    where = page["url"].split("://")[-1][:60]
    return f"{where}: {' '.join(str(part) for part in tuple(fact[:6]) if part != '')}"


def score_own(pages: Sequence[Page], printed: Sequence[Page]) -> Board:
    """Our own labels: each fact right, missed or false, by measure, by language and over all."""
    board = Board()
    for page, got in zip(pages, printed, strict=True):
        left = list(dict.fromkeys(_facts(got["figures"])))
        for fact in dict.fromkeys(_facts(page["expected"])):
            match = next((other for other in left if _same(fact, other)), None)
            if match is None:
                board.missed(_told(page, fact), *_rows(page, fact))
            else:
                left.remove(match)
                board.right(*_rows(page, fact))
        for fact in left:
            board.false(_told(page, fact), *_rows(page, fact))
    return board


def _facts(figures: Sequence[Page]) -> Iterator[Fact]:
    for figure in figures:
        is_rank = figure["measure"] == "rank"
        is_older = figure["measure"].startswith("delta") and figure.get("scope")
        if figure["measure"] not in _MEASURES or figure["index_code"] in _UNLABELLED or is_older:
            continue
        scope = figure.get("scope") if is_rank else None
        yield Fact(
            fold(_LEVEL.sub("", figure["unit_name"])),
            figure["index_code"],
            figure["year"],
            fold(figure.get("domain_label")),
            figure["measure"],
            float(figure["value"]),
            None if scope == "national" else scope,
            is_rank and bool(figure.get("in_words")),
        )


def _same(one: Fact, other: Fact) -> bool:
    is_same = one._replace(value=0.0, domain="") == other._replace(value=0.0, domain="")
    return is_same and abs(one.value - other.value) <= _TOLERANCE and _same_domain(one.domain, other.domain)


def _same_domain(one: str, other: str) -> bool:
    if not one or not other:
        return one == other
    return one in other or other in one or difflib.SequenceMatcher(None, one, other).ratio() >= _LIKE


def _rows(page: Page, fact: Fact) -> tuple[str, str, str]:
    return (f"{fact.measure}{' in words' if fact.in_words else ''}", f"language {page['lang']}", "all")
