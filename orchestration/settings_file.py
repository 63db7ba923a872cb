"""Taking typed keys out of a TOML file, strictly: an unknown key or a wrong value is one sentence.

Belongs here: the form of a configuration file and what is said of a bad one; values are never repeated in messages,
since they may be passwords. Does not belong here: which keys there are (`settings`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from orchestration.errors import SettingsError

T = TypeVar("T")
D = TypeVar("D")

_MAX_BYTES = 1_000_000
_CONTROL = {*map(chr, range(0x20)), *map(chr, range(0x7F, 0xA0))}


class Keys:
    """The keys of a table that were not taken yet; `prefix` names the table in messages."""

    def __init__(self, file: Path, left: Mapping[str, Any], prefix: str = "") -> None:
        self._file = file
        self._left = dict(left)
        self._prefix = prefix
        self._known: set[str] = set()

    def take(self, name: str, read: Callable[[Any], T], usual: D) -> T | D:
        """The value of a key, or the usual one where it is not given."""
        self._known.add(name)
        if name not in self._left:
            return usual
        try:
            return read(self._left.pop(name))
        except ValueError as error:
            raise SettingsError(f"{self._file}: the key {self._prefix}{name} must be {error}.") from None

    def table(self, name: str) -> Keys:
        """The keys of a table below this one; none where it is not given."""
        return Keys(self._file, self.take(name, _table, {}), f"{self._prefix}{name}.")

    def finish(self) -> None:
        """Refuses what nobody took: a misspelt key would silently mean nothing."""
        for name in sorted(self._left):
            known = ", ".join(sorted(self._known))
            raise SettingsError(
                f"{self._file}: the key {self._prefix}{name} has no meaning: remove it or correct its name ({known})."
            )


def read_toml(file: Path) -> Mapping[str, Any]:
    """The tables of a file.

    Raises:
        SettingsError: it is not there, cannot be read or is not TOML.
    """
    try:
        with file.open("rb") as stream:
            data = stream.read(_MAX_BYTES + 1)
        if len(data) > _MAX_BYTES:
            raise SettingsError(f"{file} is no configuration: it has more than {_MAX_BYTES:,} bytes.")
        return tomllib.loads(data.decode("utf-8"))
    except OSError as error:
        raise SettingsError(f"The configuration {file} cannot be read: {error.strerror or error}.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        # The decoder quotes nothing of the file but single characters.
        raise SettingsError(f"The configuration {file} is not TOML: {error}.") from None


def text(value: Any) -> str:
    """A text of one line."""
    if not isinstance(value, str) or not value.strip() or _CONTROL & set(value):
        raise ValueError("a text of one line")
    return value.strip()


def lines(value: Any) -> tuple[str, ...]:
    """A list of texts."""
    if not isinstance(value, list):
        raise ValueError("a list of texts")
    return tuple(map(text, value))


def flag(value: Any) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise ValueError("true or false")
    return value


def number(low: float, high: float) -> Callable[[Any], float]:
    """A number within bounds, both included."""

    def read(value: Any) -> float:
        if not isinstance(value, int | float) or isinstance(value, bool) or not low <= value <= high:
            raise ValueError(f"a number from {low:g} to {high:g}")
        return float(value)

    return read


def whole(low: int, high: int) -> Callable[[Any], int]:
    """A whole number within bounds, both included."""

    def read(value: Any) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise ValueError(f"a whole number from {low:,} to {high:,}")
        return value

    return read


def one_of(*words: str) -> Callable[[Any], str]:
    """One of a few words."""

    def read(value: Any) -> str:
        if value not in words:
            raise ValueError("one of " + ", ".join(words))
        return str(value)

    return read


def _table(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError("a table, such as [alerts]")
    return value
