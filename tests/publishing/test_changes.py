"""What differs between two releases is told row by row, with changed keys and columns."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from publishing.changes import Change, Keys, compare, summary

KEYS: Keys = {"t": ("id",), "fct_figure": ("figure_id",)}


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    """Two attached databases, `old` and `new`, with the same two tables."""
    with duckdb.connect() as con:
        for side in ("old", "new"):
            con.execute(f"attach ':memory:' as {side}")
            con.execute(f"create table {side}.t (id varchar, name varchar, value double)")
            con.execute(f"insert into {side}.t values ('a', 'An', 1), ('b', 'Bình', 2), ('c', null, null)")
            con.execute(f"create table {side}.fct_figure (figure_id varchar, value double, locator varchar)")
            con.execute(f"insert into {side}.fct_figure values ('f1', 1, 'char:1'), ('f2', 2, 'char:9')")
        yield con


def changes(con: duckdb.DuckDBPyConnection, old_keys: Keys = KEYS, new_keys: Keys = KEYS) -> list[Change]:
    return list(compare(con, "old", "new", old_keys, new_keys))


def test_equal_releases_have_no_change(con: duckdb.DuckDBPyConnection) -> None:
    assert changes(con) == []


def test_cells_and_rows(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("update new.t set value = 1.5, name = null where id = 'a'")
    con.execute("delete from new.t where id = 'b'")
    con.execute("insert into new.t values ('d', 'Dũng', 4)")
    found = changes(con)
    assert found == [
        Change("t", "a", "changed", "name", "An", None),
        Change("t", "a", "changed", "value", 1.0, 1.5),
        Change("t", "b", "removed", "", None, None),
        Change("t", "d", "added", "", None, None),
    ]
    assert summary(found) == {"t": {"added": 1, "changed": 1, "removed": 1}}


def test_a_row_with_another_key_is_told_as_such(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("update new.t set id = 'bb' where id = 'b'")
    con.execute("update new.t set id = 'cc' where id = 'c'")
    assert changes(con) == [
        Change("t", "bb", "key changed", "", "b", "bb"),
        Change("t", "c", "removed", "", None, None),
        Change("t", "cc", "added", "", None, None),
    ], "a row without values is no other row with another key"


def test_rows_that_could_be_either_are_no_changed_key(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("insert into old.t values ('x', 'Bình', 2)")
    con.execute("delete from new.t where id = 'b'")
    con.execute("insert into new.t values ('y', 'Bình', 2)")
    assert {change.kind for change in changes(con)} == {"added", "removed"}


def test_records_that_moved_are_one_change(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("update new.fct_figure set locator = 'char:' || figure_id")
    found = changes(con)
    assert found == [Change("fct_figure", "", "moved", "", None, 2)]
    assert summary(found) == {"fct_figure": {"moved": 2}}


def test_columns_and_tables(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("alter table new.t rename name to title")
    con.execute("create table new.u (id varchar)")
    con.execute("drop table new.fct_figure")
    assert changes(con) == [
        Change("fct_figure", "", "table removed", "", None, None),
        Change("t", "", "column removed", "name", None, None),
        Change("t", "", "column added", "title", None, None),
        Change("u", "", "table added", "", None, None),
    ]


def test_another_key_of_a_table(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("alter table new.t rename id to code")
    found = changes(con, KEYS, {**KEYS, "t": ("code",)})
    assert Change("t", "", "key changed", "", "id", "code") in found
    assert Change("t", "", "not compared", "", None, None) in found
