"""How much memory a batch takes: the most that `cchc read --batch` ever held, over few pages and over many.

Belongs here: running it on repeated pages. Does not belong here: what is read.
"""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path


def peak_megabytes(lines: Sequence[bytes], pages: int) -> float:
    """The peak of a process of its own that reads `pages` pages, the lines over and over."""
    with tempfile.TemporaryDirectory() as folder:
        batch = Path(folder) / "pages.jsonl"
        with batch.open("wb") as file:
            file.writelines(line + b"\n" for line in itertools.islice(itertools.cycle(lines), pages))
        process = subprocess.Popen(
            [sys.executable, "-m", "cchc", "read", "--batch", str(batch)], stdout=subprocess.DEVNULL
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"cchc read --batch failed on {pages} pages with code {process.returncode}.")
    return usage.ru_maxrss / 1024
