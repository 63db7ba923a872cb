"""What holds of every page, whatever one came for: accessible, quiet, as wide as the screen, and light to load."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.explorer.axe import SOURCE, violations
from tests.explorer.page_kinds import PAGES, wait_until_whole
from tests.explorer.visitor import Visitor

FIRST_VIEW = 300_000
"""Bytes, compressed."""
JOIN = "select name_vi from fct_score join dim_unit using (unit_key) where index_code = 'PAPI' and score > 47.8"


@pytest.fixture(scope="module")
def desk(browser: Browser) -> Iterator[BrowserContext]:
    """A wide and dark screen; `telephone` is narrow and light."""
    with browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme="dark", locale="en") as context:
        yield context


@pytest.mark.skipif(not SOURCE.exists(), reason="axe-core is not installed (`make explorer`)")
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible_and_fits_a_telephone(visitor: Visitor, name: str) -> None:
    visitor.open(PAGES[name])
    wait_until_whole(visitor.page)
    if visitor.language == "vi":  # in English below; every combination in `make conformance`
        assert violations(visitor.page) == []


@pytest.mark.skipif(not SOURCE.exists(), reason="axe-core is not installed (`make explorer`)")
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible_in_the_dark(desk: BrowserContext, site: str, name: str) -> None:
    visitor = Visitor(desk, site, "en")
    visitor.open(PAGES[name])
    wait_until_whole(visitor.page)
    assert violations(visitor.page) == []
    visitor.leave()


def test_pages_work_from_a_folder_without_a_server(browser: Browser, release: Path) -> None:
    """Also figures, which stand in files of their own, and SQL, which has to start a worker."""
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        visitor = Visitor(context, f"{release.as_uri()}/", "vi")
        visitor.open()
        expect(visitor.page.locator(".foot")).to_contain_text(release.name)
        visitor.open(PAGES["unit"])
        expect(visitor.page.locator("li.domain").first).to_contain_text("Tây Ninh")
        visitor.open(PAGES["figure"])
        expect(visitor.page.locator(".passage mark")).to_contain_text("43")
        visitor.open(f"/sql?q={quote(JOIN)}")
        expect(visitor.page.locator("table.data-table tbody")).to_contain_text("Quảng Ninh")
        visitor.leave()


def test_the_first_view_is_light(visitor: Visitor, release: Path) -> None:
    """What the first page asks for, compressed as a server would; nothing else is loaded before one asks for it."""
    asked: list[str] = []
    visitor.page.on("request", lambda request: asked.append(request.url.removeprefix(visitor.site).partition("#")[0]))
    visitor.open()
    wait_until_whole(visitor.page)
    sizes = {name: len(gzip.compress((release / name).read_bytes(), 6)) for name in asked}
    assert {"explorer/app.js", "explorer/app.css", "explorer/data/core.js"} <= set(sizes)
    assert sum(sizes.values()) < FIRST_VIEW, sizes
