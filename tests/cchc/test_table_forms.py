"""Tables as plain text, on a terminal, in Markdown and in LaTeX: widths, numbers, and nothing that acts."""

from __future__ import annotations

import io
import sys
from typing import Any

import pytest

from cchc.report import Form, Report, Section, echo_report
from cchc.status import told_years
from cchc.table_forms import Table, latex_lines, markdown_lines, plain_lines, shown_cell
from cchc.table_terminal import echo_on_terminal, fitted

EVIL = "a|b <script>x</script> \\input{/etc/passwd} 50% _x_ `y` [z](javascript:1) \x1b[31m\u202e"
TABLE = Table(
    "Bảng",
    ("đơn vị", "score", "rank"),
    (("Thừa Thiên Huế", 43.069084, 5), ("Bắc Ninh", None, 12), ("北寧", -0.00081, None)),
)


class Terminal(io.StringIO):
    """A text stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_plain_text_is_aligned_by_the_width_of_its_letters_and_has_no_frame() -> None:
    assert plain_lines(TABLE, 2) == [
        "Bảng",
        "đơn vị             score  rank",
        "Thừa Thiên Huế     43.07     5",
        "Bắc Ninh                    12",
        "北寧            -0.00081",
    ]


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        (43.069084, None, "43.069084"),
        (43.069084, 2, "43.07"),
        (0.000804, 2, "0.0008"),
        (0.0, 2, "0.00"),
        (63, 2, "63"),
        (True, 2, "yes"),
        (None, 2, ""),
        (["a", "b"], 2, "a; b"),
        ("\x1b[0m\u202e", 2, "\\x1b[0m\\u202e"),
    ],
)
def test_a_small_number_is_never_shown_as_nothing(value: object, decimals: int | None, shown: str) -> None:
    assert shown_cell(value, decimals) == shown


def test_markdown_holds_no_markup_of_a_cell() -> None:
    (row,) = markdown_lines(Table("", ("text",), ((EVIL,),)))[2:]
    plain, marked = row.split(" 50% ")
    assert plain == r"| a\|b &lt;script&gt;x&lt;/script&gt; \\input{/etc/passwd}"
    assert marked == r"\_x\_ \`y\` \[z\](javascript:1) \\x1b\[31m\\u202e |"


def test_latex_is_booktabs_and_holds_no_command_of_a_cell() -> None:
    lines = latex_lines(Table("A_1", ("n & m", "x"), ((EVIL, 1.5),)), 2)
    assert lines[1:5] == [r"\caption{A\_1}", r"\begin{tabular}{lr}", r"\toprule", r"n \& m & x \\"]
    (row,) = [line for line in lines if "script" in line]
    assert r"\textbackslash{}input\{/etc/passwd\} 50\% \_x\_" in row
    assert r"a\textbar{}b \textless{}script\textgreater{}x" in row and row.endswith(r"& 1.50 \\")


def test_a_terminal_breaks_no_number_and_tells_which_columns_went(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    monkeypatch.setenv("COLUMNS", "34")
    name = "Công khai, minh bạch trong hoạch định chính sách"
    table = Table("T", ("name", "score", "evidence", "rank"), ((name, 1234.567891, "workbook", 5),), ("evidence",))
    echo_on_terminal(table)
    shown = terminal.getvalue()
    assert "1234.567891" in shown and "Not shown for want of width: evidence, rank." in shown
    assert "workbook" not in shown
    rows = shown.splitlines()
    assert " ".join(line[:20].strip() for line in rows[3:-1] if line.strip()).startswith("Công khai, minh bạch")


def test_columns_go_in_the_order_told_then_from_the_right_and_the_first_stays() -> None:
    table = Table("", ("a", "b", "c"), ((111111, 222222, 333333),), ("b",))
    body = [["111111", "222222", "333333"]]
    assert [fitted(table, body, width)[0] for width in (22, 21, 14, 13, 1)] == [[0, 1, 2], [0, 2], [0, 2], [0], [0]]


def _report(rows: list[dict[str, Any]]) -> Report:
    sections = (
        Section("facts", "Facts", rows, [{"a": row["a"], "b": row["b"]} for row in rows], ("A note.",)),
        Section("none", "Nothing", []),
    )
    return Report("Head", sections, "facts", "Cite me & all.", {"release": "v"}, ("cchc next",))


@pytest.mark.parametrize("form", ["table", "csv", "json", "md", "latex"])
def test_a_report_leaves_in_every_form_with_its_citation(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    echo_report(_report([{"a": "=1+1", "b": 1.23456, "c": "only in data"}]), Form(form))
    out = capsys.readouterr().out
    expected = {
        "table": ["Facts", "=1+1  1.23", "A note.", "Nothing: none.", "Cite me & all.", "  cchc next"],
        "csv": ["a,b,c", "'=1+1,1.23456,only in data"],
        "json": ['"a": "=1+1"', '"b": 1.23456', '"citation": "Cite me & all."', '"release": "v"'],
        "md": ["# Head", "| =1+1 | 1.23 |", "Cite me &amp; all."],
        "latex": [r"\toprule", r"=1+1 & 1.23 \\", r"Cite me \& all."],
    }[form]
    assert all(text in out for text in expected)
    assert "\x1b" not in out and not set("─│┌") & set(out)


@pytest.mark.parametrize(
    ("value", "told"),
    [([2012, 2011, 2013, 2016], "2011-2013, 2016"), ([2020], "2020"), ([], ""), (["a"], ["a"]), (5, 5)],
)
def test_years_are_told_in_stretches(value: object, told: object) -> None:
    assert told_years(value) == told
