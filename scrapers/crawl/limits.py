"""The bounds of every exchange with a server, and the one way an exchange fails.

Belongs here: numbers with their units, and `FetchError`. Does not belong here: who keeps to them.
"""

from __future__ import annotations

from dataclasses import dataclass

ROBOT_NAME = "cchc-warehouse"


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
class Limits:
    """Times in seconds, sizes in bytes.

    `total_seconds` bounds one exchange from connecting to the last byte; `delay_seconds` passes between two
    requests to a host, more if its robots.txt asks for more; `max_wait_seconds` is the longest wait a server may
    ask for. `allow_private` permits loopback and private addresses, which only a test has reason to visit.
    """

    contact: str = "contact@example.org"
    connect_seconds: float = 10.0
    read_seconds: float = 30.0
    total_seconds: float = 120.0
    delay_seconds: float = 5.0
    backoff_seconds: float = 10.0
    max_wait_seconds: float = 60.0
    max_redirects: int = 5
    max_bytes: int = 100 * 1024 * 1024
    max_robots_bytes: int = 500 * 1024
    allow_private: bool = False

    @property
    def user_agent(self) -> str:
        """Who asks, and whom to write to."""
        return f"{ROBOT_NAME}/1.0 (non-commercial archive of administrative-reform indices; {self.contact})"
