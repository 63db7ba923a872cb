"""ASP.NET WebForms, whose lists are paged by posting the page's own hidden state back: GridView, and Telerik on DNN.

Belongs here: state that is really checked. Does not belong here: pages that addresses lead to (`paged`).

A page's `__VIEWSTATE` holds which page of the list it shows and which targets it offered, signed, and is another one at
every request, but on calm hosts. What comes back must be one that the server signed, with the event validation made
beside it and a target of that page; anything else is answered with the yellow page and 500, as IIS does.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import itertools
import json
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Any

from tests.site.articles import Article, Attachment
from tests.site.plot import Page, Plot
from tests.site.request import Reply, Request

_KEY = b"a machine key that never leaves this test"
_GENERATOR = "C2EE9ABB"
_made = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Grid:
    """A list that is paged by postback: where it stands, and how it shows a page's rows and its pager."""

    target: str
    control: str
    rows: Callable[[tuple[Article, ...]], str]
    pager: Callable[[int, int], tuple[str, dict[tuple[str, str], int]]]
    """For a page and the last one: the pager's markup, and the page that each event target and argument leads to."""
    extra: tuple[tuple[str, str], ...] = ()


def aspnet(plot: Plot) -> None:
    """A GridView: `__doPostBack('ctl00$Main$grvDocument','Page$2')`; documents by `docid`, files on another host."""
    control = "ctl00$Main$grvDocument"

    def address(article: Article) -> str:
        return f"/vanban/chitiet.aspx?docid={article.number}"

    def rows(chunk: tuple[Article, ...]) -> str:
        cells = "".join(
            f'<tr><td>{a.number}/QĐ-UBND</td><td>{a.day:%d/%m/%Y}</td><td><a href="chitiet.aspx?docid={a.number}">'
            f"{a.title}</a></td></tr>"
            for a in chunk
        )
        return f'<table id="ctl00_Main_grvDocument"><tr><th>Số</th><th>Ngày</th><th>Trích yếu</th></tr>{cells}'

    def pager(page: int, last: int) -> tuple[str, dict[tuple[str, str], int]]:
        events = {(control, f"Page${at}"): at for at in range(1, last + 1) if at != page}
        cells = "".join(
            f"<td><span>{at}</span></td>"
            if at == page
            else f'<td><a href="javascript:__doPostBack(&#39;{control}&#39;,&#39;Page${at}&#39;)">{at}</a></td>'
            for at in range(1, last + 1)
        )
        return f'<tr class="pager"><td colspan="3"><table><tr>{cells}</tr></table></td></tr></table>', events

    _add(plot, Grid("/vanban/danhsach.aspx?pageid=27160", control, rows, pager))
    for article in plot.articles:
        plot.add_article(address(article), article, _beside(f"/cpp/files/vbpq/{article.day.year}/5/"))


def dotnetnuke(plot: Plot) -> None:
    """DNN with Telerik's RadGrid: numbers, and an arrow `rgPageNext` that is a button, dead on the last page."""
    control = "dnn$ctr511$View$rgVanBan"

    def address(article: Article) -> str:
        return f"/van-ban/tabid/72/ctl/Details/mid/511/ItemID/{article.number}/Default.aspx"

    def rows(chunk: tuple[Article, ...]) -> str:
        cells = "".join(
            f'<tr class="{"rgRow" if at % 2 else "rgAltRow"}"><td>{a.day:%d/%m/%Y}</td>'
            f'<td><a href="{plot.root}{address(a)}">{a.title}</a></td></tr>'
            for at, a in enumerate(chunk)
        )
        return f'<div class="RadGrid RadGrid_Default"><table class="rgMasterTable"><tbody>{cells}</tbody><tfoot>'

    def pager(page: int, last: int) -> tuple[str, dict[tuple[str, str], int]]:
        stem = f"{control}$ctl00$ctl03$ctl01$ctl"
        events = {(f"{stem}{at + 5:02d}", ""): at for at in range(1, last + 1) if at != page}
        numbers = "".join(
            f'<a class="rgCurrentPage" href="javascript:__doPostBack(&#39;{stem}{at + 5:02d}&#39;,&#39;&#39;)" '
            f'onclick="return false;"><span>{at}</span></a>'
            if at == page
            else f'<a href="javascript:__doPostBack(&#39;{stem}{at + 5:02d}&#39;,&#39;&#39;)"><span>{at}</span></a>'
            for at in range(1, last + 1)
        )
        arrow, name = "return false;", f"{stem}28"
        if page < last:
            events[(name, "")] = page + 1
            arrow = f"javascript:__doPostBack(&#39;{name}&#39;,&#39;&#39;)"
        return (
            f'<tr class="rgPager"><td><div class="rgWrap rgNumPart">{numbers}</div><div class="rgWrap rgArrPart2">'
            f'<input type="button" name="{name}" value=" " onclick="{arrow}" title="Trang sau" class="rgPageNext" />'
            "</div></td></tr></tfoot></table></div>",
            events,
        )

    extra = (("ScriptManager_TSM", ";;System.Web.Extensions"), ("__dnnVariable", "`{`__scdoff`:`1`}"))
    _add(plot, Grid("/van-ban", control, rows, pager, extra))
    for article in plot.articles:
        plot.add_article(address(article), article, lambda item: f"/Portals/0/VanBan/{item.name}")


def _beside(folder: str) -> Callable[[Attachment], str]:
    return lambda item: folder + item.name


def _add(plot: Plot, grid: Grid) -> None:
    """Adds the list: its first page to whoever asks, the others to who posts a page's state back."""
    plot.start = grid.target
    chunks = dict(plot.chunks())

    def page(number: int) -> Page:
        markup, events = grid.pager(number, plot.last_page)
        state = _signed({"page": number, "made": 0 if plot.is_calm else next(_made)})
        allowed = _signed({"of": state[-32:], "events": [*map(list, events)]})
        hidden = {
            "__EVENTTARGET": "",
            "__EVENTARGUMENT": "",
            "__VIEWSTATE": state,
            "__VIEWSTATEGENERATOR": _GENERATOR,
            "__EVENTVALIDATION": allowed,
            **dict(grid.extra),
        }
        inputs = "".join(
            f'<input type="hidden" name="{name}" id="{name}" value="{escape(value)}" />'
            for name, value in hidden.items()
        )
        form = (
            f'<form method="post" action=".{escape(grid.target[grid.target.rindex("/") :])}" id="aspnetForm">{inputs}'
            '<script type="text/javascript">function __doPostBack(eventTarget, eventArgument) {}</script>'
            '<input name="ctl00$txtSearch" type="text" id="ctl00_txtSearch" />'
            f'<input type="submit" name="ctl00$btnSearch" value="Tìm kiếm" />{grid.rows(chunks[number])}{markup}</form>'
        )
        return Page(plot.framed("Danh sách văn bản", form))

    def posted(request: Request) -> Reply | Page:
        asked = _page_asked(request, grid, plot.last_page)
        return _YELLOW if asked is None else page(asked)

    plot.posts[f"GET {grid.target}"] = lambda _: page(1)
    plot.posts[f"POST {grid.target}"] = posted


def _page_asked(request: Request, grid: Grid, last: int) -> int | None:
    """The page that a postback leads to, None where it is not one that the server's own page could have sent."""
    fields = request.fields
    state, allowed = _opened(fields.get("__VIEWSTATE", "")), _opened(fields.get("__EVENTVALIDATION", ""))
    if state is None or allowed is None or allowed.get("of") != fields["__VIEWSTATE"][-32:]:
        return None
    if fields.get("__VIEWSTATEGENERATOR") != _GENERATOR or not dict(grid.extra).keys() <= fields.keys():
        return None
    event = (fields.get("__EVENTTARGET", ""), fields.get("__EVENTARGUMENT", ""))
    _, events = grid.pager(int(state["page"]), last)
    if not event[0]:  # a button posts its own name in place of a target
        event = next(((name, "") for name in fields if (name, "") in events), event)
    return events.get(event) if [*event] in allowed["events"] else None


def _signed(value: object) -> str:
    text = json.dumps(value).encode()
    return base64.b64encode(hmac.digest(_KEY, text, "sha256") + text).decode()


def _opened(text: str) -> dict[str, Any] | None:
    try:
        raw = base64.b64decode(text, validate=True)
        mark, value = raw[: hashlib.sha256().digest_size], raw[hashlib.sha256().digest_size :]
        return dict(json.loads(value)) if hmac.compare_digest(mark, hmac.digest(_KEY, value, "sha256")) else None
    except ValueError:
        return None


_YELLOW = Reply(
    b"<html><head><title>Runtime Error</title></head><body bgcolor=white><h1>Server Error in '/' Application.</h1>"
    b"<h2><i>Validation of viewstate MAC failed.</i></h2></body></html>",
    500,
)
