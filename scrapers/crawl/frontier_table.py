"""The frontier's table: its columns, and what turns rows into values and back.

Belongs here: SQL that defines and marks. Does not belong here: what is asked when (`frontier`).
"""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

from scrapers.crawl.page import Form, Link
from scrapers.crawl.plan import System
from scrapers.crawl.task import LIST, NEW, Waiting, host_of

_VERSION = 2
_LATE = 1 << 40  # lists found tonight far from the start pages come after those that were due before
_SCHEMA = f"""
    create table page (
        row integer primary key,
        address text not null unique,
        url text not null,
        form text,
        source text not null,
        system text not null,
        host text not null,
        page_kind text not null,
        found_on text,
        hops integer not null,
        list_row integer,
        first_seen integer not null,
        asked_run text,
        asked_on integer,
        failing_since integer,
        fruitful_on integer,
        refused_run text,
        rank integer,
        turn integer not null
    );
    create index page_to_ask on page (host, rank, turn, row) where rank is not null;
    create table night (run_id text not null);
    create table host (name text primary key, not_before real not null);
    pragma user_version = {_VERSION};
"""
COLUMNS = "row, address, url, form, source, system, page_kind, found_on, hops, list_row, asked_on is not null, rank"
INSERT = """insert or ignore into page
    (address, url, form, source, system, host, page_kind, found_on, hops, list_row, first_seen, rank, turn)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
# `rank` is the order of asking, null is not tonight: START, LIST, NEW, KNOWN of `task`. A next page of a list waits
# only for its list to lead there again, unless it failed or was left over. What robots.txt refused is asked about
# monthly.
MARK_DUE = """
    with wanted as (
        select row, case
            when source not in ({}) then null
            when hops = 0 then 0
            when asked_on is null then iif(page_kind = 'list', 1, 2)
            when refused_run = asked_run then iif(due_monthly(asked_on, row), iif(page_kind = 'list', 1, 3), null)
            when list_row is not null and rank is not null then 1
            when list_row is not null and failing_since is null then null
            when due(asked_on, coalesce(failing_since, fruitful_on, first_seen), failing_since is not null, row)
                then iif(page_kind = 'list', 1, 3)
        end as rank
        from page
    )
    update page set rank = wanted.rank from wanted where wanted.row = page.row and page.rank is not wanted.rank
"""
# Within a rank by `turn`: documents by the day on which they were last asked; lists by turns of those never asked,
# nearest to the start pages first, those that lately led to new documents, and the others, so that none of the three
# keeps the others out however many there are.
SET_TURNS = """
    update page set turn = placed.turn from (
        select row, row_number() over (
            partition by source, case when asked_on is null then 0 when fruitful_on >= ? then 1 else 2 end
            order by iif(asked_on is null, hops, 0), asked_on, row
        ) as turn
        from page where rank = 1
    ) as placed where placed.row = page.row
"""
TAKE_OVER = """
    update page set source = ?, system = ?, rank = iif(asked_on is not null and ? = 2, 3, ?)
    where address = ? and source in ({})
"""
MAKE_DUE = """
    update page set rank = case when hops = 0 then 0 when page_kind = 'list' then 1 else 3 end
    where asked_run is not ? and first_seen between ? and ? and source in ({})
"""


class FrontierError(Exception):
    """The frontier cannot be used; the message says what to do."""


def opened(path: Path) -> sqlite3.Connection:
    """A connection to the table at `path`, which is made if need be.

    Raises:
        FrontierError: the file is no such table, or in use.
    """
    connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=10)
    try:
        connection.executescript("pragma journal_mode = wal; pragma synchronous = normal; pragma cache_size = -16000;")
        version = connection.execute("pragma user_version").fetchone()[0]
        if version < _VERSION:  # an older one is made anew from the start pages
            old = "drop table page; drop table night; drop table if exists host;" if version else ""
            connection.executescript(f"begin immediate; {old} {_SCHEMA} commit;")
    except sqlite3.Error as error:
        connection.close()
        raise FrontierError(f"{path} cannot be used ({error}): remove it to have it made anew.") from None
    if version > _VERSION:
        connection.close()
        raise FrontierError(f"{path} is of another version: remove it to have it made anew.")
    return connection


def row_of(
    address: str,
    link: Link,
    source: str,
    system: System,
    found_on: str | None,
    hops: int,
    list_row: int | None,
    day: int,
) -> tuple[Any, ...]:
    """The values of a new row, in the order of `INSERT`."""
    form = None if link.form is None else json.dumps([link.form.name, *link.form.fields], ensure_ascii=False)
    is_list = link.page_kind == "list"
    turn = _LATE if is_list and hops > 1 and list_row is None else 0
    rank, host = LIST if is_list else NEW, host_of(link.url)
    return (address, link.url, form, source, system, host, link.page_kind, found_on, hops, list_row, day, rank, turn)


def waiting_of(row: tuple[Any, ...]) -> Waiting:
    """The page that a row of `COLUMNS` holds."""
    number, address, url, form, source, system, page_kind, found_on, hops, list_row, known, rank = row
    name, *fields = json.loads(form) if form else ("",)
    return Waiting(
        row=number,
        address=address,
        url=url,
        form=Form(name, tuple((key, value) for key, value in fields)) if form else None,
        source=source,
        system=system,
        page_kind=page_kind,
        found_on=found_on,
        hops=hops,
        list_row=list_row,
        known=bool(known),
        rank=rank,
    )
