"""Packing tables, marking values, ordering places."""

from __future__ import annotations

import json

import pytest
from explorer_files import unpacked
from hypothesis import given
from hypothesis import strategies as st

from publishing.explorer.packing import Rows, pack, split
from publishing.explorer.places import place
from publishing.explorer.value_spans import quote_span, value_span

KEYS = st.builds("papi/2019#{}.{}".format, st.sampled_from(["a", "bc"]), st.integers(0, 10**6))
CELLS = st.one_of(st.none(), st.sampled_from(["a", "b", "ç"]), st.integers(0, 3), st.floats(0, 1), st.just([1, 2]))


@given(st.integers(1, 4).flatmap(lambda width: st.lists(st.tuples(*[CELLS] * width), max_size=40)))
def test_what_is_packed_is_what_is_read(rows: list[tuple[object, ...]]) -> None:
    columns = [f"c{at}" for at in range(len(rows[0]) if rows else 2)]
    table = json.loads(json.dumps(pack(columns, rows)))
    told = [{name: row[name] for name in columns} for row in unpacked(table)]
    assert told == json.loads(json.dumps([dict(zip(columns, row, strict=True)) for row in rows]))


@given(st.lists(st.one_of(st.none(), KEYS, st.just("papi/2019#ă")), min_size=1, max_size=40))
def test_keys_that_begin_alike_come_back_whole(keys: list[str | None]) -> None:
    table = json.loads(json.dumps(pack(("key",), [(key,) for key in keys])))
    assert [row["key"] for row in unpacked(table)] == keys


def test_keys_that_begin_alike_are_told_by_what_is_new() -> None:
    table = pack(("key",), [(f"papi/2019#a.PAPI.{number}.score",) for number in range(20)])
    assert table["front"] == ["key"]
    assert table["rows"][:3] == [("00papi/2019#a.PAPI.0.score",), ("0h1.score",), ("0h2.score",)]


def test_what_repeats_is_told_once() -> None:
    table = pack(("index_code", "status", "value"), [("PAPI", "A" if at % 2 else "B", at) for at in range(20)])
    assert table["same"] == {"index_code": "PAPI"}
    assert table["words"] == {"status": ["B", "A"]}
    assert table["columns"] == ["status", "value"]


def test_rows_are_split_by_their_first_column_and_keep_their_order() -> None:
    parts = split(Rows(("key", "n"), [("b", 1), ("a", 2), ("b", 0)]))
    assert parts.of("b") == Rows(("n",), [(1,), (0,)])
    assert parts.of("none").rows == ()


@pytest.mark.parametrize(
    ("quote", "value", "span"),
    [
        ("44.51", "44.51", (0, 5)),
        ("PAPI đạt 44,51 điểm", "44,51", (9, 14)),
        ("hạng 5, tăng 15 bậc so với 2015", "5", (5, 6)),
        ("đạt 44.513 điểm", "44.51", None),
        ("5 và 5", "5", None),
        ("hai mươi\n  chín", "hai mươi chín", (0, 15)),
        ("😀 5", "5", (3, 4)),
        ("", "5", None),
        ("x", None, None),
    ],
)
def test_a_value_is_marked_where_it_stands_once(quote: str, value: str | None, span: tuple[int, int] | None) -> None:
    assert value_span(quote, value) == span


def test_a_quote_is_marked_in_its_sentence() -> None:
    assert quote_span("Tỉnh xếp hạng 5.", "hạng 5") == (9, 15)
    assert quote_span("hạng 5, hạng 5", "hạng 5") is None
    assert quote_span(None, "hạng 5") is None


def test_records_stand_in_the_order_of_their_places() -> None:
    locators = ["table:1/row:10/col:2/char:90-95", "table:1/row:2/col:2/char:9-12", "page:2/char:1-5", None]
    assert sorted(locators, key=place) == [locators[1], locators[0], locators[2], None]
