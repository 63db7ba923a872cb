"""Labelled pages in our own words: what share of their figures is read, and read rightly.

The floors lie a little under what was measured when they were set; they are raised when reading gets better, never
lowered to let a change pass. The first two sets are dense with traps, one or several a page; the others are ordinary.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bench.claim_labels import load_pages, score_own
from bench.printed_pages import printed

PAGES = Path(__file__).parents[2] / "recorded" / "claims"
FLOORS = {
    "vietnamese": (0.98, 0.97),
    "english": (0.90, 0.80),
    "second": (0.88, 0.82),
    "third": (0.94, 0.87),
}
"""Least precision and recall of each set."""


@pytest.fixture(scope="module", params=sorted(FLOORS))
def labelled(request: pytest.FixtureRequest) -> tuple[str, list[dict[str, Any]], list[dict[str, Any]]]:
    pages = load_pages(PAGES / f"{request.param}.jsonl")
    return request.param, pages, printed(pages)


def test_enough_of_each_set_is_read(labelled: tuple[str, list[dict[str, Any]], list[dict[str, Any]]]) -> None:
    name, pages, found = labelled
    tally = score_own(pages, found).of("all")
    precision, recall = FLOORS[name]
    assert tally.precision >= precision
    assert tally.recall >= recall


def test_every_figure_stands_where_it_says(labelled: tuple[str, list[dict[str, Any]], list[dict[str, Any]]]) -> None:
    _, pages, found = labelled
    for page, read in zip(pages, found, strict=True):
        for figure in read["figures"]:
            start, end = map(int, figure["locator"].rpartition("char:")[2].split("-"))
            assert page["text"][start:end] == figure["quote"], json.dumps(figure, ensure_ascii=False)


def test_pages_that_only_want_something_give_nothing() -> None:
    """Pages of targets, counts, dates and other statistics, in which each number looks like a figure."""
    pages = [page for page in load_pages(PAGES / "vietnamese.jsonl") if not page["expected"]]
    assert len(pages) > 10
    tally = score_own(pages, printed(pages)).of("all")
    assert tally.false == 0, tally.errors
