"""Accessibility of every page kind by axe-core: `python -m tests.explorer.axe RELEASE` looks at all.

Belongs here: running axe-core on a page, and on all of them. Does not belong here: the quick form that the tests run.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Browser, Page

from cchc.serve import make_server
from tests.explorer.chromium import chromium
from tests.explorer.page_kinds import PAGES, wait_until_whole
from tests.explorer.visitor import Visitor

PROJECT = Path(__file__).parents[2]
SOURCES = [PROJECT / part / "node_modules" / "axe-core" / "axe.min.js" for part in ("explorer", "conformance")]
SOURCE = next(filter(Path.exists, SOURCES), SOURCES[0])
# No preloading: axe would ask for style sheets again. Sizes of targets are told apart though they are level AA of 2.2.
RUN = """async () => {
    const found = await axe.run(document, { preload: false, rules: { "target-size": { enabled: true } } });
    const places = one => one.nodes.slice(0, 3).map(node => node.target.join(" ")).join("; ");
    return found.violations.map(one => `${one.id}: ${places(one)}`);
}"""
WIDTHS = (360, 1280)
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def violations(page: Page) -> list[str]:
    """What axe-core finds wrong, a line for each rule, with the first elements."""
    page.evaluate(SOURCE.read_text("utf-8"))
    found: list[str] = page.evaluate(RUN)
    return found


def look_everywhere(browser: Browser, site: str) -> Iterator[tuple[str, list[str]]]:
    """Each page kind in each language, width and theme, with what is wrong with it."""
    for width in WIDTHS:
        for theme in THEMES:
            for language in ("vi", "en"):
                settings: dict[str, Any] = {"viewport": {"width": width, "height": 900}, "color_scheme": theme}
                with browser.new_context(**settings, reduced_motion="reduce") as context:
                    visitor = Visitor(context, site, language)
                    for name, address in PAGES.items():
                        visitor.open(address)
                        wait_until_whole(visitor.page)
                        wrong = [*violations(visitor.page), *visitor.complaints]
                        visitor.complaints.clear()
                        yield f"{name} {language} {width} {theme}", wrong


def main(release: Path) -> int:
    """Print what is wrong, a line each; exit code 1 if anything is."""
    looked = failed = 0
    with make_server(release, release.name, 0) as server, chromium() as browser:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        for name, wrong in look_everywhere(browser, f"http://127.0.0.1:{server.server_port}/"):
            looked += 1
            failed += bool(wrong)
            for line in wrong:
                print(f"{name}: {line}", file=sys.stderr)
        server.shutdown()
    print(f"{looked} views of {len(PAGES)} page kinds, {failed} with violations or complaints")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve()))
