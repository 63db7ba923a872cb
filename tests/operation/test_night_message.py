"""What is told of a night, and on which nights nothing is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from orchestration.journal import Doubt, Entry, SourceCounts
from orchestration.night_message import Night, night_message
from orchestration.publication_calendar import Overdue

GOOD = Entry(
    run_id="20261126T190000Z",
    how="dagster",
    what="nightly",
    started_at="2026-11-26T19:00:00Z",
    ended_at="2026-11-26T20:00:00Z",
    stage="release",
    outcome="released",
    version="2026.11.26-abc",
    sources={"moha": SourceCounts(asked=40, new=2, unchanged=38)},
)
SUSPECT = Doubt(source="moha", reason="31 figures where 63 were known", url="https://moha.example/a")
EARLIER = replace(GOOD, run_id="20261124T190000Z", started_at="2026-11-24T19:00:00Z", suspects=(SUSPECT,))
KILLED = replace(GOOD, outcome="killed", stage="captures", version=None, message="killed during captures")
LATE = Overdue(
    index_code="PAR_INDEX", level="province", year=2025, expected_by=date(2026, 6, 30), basis="announcements since 2017"
)
NAMES = {"moha": "Bộ Nội vụ", "papi": "Chỉ số PAPI"}


def night(entry: Entry, *before: Entry, killed: Entry | None = None, overdue: tuple[Overdue, ...] = ()) -> Night:
    return Night(
        entry=entry, before=before, killed=killed, overdue=overdue, names=NAMES, where="/data/runs/x.log.jsonl"
    )


def test_a_good_night_is_told_only_where_every_night_is_wanted() -> None:
    assert night_message(night(GOOD)) is None
    told = night_message(night(GOOD), always=True)
    assert told is not None
    assert told.subject == "CCHC 2026-11-26: released 2026.11.26-abc"
    assert "40 looks at 1 sources, 2 of them brought something new" in told.body


def test_all_that_stands_in_the_way_is_in_one_message_with_since_when_and_what_to_do() -> None:
    entry = replace(
        GOOD,
        suspects=(SUSPECT,),
        failures=(Doubt(source="papi", reason="not one page was got"),),
        left_out={"slow.example": "it failed 5 times in a row", "gone.example": "it asks to come back in 7200 seconds"},
        message="The night's pages are used up.",
        overdue=(LATE.key,),
        resumed=True,
    )
    told = night_message(night(entry, EARLIER, killed=KILLED, overdue=(LATE,)))
    assert told is not None
    assert told.subject == (
        "CCHC 2026-11-26: released 2026.11.26-abc, after a killed run, 1 source suspect, 1 source failed, "
        "2 hosts left out, 1 overdue"
    )
    for line in (
        "- moha (Bộ Nội vụ), since 2026-11-24: 31 figures where 63 were known <https://moha.example/a>",
        "- papi (Chỉ số PAPI), since 2026-11-26: not one page was got",
        "- gone.example: it asks to come back in 7200 seconds",
        "- slow.example: it failed 5 times in a row",
        "The night's pages are used up.",
        "- PAR_INDEX 2025 (province), expected by 2026-06-30: announcements since 2017",
        "The run before, 20261126T190000Z, was killed during captures; this one went on with its night.",
    ):
        assert line in told.body.splitlines()
    assert "/data/runs/x.log.jsonl" in told.body and "cchc sources accept" in told.body


def test_a_failed_run_says_where_and_why() -> None:
    told = night_message(
        night(replace(GOOD, outcome="failed", stage="records", version=None, message="A table is torn."))
    )
    assert told is not None
    assert told.subject == "CCHC 2026-11-26: FAILED at records"
    assert "failed at records, and nothing was released: A table is torn." in told.body


def test_what_is_overdue_makes_a_message_on_its_first_night_only() -> None:
    late = replace(GOOD, overdue=(LATE.key,))
    assert night_message(night(late, GOOD, overdue=(LATE,))) is not None
    assert night_message(night(late, late, overdue=(LATE,))) is None


@pytest.mark.parametrize("text", ["\x1b[31mred\r\nBcc: all@example.org", "x" * 100_000, "\u202egnp.exe", "a\ud800b"])
def test_what_a_site_says_cannot_shape_the_message(text: str) -> None:
    doubt = Doubt(source=text, reason=text, url=text)
    told = night_message(night(replace(GOOD, suspects=(doubt,) * 500, outcome="failed", message=text, stage=text)))
    assert told is not None
    assert "\n" not in told.subject and len(told.subject) <= 150
    assert len(told.body) < 30_000 and "480 more" in told.body
    assert not {"\x1b", "\r", "\u202e"} & set(told.body) and told.body.encode("utf-8")
    assert "\nBcc" not in told.body
