"""A host's pauses, rests and limits, on times that are only numbers; when a known page is due."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from itertools import pairwise

import pytest

from scrapers.crawl.exchange import Answer
from scrapers.crawl.limits import Limits, PassingFetchError, Revisit
from scrapers.crawl.manners import Manners, fault_of

AT = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


class Longest(random.Random):
    """Chance that shortens nothing."""

    def random(self) -> float:
        return 1.0


def manners(**changes) -> Manners:
    delay = changes.pop("delay", 0.0)
    return Manners("a.vn", Limits(**{"delay_seconds": 5.0, "backoff_seconds": 10.0, **changes}), delay)


def fault(retry_after=None) -> PassingFetchError:
    return PassingFetchError("It failed.", 503, retry_after)


def test_pause_runs_from_the_end_of_an_answer():
    host = manners()
    assert host.ready_at == 0

    host.answered(100.0)

    assert host.ready_at == 105.0
    assert host.requests == 1


@pytest.mark.parametrize(("delay", "asked", "pause"), [(0, 0, 5), (8, 0, 8), (0, 9, 9), (8, 9, 9), (0, 2, 5)])
def test_longest_pause_that_anyone_asks_for_is_kept(delay, asked, pause):
    host = manners(delay=delay)
    host.slow_down("https://a.vn", asked)
    host.slow_down("http://a.vn", 0.0)

    host.answered(100.0)

    assert host.ready_at == 100 + pause


def test_pause_that_is_learned_late_counts_at_once():
    host = manners()
    host.answered(100.0)
    host.slow_down("https://a.vn", 30.0)

    assert host.ready_at == 130


def test_host_that_asks_for_too_long_a_pause_is_left_alone():
    host = manners(max_crawl_delay_seconds=60)
    host.slow_down("https://a.vn", 60.0)
    assert host.left_alone is None

    host.slow_down("https://a.vn", 600.0)

    assert host.left_alone == "its robots.txt asks for 600 seconds between requests"


def test_rest_doubles_with_every_fault_in_a_row_and_is_bounded():
    host = manners(breaker_faults=99, max_backoff_seconds=60)
    rests = []
    for _ in range(5):
        host.failed(100.0, fault(), Longest())
        rests.append(host.ready_at - 100)
    assert rests == [10, 20, 40, 60, 60]

    host.answered(200.0)
    assert host.ready_at == 205
    host.failed(300.0, fault(), Longest())
    assert host.ready_at == 310


def test_rest_is_shortened_by_chance_to_half_at_most():
    chance = random.Random(3)
    rests = set()
    for _ in range(200):
        host = manners()
        host.failed(0.0, fault(), chance)
        rests.add(host.ready_at)

    assert len(rests) > 100
    assert 5 <= min(rests) < 5.5 and 9.5 < max(rests) <= 10


@pytest.mark.parametrize(("asked", "rest"), [(20, 20), (0, 10), (None, 10), (900, 900)])
def test_host_rests_as_long_as_it_asks_for(asked, rest):
    host = manners()
    host.failed(100.0, fault(asked), Longest())

    assert host.ready_at == 100 + rest
    assert host.left_alone is None


def test_host_that_asks_for_too_long_a_rest_is_left_alone():
    host = manners()
    host.failed(100.0, fault(86_400.0), Longest())

    assert host.left_alone == "it asks to come back in 86400 seconds"
    assert host.ready_at == 0, "what waits for it need not wait to be told so"


def test_host_is_left_alone_after_faults_in_a_row():
    host = manners(breaker_faults=3)
    for at, works in enumerate([False, False, True, False, False]):
        if works:
            host.answered(at)
        else:
            host.failed(at, fault(), Longest())
    assert host.left_alone is None

    host.failed(9, fault(), Longest())

    assert host.left_alone == "it failed 3 times in a row"
    assert (host.requests, host.faults) == (6, 5)


def test_host_that_refuses_page_after_page_is_left_alone():
    host = manners(breaker_refusals=3)
    for status in (403, 401, 200, 403, 403):
        host.answered(1.0, status)
    assert host.left_alone is None

    host.answered(2.0, 403)

    assert host.left_alone == "it refused 3 pages in a row (403)"


@pytest.mark.parametrize(("status", "passes"), [(200, 0), (404, 0), (403, 0), (408, 1), (429, 1), (500, 1), (503, 1)])
def test_which_answers_are_faults(status, passes):
    found = fault_of(Answer("http://a.vn/x", status, (), b"", None), AT)

    assert (found is not None) == bool(passes)
    assert found is None or (found.http_status, str(found)) == (
        status,
        f"http://a.vn/x was not fetched: the server answered {status}.",
    )


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({"Retry-After": "20"}, 20),
        ({"retry-after": " 0 "}, 0),
        ({"Retry-After": "Mon, 23 Nov 2026 11:00:30 GMT", "Date": "Mon, 23 Nov 2026 11:00:00 GMT"}, 30),
        ({"Retry-After": "Mon, 23 Nov 2026 10:00:45 GMT"}, 45),
        ({"Retry-After": "Mon, 23 Nov 2020 10:00:30 GMT", "Date": "Mon, 23 Nov 2026 10:00:00 GMT"}, 0),
        ({"Retry-After": "Mon, 23 Nov 2026 10:00:30", "Date": "Mon, 23 Nov 2026 10:00:00 GMT"}, None),
        ({"Retry-After": "Mon, 23 Nov 2026 10:00:45 GMT", "Date": "soon"}, 45),
        ({"Retry-After": "Mon, 23 Nov 2026 10:00:45 GMT", "Date": f"Mon, 23 Nov 2026 10:00:00 +{'9' * 13}"}, 45),
        ({"Retry-After": f"Mon, 23 Nov 2026 10:00:45 +{'9' * 13}"}, None),
        ({"Retry-After": "Fri, 31 Dec 9999 23:59:59 -2359"}, None),
        ({"Retry-After": "soon"}, None),
        ({"Retry-After": "-5"}, None),
        ({"Retry-After": "٣"}, None),
        ({"Retry-After": "1" * 5000}, float("inf")),
        ({}, None),
    ],
)
def test_both_forms_of_retry_after_are_read(headers, wait):
    found = fault_of(Answer("http://a.vn/x", 503, tuple(headers.items()), b"", None), AT)

    assert found is not None and found.retry_after == wait


def test_known_page_is_asked_nightly_then_weekly_then_monthly():
    rule = Revisit()
    asked = [0]
    for day in range(1, 400):
        if rule.is_due(day, asked[-1], day, 5):
            asked.append(day)

    assert [day for day in asked if day <= 14] == list(range(14))
    weekly = [day for day in asked if 14 < day < 105]
    assert len(weekly) == 13 and {b - a for a, b in pairwise(weekly)} == {7}
    monthly = [day for day in asked if day > 130]
    assert {b - a for a, b in pairwise(monthly)} == {30}


def test_old_pages_are_shared_out_over_days_and_a_missed_day_is_made_up_for():
    rule = Revisit()
    due = [sum(rule.is_due(day, day - 1, 50, spread) for spread in range(700)) for day in range(100, 107)]
    assert due == [100] * 7

    assert not rule.is_due(100, 99, 50, 0)
    assert rule.is_due(107, 99, 50, 0)


def test_what_fails_is_asked_in_every_run_while_it_is_young():
    rule = Revisit()

    assert rule.is_due(100, 100, 0, 1, failing=True) and not rule.is_due(100, 100, 0, 1)
    assert not rule.is_due(100, 100, 50, 1, failing=True)
