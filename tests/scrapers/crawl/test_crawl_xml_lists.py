"""Sitemaps and feeds: what they lead to, and that hostile ones lead nowhere."""

from __future__ import annotations

import gzip
import time
from dataclasses import replace
from datetime import date

import pytest

from scrapers.crawl.page import Page
from scrapers.crawl.plan import CrawlPlan, Dates, System
from scrapers.crawl.systems import links_of, xml
from scrapers.crawl.systems.xml import MAX_BYTES

ROOT = "https://a.gov.vn"
PLAN = CrawlPlan(
    system="nukeviet",
    hosts=("a.gov.vn",),
    start=(),
    documents=(r"\.html$",),
    lists=("^none",),
    about=("cải cách", "pci"),
)
MAP = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'


def found(data: bytes | str, plan: CrawlPlan = PLAN, system: System = "sitemap") -> list[str]:
    data = data if isinstance(data, bytes) else data.encode()
    links = links_of(plan, system, Page(f"{ROOT}/sitemap.xml", data, "application/xml", "list"))
    assert not any(link.form or link.pages_on for link in links)
    return [f"{link.page_kind} {link.url.removeprefix(ROOT)}" for link in links]


def urls(*entries: str) -> str:
    return f'<?xml version="1.0"?><urlset {MAP}>{"".join(f"<url>{entry}</url>" for entry in entries)}</urlset>'


INDEX = (
    f"<sitemapindex {MAP}><sitemap><loc>{ROOT}/s1.xml</loc><lastmod>2024-05-09</lastmod></sitemap>"
    f"<sitemap><loc> {ROOT}/s2.xml.gz </loc></sitemap><sitemap><loc>https://b.vn/s3.xml</loc></sitemap></sitemapindex>"
)


def test_an_index_leads_to_its_sitemaps() -> None:
    assert found(INDEX) == ["list /s1.xml", "list /s2.xml.gz"]
    assert found(INDEX, replace(PLAN, dates=Dates(since=date(2024, 6, 1)))) == ["list /s2.xml.gz"]


def test_a_sitemap_leads_to_documents_and_files_about_the_subject() -> None:
    data = urls(
        f"<loc>{ROOT}/chi-so-cai-cach-1.html</loc><lastmod>2011-12-31T08:00:00+07:00</lastmod>",
        f"<loc>{ROOT}/gia-vang-2.html</loc>",
        f"<loc>{ROOT}/3.html</loc><news:news><news:title>Cải cách ở xã</news:title></news:news>",
        "<loc>https://b.vn/pci.html</loc>",
        "<loc>/pci-4.html?utm_source=map</loc>",
        "<loc>/pci.pdf</loc>",
        "<loc></loc>",
    )
    expected = ["document /chi-so-cai-cach-1.html", "document /3.html", "document /pci-4.html", "attachment /pci.pdf"]
    assert found(data) == expected
    assert found(gzip.compress(data.encode())) == expected
    assert found(data, system="nukeviet") == expected, "its root tells, whatever the system"
    assert found(data, replace(PLAN, dates=Dates(since=date(2012, 1, 1)))) == expected[1:]


def test_a_sitemap_may_be_plain_text() -> None:
    assert found(f"{ROOT}/pci.html\nfile:///etc/passwd\n{ROOT}/x.html\n") == ["document /pci.html"]


def test_rss_leads_to_its_items() -> None:
    rss = f"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>
      <title>Cải cách</title><link>{ROOT}/</link>
      <item><title><![CDATA[Chỉ số CẢI CÁCH 2023]]></title><link> {ROOT}/1.html </link>
        <pubDate>Thu, 09 May 2024 08:00:00 GMT</pubDate>
        <enclosure url="{ROOT}/1.jpg" type="image/jpeg"/><enclosure url="{ROOT}/1.pdf"/></item>
      <item><title>Giá vàng & bạc</title><link>{ROOT}/2.html</link></item>
      <item><title>x</title><description>&lt;p&gt;Về PCI năm nay&lt;/p&gt;</description>
        <guid>{ROOT}/3.html</guid></item>
      <item><title>PCI</title><guid isPermaLink="false">{ROOT}/4.html</guid></item>
      <item><title>PCI</title><link>{ROOT}/5.html</link><pubDate>Fri, 09 May 2008 08:00:00 +0700</pubDate></item>
    </channel></rss>"""
    everything = ["document /1.html", "attachment /1.pdf", "document /3.html", "document /5.html"]
    assert found(rss, system="feed") == everything
    assert found(rss, replace(PLAN, dates=Dates(since=date(2012, 1, 1))), "feed") == everything[:-1]


def test_atom_and_rdf_lead_to_their_entries() -> None:
    atom = f"""<feed xmlns="http://www.w3.org/2005/Atom"><link rel="self" href="{ROOT}/pci.html"/>
      <entry><title>PCI 2023</title><link rel="edit" href="{ROOT}/0.html"/><link href="{ROOT}/1.html"/>
        <updated>2024-05-09T08:00:00Z</updated></entry>
      <entry><title>PCI 2005</title><link rel="alternate" href="{ROOT}/2.html"/>
        <updated>2006-05-09T08:00:00Z</updated></entry></feed>"""
    assert found(atom, replace(PLAN, dates=Dates(since=date(2012, 1, 1))), "feed") == ["document /1.html"]
    rdf = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
      <channel rdf:about="{ROOT}/"><link>{ROOT}/</link></channel>
      <item rdf:about="x"><title>PCI</title><link>{ROOT}/1.html</link></item></rdf:RDF>"""
    assert found(rdf, system="feed") == ["document /1.html"]


def test_a_page_found_in_a_feed_is_read_as_its_sites_pages_are() -> None:
    page = Page(
        f"{ROOT}/1.html",
        b'<html><body><a href="/vi/laws/1/?download=1&id=0">x</a></body></html>',
        "text/html",
        "document",
    )
    assert [link.page_kind for link in links_of(PLAN, "feed", page)] == ["attachment"]


LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    "data",
    [
        f'<!DOCTYPE x [<!ENTITY a0 "{ROOT}/pci">{LAUGHS}]><urlset {MAP}><url><loc>&a9;</loc></url></urlset>'.encode(),
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><urlset><url><loc>&a;</loc></url></urlset>',
        b"<urlset>" + b"<a>" * 200_000 + b"<url><loc>/pci.html</loc></url>",
        gzip.compress(b" " * (MAX_BYTES + 1)),
        gzip.compress(b"<urlset>")[:-9],
        b"\x1f\x8b not gzip",
        b"<urlset",
        b"<?xml version='1.0'?>",
    ],
    ids=["laughs", "external", "deep", "bomb", "cut", "no gzip", "broken", "empty"],
)
def test_hostile_xml_leads_nowhere_and_soon(data: bytes) -> None:
    start = time.perf_counter()
    assert found(data) == []
    assert time.perf_counter() - start < 2


def test_a_sitemap_cut_in_its_middle_gives_what_came() -> None:
    whole = urls(*(f"<loc>{ROOT}/pci-{at}.html</loc>" for at in range(100)))
    assert 40 < len(found(whole[: len(whole) // 2])) < 60


def test_a_sitemap_is_read_as_far_as_the_protocol_permits(monkeypatch: pytest.MonkeyPatch) -> None:
    assert xml.MAX_ENTRIES == 50_000
    monkeypatch.setattr(xml, "MAX_ENTRIES", 50)
    assert len(found(urls(*(f"<loc>{ROOT}/pci-{at}.html</loc>" for at in range(60))))) == 50
