"""External programs: their output, their failures, and the bounds that end them."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from scrapers.documents import converters
from scrapers.documents.converters import INPUT, run_tool
from scrapers.documents.model import DocumentError

PYTHON = [sys.executable, "-c"]


def test_the_bytes_come_by_standard_input_and_by_file() -> None:
    assert run_tool(["cat"], b"a\0b", "x.doc", 10) == b"a\0b"
    assert run_tool(["cat", INPUT, INPUT], b"$(id)", "x.doc", 10) == b"$(id)$(id)"
    assert run_tool(["echo", "$HOME;id"], None, "x.doc", 10) == b"$HOME;id\n"


def test_only_the_path_is_handed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET", "1")
    code = "import os; print(*sorted(os.environ), *sorted(os.listdir()))"
    printed = run_tool([*PYTHON, code], None, "x.doc", 10).decode().split()
    assert printed == ["HOME", "LC_ALL", "OMP_THREAD_LIMIT", "PATH", "TMPDIR", "input", "printed", "said"]


@pytest.mark.parametrize(
    ("command", "wanted"),
    [
        (["no-such-program"], r"^x\.doc needs the program no-such-program, which is not here: install it\.$"),
        (["sleep", "60"], r"^sleep took more than 0\.3 seconds on x\.doc: add a smaller part of it\.$"),
        (["cat", "/no/such"], r"^cat cannot read x\.doc \(.*No such file or directory\): save it anew\.$"),
        (["false"], r"^false cannot read x\.doc \(it ended with 1\): save it anew\.$"),
    ],
)
def test_a_program_that_fails_says_so_in_one_sentence(command: list[str], wanted: str) -> None:
    with pytest.raises(DocumentError, match=wanted):
        run_tool(command, b"x", "x.doc", 0.3)


def test_output_and_memory_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(converters, "MAX_OUTPUT", 1000)
    wait = "import time; time.sleep(0.3); "
    with pytest.raises(DocumentError, match="cannot read x"):
        run_tool([*PYTHON, wait + "import sys; sys.stdout.write('x' * 100_000)"], None, "x.doc", 10)
    with pytest.raises(DocumentError, match="cannot read x"):
        run_tool([*PYTHON, wait + "bytearray(2 << 30)"], None, "x.doc", 10)


def test_nothing_outlives_the_call(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    code = f"import os, time; pid = os.fork(); open({str(note)!r}, 'a').write(f'{{pid}} '); time.sleep(60 * (not pid))"
    run_tool([*PYTHON, code], None, "x.doc", 20)
    child = max(int(pid) for pid in note.read_text().split())
    for _ in range(100):
        if not _is_running(child):
            return
        time.sleep(0.05)
    os.kill(child, 9)
    raise AssertionError("the program's child runs on")


def _is_running(pid: int) -> bool:
    status = Path(f"/proc/{pid}/status")
    return status.exists() and "\nState:\tZ" not in status.read_text()
