"""Pictures of every page kind for docs/explorer.md: `python -m tests.explorer.screens RELEASE [NAME ...]`.

Belongs here: which pictures, and making them small. Does not belong here: what pages have to be (the tests).
"""

from __future__ import annotations

import io
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser

from cchc.serve import make_server
from tests.explorer.chromium import chromium
from tests.explorer.page_kinds import PAGES, wait_until_whole
from tests.explorer.visitor import Visitor

FOLDER = Path(__file__).parents[2] / "docs" / "screens"
COLOURS = 96
MOST_BYTES = 150_000


@dataclass(frozen=True)
class Screen:
    """A picture: of which page, for whom, and how much of it."""

    page: str
    language: Literal["vi", "en"] = "vi"
    width: int = 1280
    height: int = 900
    theme: Literal["light", "dark"] = "light"
    part: str = "main h1"
    """What stands at the top of the picture."""


SCREENS = {
    "home": Screen("home"),
    "home-360": Screen("home", width=360, height=780),
    "search": Screen("search", height=760),
    "index": Screen("index-year", height=1300),
    "index-360": Screen("index-year", width=360, height=780),
    "unit": Screen("unit", height=900),
    "unit-domain": Screen("unit", height=900, part="#chosen .controls"),
    "unit-360": Screen("unit", width=360, height=780, part="ol.domains"),
    "unit-en-dark": Screen("unit", language="en", theme="dark", part="#chosen"),
    "what-if": Screen("what-if"),
    "series": Screen("series", height=1000),
    "compare": Screen("compare", height=1200),
    "tasks": Screen("tasks"),
    "figure": Screen("figure", height=1000),
    "derived": Screen("derived"),
    "document": Screen("document", height=1000),
    "quality": Screen("quality", height=1000),
    "discrepancies": Screen("discrepancies", height=1000),
    "dictionary": Screen("dictionary"),
    "changes": Screen("changes", height=520),
    "sql": Screen("sql", height=1000),
    "sql-dark": Screen("sql", language="en", theme="dark"),
}


def main(release: Path, names: list[str]) -> None:
    """Write the pictures, all or those named."""
    FOLDER.mkdir(exist_ok=True)
    with make_server(release, release.name, 0) as server, chromium() as browser:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        for name in names or SCREENS:
            picture = _small(_taken(browser, f"http://127.0.0.1:{server.server_port}/", SCREENS[name]))
            if len(picture) > MOST_BYTES:
                raise SystemExit(f"{name}.png has {len(picture):,} bytes; show less of the page")
            (FOLDER / f"{name}.png").write_bytes(picture)
        server.shutdown()


def _taken(browser: Browser, site: str, screen: Screen) -> bytes:
    with browser.new_context(
        viewport={"width": screen.width, "height": screen.height},
        color_scheme=screen.theme,
        reduced_motion="reduce",
    ) as context:
        visitor = Visitor(context, site, screen.language)
        visitor.open(PAGES[screen.page])
        wait_until_whole(visitor.page)
        if screen.part != "main h1":
            visitor.page.locator(screen.part).first.evaluate("part => part.scrollIntoView({ block: 'start' })")
        taken = visitor.page.screenshot(scale="css", animations="disabled")
        assert visitor.complaints == [], visitor.complaints
        return taken


def _small(picture: bytes) -> bytes:
    """The picture in few colours: pages have few."""
    few = Image.open(io.BytesIO(picture)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    written = io.BytesIO()
    few.save(written, "PNG", optimize=True)
    return written.getvalue()


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), sys.argv[2:])
