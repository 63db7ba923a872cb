"""The explorer's own tests of pure functions, and that what it builds needs nothing that its policy refuses.

Belongs here: running vitest, and the built files as bytes. Does not belong here: the pages in a browser.
"""

from __future__ import annotations

import gzip
import os
import re
import subprocess
from pathlib import Path

import pytest

EXPLORER = Path(__file__).parent.parent.parent / "explorer"
NODE = EXPLORER.parent / ".venv-node" / "node" / "bin" / "node"
DIST = EXPLORER / "dist"
BUILT = pytest.mark.skipif(
    not (NODE.exists() and DIST.exists()) and os.environ.get("CI") != "true",
    reason="the explorer is not built here: run `make explorer`",
)


@BUILT
def test_pure_functions_of_the_pages() -> None:
    """Routes, forms of numbers, search, tiles: tests/*.test.ts, run by vitest."""
    run = subprocess.run(
        [NODE, "node_modules/vitest/vitest.mjs", "run", "--reporter=dot", "--no-color"],
        cwd=EXPLORER,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr


@BUILT
def test_the_first_page_keeps_to_the_policy() -> None:
    """No script or style inside the page, no address of another host, every named file is there."""
    page = (DIST / "index.html").read_text("utf-8")
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", page)
    assert "://" not in page
    for name in re.findall(r'(?:src|href)="(explorer/[^"]+)"', page):
        assert (DIST / name).is_file() or name.startswith("explorer/data/"), name


@BUILT
def test_the_scripts_that_every_page_loads_are_small_and_classic() -> None:
    script = (DIST / "explorer" / "app.js").read_text("utf-8")
    assert not re.search(r"^\s*(import|export)\b|\bimport\(|\beval\(|new Function\(", script, re.MULTILINE)
    assert "dangerouslySetInnerHTML:" not in script
    assert len(gzip.compress(script.encode())) < 150_000


@BUILT
def test_the_notices_of_bundled_libraries_are_carried() -> None:
    notices = (DIST / "explorer" / "LICENSES.txt").read_text("utf-8")
    for library in ("preact", "@observablehq/plot", "@sqlite.org/sqlite-wasm", "d3-scale"):
        assert re.search(rf"^{re.escape(library)} \d", notices, re.MULTILINE), library


def test_the_lock_of_the_packages_holds_hashes_and_no_address() -> None:
    lock = (EXPLORER / "package-lock.json").read_text("utf-8")
    assert "resolved" not in lock and "registry" not in lock
    assert lock.count('"version"') - 2 <= lock.count('"integrity"') + lock.count('"inBundle"')


def test_no_page_writes_html_from_text() -> None:
    """Texts of documents are hostile: they reach the page as text alone."""
    for source in sorted((EXPLORER / "src").rglob("*.ts*")):
        text = source.read_text("utf-8")
        assert not re.search(r"dangerouslySetInnerHTML|innerHTML|outerHTML|insertAdjacentHTML|document\.write", text), (
            source
        )
