"""The fields of a description, taken one by one, each with one sentence on what is wrong with it.

Belongs here: taking, checking and refusing single fields. Does not belong here: which fields a source has
(`source_file`, `plan_file`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import yaml

from scrapers.crawl.source import SourceError

T = TypeVar("T")

# The loader in C is ten times as fast; it is missing where PyYAML was built without it.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Fields:
    """The fields of a file that were not taken yet; `where` and `prefix` name them in messages."""

    def __init__(self, where: str, left: Mapping[str, Any], prefix: str = "") -> None:
        self.where = where
        self.left = dict(left)
        self.prefix = prefix

    def take(self, name: str, read: Callable[[Any], T]) -> T:
        """The field's value as `read` understands it.

        Raises:
            SourceError: it is missing, or `read` raised `ValueError` with what it must be.
        """
        if name not in self.left:
            raise self.error(name, "is missing")
        value = self.left.pop(name)
        try:
            return read(value)
        except ValueError as error:
            raise self.error(name, f"is {_shown(value)} and must be {error}") from None

    def take_or(self, name: str, read: Callable[[Any], T], default: T) -> T:
        """The field's value, or `default` where the file does not have it."""
        return self.take(name, read) if name in self.left else default

    def within(self, name: str, example: str) -> Fields:
        """The fields inside a field, none where the file does not have it; `finish` is theirs too."""
        return Fields(self.where, self.take_or(name, mapping_such_as(example), {}), f"{self.prefix}{name}.")

    def finish(self) -> None:
        """Refuses what is left: a field that nothing understands is a slip of the pen."""
        for name in sorted(self.left, key=str):
            raise self.error(name, "has no meaning for such a source: remove it or correct its name")

    def error(self, name: str, fault: str) -> SourceError:
        """The sentence on a field."""
        return SourceError(f"{self.where}: the field {self.prefix}{name} {fault}.")


def read_mapping(path: Path) -> dict[str, Any]:
    """The fields that a file gives, as YAML understands them.

    Raises:
        SourceError: it cannot be read, is not YAML or holds no fields.
    """
    try:
        # Read as bytes: YAML tells bad encodings itself.
        read = yaml.load(path.read_bytes().decode("utf-8"), Loader=_LOADER)  # noqa: S506 a safe loader
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{path.name} cannot be read: {error}.") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = "" if mark is None else f", line {mark.line + 1}"
        raise SourceError(f"{path.name}{line} is not YAML: {getattr(error, 'problem', error)}.") from None
    except ValueError as error:  # such as 2026-02-30, which looks like a day
        raise SourceError(f"{path.name} is not YAML: {error}.") from None
    if not isinstance(read, dict):
        raise SourceError(f"{path.name} does not describe a source: it must hold fields such as `code: papi`.")
    return read


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 200 else f"{text[:200]}…"


_NESTED = re.compile(r"\((?:\?:)?(?:\[[^\]]*\]|\\?[^()\[\]])(?:[+*]|\{\d+,\})\)(?:[+*]|\{\d+,\})")
"""Such as (a+)+, which is sure to be a mistake; slower than they look are others too, which `pattern_times` finds."""


def text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("a text")
    return unicodedata.normalize("NFC", value.strip())


def one_of(words: tuple[str, ...]) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if value not in words:
            raise ValueError(f"one of {', '.join(words)}")
        return str(value)

    return read


def mapping_such_as(example: str) -> Callable[[Any], dict[str, Any]]:
    def read(value: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise ValueError(f"fields such as `{example}`")
        return value

    return read


def count(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError("a whole number, 0 or more")
    return value


def positive(value: Any) -> int:
    if count(value) == 0:
        raise ValueError("a whole number, 1 or more")
    return int(value)


def seconds(value: Any) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= 3600:
        raise ValueError("a number of seconds from 0 to 3600")
    return float(value)


def day(value: Any) -> date:
    if not isinstance(value, date) or isinstance(value, datetime):
        raise ValueError("a day such as 2026-11-23")
    return value


def day_or_never(value: Any) -> date | None:
    if value == "never":
        return None
    if not isinstance(value, date) or isinstance(value, datetime):
        raise ValueError("a day such as 2026-11-23, or never")
    return value


def pattern(value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError("a pattern of addresses")
    try:
        re.compile(value)
    except re.error as error:
        raise ValueError(f"a pattern of addresses, which it is not: {error}") from None
    if _NESTED.search(value) is not None:
        raise ValueError("a pattern without a repetition of a repetition alone, which may take years on one address")
    return value


def list_of(read: Callable[[Any], T], what: str) -> Callable[[Any], tuple[T, ...]]:
    """A list without repetitions; what is wrong with one of its items is said of the item."""

    def read_all(value: Any) -> tuple[T, ...]:
        if not isinstance(value, list) or not value:
            raise ValueError(f"a list of {what}")
        items = []
        for item in value:
            try:
                items.append(read(item))
            except ValueError as error:
                raise ValueError(f"a list of {what}: {_shown(item)} must be {error}") from None
        if len({repr(item) for item in items}) != len(items):
            raise ValueError(f"a list of {what} that names none twice")
        return tuple(items)

    return read_all
