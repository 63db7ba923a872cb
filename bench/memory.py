"""How much memory a batch takes: the most that `cchc read --batch` ever held, over few pages and over many.

Belongs here: running it on repeated pages. Does not belong here: what is read. Linux tells the peak of a program since
it was started; what `resource` tells would hold that of the program that started it too.
"""

from __future__ import annotations

import itertools
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

_CHILD = """
import re, sys
from pathlib import Path
from cchc.main import main
code = main(["read", "--batch", sys.argv[1]])
peak = re.search(r"VmHWM:\\s*(\\d+) kB", Path("/proc/self/status").read_text())
print(peak[1], file=sys.stderr)
sys.exit(code)
"""


def peak_megabytes(lines: Sequence[bytes], pages: int) -> float:
    """The peak of a process of its own that reads `pages` pages, the lines over and over."""
    with tempfile.TemporaryDirectory() as folder:
        batch = Path(folder) / "pages.jsonl"
        with batch.open("wb") as file:
            file.writelines(line + b"\n" for line in itertools.islice(itertools.cycle(lines), pages))
        done = subprocess.run(
            [sys.executable, "-c", _CHILD, str(batch)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    if done.returncode != 0:
        raise SystemExit(f"cchc read --batch failed on {pages} pages: {done.stderr.strip()}")
    return int(done.stderr) / 1024
