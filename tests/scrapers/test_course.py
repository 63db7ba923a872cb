"""What follows a capture: the same in other bytes, a successor, or something suspect that replaces nothing."""

from __future__ import annotations

from typing import Any

import pytest

from scrapers.accepted import gone_mark
from scrapers.archive import Look
from scrapers.course import Course, follow
from scrapers.succession import Taken, Verdict, vanished_figures, verdict_on

KINDS = ("document", "citation", "figure", "deduction", "task", "target", "reporting_duty", "anomaly")


def look(number: int, capture: str | None, outcome: str = "new", **changes: Any) -> Look:
    fields = {
        "look_id": f"s/{number}", "source": "s", "url": "https://a.vn/1", "looked_at": f"2026-11-{number:02}T20:00:00Z",
        "method": "fetched", "outcome": outcome, "http_status": 200, "capture_id": capture, "media_type": None,
        "bytes": 1, "file_name": None, "warc_file": "w", "offset": 0, "length": 1, "message": None,
        "page_kind": "document", "run_id": None, "found_on": None,
    }  # fmt: skip
    return Look(**(fields | changes))


def by_letters(newer: Look, good: Look) -> Verdict:
    """Captures are words: the first letter is the content, and a newer one with a lesser letter lost figures."""
    one, other = str(newer.capture_id), str(good.capture_id)
    if one[0] == other[0]:
        return Verdict("same")
    return Verdict("suspect", "more", "less") if one[0] < other[0] else Verdict("document")


def told(*looks: Look, accepted: frozenset[str] = frozenset()) -> Course:
    return follow(looks, accepted, by_letters)


def read_as(course: Course) -> dict[str, str]:
    return {look_id.removeprefix("s/"): capture for look_id, capture in course.read_as.items()}


def test_other_bytes_with_the_same_records_are_read_as_the_first() -> None:
    course = told(look(1, "b1"), look(2, "b2"), look(3, "b3", "unchanged"), look(4, "c1"), look(5, "c2"))
    assert [one.capture_id for one in course.documents] == ["b1", "c1"]
    assert read_as(course) == {"1": "b1", "2": "b1", "3": "b1", "4": "c1", "5": "c1"}
    assert course.suspect is None


def test_a_suspect_capture_is_read_as_nothing_until_a_good_one_comes() -> None:
    looks = [look(1, "m"), look(2, "d1"), look(3, "d1", "unchanged"), look(4, None, "failed"), look(5, "c1")]
    course = told(*looks)
    assert read_as(course) == {"1": "m"}
    assert course.good == looks[0]
    assert course.suspect is not None
    assert (course.suspect.capture_id, course.suspect.look_id, course.suspect.since) == ("c1", "s/5", "2026-11-03")
    assert (course.suspect.expected, course.suspect.found) == ("more", "less")
    mended = told(*looks, look(6, "m", "unchanged"))
    assert (mended.suspect, read_as(mended)) == (None, {"1": "m", "6": "m"})
    grown = told(*looks, look(6, "z"))
    assert (grown.suspect, read_as(grown)) == (None, {"1": "m", "6": "z"})
    again = told(*looks, look(6, "z"), look(7, "a"))
    assert again.suspect is not None and again.suspect.since == "2026-11-08", "a new streak"


def test_what_is_compared_is_the_last_good_capture_not_the_last() -> None:
    course = told(look(1, "m"), look(2, "c"), look(3, "d"))
    assert read_as(course) == {"1": "m"}, "d holds more than c and less than m"


def test_an_operator_may_accept_what_is_suspect() -> None:
    looks = (look(1, "m"), look(2, "c"), look(3, "d"), look(4, "b"))
    course = told(*looks, accepted=frozenset({"c"}))
    assert read_as(course) == {"1": "m", "2": "c", "3": "d"}
    assert course.suspect is not None and course.suspect.capture_id == "b"
    stub = told(look(1, "m"), look(2, "c", "soft_404", message="Says so."), accepted=frozenset({"c"}))
    assert (read_as(stub), stub.suspect) == ({"1": "m", "2": "c"}, None)


@pytest.mark.parametrize(
    "outcome", ["suspect", "stub", "login", "soft_404", "cookie_wall", "truncated", "empty", "wrong_type"]
)
def test_what_is_no_document_is_suspect_where_one_was(outcome: str) -> None:
    course = told(look(1, "m"), look(2, "x", outcome, message="So many: 5."), look(3, "y", outcome, message="Now 4."))
    assert read_as(course) == {"1": "m"}
    assert course.suspect is not None
    assert course.suspect.expected == "the document of 2026-11-02"
    assert course.suspect.found == f"{outcome}: So many: 5.", "told by the first: a changed number is no news"
    assert (course.suspect.look_id, course.suspect.since) == ("s/3", "2026-11-03")
    assert told(look(1, "m", outcome)).suspect is None, "nothing was there"


def test_a_page_that_is_gone_is_suspect_and_one_that_fails_is_not() -> None:
    assert told(look(1, "m"), look(2, None, "suspect", message="Answered 404.")).suspect is not None
    course = told(look(1, "m"), look(2, None, "failed", message="Timed out."))
    assert (course.suspect, read_as(course)) == (None, {"1": "m"})


def test_a_page_that_is_known_to_be_gone_is_no_suspect_until_it_is_gone_again() -> None:
    gone = [look(2, None, "suspect", http_status=404), look(3, None, "failed", http_status=404)]
    word = frozenset({gone_mark("m")})
    course = told(look(1, "m"), *gone, accepted=word)
    assert (course.suspect, read_as(course), course.withdrawn) == (None, {"1": "m"}, {"s/2", "s/3"})
    back = told(look(1, "m"), *gone, look(4, "z"), accepted=word)
    assert (back.suspect, read_as(back)) == (None, {"1": "m", "4": "z"})
    again = told(look(1, "m"), *gone, look(4, "z"), look(5, None, "suspect", http_status=404), accepted=word)
    assert again.suspect is not None, "the word was said of m"
    stub = told(look(1, "m"), look(2, "x", "stub"), accepted=word)
    assert stub.suspect is not None, "what comes in its place is no absence"


def test_lists_are_never_read() -> None:
    course = told(
        look(1, "m", page_kind="list"), look(2, "c", "stub", page_kind="list"), accepted=frozenset({"m", "c"})
    )
    assert (course.documents, course.read_as, course.suspect) == ([], {}, None)


def test_what_a_person_put_in_is_never_suspect() -> None:
    course = told(look(1, "m"), look(2, "c", method="added"))
    assert read_as(course) == {"1": "m", "2": "c"}


def test_a_return_to_older_bytes_is_held_against_the_present_ones() -> None:
    assert read_as(told(look(1, "c"), look(2, "m"), look(3, "c"))) == {"1": "c", "2": "m"}
    assert read_as(told(look(1, "c"), look(2, "m"), look(3, "c"), look(4, "m"))) == {"1": "c", "2": "m", "4": "m"}


PLACE = {
    "document_id": "d",
    "capture_id": "c",
    "locator": "char:0-1",
    "quote": "q",
    "reader": "r",
    "reader_version": "1",
}


def figure(unit: str, value: float = 1.0, year: int = 2023, **changes: Any) -> dict[str, Any]:
    fields = {
        "index_code": "PAR_INDEX", "unit_level": "province", "unit_parent": None, "unit_name": unit, "year": year,
        "domain_code": "_total", "domain_label": None, "conformed_code": None, "measure": "score", "base_year": None,
        "scope": None, "value": value,
    }  # fmt: skip
    return PLACE | fields | changes


def taken(*figures: dict[str, Any], day: str = "2026-11-01", **rows: Any) -> Taken:
    document = PLACE | {"kind": "document", "title": "T", "published_on": None}
    held: dict[str, list[dict[str, Any]]] = {kind: [] for kind in KINDS} | {
        "document": [document],
        "figure": [*figures],
    }
    return Taken(held | rows, day)


UNITS = [f"Tỉnh {number}" for number in range(12)]


def role(newer: Taken, older: Taken) -> str:
    return verdict_on(newer, older).role


def test_places_and_quotes_of_documents_and_doubts_are_not_what_a_reader_sees() -> None:
    old = taken(figure("A"), anomaly=[PLACE | {"kind": "doubtful_claim", "found": "99.999"}])
    moved = figure("A", capture_id="e", locator="char:1-2")
    anomaly = [PLACE | {"kind": "doubtful_claim", "found": "100.000"}]
    document = [PLACE | {"kind": "document", "title": "T", "published_on": None, "quote": "other", "capture_id": "e"}]
    assert role(taken(moved, anomaly=anomaly, document=document), old) == "same"
    assert role(taken(figure("A", quote="tỉnh A")), old) == "document", "what stands around a figure is seen"
    assert role(taken(figure("A", value=2.0)), old) == "document"
    assert role(taken(figure("A"), document=[document[0] | {"title": "Đính chính"}]), old) == "document"


def test_the_order_of_print_and_tuples_make_no_difference() -> None:
    one, other = figure("A", evidence=("x", "y")), figure("B")
    assert role(taken(other, one | {"evidence": ["x", "y"]}), taken(one, other)) == "same"
    assert role(taken(one, one), taken(one)) == "document", "printed twice"


def test_a_sites_clock_is_no_date_of_publication() -> None:
    def dated(published: str, day: str) -> Taken:
        return taken(day=day, document=[PLACE | {"kind": "document", "published_on": published}])

    assert role(dated("2026-11-02", "2026-11-02"), dated("2026-11-01", "2026-11-01")) == "same"
    assert role(dated("2026-10-02", "2026-11-02"), dated("2026-10-01", "2026-11-01")) == "document"


@pytest.mark.parametrize(
    ("newer", "expected"),
    [
        (UNITS[:-1], "suspect"),
        (UNITS[:6], "suspect"),
        ([], "suspect"),
        ([*UNITS, "Tỉnh mới"], "document"),
        ([*UNITS[:-1], "Tỉnh đổi tên"], "document"),
        ([*UNITS[:-3], "X", "Y", "Z"], "document"),
        ([*UNITS[:-4], "X", "Y", "Z", "W"], "suspect"),
    ],
)
def test_figures_that_are_gone_make_a_capture_suspect(newer: list[str], expected: str) -> None:
    old = taken(*(figure(unit) for unit in UNITS))
    verdict = verdict_on(taken(*(figure(unit, 2.0) for unit in newer)), old)
    assert verdict.role == expected
    if expected == "suspect":
        assert verdict.expected == "12 figures" and verdict.found


def test_a_table_that_rolls_on_to_a_later_year_has_lost_nothing() -> None:
    old = [figure(unit) for unit in UNITS]
    later = [figure(unit, year=2024) for unit in UNITS]
    assert role(taken(*later), taken(*old)) == "document"
    assert role(taken(*later[:-1]), taken(*old)) == "suspect"
    assert role(taken(*old), taken(*later)) == "suspect", "an earlier year is none"
    assert vanished_figures(later[:6], old) == (6, 0)


@pytest.mark.parametrize("kind", ["deduction", "task", "target", "reporting_duty"])
def test_records_that_are_wording_are_counted(kind: str) -> None:
    def holding(count: int) -> Taken:
        return taken(**{kind: [PLACE | {"position": number} for number in range(count)]})

    assert [role(holding(count), holding(8)) for count in (6, 5, 0)] == ["document", "suspect", "suspect"]
    assert role(holding(0), holding(3)) == "document", "too few to tell"


def test_a_document_that_cannot_be_opened_any_more_is_suspect() -> None:
    broken = taken(document=[PLACE | {"kind": "unreadable", "published_on": None}])
    assert role(broken, taken()) == "suspect"
    assert role(taken(), broken) == "document"
