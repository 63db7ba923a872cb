"""Writes every print to a folder: `python -m tests.table_print DIR`.

Belongs here: that. Does not belong here: anything else.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.table_print.registry import INFOGRAPHIC, SCANS, TYPESET

if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Name the folder: python -m tests.table_print DIR")
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, printed in {**TYPESET, **SCANS, **INFOGRAPHIC}.items():
        (folder / name).write_bytes(printed())
        print(folder / name)
