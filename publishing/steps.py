"""Running the steps of a release in a few processes of their own.

Belongs here: workers, handing them steps, bringing back what went wrong, and how long each step took (in the log).
Does not belong here: which steps there are and in which order (`publishing.release`).

A worker is `python -m publishing.steps`: it reads the pickled job and then steps on standard input, and answers each
with None or an exception. It is no fork, since the caller may hold threads and open databases, and it does not import
the caller's main module again, as `multiprocessing` would.
"""

from __future__ import annotations

import logging
import os
import pickle
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, BinaryIO

from publishing.errors import ReleaseError
from publishing.release_content import ReleaseContent, Step

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

LOG = logging.getLogger(__name__)
_MOST_WORKERS = 4


def run_stages(stages: Sequence[Sequence[Step]], database: Path, folder: Path, content: ReleaseContent) -> None:
    """Run all steps: those of a stage side by side, in the order given, and a stage when the one before has ended.

    Raises what a step raised; the steps that have not begun are then left out.
    """
    count = min(_MOST_WORKERS, len(os.sched_getaffinity(0)), max(len(stage) for stage in stages))
    with _workers(count, pickle.dumps((database, folder, content))) as idle:
        for stage in stages:
            with ThreadPoolExecutor(count) as threads:
                running = [threads.submit(_run_step, idle, step) for step in stage]
                try:
                    for step in running:
                        step.result()
                finally:
                    threads.shutdown(cancel_futures=True)


@contextmanager
def told_time(what: str) -> Iterator[None]:
    """Tell in the log how long the block took."""
    begun = time.perf_counter()
    yield
    LOG.info("%7.2f s %s", time.perf_counter() - begun, what)


def _run_step(idle: SimpleQueue[subprocess.Popen[bytes]], step: Step) -> None:
    """Let an idle worker run a step."""
    worker = idle.get()
    try:
        assert worker.stdin and worker.stdout  # noqa: S101 - both are pipes
        with told_time(step.__name__):
            pickle.dump(step, worker.stdin)
            worker.stdin.flush()
            problem = pickle.load(worker.stdout)  # noqa: S301 - the answer of our own process
    except (EOFError, BrokenPipeError):
        problem = ReleaseError(f"{step.__name__} ended with code {worker.wait()} and without an answer.")
    finally:
        idle.put(worker)
    if problem is not None:
        raise problem


@contextmanager
def _workers(count: int, job: bytes) -> Iterator[SimpleQueue[subprocess.Popen[bytes]]]:
    """Workers that have the job and wait for steps; none outlives the block."""
    workers = [_start() for _ in range(count)]
    idle: SimpleQueue[subprocess.Popen[bytes]] = SimpleQueue()
    try:
        for worker in workers:
            assert worker.stdin  # noqa: S101 - it is a pipe
            worker.stdin.write(job)
            idle.put(worker)
        yield idle
    finally:
        for worker in workers:
            worker.kill()
            worker.communicate()


def _start() -> subprocess.Popen[bytes]:
    search_path = os.pathsep.join(path or str(Path.cwd()) for path in sys.path)
    return subprocess.Popen(
        [sys.executable, "-m", "publishing.steps"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": search_path},
    )


def _work(requests: BinaryIO, answers: BinaryIO) -> None:
    """Run the steps that are asked for, until the asking ends."""
    import duckdb

    database, folder, content = pickle.load(requests)  # noqa: S301 - from the process that started this one
    steps: SimpleQueue[Step] = SimpleQueue()
    Thread(target=_listen, args=(requests, steps), daemon=True).start()
    with duckdb.connect(str(database), read_only=True) as con:
        con.execute("set threads = 1")
        while True:
            answers.write(_answer(steps.get(), con, folder, content))
            answers.flush()


def _listen(requests: BinaryIO, steps: SimpleQueue[Step]) -> None:
    """Take in steps. When the process that asks is gone, end this one amid its step: the folder is then another's."""
    while True:
        try:
            steps.put(pickle.load(requests))  # noqa: S301 - from the process that started this one
        except EOFError:
            os._exit(1)


def _answer(step: Step, con: DuckDBPyConnection, folder: Path, content: ReleaseContent) -> bytes:
    """Run a step; pickle None, or what it raised (in words, where it cannot travel)."""
    try:
        with con.cursor() as cursor:
            step(cursor, folder, content)
    except Exception as error:
        error.add_note(f"in {step.__module__}.{step.__name__}")
        try:
            return pickle.dumps(error)
        except (pickle.PicklingError, TypeError, AttributeError):
            return pickle.dumps(ReleaseError(f"{step.__name__} failed: {error!r}"))
    return pickle.dumps(None)


if __name__ == "__main__":
    # What a step prints must not stand among the answers.
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as replies:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        _work(sys.stdin.buffer, replies)
