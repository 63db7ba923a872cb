"""Checks in a browser: axe-core over every page kind of the explorer, Lighthouse over four of them.

Belongs here: calling them and reading what they found. Does not belong here: which pages there are
(`tests.explorer.page_kinds`), serving.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from conformance.subject import HERE, PROJECT, CheckError, Subject, fail_on

CATEGORIES = ("performance", "accessibility", "best-practices")
LEAST = 95
TIMES = 3
"""One run tells little, as Lighthouse's own pages say: the median counts."""
PAGES = {
    "home": "",
    "index": "index/PAPI/2024",
    "unit": "unit/province/quang-ngai?index=PAPI&year=2024",
    "figure": "figure/papi%2F2024-totals%23quang-ngai.PAPI.2024._total.score",
}
"""As `#/<language>/...`; they stand in every release of the bundled data."""
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-component-update"
_SERVE = """import sys, threading
from pathlib import Path
from cchc.serve import make_server
release = Path(sys.argv[1])
server = make_server(release, release.name, 0)
print(server.server_port, flush=True)
server.serve_forever()"""


def check_axe(subject: Subject) -> str | None:
    """Accessibility of every page kind in both languages, narrow and wide, light and dark; no errors of scripts."""
    if not _has_explorer(subject):
        return None
    done = subprocess.run(  # noqa: S603 - our own module
        [str(subject.python), "-m", "tests.explorer.axe", str(subject.release)],
        capture_output=True, text=True, check=False, cwd=PROJECT,
    )  # fmt: skip
    if not done.stdout.strip():
        raise CheckError("axe did not run", done.stderr.splitlines()[-5:])
    if done.returncode != 0:
        raise CheckError(done.stdout.strip(), done.stderr.splitlines())
    return done.stdout.strip()


def check_lighthouse(subject: Subject) -> str | None:
    """Performance, accessibility and best practices, on a slowed processor and line as Lighthouse sets them."""
    if not _has_explorer(subject):
        return None
    chromium = os.environ.get("CHROME_PATH") or shutil.which("chromium")
    if chromium is None:
        raise CheckError("Chromium is not installed (Debian: apt-get install chromium)")
    with _served(subject) as site:
        scores = {name: _median_scores(f"{site}#/vi/{address}", chromium) for name, address in PAGES.items()}
    told = "; ".join(f"{name} {'/'.join(map(str, of.values()))}" for name, of in scores.items())
    low = [
        f"{name}: {category} {score}" for name, of in scores.items() for category, score in of.items() if score < LEAST
    ]
    fail_on(low, f"scores below {LEAST} ({told})")
    return f"{'/'.join(CATEGORIES)}: {told}"


def _has_explorer(subject: Subject) -> bool:
    return (subject.release / "explorer" / "app.js").is_file()


@contextmanager
def _served(subject: Subject) -> Iterator[str]:
    """The release, served as `cchc serve` does."""
    command = [str(subject.python), "-c", _SERVE, str(subject.release)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=PROJECT) as server:  # noqa: S603
        try:
            yield f"http://127.0.0.1:{(server.stdout or io.StringIO()).readline().strip()}/"
        finally:
            server.terminate()


def _median_scores(address: str, chromium: str) -> dict[str, int]:
    runs = [_scores(address, chromium) for _ in range(TIMES)]
    return {category: sorted(run[category] for run in runs)[TIMES // 2] for category in CATEGORIES}


def _scores(address: str, chromium: str) -> dict[str, int]:
    tool = HERE / "node_modules" / "lighthouse" / "cli" / "index.js"
    if not tool.is_file():
        raise CheckError("lighthouse is not installed; `make conformance` installs it")
    with TemporaryDirectory() as folder:
        # Into a file: into a pipe its last lines may be lost.
        report = Path(folder) / "report.json"
        options = [
            f"--only-categories={','.join(CATEGORIES)}", "--output=json", f"--output-path={report}", "--quiet",
            f"--chrome-flags={FLAGS}", "--no-enable-error-reporting",
        ]  # fmt: skip
        done = subprocess.run(  # noqa: S603 - our own tool
            ["node", str(tool), address, *options],  # noqa: S607 - that of `make conformance`
            capture_output=True, text=True, check=False, env={**os.environ, "CHROME_PATH": chromium},
        )  # fmt: skip
        if not report.is_file():
            raise CheckError(f"lighthouse ended with {done.returncode}", done.stderr.splitlines()[-5:])
        found = json.loads(report.read_bytes())["categories"]
    return {category: round(100 * (found[category]["score"] or 0)) for category in CATEGORIES}
