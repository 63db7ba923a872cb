"""Locators name places that can be opened again; blocks are lines that stand where they say."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrapers.documents.model import Cell, Document, DocumentError, Locator, Table

OFFSETS = st.integers(0, 10**7)


def document(text: str, *tables: Table) -> Document:
    return Document(text, "text/plain", "utf-8", tables)


@settings(derandomize=True, deadline=None)
@given(
    OFFSETS,
    OFFSETS,
    st.one_of(st.none(), st.tuples(st.integers(1, 99), st.integers(1, 9999), st.none() | st.integers(1, 999))),
)
def test_a_locator_written_and_parsed_is_the_same(
    start: int, end: int, cell: tuple[int, int, int | None] | None
) -> None:
    locator = Locator(start, end, *(cell or ()))
    assert Locator.parse(str(locator)) == locator


@pytest.mark.parametrize(
    ("locator", "written"),
    [
        (Locator(120, 127), "char:120-127"),
        (Locator(120, 127, 1, 3, 4), "table:1/row:3/col:4/char:120-127"),
        (Locator(120, 127, 1, 3), "table:1/row:3/char:120-127"),
    ],
)
def test_locators_are_written_as_in_the_design(locator: Locator, written: str) -> None:
    assert str(locator) == written


@pytest.mark.parametrize(
    "text",
    ["", "120-127", "char:120", "char:-1-3", "col:4/char:1-2", "table:1/char:1-2", "char:1-2 ", "page:1/char:1-2"],
)
def test_other_text_is_no_locator(text: str) -> None:
    with pytest.raises(DocumentError, match=r"is not a locator such as table:1/row:3/col:4/char:120-127\.$") as caught:
        Locator.parse(text)
    assert repr(text) in str(caught.value)


def test_a_place_behind_the_end_is_refused() -> None:
    short = document("Hà Nội")
    assert short.at(Locator(3, 6)) == "Nội"
    assert short.at(Locator(6, 6)) == ""
    for outside in (Locator(3, 7), Locator(7, 7), Locator(4, 3)):
        with pytest.raises(DocumentError, match="lies outside the document of 6 characters"):
            short.at(outside)


@settings(derandomize=True, deadline=None)
@given(st.text(alphabet="aĐ̀\u0301 \u00a0\t\n", max_size=60))
def test_blocks_are_the_lines_of_the_text_and_open_to_their_own(text: str) -> None:
    opened = document(text)
    assert [block.text for block in opened.blocks] == [line.strip() for line in text.split("\n") if line.strip()]
    for block in opened.blocks:
        assert opened.at(Locator(block.start, block.end)) == block.text
        assert opened.line_of(block.start) == block.line
        assert text.split("\n")[block.line - 1].strip() == block.text


def test_blocks_know_the_table_they_are_a_row_of() -> None:
    table = Table(1, ((Cell("a", Locator(7, 8, 1, 1, 1)), Cell("b", Locator(9, 10, 1, 1, 2))),))
    opened = document("before\na\tb\nafter", table)
    assert [(block.text, block.table, block.line) for block in opened.blocks] == [
        ("before", None, 1),
        ("a\tb", 1, 2),
        ("after", None, 3),
    ]
