"""The publishers' calendar: its rule, and its days against the announcements that are on file."""

from __future__ import annotations

import csv
from datetime import date

import pytest

from orchestration.paths import PROJECT
from orchestration.publication_calendar import Publication, load_calendar, overdue, seen_in_release

EVENTS = PROJECT.parent / "shared" / "knowledge" / "publication_events.csv"
ONE = Publication(
    index_code="PAR_INDEX",
    level="province",
    first_seen=None,
    last_seen=None,
    expected_by="06-30",
    basis="b",
    source="s",
)


@pytest.mark.parametrize(
    ("today", "last_seen", "years"),
    [
        (date(2026, 6, 30), 2024, []),
        (date(2026, 7, 1), 2024, [2025]),
        (date(2026, 7, 1), 2025, []),
        (date(2027, 7, 1), 2024, [2025, 2026]),
        (date(2031, 7, 1), 2024, [2028, 2029, 2030]),
        (date(2026, 7, 1), None, [2025]),
    ],
)
def test_an_index_year_is_overdue_from_the_day_after_it_was_expected(
    today: date, last_seen: int | None, years: list[int]
) -> None:
    seen = {} if last_seen is None else {("PAR_INDEX", "province"): last_seen}
    found = overdue([ONE], seen, today)
    assert [each.year for each in found] == years
    assert all(each.expected_by == date(each.year + 1, 6, 30) for each in found)


def test_another_level_of_the_same_index_does_not_make_it_seen() -> None:
    assert overdue([ONE], {("PAR_INDEX", "ministry"): 2025}, date(2026, 7, 1))


def test_every_row_has_a_source_and_days_in_their_order() -> None:
    for row in load_calendar():
        assert row.basis and row.source
        date.fromisoformat(f"2025-{row.expected_by}")
        known = row.first_seen is not None and row.last_seen is not None
        assert known or row.source == "background knowledge"
        assert not known or str(row.first_seen) <= str(row.last_seen) <= row.expected_by


def test_the_days_are_those_of_the_announcements_since_the_method_of_2016() -> None:
    if not EVENTS.is_file():
        pytest.skip(f"{EVENTS} is not beside the project")
    days: dict[str, list[str]] = {}
    with EVENTS.open(encoding="utf-8", newline="") as file:
        for event in csv.DictReader(file):
            for code in event["index_code"].split("+"):
                if int(event["year"]) >= 2016:
                    days.setdefault(code, []).append(event["published_on"][5:])
    told = {row.index_code: (row.first_seen, row.last_seen) for row in load_calendar() if row.first_seen}
    assert told == {code: (min(found), max(found)) for code, found in days.items()}


def test_without_a_release_nothing_is_seen(tmp_path_factory: pytest.TempPathFactory) -> None:
    assert seen_in_release(tmp_path_factory.mktemp("none") / "latest") == {}
