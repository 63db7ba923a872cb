"""How a host wants to be treated, and when it may be asked again: the state of one host in one night.

Belongs here: pauses, back-off, the breaker, as plain arithmetic on times that are passed in. Does not belong here:
clocks, threads, HTTP; what robots.txt permits (`robots`).
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from scrapers.crawl.exchange import Answer
from scrapers.crawl.limits import Limits, PassingFetchError

_PASSING = (408, 429)
_REFUSALS = (401, 403)
_SERVER_ERRORS = 500


@dataclass(slots=True)
class Manners:
    """Times are seconds of any clock that only goes forward. `delay` is the pause that the host's sources ask for.

    `left_alone` says why the host is not asked any more tonight.
    """

    host: str
    limits: Limits
    delay: float = 0.0
    requests: int = 0
    faults: int = 0
    faults_in_a_row: int = 0
    refusals_in_a_row: int = 0
    left_alone: str | None = None
    _ended_at: float | None = None
    _rest: float = 0.0
    _asked_delays: dict[str, float] = field(default_factory=dict)

    @property
    def pause(self) -> float:
        """Seconds from the end of an answer to the next request."""
        return max(self.delay, self.limits.delay_seconds, *self._asked_delays.values())

    @property
    def ready_at(self) -> float:
        """When the host may be asked next; what needs no asking need not wait for it."""
        if self._ended_at is None or self.left_alone is not None:
            return 0.0
        return self._ended_at + max(self.pause, self._rest)

    @property
    def paused_until(self) -> float:
        """When another host on the same machine may be asked next."""
        return 0.0 if self._ended_at is None else self._ended_at + self.pause

    def slow_down(self, origin: str, seconds: float) -> None:
        """An origin's robots.txt asks for a pause between requests; the longest of the host's origins counts."""
        self._asked_delays[origin] = seconds
        if seconds > self.limits.max_crawl_delay_seconds:
            self.left_alone = f"its robots.txt asks for {seconds:g} seconds between requests"

    def answered(self, at: float, status: int | None = None) -> None:
        """An answer that is no fault of the host ended at this time; a host that refuses all is left alone too."""
        self.requests += 1
        self.refusals_in_a_row = self.refusals_in_a_row + 1 if status in _REFUSALS else 0
        if self.refusals_in_a_row >= self.limits.breaker_refusals:
            self.left_alone = f"it refused {self.refusals_in_a_row} pages in a row ({status})"
        self.faults_in_a_row = 0
        self._ended_at, self._rest = at, 0.0

    def hold(self, at: float, seconds: float) -> None:
        """In an earlier run the host asked for a rest of which so much is left."""
        self._ended_at, self._rest = at, seconds
        if seconds > self.limits.max_wait_seconds:
            self.left_alone = f"it asked to be left alone for {seconds:.0f} more seconds"

    def broke_off(self, at: float) -> None:
        """Something that nobody thought of happened over an answer: the host is owed its pause all the same."""
        self._ended_at = at

    def failed(self, at: float, error: PassingFetchError, rng: random.Random) -> None:
        """A fault that may pass: the host rests, and is left alone where it asks for it or faults pile up."""
        self.requests += 1
        self.faults += 1
        self.faults_in_a_row += 1
        wanted = error.retry_after or 0.0
        self._ended_at, self._rest = at, max(wanted, self._backoff(rng))
        if wanted > self.limits.max_wait_seconds:
            self.left_alone = f"it asks to come back in {wanted:g} seconds"
        elif self.faults_in_a_row >= self.limits.breaker_faults:
            self.left_alone = f"it failed {self.faults_in_a_row} times in a row"

    def _backoff(self, rng: random.Random) -> float:
        """A rest that doubles with every fault in a row, shortened by chance to half at most."""
        longest = self.limits.backoff_seconds * 2.0 ** (self.faults_in_a_row - 1)
        return min(longest, self.limits.max_backoff_seconds) * (0.5 + rng.random() / 2)


def fault_of(answer: Answer, at: datetime) -> PassingFetchError | None:
    """What an answer's status says of a host that could not answer just now, with the wait that it asked for."""
    if answer.status not in _PASSING and answer.status < _SERVER_ERRORS:
        return None
    message = f"{answer.url} was not fetched: the server answered {answer.status}."
    return PassingFetchError(message, answer.status, retry_after(answer, at))


def retry_after(answer: Answer, at: datetime) -> float | None:
    """Seconds that the server asks to wait; a date is measured against the server's own clock, else against `at`."""
    text = (answer.header("Retry-After") or "").strip()
    if text.isascii() and text.isdigit():
        return float(text)
    until = _moment(text)
    if until is None:
        return None
    return max((until - (_moment(answer.header("Date") or "") or at)).total_seconds(), 0.0)


def _moment(text: str) -> datetime | None:
    """The moment that a header tells with its time zone; None where it tells none."""
    try:
        moment = parsedate_to_datetime(text)
        moment.astimezone(UTC)  # a zone may lie beyond all years
    except (ValueError, TypeError, OverflowError):
        return None
    return None if moment.tzinfo is None else moment
