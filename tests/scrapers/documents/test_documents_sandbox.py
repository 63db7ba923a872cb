"""A child that asks for too much dies alone, and one sentence says so."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from scrapers.documents import sandbox
from scrapers.documents.model import DocumentError
from scrapers.documents.sandbox import run_limited, time_for

MODULE = """
import os, sys, time
from scrapers.documents.model import DocumentError

def answer(data, name, arguments):
    do = arguments[0]
    if do == "echo":
        return [len(data), name, arguments, sorted(os.environ)]
    if do == "refuse":
        raise DocumentError(f"{name} is no such file: add one.")
    if do == "fail":
        raise KeyError("a\\nb")
    if do == "grow":
        return len(bytearray(3 << 30))
    if do == "abort":
        os.abort()
    if do == "sleep":
        if os.fork() == 0:
            time.sleep(60)
        time.sleep(60)
    if do == "talk":
        return "x" * (65 << 20)
    if do == "print":
        open(1, "wb", closefd=False).write(b"noise")
        return 1
"""


@pytest.fixture(autouse=True)
def odd_module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "odd_opener.py").write_text(MODULE, "utf-8")
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path)])


def refusal(do: str) -> str:
    with pytest.raises(DocumentError) as caught:
        run_limited("odd_opener", b"a", "bảng.xls", [do])
    message = str(caught.value)
    assert message.startswith("bảng.xls ")
    assert message.endswith(".") and "\n" not in message
    return message


def test_bytes_go_in_and_an_answer_comes_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET", "x")
    size, name, arguments, settings = run_limited("odd_opener", b"\0" * 10_000_000, "Huế\n.xls", ["echo", "đ"])
    assert (size, name, arguments) == (10_000_000, "Huế\n.xls", ["echo", "đ"])
    assert "SECRET" not in settings


def test_what_a_library_prints_is_no_answer() -> None:
    assert run_limited("odd_opener", b"", "a", ["print"]) == 1


def test_what_the_module_refuses_is_refused() -> None:
    assert refusal("refuse") == "bảng.xls is no such file: add one."
    assert refusal("fail") == "bảng.xls cannot be opened (KeyError: 'a\\nb'): save it anew and add that."


def test_memory_crashes_and_answers_are_bounded() -> None:
    assert "needs more than 896 MiB of memory" in refusal("grow")
    assert "is broken (its reader ended with status -6)" in refusal("abort")
    assert "ended with status" in refusal("talk")


def test_time_is_bounded_together(monkeypatch: pytest.MonkeyPatch) -> None:
    with time_for(0.5):
        assert "takes more than 25 seconds to open" in refusal("sleep")
        monkeypatch.setattr(sandbox, "_run", None)
        assert "takes more than 25 seconds to open" in refusal("sleep")
