"""What the browser tests share: a release with plans in it, its server, a browser that reaches nothing else.

Belongs here: fixtures. Does not belong here: what is done on pages (`tests.explorer.visitor`).
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, BrowserContext, expect

from cchc.serve import make_server
from tests.explorer.chromium import NoChromiumError, chromium
from tests.explorer.visitor import Visitor
from tests.table_print.needs import IS_COMPLETE

PROJECT = Path(__file__).parents[2]
DOCUMENTS = (
    PROJECT / "tests" / "explorer" / "documents",
    PROJECT / "tests" / "recorded" / "plans",
    PROJECT / "tests" / "recorded" / "documents",
)
DIST = PROJECT / "explorer" / "dist" / "index.html"
PATIENCE = 20_000
"""In milliseconds: the most that anything may take where other tests have the processor."""
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def release(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of the bundled figures and of plans, made by the whole line, once for all workers."""
    if given := request.config.getoption("--release"):
        return Path(given).resolve()
    if not DIST.exists():
        _is_missing("The explorer is not built (`make explorer`).")
    shared = (
        tmp_path_factory.getbasetemp().parent
        if os.environ.get("PYTEST_XDIST_WORKER")
        else tmp_path_factory.getbasetemp()
    )
    data = shared / "explorer-data"
    with FileLock(shared / "explorer-data.lock"):
        if not (data / "release" / "latest").exists():
            _cchc(data, "add", *sorted(path for folder in DOCUMENTS for path in folder.glob("*.txt")))
            _cchc(data, "run")
    return (data / "release" / "latest").resolve()


def _cchc(data: Path, *arguments: str | Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "cchc", *map(str, arguments)],
        env={**os.environ, "CCHC_DATA": str(data), "CCHC_EXPLORER": "yes"},
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def _is_missing(reason: str) -> NoReturn:
    if IS_COMPLETE:
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def site(release: Path) -> Iterator[str]:
    """The address of the served release."""
    with make_server(release, release.name, 0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; tests are skipped, with the reason, where it is not installed."""
    try:
        with chromium() as browser:
            yield browser
    except NoChromiumError as error:
        _is_missing(str(error))


@pytest.fixture(scope="module", params=["vi", "en"])
def telephone(request: pytest.FixtureRequest, browser: Browser) -> Iterator[BrowserContext]:
    """A telephone's screen in each language; what it has loaded once it keeps."""
    with browser.new_context(
        viewport={"width": 360, "height": 740},
        locale=request.param,
        color_scheme="light",
        reduced_motion="reduce",
        permissions=["clipboard-read", "clipboard-write"],
    ) as context:
        context.set_default_timeout(PATIENCE)
        yield context


@pytest.fixture
def visitor(telephone: BrowserContext, site: str, request: pytest.FixtureRequest) -> Iterator[Visitor]:
    """Somebody at a telephone in each language, by keyboard alone, whose network ends at the site."""
    visitor = Visitor(telephone, site, request.node.callspec.params["telephone"])
    yield visitor
    visitor.leave()
