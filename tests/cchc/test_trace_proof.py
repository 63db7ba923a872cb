"""`cchc trace` with the key of a bound or a contradiction."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import sample_build

KEY = "PAPI/2021/province/dak-lak/63-2008/_total/score"

Run = Callable[..., Any]


def test_a_bound_is_told_with_its_steps_and_the_figures_that_it_rests_on(run: Run) -> None:
    answer = run("trace", KEY)
    assert (answer.code, answer.err) == (0, "")
    lines = answer.out.splitlines()
    assert [line[:15].strip() for line in lines] == ["bound", "interval", "step 1", "step 2", "figure"]
    assert lines[1].split(maxsplit=1)[1] == "41.5 to 41.7 · width 0.2 · status bounded · Đắk Lắk"
    assert lines[3].split(maxsplit=2)[2] == "A group: Đắk Lắk is at least 41.5."
    assert lines[4].split()[1] == f"{sample_build.FIGURE}:"


def test_a_bound_as_json_holds_the_proof(run: Run) -> None:
    told = json.loads(run("trace", KEY, "--format", "json").out)
    assert told["bound"]["high"] == 41.7
    assert told["bound"]["proof"][1].startswith("2. ")
    assert [figure["figure_id"] for figure in told["figures"]] == [sample_build.FIGURE]


def test_a_contradiction_is_told_with_what_is_set_aside(run: Run) -> None:
    answer = run("trace", f"contradiction:{sample_build.RANK_FIGURE}")
    assert (answer.code, answer.err) == (0, "")
    lines = [line.split(maxsplit=1) for line in answer.out.splitlines()]
    assert lines[0] == ["contradiction", "2 figures cannot all be true"]
    assert sample_build.RANK_FIGURE in lines[1][1]
    assert [line[0] for line in lines[2:]] == ["step", "figure", "figure"]


def test_an_unknown_key_is_one_sentence(run: Run) -> None:
    answer = run("trace", "PAPI/2021/province/nowhere/63-2008/_total/score")
    assert (answer.code, answer.err.count("\n")) == (2, 1)
    assert "no figure, fact, record, bound or contradiction" in answer.err
