"""What a source is: who publishes it, under which terms, where its pages or tables stand, what to expect of it.

Belongs here: reading `scrapers/sources/*.yml` into `Source` and saying what is wrong with one.
Does not belong here: visiting pages (`visit`) and reading tables (`scrapers.readers`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path, PurePosixPath
from typing import Any, Literal, TypeVar, cast

import yaml

from scrapers.crawl.address import check_address
from scrapers.crawl.limits import FetchError

Kind = Literal["bundled", "live", "manual"]
T = TypeVar("T")

SOURCES = Path(__file__).parent.parent / "sources"
KINDS = ("bundled", "live", "manual")
CADENCES = ("daily", "weekly", "monthly", "yearly", "once", "by hand")
UNIVERSES = ("provinces", "ministries", "mixed")
_CODE = re.compile(r"[a-z0-9][a-z0-9_-]*")
_LANGUAGE = re.compile(r"[a-z]{2,3}")


class SourceError(Exception):
    """A source's description cannot be used; the message names the file, the field and what is expected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What a whole reading of the source gives: the units it covers and bounds of its figures, both included."""

    universe: str | None
    min_records: int
    max_records: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A source of documents.

    `tables` (bundled sources) is a glob of sidecars below `data/figures`, `pages` (live sources) are the addresses
    to visit. `language` is ISO 639. `last_verified` is the day the pages were last seen to be as described,
    None for never.
    """

    code: str
    name_vi: str
    name_en: str
    publisher: str
    licence: str
    language: str
    kind: Kind
    cadence: str
    expected: Expected
    last_verified: date | None
    tables: str | None
    pages: tuple[str, ...]
    notes: str | None

    def sidecars(self, figures: Path) -> tuple[Path, ...]:
        """The sidecars of a bundled source's tables below `figures`, sorted; none for other kinds.

        Raises:
            SourceError: a bundled source without a single table.
        """
        if self.tables is None:
            return ()
        found = tuple(sorted(figures.glob(self.tables)))
        if not found:
            raise SourceError(f"The source {self.code} has no table: {figures / self.tables} matches no file.")
        return found


def load_sources(folder: Path = SOURCES) -> tuple[Source, ...]:
    """All sources of a folder, by code.

    Raises:
        SourceError: the folder has none, or one of them is wrong.
    """
    paths = sorted(folder.glob("*.yml"))
    if not paths:
        raise SourceError(f"{folder} holds no source: each is described in a file <code>.yml.")
    return tuple(load_source(path) for path in paths)


def load_source(path: Path) -> Source:
    """The source that a file describes.

    Raises:
        SourceError: what is wrong, in which file and field.
    """
    fields = _Fields(path.name, _mapping(path))
    code = fields.take("code", _text)
    if not _CODE.fullmatch(code) or code != path.stem:
        raise fields.error("code", f"is {code!r} and must be the file's name without .yml")
    kind = cast(Kind, fields.take("kind", _one_of(KINDS)))
    source = Source(
        code=code,
        name_vi=fields.take("name_vi", _text),
        name_en=fields.take("name_en", _text),
        publisher=fields.take("publisher", _text),
        licence=fields.take("licence", _text),
        language=fields.take("language", _language),
        kind=kind,
        cadence=fields.take("cadence", _one_of(CADENCES)),
        expected=_expected(fields),
        last_verified=fields.take("last_verified", _day_or_never),
        tables=fields.take("tables", _glob) if kind == "bundled" else None,
        pages=fields.take("pages", _pages) if kind == "live" else (),
        notes=fields.take("notes", _text) if "notes" in fields.left else None,
    )
    fields.finish()
    return source


class _Fields:
    """The fields of a file that were not taken yet; `where` and `prefix` name them in messages."""

    def __init__(self, where: str, left: Mapping[str, Any], prefix: str = "") -> None:
        self.where = where
        self.left = dict(left)
        self.prefix = prefix

    def take(self, name: str, read: Callable[[Any], T]) -> T:
        if name not in self.left:
            raise self.error(name, "is missing")
        value = self.left.pop(name)
        try:
            return read(value)
        except ValueError as error:
            raise self.error(name, f"is {value!r} and must be {error}") from None

    def finish(self) -> None:
        for name in sorted(self.left, key=str):
            raise self.error(name, "has no meaning for such a source: remove it or correct its name")

    def error(self, name: str, fault: str) -> SourceError:
        return SourceError(f"{self.where}: the field {self.prefix}{name} {fault}.")


def _mapping(path: Path) -> Mapping[str, Any]:
    try:
        read = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{path.name} cannot be read: {error}.") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = "" if mark is None else f", line {mark.line + 1}"
        raise SourceError(f"{path.name}{line} is not YAML: {getattr(error, 'problem', error)}.") from None
    if not isinstance(read, dict):
        raise SourceError(f"{path.name} does not describe a source: it must hold fields such as `code: papi`.")
    return read


def _expected(fields: _Fields) -> Expected:
    inner = _Fields(fields.where, fields.take("expected", _dict), "expected.")
    universe = inner.take("universe", _one_of(UNIVERSES)) if "universe" in inner.left else None
    low = inner.take("min_records", _count)
    high = inner.take("max_records", _count) if "max_records" in inner.left else None
    inner.finish()
    if high is not None and high < low:
        raise inner.error("max_records", f"is {high} and must not be below min_records, {low}")
    return Expected(universe=universe, min_records=low, max_records=high)


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("a text")
    return unicodedata.normalize("NFC", value.strip())


def _language(value: Any) -> str:
    if not isinstance(value, str) or not _LANGUAGE.fullmatch(value):
        raise ValueError("an ISO 639 code such as vi, en or mul (quote no: YAML reads it as false)")
    return value


def _one_of(words: tuple[str, ...]) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if value not in words:
            raise ValueError(f"one of {', '.join(words)}")
        return str(value)

    return read


def _dict(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError("fields such as `min_records: 1`")
    return value


def _count(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError("a whole number, 0 or more")
    return value


def _day_or_never(value: Any) -> date | None:
    if value == "never":
        return None
    if not isinstance(value, date) or isinstance(value, datetime):
        raise ValueError("a day such as 2026-11-23, or never")
    return value


def _glob(value: Any) -> str:
    text = _text(value)
    if not text.endswith(".yml") or text.startswith("/") or ".." in PurePosixPath(text).parts:
        raise ValueError("a pattern of sidecars below data/figures, such as papi/*.yml")
    return text


def _pages(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not value or not all(isinstance(page, str) for page in value):
        raise ValueError("a list of addresses")
    if len(set(value)) != len(value):
        raise ValueError("a list that names no address twice")
    for page in value:
        try:
            check_address(page)
        except FetchError:
            raise ValueError(f"a list of http and https addresses, which {page!r} is not") from None
        if "#" in page:
            raise ValueError(f"a list of addresses without #, which servers never see: {page!r}")
    return tuple(value)
