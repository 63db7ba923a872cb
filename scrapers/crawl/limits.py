"""The bounds of a night and of every exchange with a server, and the one way an exchange fails.

Belongs here: numbers with their units, and `FetchError`. Does not belong here: who keeps to them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

ROBOT_NAME = "cchc-warehouse"
INTERMEDIATES = Path(__file__).parent / "intermediates"
Paging = Literal["while new", "to the end"]
_MEGABYTE = 1024 * 1024


class FetchError(Exception):
    """A page was not got; the message says which and why, `http_status` what the server answered, if it did."""

    def __init__(self, message: str, http_status: int | None = None) -> None:
        super().__init__(message)
        self.http_status = http_status


class PassingFetchError(FetchError):
    """A failure that may pass; `retry_after` is the wait in seconds that the server asked for, if it did."""

    def __init__(self, message: str, http_status: int | None = None, retry_after: float | None = None) -> None:
        super().__init__(message, http_status)
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True, kw_only=True)
class Revisit:
    """How many days pass before a known page is asked again.

    It is asked every night for its first `nightly_days`, weekly until it is `weekly_days` old, monthly then. What
    fails is as young as its first failure, and while young is asked in every run, even twice a day. A list is as young
    as the last new document that it led to; start pages are asked every night.
    """

    nightly_days: int = 14
    weekly_days: int = 105
    week: int = 7
    month: int = 30

    def period(self, age: int) -> int:
        """Days between two looks at a page that has been known for `age` days."""
        if age < self.nightly_days:
            return 1
        return self.week if age < self.weekly_days else self.month

    def is_due(self, today: int, asked_on: int, age: int, spread: int, *, failing: bool = False) -> bool:
        """Whether a page last asked on day `asked_on` is to be asked today; `spread` shares pages out over days.

        Days are counted from any day on. A page whose day was missed is due on the next one.
        """
        period = self.period(age)
        if failing and period == 1:
            return True
        return (today + spread) // period > (asked_on + spread) // period


@dataclass(frozen=True, slots=True)
class Again:
    """Pages first seen from `first` to `last` (UTC, both included, None for no bound) are asked although not due."""

    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Times in seconds, sizes in bytes.

    Of an exchange: `total_seconds` bounds it from connecting to the last byte, `max_page_bytes` an unpacked web page,
    `max_bytes` any other file; of bodies above `large_bytes` only `large_at_once` are held at a time.

    Of a host: `delay_seconds` pass between an answer and the next request, more if its robots.txt asks for more, but a
    host that asks for more than `max_crawl_delay_seconds` is left alone, as one that answers "come back later than
    `max_wait_seconds`"; later runs keep to what it answered, for `max_rest_seconds` at most. After a fault it rests for
    `backoff_seconds`, twice as long after the next, up to `max_backoff_seconds`; after `breaker_faults` in a row, or
    `breaker_refusals` answers 401 or 403, it is left alone for the night. A page gets `max_tries`.

    Of a night: `max_seconds`, `max_requests` and `max_night_bytes`, None for no bound; `max_found` new pages are noted
    of a source, `max_links` of one page; `max_hops` links lead from a start page to a page at most; `paging` says
    whether a list's next pages are asked while they bring what is new, or all of them.

    `allow_private` permits loopback and private addresses, and `connect_http` and `connect_https` lead every host name
    to one server, which only a test has reason to do. `ca_bundle` holds the trusted certificates, None for those that
    requests brings; `intermediates` has a file <host>.pem for each host that does not send its whole chain.
    """

    contact: str = "contact@example.org"
    connect_seconds: float = 10.0
    read_seconds: float = 30.0
    total_seconds: float = 120.0
    max_redirects: int = 5
    max_page_bytes: int = 20 * _MEGABYTE
    max_bytes: int = 100 * _MEGABYTE
    max_robots_bytes: int = 500 * 1024
    large_bytes: int = 8 * _MEGABYTE
    large_at_once: int = 3
    delay_seconds: float = 5.0
    max_crawl_delay_seconds: float = 60.0
    max_wait_seconds: float = 900.0
    max_rest_seconds: float = 30 * 86_400.0
    backoff_seconds: float = 10.0
    max_backoff_seconds: float = 600.0
    breaker_faults: int = 5
    breaker_refusals: int = 20
    max_tries: int = 3
    workers: int = 24
    max_seconds: float | None = 6 * 3600.0
    max_requests: int | None = None
    max_night_bytes: int | None = None
    max_found: int = 250_000
    paging: Paging = "while new"
    max_hops: int = 12
    max_links: int = 50_000
    revisit: Revisit = Revisit()
    allow_private: bool = False
    connect_http: tuple[str, int] | None = None
    connect_https: tuple[str, int] | None = None
    ca_bundle: Path | None = None
    intermediates: Path = INTERMEDIATES

    @property
    def user_agent(self) -> str:
        """Who asks, and whom to write to."""
        return f"{ROBOT_NAME}/1.0 (non-commercial archive of administrative-reform indices; {self.contact})"
