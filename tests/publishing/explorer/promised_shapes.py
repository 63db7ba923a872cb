"""The interfaces of `explorer/src/shapes.ts` as far as data can be held against them.

Belongs here: reading the interfaces, and telling where a value does not have its type. Does not belong here: files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

SHAPES = Path(__file__).parents[3] / "explorer" / "src" / "shapes.ts"

_COMMENT = re.compile(r"/\*\*.*?\*/", re.DOTALL)
_INTERFACE = re.compile(r"export interface (\w+)(?:<\w+>)?(?: extends ([\w, ]+))? \{")
_ALIAS = re.compile(r"export type (\w+) = ([^;]+);")
_FIELD = re.compile(r"^(\w+)(\?)?:\s*(.+)$", re.DOTALL)

Fields = dict[str, tuple[bool, str]]
"""Name of a field: whether it may be left out, and its type as written."""


@cache
def interfaces() -> dict[str, Fields]:
    """Every interface by name, with the fields of those that it extends."""
    text = _COMMENT.sub("", SHAPES.read_text(encoding="utf-8"))
    found: dict[str, Fields] = {}
    for match in _INTERFACE.finditer(text):
        fields: Fields = {}
        for parent in filter(None, (name.strip() for name in (match.group(2) or "").split(","))):
            fields |= found[parent]
        found[match.group(1)] = fields | _fields(_block(text, match.end() - 1))
    return found


@cache
def aliases() -> dict[str, str]:
    """Every `export type`, by name."""
    return dict(_ALIAS.findall(SHAPES.read_text(encoding="utf-8")))


def problems(value: Any, type_: str, where: str) -> Iterator[str]:
    """Where `value` does not have the type."""
    type_ = aliases().get(type_.strip(), type_.strip())
    options = _cut(type_, "|")
    if len(options) > 1:
        if not any(next(problems(value, option, where), None) is None for option in options):
            yield f"{where}: {str(value)[:60]!r} is no {type_}"
    elif type_.endswith("[]"):
        yield from _list_problems(value, type_.removesuffix("[]"), where)
    elif type_.startswith("Packed<"):
        yield from _table_problems(value, type_.removeprefix("Packed<").removesuffix(">"), where)
    elif type_.startswith("Record<"):
        if not isinstance(value, dict):
            yield f"{where} is no object"
    elif (fields := _object_type(type_)) is not None:
        yield from _object_problems(value, fields, where)
    elif not _is_plain(value, type_):
        yield f"{where}: {str(value)[:60]!r} is no {type_}"


def _list_problems(value: Any, type_: str, where: str) -> Iterator[str]:
    if not isinstance(value, list):
        yield f"{where}: {str(value)[:60]!r} is no list"
        return
    for at, item in enumerate(value):
        yield from problems(item, type_, f"{where}[{at}]")


def _table_problems(value: Any, type_: str, where: str) -> Iterator[str]:
    """A packed table: the columns of its row type, no other, and cells of their types."""
    from explorer_files import unpacked

    if type_.startswith("Record<"):
        return
    fields = _object_type(type_) or {}
    told = set(value["columns"]) | set(value.get("same", {}))
    needed = {name for name, (optional, _) in fields.items() if not optional}
    if told - set(fields):
        yield f"{where} has columns that shapes.ts does not tell: {sorted(told - set(fields))}"
    if needed - told:
        yield f"{where} lacks columns {sorted(needed - told)}"
    for at, row in enumerate(unpacked(value)):
        for name, cell in row.items():
            if name in fields:
                yield from problems(cell, fields[name][1], f"{where}[{at}].{name}")


def _object_problems(value: Any, fields: Fields, where: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{where} is no object"
        return
    yield from (f"{where} has {name}, which shapes.ts does not tell" for name in sorted(set(value) - set(fields)))
    for name, (optional, type_) in fields.items():
        if name in value:
            yield from problems(value[name], type_, f"{where}.{name}")
        elif not optional:
            yield f"{where} lacks {name}"


def _object_type(type_: str) -> Fields | None:
    """The fields of an interface, of an object written out, or of several joined by `&`; None for any other type."""
    parts = _cut(type_, "&")
    if len(parts) > 1:
        joined: Fields = {}
        for part in parts:
            joined |= _object_type(part) or {}
        return joined
    if type_.startswith("{"):
        return _fields(type_[1:-1])
    return interfaces().get(type_)


def _is_plain(value: Any, type_: str) -> bool:
    match type_:
        case "string":
            return isinstance(value, str)
        case "number":
            return isinstance(value, (int, float)) and not isinstance(value, bool)
        case "boolean":
            return isinstance(value, bool)
        case "null":
            return value is None
        case "unknown":
            return True
        case "[number, number]":
            return isinstance(value, list) and len(value) == 2 and all(isinstance(item, int) for item in value)
        case _:
            return bool(value == type_.strip('"') and type_.startswith('"'))


def _fields(text: str) -> Fields:
    found: Fields = {}
    for part in _cut(text, ";"):
        if match := _FIELD.match(part):
            found[match.group(1)] = (match.group(2) == "?", match.group(3).strip())
    return found


def _block(text: str, start: int) -> str:
    """The text between the brace at `start` and its fellow."""
    depth = 0
    for at in range(start, len(text)):
        depth += {"{": 1, "}": -1}.get(text[at], 0)
        if depth == 0:
            return text[start + 1 : at]
    raise AssertionError("shapes.ts: a brace is not closed")


def _cut(text: str, mark: str) -> list[str]:
    """Split at `mark` outside brackets of any kind."""
    parts, depth, last = [], 0, 0
    for at, letter in enumerate(text):
        depth += (letter in "{<[(") - (letter in "}>])")
        if letter == mark and depth == 0:
            parts.append(text[last:at].strip())
            last = at + 1
    return [part for part in (*parts, text[last:].strip()) if part]
