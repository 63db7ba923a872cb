"""Lists made for machines: sitemaps with an index, one of its parts packed, and RSS or Atom.

Belongs here: these files and the pages that they name. Does not belong here: lists for people (`paged`, `postback`).
"""

from __future__ import annotations

import gzip
from datetime import UTC, datetime, time
from email.utils import format_datetime
from functools import partial
from html import escape

from tests.site.articles import Article
from tests.site.plot import Page, Plot

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_TAGS = "?utm_source=rss&utm_medium=feed"
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'


def sitemap(plot: Plot) -> None:
    """An index of url sets; the second variant packs every other one."""
    plot.start = "/sitemap_index.xml"
    entries = []
    for number, chunk in plot.chunks():
        urls = "".join(
            f"<url><loc>{escape(plot.root + _address(a))}</loc><lastmod>{a.day}T08:00:00+07:00</lastmod></url>"
            for a in chunk
        )
        body = f'{_XML}<urlset xmlns="{_SITEMAP}">{urls}</urlset>'
        is_packed = plot.variant == 1 and number % 2 == 0
        target = f"/post-sitemap{number}.xml{'.gz' if is_packed else ''}"
        plot.pages[target] = (
            Page(media_type="application/x-gzip", made=partial(gzip.compress, body.encode(), mtime=0))
            if is_packed
            else Page(body, "application/xml")
        )
        entries.append(f"<sitemap><loc>{plot.root}{target}</loc><lastmod>{chunk[0].day}</lastmod></sitemap>")
    plot.pages[plot.start] = Page(
        f'{_XML}<sitemapindex xmlns="{_SITEMAP}">{"".join(entries)}</sitemapindex>', "application/xml"
    )
    _add_articles(plot)


def feed(plot: Plot) -> None:
    """RSS with `CDATA`; the second variant is Atom."""
    if plot.variant == 1:
        plot.start = "/atom.xml"
        body = _atom(plot)
    else:
        plot.start = "/rss/cai-cach-hanh-chinh.rss"
        body = _rss(plot)
    plot.pages[plot.start] = Page(body, "application/rss+xml" if plot.variant == 0 else "application/atom+xml")
    _add_articles(plot)


def _rss(plot: Plot) -> str:
    items = "".join(
        f"<item><title><![CDATA[{a.title}]]></title><link>{escape(plot.root + _address(a) + _TAGS)}</link>"
        f'<guid isPermaLink="false">{a.number}</guid><pubDate>{format_datetime(_moment(a))}</pubDate>'
        f'<description><![CDATA[<a href="{plot.root}/rss-anh.html">Ảnh</a> {a.paragraphs[-1]}]]></description></item>'
        for a in plot.articles
    )
    return (
        f'{_XML}<rss version="2.0"><channel><title>Cải cách hành chính</title><link>{plot.root}/</link>'
        f"<description>Tin mới</description>{items}</channel></rss>"
    )


def _atom(plot: Plot) -> str:
    entries = "".join(
        f"<entry><title>{escape(a.title)}</title><id>tag:{a.number}</id><updated>{_moment(a).isoformat()}</updated>"
        f'<link rel="alternate" type="text/html" href="{escape(plot.root + _address(a))}"/></entry>'
        for a in plot.articles
    )
    return (
        f'{_XML}<feed xmlns="http://www.w3.org/2005/Atom"><title>Cải cách hành chính</title>'
        f'<link rel="self" href="{plot.root}{plot.start}"/>{entries}</feed>'
    )


def _address(article: Article) -> str:
    return f"/bai-viet/{article.slug}-{article.number}.html"


def _moment(article: Article) -> datetime:
    return datetime.combine(article.day, time(8), UTC)


def _add_articles(plot: Plot) -> None:
    for article in plot.articles:
        plot.add_article(_address(article), article, lambda item: f"/tep/{item.name}")
