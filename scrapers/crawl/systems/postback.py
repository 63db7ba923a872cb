"""Lists that ASP.NET pages by posting their own state back: GridView, repeaters of numbers, Telerik's RadGrid.

Belongs here: which postback leads to the next page, and the fields that a browser would send. Does not belong here:
sending them. What a page has signed (`__VIEWSTATE`, `__EVENTVALIDATION`) is sent back as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from scrapers.crawl.page import Form, Link
from scrapers.crawl.systems.canonical import canonical
from scrapers.crawl.systems.markup import Markup

MAX_FIELDS = 2_000
MAX_STATE = 4_000_000
"""Characters of all fields of a form; pages with more state than this are left alone."""
_MAX_EVENTS = 2_000

_EVENT = re.compile(r"__doPostBack\(\s*(?:'|&#39;|\")([^'\"]{1,300})['\"]\s*,\s*['\"]([^'\"]{0,300})['\"]\s*\)")
_PAGE = re.compile(r"Page\$(\d{1,6})")
_USUAL_CONTROLS = re.compile(r"page|pager|pagi|trang|rgPager|ctl\d+\$ctl\d+\$ctl\d+$|rpt|lnkNumber", re.IGNORECASE)
_COUNTED = re.compile(r"\$ctl\d+|\d+$", re.IGNORECASE)
"""Parts of a control's name that count its siblings."""
_OF_PAGES = re.compile(r"(?:Page|Trang)\s*(\d{1,6})\s*(?:of|/|trong|trên)\s*(?:số\s*)?(\d{1,6})", re.IGNORECASE)
_UNSENT = {"submit", "button", "image", "reset", "file"}


@dataclass(frozen=True, slots=True)
class _Turn:
    """A postback that shows page `number` of the list that `grid` holds."""

    grid: str
    number: int
    sent: dict[str, str]


def next_pages(markup: Markup, controls: tuple[str, ...]) -> Iterator[Link]:
    """The next page of each of a page's lists, asked for by posting the page's state.

    Args:
        controls: patterns of the controls that turn pages, where the usual names are not theirs.
    """
    form = _form_of(markup) if "__VIEWSTATE" in markup.source else None
    if form is None:
        return
    turns = _turns(form, [re.compile(control) for control in controls] or [_USUAL_CONTROLS])
    fields = _fields(form) if turns else None
    action = canonical(form.get("action") or markup.url, markup.base) or markup.url
    if fields is None:
        return
    for at, turn in enumerate(turns):
        name = f"Page${turn.number}" if at == 0 else f"{turn.grid}$Page${turn.number}"
        sent = {**fields, **turn.sent}
        yield Link(action, "list", Form(name, tuple(sent.items())), pages_on=True)


def _form_of(markup: Markup) -> etree._Element | None:
    """The page's one form of server controls."""
    for form in islice(markup.root.iter("form"), 50):
        if (form.get("method") or "").lower() == "post" and _input_named(form, "__VIEWSTATE") is not None:
            return form
    return None


def _input_named(form: etree._Element, name: str) -> etree._Element | None:
    return next((node for node in islice(form.iter("input"), MAX_FIELDS) if node.get("name") == name), None)


def _turns(form: etree._Element, controls: list[re.Pattern[str]]) -> list[_Turn]:
    """The postback to the next page of each grid, in order."""
    shown: dict[str, int] = {}
    found: dict[str, list[_Turn]] = {}
    nodes: dict[str, list[etree._Element]] = {}
    for node in islice(form.iter("a", "input", "button"), _MAX_EVENTS):
        event = _event(node)
        told = event and _told(node, *event, controls)
        if not event or not told:
            continue
        grid, number = told
        if "rgCurrentPage" in (node.get("class") or ""):
            shown[grid] = number
        else:
            found.setdefault(grid, []).append(
                _Turn(grid, number, {"__EVENTTARGET": event[0], "__EVENTARGUMENT": event[1]})
            )
            nodes.setdefault(grid, []).append(node)
    for grid in found:
        shown.setdefault(grid, _marked(nodes[grid]) or _gap([turn.number for turn in found[grid]]))
    turns = [turn for grid in found if (turn := _next(found[grid], shown[grid])) is not None]
    return turns or list(_arrows(form))


def _told(node: etree._Element, target: str, argument: str, controls: list[re.Pattern[str]]) -> tuple[str, int] | None:
    """The grid and the number of the page that a postback shows, where it tells one."""
    if (page := _PAGE.fullmatch(argument)) is not None:
        return target, int(page[1])
    number = _number_on(node)
    if number and not argument and any(control.search(target) for control in controls):
        return _COUNTED.sub("", target), number
    return None


def _number_on(node: etree._Element) -> int:
    text = "".join(islice(node.itertext(), 20)).strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 6 else 0


def _marked(nodes: list[etree._Element]) -> int:
    """The page that a pager shows as the present one: the one number in it that is no link; 0 where none is."""
    around = nodes[0].getparent()
    for _ in range(4):
        if around is None or sum(1 for _ in islice(around.iter("a"), _MAX_EVENTS)) >= len(nodes):
            break
        around = around.getparent()
    if around is None:
        return 0
    plain = [node for node in islice(around.iter("span", "b", "strong", "li", "em"), 200) if not _is_linked(node)]
    return next(filter(None, map(_number_on, plain)), 0)


def _is_linked(node: etree._Element) -> bool:
    return next(node.iter("a"), None) is not None or next(node.iterancestors("a"), None) is not None


def _gap(numbers: list[int]) -> int:
    """The present page of a pager without a mark: in 1 2 [3] 4 the gap, else before the first or behind the last."""
    low, high = min(numbers), max(numbers)
    missing = set(range(low, min(high, low + _MAX_EVENTS))) - set(numbers)
    return min(missing) if missing else low - 1 if low > 1 else high + 1


def _next(turns: list[_Turn], shown: int) -> _Turn | None:
    return min((turn for turn in turns if turn.number > shown), key=lambda turn: turn.number, default=None)


def _arrows(form: etree._Element) -> Iterator[_Turn]:
    """Telerik's arrow, where its pager has no numbers but says `Trang 1 / 7`."""
    for node in islice(form.iter("a", "input", "button"), _MAX_EVENTS):
        if "rgPageNext" not in (node.get("class") or "") or "return false" in (node.get("onclick") or ""):
            continue
        pager = next(node.iterancestors("tr"), None)
        told = None if pager is None else _OF_PAGES.search(" ".join(islice(pager.itertext(), 200)))
        if told is None or int(told[1]) >= int(told[2]) or node.get("disabled") is not None:
            continue
        event, name = _event(node), node.get("name")
        if event is not None:
            sent = {"__EVENTTARGET": event[0], "__EVENTARGUMENT": event[1]}
        elif name:
            sent = {name: node.get("value") or ""}
        else:
            continue
        yield _Turn(_COUNTED.sub("", (event[0] if event else name) or ""), int(told[1]) + 1, sent)


def _event(node: etree._Element) -> tuple[str, str] | None:
    """The target and argument that a link or button posts back."""
    for name in ("href", "onclick"):
        script = node.get(name)
        if script and "__doPostBack" in script and (found := _EVENT.search(script)) is not None:
            return found[1], found[2]
    return None


def _fields(form: etree._Element) -> dict[str, str] | None:
    """What a browser would send of a form, without its buttons; None where that is too much."""
    nodes = list(islice(form.iter("input", "textarea", "select"), MAX_FIELDS + 1))
    if len(nodes) > MAX_FIELDS:
        return None
    fields: dict[str, str] = {}
    for node in nodes:
        name, value = node.get("name"), _value(node)
        if name and value is not None and node.get("disabled") is None:
            fields[name] = value
    return fields if sum(map(len, fields.values())) <= MAX_STATE else None


def _value(node: etree._Element) -> str | None:
    if node.tag == "textarea":
        return node.text or ""
    if node.tag == "select":
        options = list(islice(node.iter("option"), MAX_FIELDS))
        chosen = next((each for each in options if each.get("selected") is not None), options[0] if options else None)
        return None if chosen is None else chosen.get("value", chosen.text or "")
    kind = (node.get("type") or "text").lower()
    if kind in _UNSENT or (kind in ("checkbox", "radio") and node.get("checked") is None):
        return None
    return node.get("value") or ("on" if kind in ("checkbox", "radio") else "")
