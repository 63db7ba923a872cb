"""Patterns of spellings find what a plain alternation of them finds, the longest first."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from scrapers.readers.deadlines import find_deadline
from scrapers.vocabulary.spelling_tree import (
    any_case_search,
    first_match,
    leaping_matches,
    matches_at,
    spelling_tree,
    word_search,
)

_LETTERS = "aăsbđiAĂĐ .-"
_SPELLINGS = st.lists(st.text("aăsbđi.-", min_size=1, max_size=4), min_size=1, max_size=6)
_TEXTS = st.text(_LETTERS, max_size=30)


def _plain(spellings: list[str]) -> str:
    return "|".join(map(re.escape, sorted(spellings, key=lambda spelling: (-len(spelling), spelling))))


def _parts(spellings: list[str]) -> list[list[str]]:
    return [list(map(re.escape, spelling)) for spelling in spellings]


def _spans(pattern: str, text: str, flags: int = 0) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(pattern, text, flags)]


@settings(max_examples=300, deadline=None, derandomize=True)
@given(_SPELLINGS, _TEXTS)
def test_a_tree_matches_as_an_alternation(spellings: list[str], text: str) -> None:
    expected = _spans(rf"(?:{_plain(spellings)})(?!\w)", text)
    assert _spans(rf"{spelling_tree(_parts(spellings))}(?!\w)", text) == expected


@settings(max_examples=300, deadline=None, derandomize=True)
@given(_SPELLINGS, _TEXTS)
def test_a_search_begins_where_no_letter_stands_before(spellings: list[str], text: str) -> None:
    plain = rf"(?<!\w)(?:{_plain(spellings)})(?!\w)"
    assert _spans(rf"{word_search(_parts(spellings))}(?!\w)", text) == _spans(plain, text)
    in_any_case = rf"{any_case_search(_parts(spellings))}(?!\w)"
    assert _spans(in_any_case, text) == _spans(plain, text, re.IGNORECASE)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(_TEXTS)
def test_leaping_finds_what_a_search_finds(text: str) -> None:
    whole, opening = re.compile(r"[ab]+[-.]?[iđ]?"), re.compile("[ab]")
    places = [match.start() for match in opening.finditer(text)]
    expected = [match.span() for match in whole.finditer(text)]
    assert [match.span() for match in leaping_matches(opening, whole, text)] == expected
    assert [match.span() for match in matches_at(whole, text, places)] == expected
    first = first_match(whole, text, places)
    assert (first.span() if first else None) == (expected[0] if expected else None)


def test_a_deadline_is_found_by_every_word_that_leads_one() -> None:
    leads = (
        "hoàn thành trước", "xong trước", "thực hiện đến", "chậm nhất", "chậm nhất là", "hạn cuối là", "đảm bảo trước",
        "bảo đảm trước", "không muộn hơn", "trước", "đến trước", "đến hết", "đến cuối", "đến", "tới", "hết", "vào cuối",
        "cuối", "trong", "vào", "là",
    )  # fmt: skip
    for lead in leads:
        found = find_deadline(f"Rà soát văn bản {lead} tháng 6 năm 2024", None)
        assert found is not None
        assert found.on == "2024-06", lead
        assert found.raw == f"{lead} tháng 6 năm 2024"
