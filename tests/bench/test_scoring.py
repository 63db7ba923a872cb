"""How labels are scored: pairs and spans, our own labelled pages, records against a key, a run without shared ones."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from bench import reading
from bench.claim_labels import load_own, load_script, score_own, shared_errors, shared_rows
from bench.scoring import Board, cover, fold, names, overlap, paired, shared
from bench.seed_inconsistencies import score_inconsistencies
from bench.seed_keys import score_deductions, score_targets, score_tasks

SCRIPT = """
import sys
def wanted(page): return page["expected"]
def read(page): return page["figures"]
def matches(one, other): return one == other
def excused(fact, want): return False
def main(): print("all", len(open(sys.argv[2]).read().splitlines()))
"""


def figure(**fields: Any) -> dict[str, Any]:
    own = {"unit_name": "Cao Bằng", "index_code": "PAR_INDEX", "year": 2021, "domain_label": None, "measure": "score"}
    return own | {"value": 79.37, "scope": None, "in_words": False} | fields


def test_spans() -> None:
    assert (shared((0, 10), (5, 20)), shared((0, 5), (5, 9))) == (5, 0)
    assert (overlap((0, 10), (0, 8)), overlap((0, 10), (0, 5)), overlap((3, 3), (3, 3))) == (0.8, 0.5, 0.0)
    assert (cover((0, 100), (10, 20)), cover((0, 10), (9, 30))) == (1.0, 0.1)


def test_the_most_alike_are_paired_and_nothing_twice() -> None:
    pairs = paired([10, 20, 99], [21, 11, 12, 50], lambda one, other: max(0.0, 5 - abs(one - other)))
    assert pairs == [(10, 11), (20, 21), (99, None), (None, 12), (None, 50)]


def test_names_are_compared_as_sets_without_marks() -> None:
    assert fold("Ủy ban nhân dân tỉnh Đắk Lắk") == fold("UBND tỉnh Đăk Lăk") == "ubndtinhdaklak"
    assert names(["Sở Nội vụ, Sở Tư pháp"]) == names(["Sở Tư pháp", "Sở  nội vụ"]) == {"sonoivu", "sotuphap"}
    assert names(["", " ,"]) == frozenset()


def test_a_board_counts_and_tells() -> None:
    board = Board()
    board.right("a", "all")
    board.missed("x", "a", "all")
    board.false("y", "b", "all")
    assert (board.of("all").precision, board.of("all").recall, board.of("all").f1) == (0.5, 0.5, 0.5)
    lines = list(board.lines(5))
    assert [line.strip() for line in lines if "missed x" in line or "false  y" in line] == ["missed x", "false  y"]
    assert all("missed x" not in line for line in board.lines(0))


@pytest.mark.parametrize(
    ("read", "right"),
    [
        (figure(), True),
        (figure(value=79.375), True),
        (figure(value=79.4), False),
        (figure(unit_name="cao bang"), True),
        (figure(unit_name="tỉnh Cao Bằng"), True),
        (figure(unit_name="Cao Bằng (tỉnh)"), True),
        (figure(year=2022), False),
        (figure(index_code="SIPAS"), False),
        (figure(domain_label="Cải cách thể chế"), False),
        (figure(measure="rank"), False),
        (figure(scope="region"), True),
    ],
)
def test_our_own_labels_are_exact(read: dict[str, Any], right: bool) -> None:
    page = {"url": "https://a.vn/b", "lang": "vi", "expected": [figure()]}
    tally = score_own([page], [{"figures": [read]}]).of("all")
    assert (tally.right, tally.missed, tally.false) == ((1, 0, 0) if right else (0, 1, 1))


@pytest.mark.parametrize(
    ("label", "right"),
    [("cải cách thể chế", True), ("Lĩnh vực cải cách thể chế", True), ("Tài chính công", False), (None, False)],
)
def test_domains_of_our_own_labels_are_compared_roughly(label: str | None, right: bool) -> None:
    page = {"url": "u", "lang": "vi", "expected": [figure(domain_label="Cải cách thể chế")]}
    assert score_own([page], [{"figures": [figure(domain_label=label)]}]).of("all").right == right


def test_own_ranks_have_a_scope_and_may_be_told_in_words() -> None:
    rank = figure(measure="rank", value=1, in_words=True, scope="national")
    page = {"url": "u", "lang": "en", "expected": [rank]}
    board = score_own([page], [{"figures": [rank | {"scope": None}, rank | {"scope": "region"}]}])
    assert {name: (tally.right, tally.false) for name, tally in board.tallies.items()} == {
        "rank in words": (1, 1),
        "language en": (1, 1),
        "all": (1, 1),
    }


def test_own_pages_are_loaded_file_by_file(tmp_path: Path) -> None:
    (tmp_path / "b.jsonl").write_text('{"url": "2"}\n', "utf-8")
    (tmp_path / "a.jsonl").write_text('{"url": "1"}\n{"url": "3"}\n', "utf-8")
    assert [page["url"] for page in load_own(tmp_path)] == ["1", "3", "2"]
    assert load_own(tmp_path / "none") == []


def test_the_script_beside_the_labels_is_asked_where_it_lies(tmp_path: Path) -> None:
    path = tmp_path / "score.py"
    path.write_text(SCRIPT, "utf-8")
    script, before = load_script(path), list(sys.argv)
    assert shared_rows(script, tmp_path / "labels", ["{}", "{}"]) == "all 2\n"
    assert sys.argv == before
    board = shared_errors(script, [{"url": "u", "lang": "vi", "expected": []}], [{"figures": []}])
    assert board.tallies == {}


def test_records_are_compared_with_a_key_by_place() -> None:
    task = {"id": "t1", "domain": "D1", "char": 10, "quote": "x" * 20, "lead_units": ["Sở Nội vụ"]}
    key = {"seed": "9", "tasks": [task | {"coordinating_units": []}], "deducted_criteria": [task]}
    key["targets"] = [task | {"operator": "between", "value": [40, 45]}]
    read = {"locator": "char:12-30", "quote": "x", "conformed_code": "STEERING", "lead_units": ["sở nội vụ"]}
    read |= {"coordinating_units": ["A"], "operator": "between", "value": 40.0, "value_to": 45.0}
    board = Board()
    score_tasks(board, key, {"tasks": [read, read | {"locator": "char:90-99"}]})
    score_deductions(board, key, {"deductions": [read | {"locator": "char:20-30"}]})
    score_targets(board, key, {"targets": [read | {"locator": "char:0-90"}]})
    found = {name: (tally.right, tally.missed, tally.false) for name, tally in board.tallies.items()}
    assert found == {
        "tasks": (1, 0, 1),
        "  lead bodies": (1, 0, 0),
        "  coordinating bodies": (0, 1, 0),
        "  domain of tasks": (1, 0, 0),
        "deductions": (0, 1, 1),
        "targets": (1, 0, 0),
    }


def test_an_inconsistency_is_found_at_its_quote_or_in_its_row() -> None:
    text = "câu một sai\nA\t18/15\t16/24\n"
    common = {"severity": "high", "kind": "k", "id": "i"}
    key = {"inconsistencies": [common | {"char": 4, "quote": "một"}, common | {"char": 14, "quote": "18/15"}]}
    key["inconsistencies"].append(common | {"severity": "low", "char": 0, "quote": "câu"})

    def found(*places: tuple[int, int]) -> int:
        board = Board()
        score_inconsistencies(board, key, text, [("k", place) for place in places])
        return board.of("inconsistencies, high").right

    assert (found((0, 3)), found((5, 6)), found((20, 25)), found((5, 6), (20, 25))) == (0, 1, 1, 2)


def test_without_shared_labels_our_own_are_scored(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "own.jsonl").write_text(
        '{"url": "https://caobang.gov.vn/a", "title": "", "lang": "vi", "text": "Năm 2021, chỉ số PAR INDEX của tỉnh '
        'Cao Bằng đạt 79,37 điểm.", "expected": [{"unit_name": "Cao Bằng", "index_code": "PAR_INDEX", "year": 2021, '
        '"domain_label": null, "measure": "score", "value": 79.37, "scope": null, "in_words": false}]}\n',
        "utf-8",
    )
    for name in ("LABELS", "SEEDS"):
        monkeypatch.setattr(reading, name, tmp_path / "nowhere")
    monkeypatch.setattr(reading, "OWN", tmp_path)
    monkeypatch.setattr(sys, "argv", ["reading", "--errors", "1"])
    reading.main()
    out = capsys.readouterr().out
    assert "is not there: the shared pages and seeds are not scored" in out
    assert "Figures, 1 labelled pages of our own:" in out and "F1 1.000" in out
    assert "1 labelled pages of" in out
