"""The quality page of a release: its figures, its escaping, and that it needs nothing but itself."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import duckdb
import pytest
import sample_build

from publishing.quality import Quality, read_quality
from publishing.release import MadeRelease


@pytest.fixture(scope="module")
def quality(released: MadeRelease) -> Quality:
    checks = {"great_expectations": {"fct_score": [{}, {}, {}]}}
    with duckdb.connect(str(released.path / "cchc.duckdb"), read_only=True) as con:
        return read_quality(con, checks)


@pytest.fixture(scope="module")
def page(released: MadeRelease) -> str:
    return (released.path / "quality.html").read_text("utf-8")


class Tags(HTMLParser):
    """Collects tags with their attributes, and checks that they close in order."""

    VOID = frozenset({"meta", "br"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_units_are_counted_by_status(quality: Quality) -> None:
    counted = {(row.index_code, row.year): row for row in quality.coverage}
    assert (counted["PAPI", 2021].exact, counted["PAPI", 2021].bounded, counted["PAPI", 2021].units) == (1, 1, 2)
    assert counted["PAPI", 2021].median_width == pytest.approx(0.2)
    assert (counted["PAPI", 2020].not_found, counted["PAPI", 2020].median_width) == (1, None)


def test_each_cell_has_its_status(quality: Quality) -> None:
    assert quality.cells["PAPI"] == {"Bắc Ninh": {2021: "exact"}, "Đắk Lắk": {2020: "not_found", 2021: "bounded"}}


def test_what_is_kept_is_told_by_source(quality: Quality, page: str) -> None:
    (kept,) = quality.kept
    assert (kept.source, kept.suspect_documents, kept.suspect_figures, kept.is_held_back) == ("moha", 1, 2, False)
    assert '<td class="n">1 / 1</td><td class="n">2 / 2</td>' in page


def test_discrepancies_are_counted_by_owner_and_rule(quality: Quality) -> None:
    counted = {(row.owner, row.rule): row.count for row in quality.discrepancies}
    assert counted == {("news.example", "R9"): 1, ("several documents", "R5"): 1}
    assert quality.verdicts == {"PAPI": {"differs": 1}}
    assert quality.checks == {"fct_score": 3}


def test_what_comes_from_outside_is_escaped(page: str) -> None:
    assert sample_build.EVIL_TEXT not in page
    tags = Tags()
    tags.feed(page)
    assert tags.open == []
    assert {tag for tag, _ in tags.seen}.isdisjoint({"script", "img", "iframe", "link", "object", "form"})
    assert not [name for _, attributes in tags.seen for name in attributes if name.startswith("on")]


def test_the_page_loads_nothing_and_reads_without_colour(page: str) -> None:
    assert not re.search(r"(?:src|href)=|url\(|@import", page)
    assert '<td class="bounded">B</td>' in page and '<td class="exact">●</td>' in page


def test_the_page_says_it_in_two_languages(page: str) -> None:
    for heading in (
        "Coverage · Độ phủ",
        "Discrepancies · Sai lệch",
        "Claims checked · Đối chiếu",
        "Known errors · Lỗi đã biết",
    ):
        assert f"<h2>{heading}</h2>" in page
