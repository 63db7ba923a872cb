"""Sources from their descriptions: `scrapers/sources/*.yml`, one file a source, and those that a table of hosts gives.

Belongs here: reading descriptions into `Source` and saying what is wrong with one. Does not belong here: what the table
describes (`source_table`), and how a live source is crawled (`plan_file`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import pairwise
from pathlib import Path, PurePosixPath
from typing import Any, cast

from scrapers.crawl.fields import Fields, count, day_or_never, mapping_such_as, one_of, read_mapping, text
from scrapers.crawl.plan_file import take_plan
from scrapers.crawl.source import CADENCES, KINDS, SOURCES, UNIVERSES, Expected, Kind, Source, SourceError
from scrapers.crawl.source_table import TABLE, described_by_table, table_codes
from scrapers.crawl.systems.canonical import canonical

_CODE = re.compile(r"[a-z0-9][a-z0-9_-]*")
_LANGUAGE = re.compile(r"[a-z]{2,3}")


def load_sources(folder: Path = SOURCES) -> tuple[Source, ...]:
    """All sources of a folder, by code.

    Raises:
        SourceError: the folder has none, one of them is wrong, or two have the same code.
    """
    sources = [load_source(path) for path in sorted(folder.glob("*.yml"))]
    sources.extend(described(where, values) for where, values in described_by_table(folder).values())
    if not sources:
        raise SourceError(f"{folder} holds no source: each is described in a file <code>.yml.")
    sources.sort(key=lambda source: source.code)
    for one, other in pairwise(sources):
        if one.code == other.code:
            raise SourceError(f"{other.described_in}: the field code is {one.code!r}, as in {one.described_in}.")
    _refuse_shared_starts(sources)
    return tuple(sources)


def _refuse_shared_starts(sources: Iterable[Source]) -> None:
    """A page belongs to one source: of two that begin with it, one would yield nothing."""
    owners: dict[str, Source] = {}
    for source in sources:
        for start in source.plan.start if source.plan is not None else ():
            owner = owners.setdefault(canonical(start.url, start.url) or start.url, source)
            if owner is not source:
                raise SourceError(
                    f"{source.described_in}: the field start names {start.url}, which is a start page of {owner.code} "
                    f"({owner.described_in}) already."
                )


def source_codes(folder: Path = SOURCES) -> tuple[str, ...]:
    """The codes of all sources, sorted; only names are read, so that a wrong description does not hide the others."""
    return tuple(sorted({*(path.stem for path in folder.glob("*.yml")), *table_codes(folder / TABLE)}))


def find_source(code: str, folder: Path = SOURCES) -> Source:
    """The source of that code.

    Raises:
        SourceError: there is none, or its description is wrong.
    """
    path = folder / f"{code}.yml"
    if _CODE.fullmatch(code) and path.is_file():
        return load_source(path)
    found = described_by_table(folder).get(code)
    if found is None:
        raise SourceError(f"There is no source {code}: `cchc sources list` tells all of them.")
    return described(*found)


def load_source(path: Path) -> Source:
    """The source that a file describes.

    Raises:
        SourceError: what is wrong, in which file and field.
    """
    source = described(path.name, read_mapping(path))
    if source.code != path.stem:
        raise SourceError(f"{path.name}: the field code is {source.code!r} and must be the file's name without .yml.")
    return source


def described(where: str, values: Mapping[str, Any]) -> Source:
    """The source that some fields describe; `where` names them in messages.

    Raises:
        SourceError: what is wrong, in which field.
    """
    fields = Fields(where, values)
    kind = cast(Kind, fields.take("kind", one_of(KINDS)))
    source = Source(
        code=fields.take("code", _code),
        name_vi=fields.take("name_vi", text),
        name_en=fields.take("name_en", text),
        publisher=fields.take("publisher", text),
        licence=fields.take("licence", text),
        language=fields.take("language", _language),
        kind=kind,
        cadence=fields.take("cadence", one_of(CADENCES)),
        expected=_expected(fields),
        last_verified=fields.take("last_verified", day_or_never),
        tables=fields.take("tables", _glob) if kind == "bundled" else None,
        plan=take_plan(fields) if kind == "live" else None,
        notes=fields.take_or("notes", text, None),
        described_in=where,
    )
    fields.finish()
    return source


def _expected(fields: Fields) -> Expected:
    inner = Fields(fields.where, fields.take("expected", mapping_such_as("min_records: 1")), "expected.")
    universe = inner.take_or("universe", one_of(UNIVERSES), None)
    low = inner.take("min_records", count)
    high = inner.take_or("max_records", count, None)
    documents = inner.take_or("min_documents", count, 0)
    inner.finish()
    if high is not None and high < low:
        raise inner.error("max_records", f"is {high} and must not be below min_records, {low}")
    return Expected(universe=universe, min_records=low, max_records=high, min_documents=documents)


def _code(value: Any) -> str:
    if not isinstance(value, str) or not _CODE.fullmatch(value):
        raise ValueError("small letters, digits, - and _, as in portal-ha-noi")
    return value


def _language(value: Any) -> str:
    if not isinstance(value, str) or not _LANGUAGE.fullmatch(value):
        raise ValueError("an ISO 639 code such as vi, en or mul (quote no: YAML reads it as false)")
    return value


def _glob(value: Any) -> str:
    pattern = text(value)
    if not pattern.endswith(".yml") or pattern.startswith("/") or ".." in PurePosixPath(pattern).parts:
        raise ValueError("a pattern of sidecars below data/figures, such as papi/*.yml")
    return pattern
