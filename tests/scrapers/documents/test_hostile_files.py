"""`cchc read` of files made to harm it: little memory, little time, one sentence, nothing run, nothing fetched."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.table_print import expected
from tests.table_print.hostile import BOUNDED, FETCHING, REFUSED
from tests.table_print.hostile_archives import lying_dimension, running_xlsx
from tests.table_print.needs import printed
from tests.table_print.workbooks import xlsx

PROJECT = Path(__file__).resolve().parents[3]
MAX_MEMORY = 2**30
MAX_SECONDS = 30
SECRET = "bi-mat-khong-duoc-doc"

# A small program between: what a process took counts from before its start, as a part of the one that started it.
MEASURED = """
import json, os, subprocess, sys
child = subprocess.Popen(sys.argv[1:], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
out, err = child.stdout.read(), child.stderr.read()
_, status, used = os.wait4(child.pid, 0)
print(json.dumps({"code": os.waitstatus_to_exitcode(status), "out": out, "err": err, "peak": used.ru_maxrss * 1024}))
"""


@dataclass(frozen=True)
class Outcome:
    """How a run ended; `peak` is the most bytes that the command or any program that it started held."""

    code: int
    out: str
    err: str
    peak: int


def read(path: Path) -> Outcome:
    """`cchc read` of a file, stopped with an error where it takes too long."""
    done = subprocess.run(
        [sys.executable, "-S", "-c", MEASURED, sys.executable, "-m", "cchc", "read", str(path)],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        timeout=MAX_SECONDS,
        check=True,
    )
    return Outcome(**json.loads(done.stdout))


def check_bounds(outcome: Outcome) -> None:
    """Memory, and either records or one sentence that says what to do."""
    assert outcome.peak < MAX_MEMORY
    assert "Traceback" not in outcome.err
    if outcome.code == 0:
        assert json.loads(outcome.out)["document"]
    else:
        check_refusal(outcome)


def check_refusal(outcome: Outcome) -> None:
    assert (outcome.code, outcome.out) == (2, "")
    (line,) = outcome.err.splitlines()
    assert line.startswith("Error: ")
    assert line.endswith(".")
    assert len(line) < 600


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_in_bounds_is_refused_in_one_sentence(tmp_path: Path, name: str) -> None:
    outcome = read(_written(tmp_path / name, REFUSED[name]))
    assert outcome.peak < MAX_MEMORY
    check_refusal(outcome)
    assert outcome.err.count(name) == 1, "one sentence, not one within another"


@pytest.mark.parametrize("name", BOUNDED)
def test_what_may_be_read_keeps_the_bounds(tmp_path: Path, name: str) -> None:
    check_bounds(read(_written(tmp_path / name, BOUNDED[name])))


@pytest.mark.parametrize("name", FETCHING)
def test_nothing_is_fetched_from_the_network_or_the_disk(tmp_path: Path, name: str) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET, "utf-8")
    with _listener() as (address, calls):
        for where in (address, secret.as_uri(), str(secret)):
            outcome = read(_written(tmp_path / name, lambda where=where: FETCHING[name](where)))
            check_bounds(outcome)
            assert SECRET not in outcome.out + outcome.err
    assert calls == []


def test_formulas_and_macros_are_not_run_and_the_rest_is_read(tmp_path: Path) -> None:
    marker = tmp_path / "was_run"
    with _listener() as (address, calls):
        outcome = read(_written(tmp_path / "running.xlsx", lambda: running_xlsx(address, str(marker))))
    check_bounds(outcome)
    assert not marker.exists()
    assert calls == []
    assert len(json.loads(outcome.out)["figures"]) == len(expected())


def test_a_lying_dimension_hides_no_figure(tmp_path: Path) -> None:
    honest, lying = (
        json.loads(read(_written(tmp_path / "table.xlsx", made)).out)["figures"] for made in (xlsx, lying_dimension)
    )
    assert [figure["value"] for figure in honest] == [figure["value"] for figure in lying]
    assert len(honest) == len(expected())


def _written(path: Path, made: Callable[[], bytes]) -> Path:
    path.write_bytes(printed(made))
    return path


@contextmanager
def _listener() -> Iterator[tuple[str, list[str]]]:
    """An address on this machine, and everyone who called there."""
    calls: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            while True:
                try:
                    connection, peer = server.accept()
                except OSError:
                    return
                calls.append(str(peer))
                connection.close()

        listening = threading.Thread(target=answer, daemon=True)
        listening.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/x", calls
        server.shutdown(socket.SHUT_RDWR)
    listening.join(5)
