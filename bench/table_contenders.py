"""One reading of one file by one contender, in a process of its own: `python -m bench.table_contenders NAME FILE RUNS`.

Belongs here: how each contender is called, and its seconds. Does not belong here: files, ratios, what is right. What a
contender needs is imported by it alone: the peers live in an environment without the project's packages.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Tables = list[list[list[Any]]]
"""Tables of rows of cells, as a contender gives them."""

_ONE_THREAD = {"OMP_THREAD_LIMIT": "1"}


def ours() -> Callable[[Path], Tables]:
    """From bytes to understood figures: a table of unit, year, domain, measure and value."""
    from scrapers.documents.opening import open_document
    from scrapers.identity import origin_of_file
    from scrapers.readers.reading import read_document
    from scrapers.records import FigureRecord

    def read(path: Path) -> Tables:
        data = path.read_bytes()
        records = read_document(open_document(data, path.name), origin_of_file(path.name, data))
        figures = [record for record in records if isinstance(record, FigureRecord)]
        return [[[one.unit_name, one.year, one.domain_code, one.measure, one.value] for one in figures]]

    return read


def read_excel() -> Callable[[Path], Tables]:
    """pandas by openpyxl, every sheet."""
    import openpyxl  # noqa: F401 - loaded here, so that its import is not in the seconds
    import pandas as pd

    def read(path: Path) -> Tables:
        return [frame.values.tolist() for frame in pd.read_excel(path, sheet_name=None, engine="openpyxl").values()]

    return read


def read_html() -> Callable[[Path], Tables]:
    """pandas by lxml."""
    import lxml.html  # noqa: F401
    import pandas as pd

    def read(path: Path) -> Tables:
        return [frame.values.tolist() for frame in pd.read_html(path)]

    return read


def camelot_stream() -> Callable[[Path], Tables]:
    """camelot by the spaces between words."""
    return _camelot("stream")


def camelot_lattice() -> Callable[[Path], Tables]:
    """camelot by ruling lines."""
    return _camelot("lattice")


def _camelot(flavor: str) -> Callable[[Path], Tables]:
    import camelot

    def read(path: Path) -> Tables:
        found = camelot.read_pdf(str(path), pages="all", flavor=flavor)
        return [table.df.values.tolist() for table in found]

    return read


def tesseract() -> Callable[[Path], Tables]:
    """The bare command on one page, one thread, as it is fastest: a table of one row of words."""

    def read(path: Path) -> Tables:
        done = subprocess.run(
            ["tesseract", str(path), "stdout", "-l", "vie", "--psm", "3"],  # noqa: S607 - as Debian installs it
            capture_output=True,
            check=True,
            env={**os.environ, **_ONE_THREAD},
        )
        return [[done.stdout.decode("utf-8", "replace").split()]]

    return read


CONTENDERS: dict[str, Callable[[], Callable[[Path], Tables]]] = {
    "ours": ours,
    "pandas.read_excel": read_excel,
    "pandas.read_html": read_html,
    "camelot stream": camelot_stream,
    "camelot lattice": camelot_lattice,
    "tesseract": tesseract,
}


def main() -> None:
    """Prints the seconds of the imports, of the first reading and of the later ones, and what was read, as JSON."""
    name, path, runs = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    start = time.perf_counter()
    read = CONTENDERS[name]()
    imported = time.perf_counter() - start
    seconds = []
    tables: Tables = []
    for _ in range(runs):
        start = time.perf_counter()
        tables = read(path)
        seconds.append(time.perf_counter() - start)
    json.dump({"imported": imported, "seconds": seconds, "tables": tables}, sys.stdout, default=str)


if __name__ == "__main__":
    main()
