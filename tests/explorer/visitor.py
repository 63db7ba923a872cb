"""Somebody who visits the explorer with a keyboard, and what went wrong for them.

Belongs here: moving by keyboard, reading the page, noting what went wrong. Does not belong here: journeys.
"""

from __future__ import annotations

from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Request

MOST_STEPS = 400

FOCUS = """() => {
    const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
    const box = document.activeElement.getBoundingClientRect();
    const isOnScreen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && isOnScreen;
}"""


# As it is painted: a table finds out that it has to scroll by itself when it is laid out.
BEYOND = """async () => {
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    return document.documentElement.scrollWidth - innerWidth;
}"""


class Visitor:
    """A visitor in one language. `complaints` holds requests to other hosts, errors of scripts and of the console."""

    def __init__(self, context: BrowserContext, site: str, language: str) -> None:
        self.context = context
        self.site = site
        self.language = language
        self.complaints: list[str] = []
        context.on("request", self._note_request)
        self.page = self.new_page()

    def new_page(self) -> Page:
        """A further window of the same visitor."""
        page = self.context.new_page()
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        return page

    def _note_request(self, request: Request) -> None:
        if not request.url.startswith((self.site, "blob:", "data:")):
            self.complaints.append(f"asked elsewhere: {request.url}")

    def _note(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"console: {message.text}")

    def open(self, address: str = "") -> None:
        """Open a page of the site by its address after `#/<language>`."""
        self.page.goto(f"{self.site}index.html#/{self.language}{address}")
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
                assert self.page.evaluate(FOCUS), f"nobody sees that the focus is on {target}"
                return
            self.page.keyboard.press(key)
        raise AssertionError(f"{target} cannot be reached by the keyboard")

    def choose(self, box: Locator, typed: str) -> None:
        """Type into a box that lists what matches, and take the first."""
        self.tab_to(box)
        self.type(typed)
        self.press("Enter")

    def select(self, field: Locator, label: str) -> None:
        """Choose from a list: its first letter, then the arrow."""
        self.tab_to(field)
        self.press(label[0])
        for _ in range(MOST_STEPS):
            if field.evaluate("field => field.selectedOptions[0].label") == label:
                return
            self.press("ArrowDown")
        raise AssertionError(f"{field} offers no {label}")

    def follow(self, target: Locator) -> None:
        """Move to a link or button and press Enter."""
        self.tab_to(target)
        self.check_fits()
        self.press("Enter")

    def say(self, vietnamese: str, english: str) -> str:
        """The wording in the visitor's language."""
        return vietnamese if self.language == "vi" else english

    def button(self, vietnamese: str, english: str) -> Locator:
        """The button of this name."""
        return self.page.get_by_role("button", name=self.say(vietnamese, english), exact=True)

    def field(self, vietnamese: str, english: str) -> Locator:
        """The field of this label."""
        return self.page.locator("main").get_by_label(self.say(vietnamese, english), exact=True).first

    def link(self, vietnamese: str, english: str) -> Locator:
        """The link in the page's content whose name holds this."""
        return self.page.locator("main").get_by_role("link", name=self.say(vietnamese, english))

    @property
    def heading(self) -> Locator:
        """The page's title."""
        return self.page.locator("h1")

    def copied(self) -> str:
        """What the visitor has copied; waits until the page says so."""
        self.page.get_by_text(self.say("Đã sao chép", "Copied"), exact=True).first.wait_for()
        return str(self.page.evaluate("navigator.clipboard.readText()"))

    def check_fits(self) -> None:
        """The page is not wider than the screen."""
        beyond = self.page.evaluate(BEYOND)
        assert beyond <= 0, f"{self.page.url} is {beyond} px too wide"

    def leave(self) -> None:
        """Close the windows; each fits the screen, and nothing went wrong."""
        self.context.remove_listener("request", self._note_request)
        for page in self.context.pages:
            self.page = page
            self.check_fits()
            page.close()
        assert self.complaints == []
