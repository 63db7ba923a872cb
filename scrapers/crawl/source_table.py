"""Sources that a table of hosts describes: portals, home-affairs departments and newspapers of the provinces.

Belongs here: `scrapers/sources/portals.csv` and the templates that its rows fill in. Does not belong here: reading what
comes out into `Source` (`source_file`).

Rows of one role and unit are one source, `<role>-<slug>`. A row with `valid_to` is a host that is gone: it is not asked
any more, whichever day that is: a host that is known to end is written down when it has ended, so that what is asked
depends on no clock. Where it moved to another host of the same source, also by way of others, its addresses are
corrected to that one; a source none of whose hosts is left asks for nothing.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from scrapers.crawl.fields import read_mapping
from scrapers.crawl.source import SourceError

TABLE = "portals.csv"
TEMPLATES = "templates"
ROLES = ("portal", "home_affairs", "newspaper")
COLUMNS = (
    "slug", "name", "host", "role", "system", "valid_from", "valid_to", "moved_to", "last_verified", "basis",
)  # fmt: skip
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

Row = Mapping[str, str]


def described_by_table(folder: Path) -> dict[str, tuple[str, dict[str, Any]]]:
    """The fields of each source that the folder's table describes, with where they stand, by code; none without table.

    Raises:
        SourceError: the table or a template is wrong.
    """
    sources: dict[str, list[Row]] = {}
    for row in read_table(folder / TABLE):
        sources.setdefault(code_of(row), []).append(row)
    templates = {
        role: read_mapping(folder / TEMPLATES / f"{role}.yml")
        for role in sorted({rows[0]["role"] for rows in sources.values()})
    }
    return {
        code: (f"{TABLE}, {code}", _filled_in(templates[rows[0]["role"]], code, rows)) for code, rows in sources.items()
    }


def table_codes(path: Path) -> tuple[str, ...]:
    """The codes of the sources that a table describes."""
    return tuple(sorted({code_of(row) for row in read_table(path)}))


def code_of(row: Row) -> str:
    """The code of the source that a row belongs to."""
    return f"{row['role'].replace('_', '-')}-{row['slug']}"


def read_table(path: Path) -> tuple[Row, ...]:
    """The rows of a table of hosts; none where there is no such file.

    Raises:
        SourceError: a column or value is wrong; the message names the line.
    """
    if not path.is_file():
        return ()
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{path.name} cannot be read: {error}. Save it as UTF-8.") from None
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    rows = []
    try:
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise SourceError(f"{path.name}: its columns must be {', '.join(COLUMNS)}.")
        for row in reader:
            _check(row, f"{path.name}, line {reader.line_num}")
            rows.append(row)
    except csv.Error as error:
        raise SourceError(f"{path.name}, line {reader.line_num}: {error}. Is a quote not closed?") from None
    return tuple(rows)


def _check(row: Row, where: str) -> None:
    if None in row or None in row.values():
        raise SourceError(f"{where}: it must have {len(COLUMNS)} values.")
    if row["role"] not in ROLES:
        raise SourceError(f"{where}: the field role is {row['role']!r} and must be one of {', '.join(ROLES)}.")
    if not _SLUG.fullmatch(row["slug"]):
        raise SourceError(f"{where}: the field slug is {row['slug']!r} and must be one such as ha-noi.")
    for name in ("name", "host", "last_verified", "basis"):
        if not row[name].strip():
            raise SourceError(f"{where}: the field {name} is missing.")
    for name in ("valid_from", "valid_to", "last_verified"):
        if row[name] and not (name == "last_verified" and row[name] == "never"):
            _day(row[name], f"{where}: the field {name}")
    _check_move(row, where)


def _check_move(row: Row, where: str) -> None:
    if row["valid_from"] and row["valid_to"] and row["valid_to"] < row["valid_from"]:
        raise SourceError(f"{where}: the field valid_to is {row['valid_to']} and must not be before valid_from.")
    if row["moved_to"] and not row["valid_to"]:
        raise SourceError(f"{where}: the field valid_to is missing: a host that moved has a last day.")
    if row["moved_to"] == row["host"]:
        raise SourceError(f"{where}: the field moved_to is the host itself.")


def days_to_come(path: Path, today: date) -> tuple[str, ...]:
    """What a table of hosts says of days that have not come: nothing was verified then, nor has ended."""
    return tuple(
        f"{path.name}: the field {name} of {row['host']} is {row[name]}, which has not come: write it down when it has."
        for row in read_table(path)
        for name in ("valid_to", "last_verified")
        if row[name] > today.isoformat() and row[name] != "never"
    )


def _day(text: str, what: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise SourceError(f"{what} is {text!r} and must be a day such as 2025-06-30.") from None


def _filled_in(template: Mapping[str, Any], code: str, rows: Sequence[Row]) -> dict[str, Any]:
    """The template's fields for the rows of one source; start pages once for each host that is left."""
    living = [row for row in rows if not row["valid_to"]]
    words = {"code": code, "slug": rows[0]["slug"], "name": (living or rows)[0]["name"]}
    fields: dict[str, Any] = _put(dict(template), words)
    fields["system"] = (living or rows)[0]["system"] or "plain"
    fields["hosts"] = list(dict.fromkeys(row["host"] for row in living))
    fields["start"] = [
        _put(page, {"host": row["host"]}) | ({} if "system" in page else {"system": row["system"] or "plain"})
        for row in living
        for page in fields["start"]
    ]
    if lookups := _moves(rows, fields["hosts"]):
        fields["lookups"] = [*fields.get("lookups", []), *lookups]
    days = sorted(row["last_verified"] for row in living or rows)
    fields["last_verified"] = "never" if days[-1] == "never" else _day(days[0], f"{TABLE}: the field last_verified")
    fields["notes"] = " ".join([fields["notes"], *(_told(row) for row in rows)])
    return fields


def _put(value: Any, words: Mapping[str, str]) -> Any:
    """The value with `{slug}` and its like replaced, in whatever it holds; braces of patterns stay."""
    if isinstance(value, str):
        for word, meaning in words.items():
            value = value.replace(f"{{{word}}}", meaning)
        return value
    if isinstance(value, dict):
        return {name: _put(item, words) for name, item in value.items()}
    if isinstance(value, list):
        return [_put(item, words) for item in value]
    return value


def _moves(rows: Sequence[Row], hosts: Sequence[str]) -> list[dict[str, str]]:
    """Corrections of addresses of hosts that moved, each to the host at the end of the moves if that is left."""
    successor = {row["host"]: row["moved_to"] for row in rows if row["moved_to"]}
    return [
        {
            "match": rf"^https?://(www\.)?{re.escape(row['host'])}(?=[:/]|$)(?::\d+)?",
            "replace": f"https://{last}",
            "reason": f"{row['host']} moved to {row['moved_to']} after {row['valid_to']}: {row['basis']}",
        }
        for row in rows
        if row["moved_to"] and (last := _end_of(row["host"], successor)) in hosts
    ]


def _end_of(host: str, successor: Mapping[str, str]) -> str:
    """Where a chain of moves ends; a host itself where they lead in a circle."""
    here = host
    for _ in range(len(successor)):
        here = successor.get(here, here)
    return host if here in successor else here


def _told(row: Row) -> str:
    until = f", held to have ended on {row['valid_to']}" if row["valid_to"] else ""
    moved = f", its successor is {row['moved_to']}" if row["moved_to"] else ""
    return f"{row['host']}{until}{moved}: {row['basis'].rstrip('.')}."
