"""The journal of all runs: one line a run, what it did, what it brought, what stood in its way.

Belongs here: the entry, its line, and what several nights say together. Does not belong here: the life of a run
(`runs`), words for people (`night_message`).
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args

from scrapers.archive.durable import sync_directory

JOURNAL_NAME = "journal.jsonl"
Outcome = Literal["released", "unchanged", "failed", "killed"]
"""`unchanged`: all went well and there was nothing to release."""

GOOD: frozenset[Outcome] = frozenset({"released", "unchanged"})
# Years of nights; what stands before is not asked for any more.
_MAX_BYTES = 64 * 1024 * 1024
# What a field may hold, by its type as it is written below.
_FORMS: Mapping[str, type | tuple[type, ...]] = {
    "str": str,
    "str | None": (str, type(None)),
    "int": int,
    "bool": bool,
}
_T = TypeVar("_T", "SourceCounts", "Doubt", "Entry")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCounts:
    """Looks at a source in a run: `other` came and were no document (stub, login, cookie wall …)."""

    asked: int = 0
    new: int = 0
    unchanged: int = 0
    suspect: int = 0
    failed: int = 0
    other: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A source that is suspect or has failed, and why; `url` where one page is meant."""

    source: str
    reason: str
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A run that has ended. Instants are UTC, ISO 8601.

    `how` is what started it (cchc, dagster), `what` what a person calls it. `stage` is the last one reached. `left_out`
    counts for each host the addresses that were not asked because it failed too often. `overdue` names index-years that
    should have been published. `alert` says what became of the message, None where there was none. `resumed`: it went
    on with the night of a run that was killed.
    """

    run_id: str
    how: str
    what: str
    started_at: str
    ended_at: str
    stage: str
    outcome: Outcome
    version: str | None = None
    sources: Mapping[str, SourceCounts] = field(default_factory=dict)
    suspects: tuple[Doubt, ...] = ()
    failures: tuple[Doubt, ...] = ()
    left_out: Mapping[str, str] = field(default_factory=dict)
    overdue: tuple[str, ...] = ()
    message: str | None = None
    alert: str | None = None
    resumed: bool = False

    @property
    def is_good(self) -> bool:
        return self.outcome in GOOD


@dataclass(frozen=True, slots=True)
class Journal:
    """The entries, oldest first; `fault` says what of the file could not be read, None if all could."""

    entries: tuple[Entry, ...]
    fault: str | None

    @property
    def last_good(self) -> Entry | None:
        return next((entry for entry in reversed(self.entries) if entry.is_good), None)


def read_journal(runs: Path) -> Journal:
    """The journal of a folder of runs; a line that cannot be read is left out and told."""
    path = runs / JOURNAL_NAME
    try:
        with path.open("rb") as file:
            begin = max(0, file.seek(0, os.SEEK_END) - _MAX_BYTES)
            file.seek(begin)
            data = file.read()
    except FileNotFoundError:
        return Journal((), None)
    except OSError as error:
        return Journal((), f"{path} cannot be read: {error.strerror or error}.")
    lines = data.split(b"\n")[1 if begin else 0 :]
    entries, bad = [], []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                entries.append(from_json(line.decode("utf-8")))
            except ValueError:
                bad.append(number)
    return Journal(tuple(entries), _fault(path, bad, len(lines)))


def append_entry(runs: Path, entry: Entry) -> None:
    """Adds a line that stands on the disk when this returns; a torn line before it stays alone.

    Raises:
        OSError: the disk refused.
    """
    runs.mkdir(parents=True, exist_ok=True)
    with (runs / JOURNAL_NAME).open("a+b") as file:
        begin = b""
        if file.seek(0, os.SEEK_END):
            file.seek(-1, os.SEEK_END)
            begin = b"" if file.read(1) == b"\n" else b"\n"
        # Half a pair of surrogates has no bytes in UTF-8; as an escape it is read back as it was.
        file.write(begin + to_json(entry).encode("utf-8", "backslashreplace") + b"\n")
        file.flush()
        os.fsync(file.fileno())
    sync_directory(runs)


def to_json(entry: Entry) -> str:
    """The entry as one line."""
    return json.dumps(asdict(entry), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_json(line: str) -> Entry:
    """The entry that a line holds.

    Raises:
        ValueError: the line is no such entry.
    """
    try:
        loaded = _object(json.loads(line))
    except RecursionError:
        raise ValueError("the line is nested too deeply") from None
    if loaded.get("outcome") not in get_args(Outcome):
        raise ValueError(f"the outcome {loaded.get('outcome')!r}")
    left_out = _object(loaded.get("left_out", {}))
    made = {
        "sources": {code: _made(SourceCounts, each) for code, each in _object(loaded.get("sources", {})).items()},
        "suspects": tuple(_made(Doubt, each) for each in _list(loaded.get("suspects", []))),
        "failures": tuple(_made(Doubt, each) for each in _list(loaded.get("failures", []))),
        "left_out": {host: str(why) for host, why in left_out.items()},
        "overdue": tuple(map(str, _list(loaded.get("overdue", [])))),
    }
    return _made(Entry, {**loaded, **made})


def _made(kind: type[_T], given: object) -> _T:
    """A value from what its fields are; those it does not have are a newer version's, and are left out."""
    names = {each.name: each.type for each in fields(kind)}
    values = {name: value for name, value in _object(given).items() if name in names}
    for name, value in values.items():
        if not isinstance(value, _FORMS.get(str(names[name]), object)):
            raise ValueError(f"{name} is no {names[name]}")
    try:
        return kind(**values)
    except TypeError as error:
        raise ValueError(f"the line is no entry: {error}") from None


def _object(given: object) -> dict[str, Any]:
    if not isinstance(given, dict):
        raise ValueError("there is no object where one must be")
    return given


def _list(given: object) -> list[Any]:
    if not isinstance(given, list):
        raise ValueError("there is no list where one must be")
    return given


def suspect_sources(entry: Entry) -> set[str]:
    """The sources that a run found suspect, by their answers or by their records."""
    return {doubt.source for doubt in entry.suspects} | {code for code, each in entry.sources.items() if each.suspect}


def suspect_since(entries: Sequence[Entry], source: str) -> str | None:
    """Since when a source has been suspect without a good night between, None if it is not."""
    return _since(entries, lambda entry: source in suspect_sources(entry), source)


def failing_since(entries: Sequence[Entry], source: str) -> str | None:
    """Since when a source has failed without a good night between, None if it does not."""
    return _since(entries, lambda entry: source in {doubt.source for doubt in entry.failures}, source)


def last_good_of(entries: Sequence[Entry], source: str) -> str | None:
    """When a source last gave what it should: it was asked, and neither failed nor was suspect."""
    for entry in reversed(entries):
        counts = _counts(entry, source)
        doubted = suspect_sources(entry) | {doubt.source for doubt in entry.failures}
        if counts.new + counts.unchanged and source not in doubted:
            return entry.ended_at
    return None


def _since(entries: Iterable[Entry], is_so: Callable[[Entry], bool], source: str) -> str | None:
    since = None
    for entry in reversed(list(entries)):
        if is_so(entry):
            since = entry.started_at
        elif _counts(entry, source).asked:
            break  # A run that asked it and found nothing amiss; one that did not ask it says nothing.
    return since


def _counts(entry: Entry, source: str) -> SourceCounts:
    return entry.sources.get(source, SourceCounts())


def _fault(path: Path, bad: Sequence[int], count: int) -> str | None:
    if not bad:
        return None
    if bad == [count]:
        return f"{path} ends in a torn line, which is left out: a run was cut off while it wrote."
    told = ", ".join(map(str, bad[:5])) + (" and others" if len(bad) > 5 else "")
    return f"{path} cannot be read at line {told}, which is left out."
