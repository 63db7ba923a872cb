"""External programs (antiword, tesseract) run on hostile bytes: no shell, own folder, bounded time, memory and output.

Belongs here: starting such a program and ending it. Does not belong here: which program reads what, or what it printed.
"""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from scrapers.documents.model import DocumentError
from scrapers.documents.sandbox import seconds_left

INPUT = "{input}"
"""Stands in a command for the path of the file that holds the bytes."""

MAX_MEMORY = 1 << 30
MAX_OUTPUT = 100_000_000


def run_tool(command: Sequence[str], data: bytes | None, name: str, seconds: float) -> bytes:
    """What a program prints on its standard output.

    Args:
        command: the program and its arguments; an argument `INPUT` becomes the path of a private file of `data`.
        data: the bytes to work on, also given on standard input; None for no bytes.
        name: what to call the document in messages.
        seconds: how long the program may take, less where `sandbox.time_for` leaves less.

    Raises:
        DocumentError: the program is not installed, takes too long, or fails, also for want of memory or by printing
            more than `MAX_OUTPUT` bytes.
    """
    with tempfile.TemporaryDirectory(prefix="cchc-") as folder:
        source = Path(folder, "input")
        source.write_bytes(data or b"")
        arguments = [str(source) if part == INPUT else part for part in command]
        printed, said = Path(folder, "printed"), Path(folder, "said")
        with source.open("rb") as stdin, printed.open("wb") as stdout, said.open("wb") as stderr:
            try:
                process = subprocess.Popen(  # noqa: S603 - a fixed program, no shell
                    arguments,
                    stdin=stdin,
                    stdout=stdout,
                    stderr=stderr,
                    cwd=folder,
                    env=_environment(folder),
                    start_new_session=True,
                )
            except OSError:
                raise DocumentError(f"{name} needs the program {command[0]}, which is not here: install it.") from None
            status = _ended(process, max(0.0, min(seconds, seconds_left())))
        if status is None:
            raise DocumentError(f"{command[0]} took more than {seconds:g} seconds on {name}: add a smaller part of it.")
        if status != 0:
            reason = said.read_bytes()[:300].decode("utf-8", "replace").strip().partition("\n")[0]
            raise DocumentError(
                f"{command[0]} cannot read {name} ({reason or f'it ended with {status}'}): save it anew."
            )
        return printed.read_bytes()


def _environment(folder: str) -> dict[str, str]:
    """Nothing of the caller's but where programs are; one thread, since tesseract's own threads only get in each
    other's way."""
    path = os.environ.get("PATH", os.defpath)
    return {"PATH": path, "HOME": folder, "TMPDIR": folder, "LC_ALL": "C.UTF-8", "OMP_THREAD_LIMIT": "1"}


def _ended(process: subprocess.Popen[bytes], seconds: float) -> int | None:
    """The exit status, or None when the time was up; whatever the program started ends with it."""
    limits = ((resource.RLIMIT_AS, MAX_MEMORY), (resource.RLIMIT_FSIZE, MAX_OUTPUT), (resource.RLIMIT_CORE, 0))
    try:
        for limit, most in limits:
            with contextlib.suppress(ProcessLookupError):
                _, hard = resource.prlimit(process.pid, limit)
                bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
                resource.prlimit(process.pid, limit, (bound, bound))
        return process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        return None
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
