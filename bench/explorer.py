"""How fast the explorer is in a real browser: the first view on a slow processor, search over all records, SQL.

Belongs here: measuring a release that stands. Does not belong here: budgets of bytes, which are tests
(`tests/explorer/test_pages.py`), and Lighthouse (`make conformance`).

    python -m bench.explorer [RELEASE]
"""

from __future__ import annotations

import gzip
import os
import statistics
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page

from cchc.serve import make_server
from tests.explorer.chromium import chromium
from tests.explorer.page_kinds import wait_until_whole

ROUNDS = 9
SLOWER = 4
LATEST = Path(os.environ.get("CCHC_DATA", "data")) / "release" / "latest"
FIRST_PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
# Said before the page runs: when its content first stood there, and the largest paint.
WATCH = """
new MutationObserver((_, observer) => {
    if (!document.querySelector("main h1") || document.querySelector("main .loading")) return;
    window.stood = performance.now();
    observer.disconnect();
}).observe(document, { childList: true, subtree: true });
new PerformanceObserver(list => { window.painted = list.getEntries().at(-1).startTime; })
    .observe({ type: "largest-contentful-paint", buffered: true });
"""
# From the key to the answers that stand in the list; none where the same answers stay, which nothing tells.
SEARCH = """async queries => {
    const box = document.querySelector(".search-input");
    const list = document.getElementById(box.getAttribute("aria-controls"));
    const took = [];
    for (const query of queries) {
        const begun = performance.now();
        box.value = query;
        box.dispatchEvent(new InputEvent("input", { bubbles: true }));
        const isNew = await new Promise(done => {
            const observer = new MutationObserver(() => { observer.disconnect(); done(true); });
            observer.observe(list, { childList: true, subtree: true, characterData: true, attributes: true });
            setTimeout(() => { observer.disconnect(); done(false); }, 400);
        });
        list.getBoundingClientRect();
        if (isNew) took.push(performance.now() - begun);
    }
    return took;
}"""
# The caption tells the milliseconds of each run, so it changes with each.
ANSWER = """() => {
    window.answered = undefined;
    new MutationObserver((_, observer) => {
        const caption = document.querySelector("table.data-table caption")?.textContent;
        if (!caption || document.querySelector("main .loading") || caption === window.before) return;
        window.before = caption;
        window.answered = performance.now();
        observer.disconnect();
    }).observe(document.querySelector("main"), { childList: true, subtree: true, characterData: true });
}"""
NAMES = ("quang ngai", "Tây Ninh", "kiem soat tham nhung", "PAPI 2024", "thu tuc hanh chinh", "1247/KH-UBND", "TTHC",
         "transparency", "bo noi vu", "so tu phap quang ngai", "Bà Rịa - Vũng Tàu", "đường dây nóng", "quang ngia",
         "cai cach hanh chinh", "dak lak", "PAR INDEX", "HCM", "e-government")  # fmt: skip
JOIN = """select unit.region_vi, score.domain_code, count(*) as units, avg(score.score) as mean
from fct_score as score join dim_unit as unit using (unit_key)
where score.index_code = 'PAPI' group by 1, 2 order by 4 desc"""
GAPS = """select score.index_code, count(*) as n, avg(gap.gap_percent) from fct_score as score
join mart_gap as gap using (score_key) group by 1 order by 2 desc"""


def main(release: Path) -> None:
    """Print what was measured."""
    with make_server(release, release.name, 0) as server, chromium() as browser:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        site = f"http://127.0.0.1:{server.server_port}/"
        print(f"Release {release.name}; load of the machine {os.getloadavg()[0]:.1f}")
        _tell("first paint, ms", painted := [_first_view(browser, site) for _ in range(ROUNDS)], 0)
        _tell("content stands, ms", painted, 1)
        _tell("largest paint, ms", painted, 2)
        print(f"first view: {_first_bytes(browser, site, release):,} bytes compressed")
        _search(browser, site)
        for name, sql in (("fct_score with dim_unit", JOIN), ("fct_score with mart_gap", GAPS)):
            _query(browser, site, name, sql)
        server.shutdown()


def _tell(what: str, rounds: list[tuple[float, float, float]], at: int) -> None:
    values = sorted(one[at] for one in rounds)
    print(f"first view, {SLOWER} times slower processor: {what}: median {statistics.median(values):.0f}, "
          f"{values[0]:.0f} to {values[-1]:.0f} in {len(values)} rounds")  # fmt: skip


def _first_view(browser: Browser, site: str) -> tuple[float, float, float]:
    """Of somebody who was never here: first paint, the page's content, its largest paint."""
    with browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True) as context:
        page = context.new_page()
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        page.add_init_script(WATCH)
        page.goto(site)
        wait_until_whole(page)
        page.wait_for_function("window.painted !== undefined")
        return page.evaluate(FIRST_PAINT), page.evaluate("window.stood"), page.evaluate("window.painted")


def _first_bytes(browser: Browser, site: str, release: Path) -> int:
    asked: list[str] = []
    with browser.new_context(bypass_csp=True) as context:
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url.removeprefix(site)))
        page.goto(site)
        wait_until_whole(page)
    return sum(len(gzip.compress((release / (name or "index.html")).read_bytes(), 6)) for name in asked)


def _search(browser: Browser, site: str) -> None:
    """Letter by letter, as people type; the index is made before, when the box is entered."""
    queries = [name[:end] for name in NAMES for end in range(1, len(name) + 1)]
    with browser.new_context(bypass_csp=True) as context:
        page = context.new_page()
        page.goto(site)
        wait_until_whole(page)
        page.keyboard.press("/")
        page.keyboard.type("x")
        page.locator(".search-options [role=option]").first.wait_for()
        page.evaluate(SEARCH, queries)
        took = sorted(page.evaluate(SEARCH, queries))
    rare = took[int(len(took) * 0.95)]
    print(f"search, from key to answers: median {statistics.median(took):.1f} ms, p95 {rare:.1f} ms, "
          f"most {took[-1]:.1f} ms over {len(took)} of {len(queries)} queries; the others left the list "
          f"as it was for 400 ms")  # fmt: skip


def _query(browser: Browser, site: str, name: str, sql: str) -> None:
    with browser.new_context(bypass_csp=True) as context:
        page = context.new_page()
        page.goto(f"{site}#/en/sql")
        took = list(_runs(page, sql))
    print(f"SQL, join of {name}: with loading of the tables {took[0]:.0f} ms; "
          f"then median {statistics.median(took[1:]):.0f} ms, most {max(took[1:]):.0f} ms")  # fmt: skip


def _runs(page: Page, sql: str) -> Iterator[float]:
    """From Ctrl+Enter to the table, each round another query, so that none is answered from before."""
    box = page.locator("#sql-text")
    box.wait_for()
    for round_ in range(ROUNDS):
        box.fill(f"{sql} limit {40 + round_}")
        begun = page.evaluate("performance.now()")
        page.evaluate(ANSWER)
        page.keyboard.press("Control+Enter")
        page.wait_for_function("window.answered !== undefined")
        yield page.evaluate("window.answered") - begun


if __name__ == "__main__":
    main((Path(sys.argv[1]) if len(sys.argv) > 1 else LATEST).resolve())
