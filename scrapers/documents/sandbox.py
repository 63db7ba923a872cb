"""Runs one of our own openers in a child process that cannot take more memory, time or disk than it is given.

Belongs here: the limits, the way there and back, and the sentence for a child that broke them. Does not belong here:
any opening, and what the child does (`sandboxed`). A library written in C or Rust may ask for terabytes or crash on a
hostile file; then the child dies, not the reader of the other files.

The module to run has a function `answer(data, name, arguments)`: the file's bytes, what to call it in messages, and
the strings handed to `run_limited`. What it returns must be JSON; a `DocumentError` is raised again in the parent.
"""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from math import inf
from pathlib import Path
from time import monotonic
from typing import IO, Any

from scrapers.documents.model import DocumentError
from scrapers.documents.sandboxed import MAX_MEMORY, MAX_SECONDS

_PROJECT = Path(__file__).resolve().parents[2]
_BOOT = "import sys; sys.path[:] = sys.argv[1].split('\\n'); from scrapers.documents.sandboxed import main; main()"
_KEPT_SETTINGS = ("PATH", "TMPDIR", "TESSDATA_PREFIX")
# Threads reserve address space each and make one file slower, not faster, where several are read side by side.
_SETTINGS = {"LC_ALL": "C.UTF-8", "OMP_THREAD_LIMIT": "1", "OPENBLAS_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"}
_SLOW = {-signal.SIGKILL, -signal.SIGXCPU}

_end: ContextVar[float] = ContextVar("_end", default=inf)


@contextmanager
def time_for(seconds: float) -> Iterator[None]:
    """Within it all children together have so many seconds: for a file that holds other files."""
    token = _end.set(min(_end.get(), monotonic() + seconds))
    try:
        yield
    finally:
        _end.reset(token)


def seconds_left() -> float:
    """Seconds that are left to the next child, at most `MAX_SECONDS`; not above zero where the time is spent."""
    return min(float(MAX_SECONDS), _end.get() - monotonic())


def run_limited(module: str, data: bytes, name: str, arguments: Sequence[str] = ()) -> Any:
    """What `answer(data, name, arguments)` of a module returns, run in a limited child process.

    Args:
        module: dotted name of one of our own modules.
        data: the file's bytes.
        name: what to call the file in messages.
        arguments: further strings for the module.

    Raises:
        DocumentError: the module raised it, or it broke the limits or crashed.
    """
    seconds = seconds_left()
    if seconds <= 0:
        raise DocumentError(_too_slow(name))
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as returned:
        given.write(data)
        given.seek(0)
        status = _run([module, name, *arguments], given, returned, seconds)
        returned.seek(0)
        answer = returned.read()
    if status in _SLOW:
        raise DocumentError(_too_slow(name))
    if status:
        raise DocumentError(
            f"{name} cannot be opened within {MAX_MEMORY >> 20} MiB of memory or is broken (its reader ended with "
            f"status {status}): save it anew, or only the part that matters, and add that."
        )
    parts: dict[str, Any] = json.loads(answer)
    if "error" in parts:
        raise DocumentError(parts["error"])
    return parts["answer"]


def _too_slow(name: str) -> str:
    return f"{name} takes more than {MAX_SECONDS} seconds to open: add only the part that matters."


def _run(arguments: Sequence[str], given: IO[bytes], returned: IO[bytes], seconds: float) -> int:
    """The exit status of a child, negative for the signal that ended it; files are no pipes, so nothing can block."""
    paths = "\n".join([str(_PROJECT), *(path for path in sys.path if path)])
    settings = {key: os.environ[key] for key in _KEPT_SETTINGS if key in os.environ} | _SETTINGS
    ended, kept_open = os.pipe()
    with os.fdopen(ended, "rb"):
        try:
            child = subprocess.Popen(  # noqa: S603 - our own interpreter and module, no shell
                [sys.executable, "-I", "-S", "-c", _BOOT, paths, *arguments],
                stdin=given,
                stdout=returned,
                stderr=subprocess.DEVNULL,
                env=settings,
                start_new_session=True,
                pass_fds=[kept_open],
            )
        finally:
            os.close(kept_open)
        try:
            return _status(child, ended, seconds)
        except subprocess.TimeoutExpired:
            return -signal.SIGKILL
        finally:
            _end_all(child)


def _status(child: subprocess.Popen[bytes], ended: int, seconds: float) -> int:
    """The child's exit status. `Popen.wait` by itself looks at ever longer intervals; a pipe closes with the child."""
    end = monotonic() + seconds
    waiting = select.poll()
    waiting.register(ended)
    waiting.poll(seconds * 1000)
    return child.wait(timeout=max(end - monotonic(), 0))


def _end_all(child: subprocess.Popen[bytes]) -> None:
    """Ends the child and what it may have started: they are a session of their own."""
    with suppress(ProcessLookupError):  # nothing of it is left
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
