"""The sentence around a value: its ends, what is no end, and the bound."""

from __future__ import annotations

import pytest

from scrapers.readers.sentence_around import sentence_around


@pytest.mark.parametrize(
    ("text", "value", "sentence"),
    [
        ("Mở đầu. Tỉnh đạt 91,87 điểm, xếp thứ 2. Kết thúc.", "91,87", "Tỉnh đạt 91,87 điểm, xếp thứ 2"),
        ("Score was 89.06 points in 2018", "89.06", "Score was 89.06 points in 2018"),
        ("Dòng trên\nPAR INDEX:   đạt\t86,4%\nDòng dưới", "86,4%", "PAR INDEX: đạt 86,4%"),
        ("“Đạt 90,1.” Năm sau giảm.", "90,1", "“Đạt 90,1"),
        ("a; b 5/63; c", "5/63", "b 5/63"),
    ],
)
def test_a_sentence_ends_at_stops_and_lines_but_not_within_numbers(text: str, value: str, sentence: str) -> None:
    start = text.index(value)
    assert sentence_around(text, start, start + len(value)) == sentence


def test_what_runs_on_is_cut_on_both_sides() -> None:
    text = "x" * 5000 + "91,87" + "y" * 5000
    assert sentence_around(text, 5000, 5005) == "x" * 400 + "91,87" + "y" * 400
