"""The seeds that tell what happened to units and whom each index-year counts.

Belongs here: what their rows must say of themselves, and how they compare with lists made by others. Does not belong
here: whether they agree with the units, the index-years and the facts (dbt's tests do that).
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from scrapers.vocabulary.tables import table

PROJECT = Path(__file__).parents[2]
SEEDS = PROJECT / "dbt_project" / "seeds"
CROSSWALK = PROJECT.parent / "shared" / "knowledge" / "units" / "province_crosswalk.csv"


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_change_of_kind_makes_no_second_unit() -> None:
    """A province that becomes a city keeps its key, so its figures of all years of one geography meet."""
    counted = Counter((row["level"], row["slug"], row["geography"]) for row in table("units"))
    assert [unit for unit, rows in counted.items() if rows > 1] == []
    for event in rows_of(SEEDS / "unit_events.csv"):
        renamed = event["from_unit_key"].split("/")[1] != event["to_unit_key"].split("/")[1]
        if (
            event["kind"] == "status_change"
            and event["from_unit_key"].split("/")[2] == event["to_unit_key"].split("/")[2]
        ):
            assert renamed or event["from_unit_key"] == event["to_unit_key"], event["event_id"]


def test_each_event_names_its_act_or_says_that_none_was_found() -> None:
    for event in rows_of(SEEDS / "unit_events.csv"):
        assert event["source"] and event["from_name"] and event["to_name"], event["event_id"]
        assert event["decision"] or "act and day not found" in event["note"], event["event_id"]
        assert (event["event_on_precision"] == "day") == bool(event["decision"]), event["event_id"]
        assert bool(event["part"]) == (event["kind"] == "transfer"), event["event_id"]


def test_each_exception_says_why_in_both_languages_and_where_it_was_read() -> None:
    for row in rows_of(SEEDS / "universe_exceptions.csv"):
        assert row["reason_en"] and row["reason_vi"] and row["source"], row
        assert bool(row["domain_code"]) == (row["status"] == "partly_published"), row
        assert bool(row["unit_key"]) == (row["status"] not in ("first_only", "unlisted")), row


@pytest.mark.skipif(not CROSSWALK.exists(), reason="the crosswalk of old and new codes stands outside the project")
def test_the_mergers_of_july_2025_are_those_of_the_crosswalk() -> None:
    codes = {row["unit_key"]: row["code"] for row in table("units")}
    merged = {
        (codes[event["from_unit_key"]], codes[event["to_unit_key"]])
        for event in rows_of(SEEDS / "unit_events.csv")
        if event["event_id"].startswith("2025-07-01/")
    }
    assert merged == {
        (row["old_gso_code"], row["new_gso_code"]) for row in rows_of(CROSSWALK) if row["relation"] == "merge"
    }
