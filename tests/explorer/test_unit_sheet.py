"""A unit's profile prints as one page of A4 with nothing cut off, and tells what an officer takes to a meeting."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.explorer.printing import paper, printed_sheet
from tests.explorer.visitor import Visitor

PRESSED = """() => {
    dispatchEvent(new Event("beforeprint"));
    return document.querySelectorAll(".sheet").length;
}"""


@pytest.fixture(scope="module")
def reader(browser: Browser, site: str) -> Iterator[Visitor]:
    """Somebody at a desk, in Vietnamese."""
    with browser.new_context(viewport={"width": 1280, "height": 900}, locale="vi") as context:
        visitor = Visitor(context, site, "vi")
        yield visitor
        visitor.leave()


@pytest.mark.parametrize(
    ("address", "texts"),
    [
        (
            "/unit/province/quang-ngai?index=PAPI&year=2024",
            ["Tỉnh Quảng Ngãi", "43,07", "Kiểm soát tham nhũng", "Tây Ninh", "1247/KH-UBND"],
        ),
        ("/unit/province/ha-noi", ["Thành phố Hà Nội", "Điểm mất"]),
        ("/unit/ministry/bo-tu-phap", ["Bộ Tư pháp", "89,95", "Điểm thẩm định"]),
        ("/unit/province/quang-ngai?index=PAR_INDEX&year=2024", ["Tỉnh Quảng Ngãi", "43/63"]),
        ("/unit/province/lao-cai", ["Lào Cai"]),
    ],
)
def test_a_profile_prints_as_one_page_with_nothing_cut_off(reader: Visitor, address: str, texts: list[str]) -> None:
    """What stands first and what stands last are both on the page, and the frame of the site is not."""
    reader.open(address)
    # The tasks of plans come in a file of their own.
    reader.page.locator("#plans .empty, #plans .tasks, #plans .targets").first.wait_for()
    text = printed_sheet(reader.page)
    for told in [*texts, "CC BY 4.0", reader.page.evaluate("location.hash")]:
        assert told in text
    assert "Mục lục" not in text


def test_print_does_not_wait_for_what_is_drawn_in_turns(browser: Browser, site: str) -> None:
    """Somebody may print before the page has come to its last part; here it never comes to it by itself."""
    with browser.new_context(viewport={"width": 1280, "height": 900}, locale="vi") as context:
        context.add_init_script("window.requestIdleCallback = () => 0")
        visitor = Visitor(context, site, "vi")
        visitor.open("/unit/province/quang-ngai?index=PAPI&year=2024")
        visitor.page.locator("#glance tr").nth(2).wait_for()
        assert visitor.page.locator(".sheet").count() == 0
        # A button's `print()` comes back only when the print is done: nothing may be left for later.
        assert visitor.page.evaluate(PRESSED) == 1
        text = paper(visitor.page)
        assert "Tỉnh Quảng Ngãi" in text and "Kiểm soát tham nhũng" in text and "CC BY 4.0" in text
        visitor.leave()
