"""Somebody who visits the explorer with a keyboard, and what went wrong for them.

Belongs here: moving by keyboard, reading the page, refusing other addresses. Does not belong here: journeys.
"""

from __future__ import annotations

from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Route

MOST_STEPS = 400


class Visitor:
    """A visitor in one language. `complaints` holds requests to other hosts, errors of scripts and of the console."""

    def __init__(self, context: BrowserContext, site: str, language: str) -> None:
        self.context = context
        self.site = site
        self.language = language
        self.complaints: list[str] = []
        context.route("**/*", self._hold_to_site)
        self.page = self.new_page()

    def new_page(self) -> Page:
        """A further window of the same visitor."""
        page = self.context.new_page()
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        return page

    def _hold_to_site(self, route: Route) -> None:
        if route.request.url.startswith((self.site, "blob:", "data:")):
            route.continue_()
        else:
            self.complaints.append(f"asked elsewhere: {route.request.url}")
            route.abort()

    def _note(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"console: {message.text}")

    def open(self, address: str = "") -> None:
        """Open a page of the site by its address after `#/<language>`."""
        self.page.goto(f"{self.site}#/{self.language}{address}")
        self.page.locator("h1").first.wait_for()

    def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        """Type a text where the focus is."""
        self.page.keyboard.type(text)

    def tab_to(self, target: Locator, key: str = "Tab") -> None:
        """Move the focus to `target` as a keyboard user does; fails when it cannot be reached."""
        target.first.wait_for()
        for _ in range(MOST_STEPS):
            if target.first.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press(key)
        raise AssertionError(f"{target} cannot be reached by the keyboard")

    def follow(self, target: Locator) -> None:
        """Move to a link or button and press Enter."""
        self.tab_to(target)
        self.press("Enter")
