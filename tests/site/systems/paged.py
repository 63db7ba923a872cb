"""Systems whose lists are paged by addresses: plain sites, NukeViet, Drupal, Liferay, SharePoint.

Belongs here: their addresses, lists and pagers, written after their public templates. Does not belong here: postback
(`postback`), feeds (`feeds`). `variant` chooses between forms that sites of one system have.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from urllib.parse import quote

from tests.site.articles import Article, Attachment
from tests.site.plot import SESSION, Page, Plot
from tests.site.request import Request

_TITLE = "Cải cách hành chính"
Address = Callable[[Article], str]


def plain(plot: Plot) -> None:
    """A site of no known system: `tin-tuc/trang-2.html`, relative links, tags in capitals.

    The second form has a `base` and addresses without a scheme, the third a list that never ends: behind the last page
    comes the last page again.
    """
    plot.start = "/tin-tuc/"
    head = f'<base href="{plot.root}/tin-tuc/">' if plot.variant == 1 else ""
    stem = "//" + plot.name if plot.variant == 1 else ".."

    def address(article: Article) -> str:
        return f"/tin-tuc/{article.day.year}/{article.slug}.html"

    for number, chunk in plot.chunks():
        entries = "".join(f'<li><A HREF="{stem}{address(a)}">{a.title}</A> ({a.stamp})</li>' for a in chunk)
        more = f'<a href="trang-{number + 1}.html">Trang sau &raquo;</a>' if number < plot.last_page else ""
        target = plot.start if number == 1 else f"/tin-tuc/trang-{number}.html"
        plot.pages[target] = Page(plot.framed(_TITLE, f"<ul>{entries}</ul><p>{more}</p>", head))
        if plot.variant == 2 and number == plot.last_page:
            for at in range(number, number + 50):
                more = f'<a href="trang-{at + 1}.html">Trang sau &raquo;</a>'
                page = Page(plot.framed(_TITLE, f"<ul>{entries}</ul><p>{more}</p>"))
                plot.pages[f"/tin-tuc/trang-{at}.html"] = page
    for article in plot.articles:
        plot.add_article(address(article), article, lambda item: f"/tep/{item.name}")


def trap(plot: Plot) -> None:
    """A calendar without end: every page has a next one, and three entries that were never seen before."""
    plot.start = "/lich/"
    text = f"<p>{plot.articles[0].paragraphs[-1]}</p>" * 6

    def page(request: Request) -> Page | None:
        if re.fullmatch(r"/tin-tuc/2024/muc-\d+\.html", request.path):
            return Page(plot.framed("Lịch công tác", f"<h1>Lịch công tác</h1>{text}"))
        if request.path != plot.start:
            return None
        at = int(request.query.get("page", 1))
        entries = "".join(
            f'<li><a href="/tin-tuc/2024/muc-{number}.html">Lịch tuần {number}</a></li>'
            for number in range(3 * at, 3 * at + 3)
        )
        return Page(plot.framed("Lịch", f'<ul>{entries}</ul><a href="/lich/?page={at + 1}">Trang sau</a>'))

    plot.rest = page


def nukeviet(plot: Plot) -> None:
    """NukeViet: `<category>/page-2/`, `<slug>-<id>.html`, a `pagination` list; older sites page by `?page=`."""
    base = "/vi/news/Cai-cach-hanh-chinh/"
    plot.start = base

    def page_at(number: int) -> str:
        if number == 1:
            return base
        return f"{base}page-{number}/" if plot.variant == 0 else f"{base}?page={number}"

    def address(article: Article) -> str:
        return f"{base}{article.slug}-{article.number}.html"

    for number, chunk in plot.chunks():
        news = "".join(
            '<div class="panel panel-default"><div class="panel-body"><h3><a href="{0}" title="{1}">{1}</a></h3>'
            '<ul class="list-unstyled list-inline"><li><em class="fa fa-clock-o">&nbsp;</em> {2}</li></ul></div></div>'
            "".format(address(a), escape(a.title), a.stamp)
            for a in chunk
        )
        plot.add_list(
            page_at(number), _TITLE, f'<div class="news_column">{news}</div>{_numbers(plot, number, page_at)}'
        )
    for article in plot.articles:
        plot.add_article(address(article), article, lambda item: f"/uploads/news/2024_05/{item.name}")


def _numbers(plot: Plot, number: int, page_at: Callable[[int], str]) -> str:
    """NukeViet's pager: numbers, then an arrow to the next page."""
    items = [
        f'<li class="page-item active"><a class="page-link" href="#">{at}</a></li>'
        if at == number
        else f'<li class="page-item"><a class="page-link" href="{page_at(at)}">{at}</a></li>'
        for at in range(1, plot.last_page + 1)
    ]
    if number < plot.last_page:
        items.append(
            f'<li class="page-item"><a rel="next" class="page-link" title="Trang sau" href="{page_at(number + 1)}">'
            "&raquo;</a></li>"
        )
    return f'<div class="text-center"><ul class="pagination">{"".join(items)}</ul></div>'


def drupal(plot: Plot) -> None:
    """Drupal: `?page=1` is the second page, documents are `/node/<id>`; Drupal 7 and 8 name the pager differently."""
    plot.start = "/tin-tuc"

    def address(article: Article) -> str:
        return f"/node/{article.number}"

    for number, chunk in plot.chunks():
        rows = "".join(
            f'<div class="views-row"><div class="views-field views-field-title"><span class="field-content">'
            f'<a href="{address(a)}">{a.title}</a></span></div><span class="date">{a.stamp}</span></div>'
            for a in chunk
        )
        pager = ""
        if number < plot.last_page:
            pager = (
                f'<ul class="pager"><li class="pager-next"><a title="Đến trang sau" href="/tin-tuc?page={number}">'
                f'sau ›</a></li><li class="pager-last last"><a href="/tin-tuc?page={plot.last_page - 1}">cuối »</a>'
                "</li></ul>"
                if plot.variant == 0
                else '<nav class="pager" role="navigation"><ul class="pager__items"><li class="pager__item '
                f'pager__item--next"><a href="?page={number}" title="Đến trang sau" rel="next"><span>››</span></a>'
                "</li></ul></nav>"
            )
        target = plot.start if number == 1 else f"/tin-tuc?page={number - 1}"
        plot.add_list(target, _TITLE, f'<div class="view-content">{rows}</div>{pager}')
    for article in plot.articles:
        plot.add_article(address(article), article, lambda item: f"/sites/default/files/2024-05/{item.name}")


def liferay(plot: Plot) -> None:
    """Liferay: portlet parameters page, documents stand under `/-/`, sessions may hang on links as `;jsessionid=`."""
    plot.start = "/web/guest/cai-cach-hanh-chinh"
    portlet = "101_INSTANCE_mW9kPq3XsB7d"
    session = f";jsessionid={SESSION}" if plot.variant == 1 else ""

    def address(article: Article) -> str:
        if plot.variant == 1:
            return f"/news/-/details/20182/{article.slug}-{article.number}"
        return f"{plot.start}/-/asset_publisher/mW9kPq3XsB7d/content/{article.slug}"

    def page_at(number: int) -> str:
        return (
            f"{plot.start}?p_p_id={portlet}&p_p_lifecycle=0&p_p_state=normal&p_p_mode=view&_{portlet}_delta={plot.per_page}"
            f"&p_r_p_resetCur=false&_{portlet}_cur={number}"
        )

    for number, chunk in plot.chunks():
        items = "".join(
            f'<div class="asset-abstract"><h3 class="asset-title"><a href="{address(a)}{session}">{a.title}</a></h3>'
            f'<div class="asset-metadata"><span class="metadata-entry">{a.stamp}</span></div></div>'
            for a in chunk
        )
        after = (
            f'<li><a href="{escape(plot.root + page_at(number + 1))}">Tiếp theo →</a></li>'
            if number < plot.last_page
            else '<li class="disabled"><a href="javascript:;">Tiếp theo →</a></li>'
        )
        body = f'<div class="portlet-body">{items}<ul class="pager lfr-pagination-buttons">{after}</ul></div>'
        plot.add_list(plot.start if number == 1 else page_at(number), _TITLE, body)
    for article in plot.articles:
        plot.add_article(
            address(article),
            article,
            lambda item: f"/documents/20182/31415/{item.name}/8a1f0c52-6e1b-4d57-9a55-0b8f5f3e2d11?t=1715241600000",
        )


def sharepoint(plot: Plot) -> None:
    """SharePoint: `?Paged=TRUE&p_ID=`, documents by `ItemID`; the pager is a link or a script."""
    plot.start = "/Pages/tin-tuc.aspx"
    view = "%7b3D5E6C0B%2d7A02%2d4251%2d843D%2d5A26177BD7A0%7d"

    def address(article: Article) -> str:
        return f"/Pages/chi-tiet-tin-tuc.aspx?ItemID={article.number}&l=CaiCachHanhChinh"

    def page_at(number: int) -> str:
        if number == 1:
            return plot.start
        last = plot.articles[(number - 1) * plot.per_page - 1]
        made = quote(f"{last.day:%Y%m%d} 02:15:00").replace("/", "%2f")
        first = (number - 1) * plot.per_page + 1
        return f"{plot.start}?Paged=TRUE&p_Created={made}&p_ID={last.number}&PageFirstRow={first}&View={view}"

    for number, chunk in plot.chunks():
        rows = "".join(
            f'<tr class="ms-itmhover"><td class="ms-vb2"><a href="{escape(address(a))}">{a.title}</a></td>'
            f'<td class="ms-vb2">{a.stamp}</td></tr>'
            for a in chunk
        )
        plot.add_list(
            page_at(number),
            _TITLE,
            f'<table class="ms-listviewtable">{rows}</table>{_arrow(plot, page_at, number)}',
        )
    for article in plot.articles:
        plot.add_article(address(article), article, _beside(f"/Lists/VanBan/Attachments/{article.number}/"))


def _beside(folder: str) -> Callable[[Attachment], str]:
    return lambda item: folder + item.name


def _arrow(plot: Plot, page_at: Callable[[int], str], number: int) -> str:
    """SharePoint's arrow to the next page."""
    if number == plot.last_page:
        return ""
    target = page_at(number + 1)
    if plot.variant == 0:
        link = f'<a href="{escape(target)}">'
    else:
        coded = target.replace("/", "\\u002f").replace("&", "\\u0026")
        script = f"javascript:RefreshPageTo(event, &quot;{coded}&quot;);javascript:return false;"
        link = f'<a href="javascript:" onclick="{script}">'
    first, last = number * plot.per_page + 1, min((number + 1) * plot.per_page, len(plot.articles))
    return (
        f'<table class="ms-bottompaging"><tr><td class="ms-paging">{first - plot.per_page} - {first - 1}</td>'
        f'<td class="ms-paging" id="pagingWPQ2next">{link}<img src="/_layouts/images/next.gif" alt="Tiếp theo" '
        f'title="{first} - {last}"></a></td></tr></table>'
    )
