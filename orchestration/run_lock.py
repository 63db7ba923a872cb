"""One run at a time in a data directory: the lock, who holds it, and since when.

Belongs here: taking the lock, naming its holder, the sentence for whoever comes second. Does not belong here: what a
run does. The lock is the operating system's (flock) and falls with the process, so that what a dead run left in the
file locks nothing; what stands in the file is only told.
"""

from __future__ import annotations

import fcntl
import json
import os
import platform
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import IO

from orchestration.errors import NotBegunError

LOCK_NAME = ".run.lock"
_MAX_BYTES = 4_000
# `holder` asks by holding the lock for an instant; whoever starts just then must not take that for a run.
_PATIENCE_SECONDS = 0.5
_POLL_SECONDS = 0.05
_MINUTE = 60
_HOUR = 60 * _MINUTE
_DAY = 24 * _HOUR


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Who is at work: `what` as a person calls it (`cchc run --live`), `started_at` UTC, ISO 8601."""

    pid: int
    host: str
    what: str
    started_at: str
    run_id: str = ""

    @classmethod
    def here(cls, what: str, started_at: str) -> Owner:
        """This process, at work at something that is no run of its own, or not yet."""
        return cls(pid=os.getpid(), host=platform.node(), what=what, started_at=started_at)


@contextmanager
def hold(root: Path, owner: Owner) -> Iterator[Callable[[Owner], None]]:
    """Holds the lock of a data directory while the body runs; gives what tells another owner in the same file.

    Raises:
        NotBegunError: another run holds it (the message says who and how long), or the directory cannot be written.
    """
    path = root / LOCK_NAME
    try:
        root.mkdir(parents=True, exist_ok=True)
        file = path.open("a+b")
    except OSError as error:
        raise NotBegunError(
            f"{error.filename or path} cannot be written ({error.strerror}): check its permissions or set CCHC_DATA."
        ) from None
    with file:
        if not _taken(file):
            raise NotBegunError(_refusal(root, _told(file), owner.started_at))

        def tell(who: Owner) -> None:
            _write(file, json.dumps(asdict(who), ensure_ascii=False).encode())

        tell(owner)
        try:
            yield tell
        finally:
            _write(file, b"")


def holder(root: Path) -> Owner | None:
    """Who is at work in a data directory now, None if nobody is; `what` is empty where the file does not say who."""
    try:
        file = (root / LOCK_NAME).open("rb")
    except OSError:
        return None
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return _told(file) or Owner(pid=0, host="", what="", started_at="")
        return None


def in_words(seconds: float) -> str:
    """A time as a person says it: `40 s`, `12 min`, `3 h 5 min`, `2 days`."""
    whole = max(0, int(seconds))
    if whole < _MINUTE:
        return f"{whole} s"
    if whole < _HOUR:
        return f"{whole // _MINUTE} min"
    if whole < 2 * _DAY:
        minutes = whole % _HOUR // _MINUTE
        return f"{whole // _HOUR} h" + (f" {minutes} min" if minutes else "")
    return f"{whole // _DAY} days"


def age_seconds(since: str, now: str) -> float | None:
    """Seconds between two instants, None where one is none."""
    try:
        return (datetime.fromisoformat(now) - datetime.fromisoformat(since)).total_seconds()
    except (ValueError, TypeError):
        return None


def _taken(file: IO[bytes]) -> bool:
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                return False
            time.sleep(_POLL_SECONDS)
        else:
            return True


def _write(file: IO[bytes], content: bytes) -> None:
    # On a full disk the lock is held all the same, it only cannot say by whom.
    with suppress(OSError):
        os.ftruncate(file.fileno(), 0)
        os.write(file.fileno(), content)


def _told(file: IO[bytes]) -> Owner | None:
    """What the holder wrote; None where that cannot be read, as just before it is written."""
    try:
        file.seek(0)
        loaded = json.loads(file.read(_MAX_BYTES))
        names = {field.name: int if field.name == "pid" else str for field in fields(Owner)}
        if not isinstance(loaded, dict) or any(not isinstance(loaded.get(name), kind) for name, kind in names.items()):
            return None
        return Owner(**{name: loaded[name] for name in names})
    except (OSError, ValueError, RecursionError):
        return None


def _refusal(root: Path, owner: Owner | None, now: str) -> str:
    if owner is None:
        return f"Another run is at work in {root}: wait until it has ended."
    age = age_seconds(owner.started_at, now)
    since = owner.started_at if age is None else f"{owner.started_at}, for {in_words(age)}"
    return (
        f"Another run ({owner.what}, process {owner.pid} on {owner.host}) has been at work in {root} since {since}: "
        "wait until it has ended."
    )
