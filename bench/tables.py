"""How well and how fast tables are read, against pandas, camelot and tesseract, as ratios (`make bench-tables`).

Belongs here: which files, who reads them, and the printed page. Does not belong here: how a contender is called
(`bench.table_contenders`). Each reading is a fresh process; imports are told apart and are in no ratio. Nothing here
fails on a slow machine or where a share is low.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.table_print import SCANS, TYPESET, YEAR, expected
from tests.table_print.figures import rows
from tests.table_print.markup import spanned_html_of
from tests.table_print.workbooks import xlsx_of

PROJECT = Path(__file__).resolve().parent.parent
SAMPLES = PROJECT.parent / "shared" / "samples"
_YEARS = range(2013, 2022)
_RUNS, _SLOW_RUNS = 5, 2
_SAMPLING_SECONDS = 0.004
_EXCEL, _HTML, _PDF = ("pandas.read_excel",), ("pandas.read_html",), ("camelot stream", "camelot lattice")
_OCR = ("tesseract",)


@dataclass(frozen=True, slots=True)
class Case:
    """A file, the peers that can read it, and the years whose table it prints; none where its figures are no prints."""

    path: Path
    peers: tuple[str, ...]
    years: tuple[int, ...]
    runs: int = _RUNS


@dataclass(frozen=True, slots=True)
class Reading:
    """What a contender took and gave; `seconds` is the median of the readings after the first, `peak` in bytes."""

    imported: float
    first: float
    seconds: float
    peak: int
    tables: list[list[list[Any]]]


def main() -> None:
    """Prints a line a contender and file."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--peers", required=True, metavar="PYTHON", help="the interpreter that has the peers")
    peers = parser.parse_args().peers
    print(_LINE.format("file", "contender", "import s", "first s", "then s", "x ours", "peak MB", "x ours", "right"))
    with tempfile.TemporaryDirectory() as folder:
        for case in cases(Path(folder)):
            for line in lines(case, peers):
                print(line, flush=True)


def cases(folder: Path) -> Iterator[Case]:
    """The files, written to `folder` where they are made here."""
    years = tuple(_YEARS)
    big = {"nine_years.xlsx": xlsx_of(years), "nine_years.html": spanned_html_of(years)}
    for names, peers, told in (
        (("table.xlsx", "provinces_in_columns.xlsx"), _EXCEL, (YEAR,)),
        (("nine_years.xlsx",), _EXCEL, years),
        (("spans.html",), _HTML, (YEAR,)),
        (("nine_years.html",), _HTML, years),
        (("ruled.pdf", "unruled.pdf", "three_pages.pdf"), _PDF, (YEAR,)),
        (("ruled_300dpi.jpg", "unruled_300dpi.png", "ruled_200dpi.jpg"), _OCR, (YEAR,)),
    ):
        for name in names:
            path = folder / name
            path.write_bytes(big[name] if name in big else {**TYPESET, **SCANS}[name]())
            yield Case(path, peers, told, _SLOW_RUNS if peers in (_PDF, _OCR) else _RUNS)
    if not SAMPLES.is_dir():
        print(f"{SAMPLES} is not there: the official workbooks are not read.")
    for path in sorted(SAMPLES.glob("*.xlsx")):
        yield Case(path, _EXCEL, (), _SLOW_RUNS)


_LINE = "{:<26} {:<18} {:>8} {:>8} {:>8} {:>7} {:>8} {:>7} {:>8}"


def lines(case: Case, peers: str) -> Iterator[str]:
    """Ours, then each peer with its time and memory as multiples of ours."""
    own = _told(case, "ours", sys.executable)
    if isinstance(own, str):
        yield f"{case.path.name:<26} {'ours':<18} {own}"
    else:
        yield _line(case, "ours", own, own, _share_of_figures(own.tables, case.years))
    for peer in case.peers:
        found = _told(case, peer, peers)
        if isinstance(found, str):
            yield f"{case.path.name:<26} {peer:<18} {found}"
            continue
        share = _share_of_words if peer == "tesseract" else _share_of_cells
        yield _line(case, peer, found, None if isinstance(own, str) else own, share(found.tables, case.years))


def _line(case: Case, contender: str, found: Reading, own: Reading | None, share: float | None) -> str:
    return _LINE.format(
        case.path.name,
        contender,
        f"{found.imported:.2f}",
        f"{found.first:.3f}",
        f"{found.seconds:.3f}",
        "-" if own is None else f"{found.seconds / own.seconds:.2f}",
        f"{found.peak / 1e6:.0f}",
        "-" if own is None else f"{found.peak / own.peak:.2f}",
        "-" if share is None else f"{share:.2%}",
    )


def _told(case: Case, contender: str, python: str) -> Reading | str:
    """A reading, or why there is none."""
    command = [python, "-m", "bench.table_contenders", contender, str(case.path)]
    done = subprocess.run([*command, str(case.runs)], cwd=PROJECT, capture_output=True, check=False)
    if done.returncode != 0:
        return f"failed: {(done.stderr.decode('utf-8', 'replace').strip().splitlines() or ['without a word'])[-1]}"
    found = json.loads(done.stdout)
    first, *later = found["seconds"]
    return Reading(found["imported"], first, statistics.median(later), peak_of([*command, "1"]), found["tables"])


def peak_of(command: Sequence[str]) -> int:
    """The most bytes that a program and all that it starts ever held together, looked at every few milliseconds."""
    child = subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak = 0
    while child.poll() is None:
        peak = max(peak, sum(map(_resident, _family(child.pid))))
        time.sleep(_SAMPLING_SECONDS)
    return peak


def _family(process: int) -> Iterator[int]:
    yield process
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:  # it has just ended
        return
    for child in children:
        yield from _family(int(child))


def _resident(process: int) -> int:
    try:
        return 4096 * int(Path(f"/proc/{process}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0


def _share_of_figures(tables: list[list[list[Any]]], years: Sequence[int]) -> float | None:
    """Of the printed figures, those that were understood: whose, of which year and domain, what and how much."""
    if not years:
        return None
    found = {tuple(figure) for figure in tables[0]}
    wanted = [(unit, year, code, measure, value) for year in years for unit, code, measure, value in expected()]
    return sum(figure in found for figure in wanted) / len(wanted)


def _share_of_cells(tables: list[list[list[Any]]], years: Sequence[int]) -> float | None:
    """Of the printed numbers, those that stand behind their province's name as they are printed, whatever they mean."""
    if not years:
        return None
    printed = {row.unit: row.cells[2:] for row in rows()}
    right = 0
    for table in tables:
        right += max(
            _right_cells(table, printed), _right_cells([list(row) for row in zip(*table, strict=True)], printed)
        )
    return right / (len(years) * sum(map(len, printed.values())))


def _right_cells(table: list[list[Any]], printed: dict[str, list[str]]) -> int:
    right = 0
    for row in table:
        at = next((at for at, cell in enumerate(row) if str(cell).strip() in printed), None)
        if at is not None:
            right += sum(map(_is_same, row[at + 1 :], printed[str(row[at]).strip()]))
    return right


def _is_same(cell: object, text: str) -> bool:
    if isinstance(cell, int | float):
        return cell == float(text.replace(",", "."))
    return str(cell).strip() == text


def _share_of_words(tables: list[list[list[Any]]], years: Sequence[int]) -> float:
    """Of the printed numbers, those that stand anywhere among the words."""
    wanted = Counter(text for row in rows() for text in row.cells[2:])
    return (wanted & Counter(tables[0][0])).total() / wanted.total()


if __name__ == "__main__":
    main()
