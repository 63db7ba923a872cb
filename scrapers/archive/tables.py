"""The tables of the index, and looks as their rows.

Belongs here: SQL that says what a table or a condition is. Does not belong here: connections and questions (`index`).
"""

from __future__ import annotations

from typing import Any

from scrapers.archive.look import ACCEPTED, LOOK_FIELDS, Look

VERSION = 2
_COLUMNS = tuple(name for name in LOOK_FIELDS if name != "warc_file")
ACCEPTED_OUTCOMES = f"({', '.join(repr(outcome) for outcome in ACCEPTED)})"
IS_CAPTURE = f"outcome in {ACCEPTED_OUTCOMES} and capture_id is not null"
_LATER_CAPTURE = f"later.outcome in {ACCEPTED_OUTCOMES} and later.capture_id is not null"
SELECT = f"""select {", ".join(f'look."{name}"' for name in _COLUMNS)}, file.warc_file, look.holding, look.seq
    from look join file using (file_id)"""  # noqa: S608  (names of our own fields)
INSERT = f"""insert into look ({", ".join(f'"{name}"' for name in _COLUMNS)}, holding, file_id)
    values ({", ".join("?" for _ in _COLUMNS)}, ?, ?)"""  # noqa: S608  (the same)
REPOINT = """update look set file_id = ?, "offset" = ?, "length" = ?, holding = ? where look_id = ?"""
NEEDED = f"""select 1 from look where capture_id = ? and (
    looked_at >= ?
    or outcome = 'suspect'
    or ({IS_CAPTURE} and page_kind is not 'list')
    or ({IS_CAPTURE} and not exists (
        select 1 from look as later where later.url = look.url and later.seq > look.seq and {_LATER_CAPTURE}
    ))) limit 1"""  # noqa: S608  (outcomes of our own)
SCHEMA = f"""
    create table file (
        file_id integer primary key,
        warc_file text not null unique,
        size integer not null,
        looks integer not null
    );
    create table look (
        seq integer primary key,
        {", ".join(f'"{name}"' for name in _COLUMNS)},
        holding text not null,
        file_id integer not null references file
    );
    create unique index look_by_id on look (look_id);
    create index look_by_url on look (url);
    create index look_by_capture on look (capture_id) where capture_id is not null;
    create index look_by_source on look (source);
    create index look_by_file on look (file_id);
    create index look_by_run on look (run_id) where run_id is not null;
    pragma user_version = {VERSION};
"""


def values_of(look: Look) -> tuple[Any, ...]:
    """A look as `INSERT` takes it, without what its record holds and its file."""
    return tuple(getattr(look, name) for name in _COLUMNS)


def look_of(row: tuple[Any, ...]) -> Look:
    """The look in a row that `SELECT` gave."""
    return Look(**dict(zip(_COLUMNS, row, strict=False)), warc_file=row[len(_COLUMNS)])
