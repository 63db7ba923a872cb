"""Every kind of page, by an address of it that shows most of what the kind can show.

Belongs here: addresses, and when a page is whole. Does not belong here: what is asked of pages.
"""

from __future__ import annotations

from playwright.sync_api import Page, expect

PAGES = {
    "home": "",
    "search": "/search?q=quang+ngai",
    "indices": "/index",
    "index-year": "/index/PAPI/2024",
    "unit-chooser": "/unit",
    "unit": "/unit/province/quang-ngai?index=PAPI&year=2024",
    "what-if": "/what-if/PAPI/2024/province/quang-ngai?d4=1",
    "series": "/series?index=PAPI&units=province%2Fquang-ngai,province%2Ftay-ninh",
    "compare": "/compare?index=PAPI&year=2024&units=province%2Fquang-ngai,province%2Ftay-ninh",
    "tasks": "/tasks?subject=CORRUPTION&unit=T%C3%A2y+Ninh",
    "figure": "/figure/papi%2F2024-totals%23quang-ngai.PAPI.2024._total.score",
    "derived": "/figure/PAPI%2F2024%2Fprovince%2Fquang-ngai%2F63-2008%2F4",
    "document": "/document/added%2Ftay_ninh_papi_2024",
    "quality": "/quality?index=PAR_INDEX",
    "discrepancies": "/quality?index=PAR_INDEX&tab=discrepancies",
    "claims": "/quality?tab=claims",
    "dictionary": "/dictionary",
    "changes": "/changes",
    "sql": "/sql?q=select+index_code%2C+count%28*%29+from+fct_score+group+by+1",
    "nowhere": "/nowhere",
}
"""Name -> address after `#/<language>`."""

DRAWN = "() => [...document.querySelectorAll('.chart-drawing')].every(drawing => drawing.querySelector('svg'))"


TURNS = """async () => {
    for (let turn = 0; turn < 8; turn++)
        await new Promise(done => requestAnimationFrame(() => setTimeout(() => requestIdleCallback(done))));
}"""


def wait_until_whole(page: Page) -> None:
    """Wait until data has come, what waits its turn (`parts/later.tsx`) has had it, and charts are drawn."""
    page.locator("main h1").wait_for()
    expect(page.locator(".loading")).to_have_count(0)
    page.evaluate(TURNS)
    expect(page.locator(".loading")).to_have_count(0)
    page.wait_for_function(DRAWN)
