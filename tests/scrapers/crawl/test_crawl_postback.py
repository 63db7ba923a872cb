"""Lists that are paged by posting a page's state back: the right target, and every field that a browser would send."""

from __future__ import annotations

import pytest

from scrapers.crawl.page import Link, Page
from scrapers.crawl.plan import CrawlPlan, Paging
from scrapers.crawl.systems import links_of
from scrapers.crawl.systems.postback import MAX_FIELDS, MAX_STATE

URL = "https://a.gov.vn/vanban/danhsach.aspx?pageid=27160"
PLAN = CrawlPlan(system="aspnet", hosts=("a.gov.vn",), start=(), documents=(r"docid=\d",), lists=("^none",))
STATE = (
    '<input type="hidden" name="__EVENTTARGET" value=""><input type="hidden" name="__EVENTARGUMENT" value="">'
    '<input type="hidden" name="__VIEWSTATE" value="dDw0MTc+/w=="><input type="hidden" name="__VIEWSTATEGENERATOR" '
    'value="C2EE9ABB"><input type="hidden" name="__EVENTVALIDATION" value="/wEW&amp;b">'
)
OTHERS = (
    '<input name="ctl00$tim" type="text" value="cải cách"><input type="submit" name="ctl00$nut" value="Tìm">'
    '<select name="nam"><option value="2022">2022</option><option value="2023" selected>2023</option></select>'
    '<input type="checkbox" name="moi" checked><input type="checkbox" name="cu"><textarea name="ghi">x</textarea>'
    '<input name="tat" value="1" disabled>'
)


def posted(
    pager: str, system: str = "aspnet", plan: CrawlPlan = PLAN, action: str = "./danhsach.aspx?pageid=27160"
) -> tuple[Link, ...]:
    markup = (
        f'<html><body><form method="get" action="/tim"></form><form method="post" action="{action}">{STATE}{OTHERS}'
        f'<a href="chitiet.aspx?docid=1">Quyết định</a>{pager}</form></body></html>'
    )
    links = links_of(plan, system, Page(URL, markup.encode(), "text/html", "list"))
    return tuple(link for link in links if link.form is not None)


def grid(shown: int, *numbers: int, control: str = "ctl00$Main$grv", mark: str = "<td><span>{}</span></td>") -> str:
    cells = {
        at: f'<td><a href="javascript:__doPostBack(&#39;{control}&#39;,&#39;Page${at}&#39;)">{at}</a></td>'
        for at in numbers
    }
    cells[shown] = mark.format(shown)
    return f"<table><tr>{''.join(cells[at] for at in sorted(cells))}</tr></table>"


def test_a_grid_pages_on_with_all_fields_of_its_form() -> None:
    (link,) = posted(grid(1, 2, 3, 4))

    assert (link.url, link.page_kind, link.pages_on) == (URL, "list", True)
    assert link.form is not None and link.form.name == "Page$2"
    assert dict(link.form.fields) == {
        "__EVENTTARGET": "ctl00$Main$grv",
        "__EVENTARGUMENT": "Page$2",
        "__VIEWSTATE": "dDw0MTc+/w==",
        "__VIEWSTATEGENERATOR": "C2EE9ABB",
        "__EVENTVALIDATION": "/wEW&b",
        "ctl00$tim": "cải cách",
        "nam": "2023",
        "moi": "on",
        "ghi": "x",
    }


@pytest.mark.parametrize(
    ("pager", "names"),
    [
        (grid(3, 1, 2, 4, 5), ["Page$4"]),
        (grid(11, 10, 12, 13, 21), ["Page$12"]),
        (grid(6, 1, 4, 5, 7, 20), ["Page$7"]),  # a window with first and last: the mark tells, not the gap
        (grid(6, 4, 5, 7, 8, mark=""), ["Page$7"]),  # no mark: the gap tells
        (grid(1, 2, 3, mark=""), ["Page$2"]),
        (grid(4, 1, 2, 3), []),
        (grid(4, 1, 2, 3, mark=""), []),
        (grid(1, 2) + grid(2, 1, 3, control="ctl00$Main$khac"), ["Page$2", "ctl00$Main$khac$Page$3"]),
        ("", []),
    ],
)
def test_the_next_page_is_the_one_after_the_shown_one(pager: str, names: list[str]) -> None:
    assert [link.form.name for link in posted(pager) if link.form] == names


def test_the_shown_page_may_be_linked_too() -> None:
    again = "<td><a href=\"javascript:__doPostBack('ctl00$Main$grv','Page$2')\">2</a></td>"
    pager = grid(2, 1, 3).replace("<td><span>2</span></td>", f"<td><span>2</span></td>{again}")
    assert [link.form.name for link in posted(pager) if link.form] == ["Page$3"]


def test_a_repeater_of_numbers_is_a_pager_where_its_control_says_so() -> None:
    pager = "".join(
        f"<b>{at}</b>"
        if at == 2
        else f"<a href=\"javascript:__doPostBack('ctl00$rptPages$ctl0{at}$lbtPage','')\">{at}</a>"
        for at in range(1, 5)
    )
    (link,) = posted(f"<div>{pager}</div>")
    assert link.form is not None and link.form.name == "Page$3"
    assert dict(link.form.fields)["__EVENTTARGET"] == "ctl00$rptPages$ctl03$lbtPage"

    odd = pager.replace("rptPages", "dsSo").replace("lbtPage", "lb")
    assert posted(f"<div>{odd}</div>") == ()
    plan = CrawlPlan(
        system="aspnet", hosts=("a.gov.vn",), start=(), documents=(".",), paging=Paging(controls=(r"\$dsSo\$",))
    )
    assert [link.form.name for link in posted(f"<div>{odd}</div>", plan=plan) if link.form] == ["Page$3"]


def telerik(shown: int, last: int, numbers: bool = True) -> str:
    stem = "dnn$ctr511$View$rgVanBan$ctl00$ctl03$ctl01$ctl"
    event = "javascript:__doPostBack(&#39;{}&#39;,&#39;&#39;)"
    parts = []
    for at in range(1, last + 1):
        mark = ' class="rgCurrentPage" onclick="return false;"' if at == shown else ""
        parts.append(f'<a href="{event.format(f"{stem}{at + 5:02d}")}"{mark}><span>{at}</span></a>')
    dead = "return false;" if shown == last else event.format(f"{stem}28")
    arrow = f'<input type="button" name="{stem}28" value=" " onclick="{dead}" class="rgPageNext">'
    told = f'<div class="rgInfoPart">Trang <strong>{shown}</strong> / <strong>{last}</strong></div>'
    return f"<table><tr class='rgPager'><td>{''.join(parts) if numbers else ''}{arrow}{told}</td></tr></table>"


def test_teleriks_grid_pages_on_by_its_numbers() -> None:
    (link,) = posted(telerik(2, 4), "dotnetnuke")
    assert link.form is not None and link.form.name == "Page$3"
    assert dict(link.form.fields)["__EVENTTARGET"] == "dnn$ctr511$View$rgVanBan$ctl00$ctl03$ctl01$ctl08"
    assert posted(telerik(4, 4), "dotnetnuke") == ()


def test_teleriks_arrow_pages_on_where_the_pager_has_no_numbers() -> None:
    (link,) = posted(telerik(2, 4, numbers=False), "dotnetnuke")
    assert link.form is not None and link.form.name == "Page$3"
    assert dict(link.form.fields)["__EVENTTARGET"] == "dnn$ctr511$View$rgVanBan$ctl00$ctl03$ctl01$ctl28"
    assert posted(telerik(4, 4, numbers=False), "dotnetnuke") == ()

    submit = '<input type="submit" name="g$ctl28" value="&gt;" class="rgPageNext">'
    (link,) = posted(f'<table><tr class="rgPager"><td>Page 1 of 3 {submit}</td></tr></table>', "dotnetnuke")
    assert link.form is not None and link.form.name == "Page$2"
    assert dict(link.form.fields)["g$ctl28"] == ">"
    assert dict(link.form.fields)["__EVENTTARGET"] == ""


def test_the_name_does_not_change_with_the_state() -> None:
    (one,), (other,) = posted(grid(1, 2)), posted(grid(1, 2).replace("Main", "Main"))
    assert one.form is not None and other.form is not None
    assert one.form.name == other.form.name


def test_forms_of_other_hosts_and_endless_states_are_left_alone() -> None:
    assert posted(grid(1, 2), action="https://b.vn/x.aspx") == ()
    big = f'<input type="hidden" name="x" value="{"y" * (MAX_STATE + 1)}">'
    assert posted(grid(1, 2) + big) == ()
    many = "".join(f'<input type="hidden" name="x{at}" value="">' for at in range(MAX_FIELDS))
    assert posted(grid(1, 2) + many) == ()
