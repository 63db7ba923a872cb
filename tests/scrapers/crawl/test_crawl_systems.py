"""The links of lists and documents, by content system: what is followed, as what, and what is not."""

from __future__ import annotations

import time
import unicodedata
from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

import pytest

from scrapers.crawl.page import Link, Page
from scrapers.crawl.plan import CrawlPlan, Dates, Lookup, Paging
from scrapers.crawl.systems import links_of

ROOT = "https://a.gov.vn"
PLAN = CrawlPlan(
    system="plain",
    hosts=("a.gov.vn",),
    start=(),
    documents=(r"\.html$", r"ItemID=\d", r"/node/\d", r"/-/"),
    lists=(r"/chuyen-muc/",),
    ignore=(r"/quang-cao/",),
    about=("cải cách hành chính", "PCI"),
)
EVERYTHING = replace(PLAN, about=(), documents=(r".",), lists=())


def page(markup: str, at: str = "/tin/", kind: str = "list") -> Page:
    return Page(ROOT + at, f"<html><body>{markup}</body></html>".encode(), "text/html", kind)


def found(
    markup: str, system: str = "plain", at: str = "/tin/", kind: str = "list", plan: CrawlPlan = PLAN
) -> list[str]:
    """The links as `kind path`, with `+` for a next page."""
    return [told(link) for link in links_of(plan, system, page(markup, at, kind))]


def told(link: Link) -> str:
    form = f"#{link.form.name}" if link.form else ""
    parts = urlsplit(link.url)
    where = parts.path + (f"?{parts.query}" if parts.query else "")
    host = "" if link.url.startswith(ROOT + "/") else f"{parts.scheme}://{parts.netloc}"
    return f"{link.page_kind}{'+' if link.pages_on else ''} {host}{where}{form}"


def test_a_list_leads_to_documents_about_the_subject_and_to_lists() -> None:
    markup = """
      <a href="/tin/bai-1.html">Chỉ số CẢI CÁCH  hành chính</a>
      <a href="/tin/chi-so-cai-cach-hanh-chinh-2.html"><img src="/a.png"></a>
      <a href="/tin/bai-3.html"><img src="/a.png" alt="Công bố PCI 2023"></a>
      <a href="/tin/bai-4.html" title="Kế hoạch cải cách hành chính">Xem</a>
      <a href="/tin/bai-5.html">Giá vàng hôm nay</a>
      <a href="/tin/bai-6.html">PCIe và máy tính</a>
      <a href="/chuyen-muc/noi-vu">Nội vụ</a>
      <a href="/gioi-thieu">Cải cách hành chính</a>
      <a href="/quang-cao/cai-cach-hanh-chinh.html">Cải cách hành chính</a>
      <a href="https://www.a.gov.vn/tin/pci-7.html">x</a>
      <a href="https://xa.gov.vn/tin/pci-8.html">x</a>
      <a href="https://facebook.com/pci.html">x</a>
      <a href="javascript:void(0)">PCI</a><a href="mailto:pci@a.gov.vn">PCI</a><a href="#pci.html">PCI</a>
      <a href="/tin/pci.html?print=1">PCI</a><a href="/print/pci-9.html">PCI</a><a href="/tin/anh-pci.jpg">PCI</a>
    """
    assert found(markup) == [
        "document /tin/bai-1.html",
        "document /tin/chi-so-cai-cach-hanh-chinh-2.html",
        "document /tin/bai-3.html",
        "document /tin/bai-4.html",
        "list /chuyen-muc/noi-vu",
        "document https://www.a.gov.vn/tin/pci-7.html",
    ]


def test_words_of_any_link_to_an_address_count_and_none_comes_twice() -> None:
    markup = (
        '<a href="/1.html"><img></a><a href="/1.html?utm_source=x">Cải cách hành chính</a><a href="/1.html#c">3</a>'
    )
    assert found(markup) == ["document /1.html"]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_words_are_known_in_every_form_of_unicode(form: str) -> None:
    text = unicodedata.normalize(form, "Đẩy mạnh cải cách hành chính")
    assert found(f'<a href="/1.html">{text}</a>') == ["document /1.html"]
    assert found(f'<a href="/{text.replace(" ", "-")}.html">x</a>') != []


def test_words_are_known_in_old_encodings() -> None:
    tcvn3 = "C¶i c¸ch hµnh chÝnh cña tØnh Qu¶ng Ninh n¨m 2005 ®îc ®¸nh gi¸ lµ tèt, chuyÓn biÕn râ rÖt"
    old = f'<html><body><a href="/1.html">{tcvn3}</a></body></html>'.encode("cp1252")
    assert [told(link) for link in links_of(PLAN, "plain", Page(f"{ROOT}/", old, "text/html", "list"))] == [
        "document /1.html"
    ]
    cp1258 = "<html><head><meta charset=windows-1258></head><body><a href=/1.html>Cải cách hành chính tỉnh</a>"
    halves = unicodedata.normalize("NFD", cp1258)
    for apart, whole in (("a\u0302", "â"), ("e\u0302", "ê"), ("o\u0302", "ô"), ("a\u0306", "ă"), ("o\u031b", "ơ")):
        halves = halves.replace(apart, whole)
    data = halves.encode("cp1258")
    assert [told(link) for link in links_of(PLAN, "plain", Page(f"{ROOT}/", data, "text/html", "list"))] == [
        "document /1.html"
    ]


def test_a_document_leads_to_its_files_only() -> None:
    markup = """
      <a href="/tin/pci-cai-cach-hanh-chinh.html">Tin cũ hơn</a><a href="/chuyen-muc/x/">x</a>
      <a href="/files/Quyết định 1.PDF">1</a><a href="/files/2.docx?v=3">2</a><a href="/files/3.jpg">3</a>
      <a href="https://b.vn/4.pdf">4</a><a href="/tin/?page=2">2</a><a href="/tai-ve.aspx?id=7">Tải về</a>
      <iframe src="/pdfjs/viewer.html?file=%2Ffiles%2F5.pdf"></iframe><embed src="6.xlsx">
      <iframe src="/map.html"></iframe>
    """
    assert found(markup, kind="document") == [
        "attachment /files/Quy%E1%BA%BFt%20%C4%91%E1%BB%8Bnh%201.PDF",
        "attachment /files/2.docx?v=3",
        "attachment /tai-ve.aspx?id=7",
        "attachment /files/5.pdf",
        "attachment /tin/6.xlsx",
    ]
    assert found(markup, kind="document", plan=replace(PLAN, attachments=("xlsx",))) == [
        "attachment /tai-ve.aspx?id=7",
        "attachment /tin/6.xlsx",
    ]
    assert found(markup, kind="document", plan=replace(PLAN, attachments=())) == []
    assert found(markup, kind="attachment") == []


def test_a_list_leads_to_files_about_the_subject() -> None:
    rows = (
        '<table><tr><td>Kế hoạch cải cách hành chính</td><td><a href="/1.pdf">Tải về</a></td></tr>'
        '<tr><td>Lịch trực</td><td><a href="/2.pdf">Tải về</a></td></tr></table>'
    )
    assert found(rows) == ["attachment /1.pdf"]
    assert found(rows, plan=replace(PLAN, about=())) == ["attachment /1.pdf", "attachment /2.pdf"]


def test_the_base_address_counts() -> None:
    data = b'<html><head><base href="https://a.gov.vn/vi/"></head><body><a href="pci.html">x</a></body></html>'
    assert [link.url for link in links_of(PLAN, "plain", Page(f"{ROOT}/tin/", data, "text/html", "list"))] == [
        "https://a.gov.vn/vi/pci.html"
    ]


def test_addresses_are_corrected_before_anything_is_decided() -> None:
    moved = Lookup(match=r"^http://cu\.vn/", replace="https://a.gov.vn/cu/", reason="the host moved")
    plan = replace(PLAN, lookups=(moved,))
    assert found('<a href="http://cu.vn/pci.html">x</a>', plan=plan) == ["document /cu/pci.html"]
    assert found('<a href="http://cu.vn/pci.html">x</a>') == []


def test_what_an_address_dates_before_the_first_day_is_not_followed() -> None:
    dates = Dates(in_address=r"/(?P<year>\d{4})/(?P<month>\d\d)/", since=date(2012, 6, 1))
    paths = ("/2011/12/pci.html", "/2012/06/pci.html", "/2012/05/pci.html", "/pci.html")
    markup = "".join(f'<a href="{path}">x</a>' for path in paths)
    assert found(markup, plan=replace(PLAN, dates=dates)) == ["document /2012/06/pci.html", "document /pci.html"]


@pytest.mark.parametrize(
    ("system", "at", "links", "following"),
    [
        # A site of no known system.
        ("plain", "/tin/", ["trang-2.html", "trang-3.html", "/khac/trang-2.html"], ["/tin/trang-2.html"]),
        ("plain", "/tin/trang-2.html", ["/tin/", "trang-3.html", "trang-9.html"], ["/tin/trang-3.html"]),
        ("plain", "/tin?muc=4", ["/tin?muc=4&trang=2", "/tin?muc=5&trang=2"], ["/tin?muc=4&trang=2"]),
        ("plain", "/tin/page/9", ["/tin/page/8", "/tin/page/10", "/tin/page/479"], ["/tin/page/10"]),
        ("plain", "/tin/page/9", ["/tin/page/1", "/tin/page/8"], []),
        # NukeViet.
        ("nukeviet", "/vi/news/cchc/", ["/vi/news/cchc/page-2/", "/vi/news/cchc/page-31/"], ["/vi/news/cchc/page-2/"]),
        ("nukeviet", "/vi/news/cchc/page-2/", ["/vi/news/cchc/", "/vi/news/cchc/page-3/"], ["/vi/news/cchc/page-3/"]),
        (
            "nukeviet",
            "/index.php?nv=news&op=cchc",
            ["/index.php?nv=news&op=cchc&page=2", "/index.php?nv=laws&page=2"],
            ["/index.php?nv=news&op=cchc&page=2"],
        ),
        # Drupal counts from zero, and counts each list of a page.
        ("drupal", "/tin-tuc", ["?page=1", "/tin-tuc?page=11"], ["/tin-tuc?page=1"]),
        ("drupal", "/tin-tuc?page=1", ["/tin-tuc", "/tin-tuc?page=0", "/tin-tuc?page=2"], ["/tin-tuc?page=2"]),
        ("drupal", "/tin-tuc?page=0,1", ["?page=0%2C0", "?page=0%2C2", "?page=0%2C9"], ["/tin-tuc?page=0%2C2"]),
        # Liferay's portlets.
        (
            "liferay",
            "/web/guest/cchc",
            ["/web/guest/cchc?p_p_id=101_INSTANCE_a1&_101_INSTANCE_a1_delta=20&_101_INSTANCE_a1_cur=2"],
            ["/web/guest/cchc?p_p_id=101_INSTANCE_a1&_101_INSTANCE_a1_delta=20&_101_INSTANCE_a1_cur=2"],
        ),
        (
            "liferay",
            "/cchc?p_p_id=a_INSTANCE_b&_a_INSTANCE_b_cur=2",
            ["/cchc?p_p_id=a_INSTANCE_b&_a_INSTANCE_b_cur=1", "/cchc?p_p_id=a_INSTANCE_b&_a_INSTANCE_b_cur=3"],
            ["/cchc?p_p_id=a_INSTANCE_b&_a_INSTANCE_b_cur=3"],
        ),
        # SharePoint pages on from the last entry, and back.
        (
            "sharepoint",
            "/Pages/tin.aspx",
            [f"{ROOT}:443/Pages/tin.aspx?Paged=TRUE&p_ID=31&PageFirstRow=31", "?PagedPrev=TRUE&Paged=TRUE&p_ID=9"],
            ["/Pages/tin.aspx?Paged=TRUE&p_ID=31&PageFirstRow=31"],
        ),
        # DNN's modules.
        ("dotnetnuke", "/tin/tabid/72", ["/tin/tabid/72/pg/2", "/tin/tabid/72/pg/8"], ["/tin/tabid/72/pg/2"]),
    ],
)  # fmt: skip
def test_lists_page_on_to_the_next_page_only(system: str, at: str, links: list[str], following: list[str]) -> None:
    markup = "".join(f'<a href="{link}">x</a>' for link in links)
    plan = replace(PLAN, documents=("^nothing",))
    assert found(markup, system, at, plan=plan) == [f"list+ {link}" for link in following]
    assert found(markup, system, at, kind="document", plan=plan) == []


def test_other_pages_of_a_list_are_no_documents_but_pages_at_its_address_are() -> None:
    pager = '<a href="/pci/trang-2.html">2</a><a href="/pci/trang-9.html">Cuối</a><a href="/pci/">1</a>'
    assert found(pager, at="/pci/trang-9.html") == []
    assert found(pager, at="/pci/") == ["list+ /pci/trang-2.html"]
    inside = '<a href="/pci?articleId=12">PCI</a><a href="/pci">1</a><a href="/pci?_abc_cur=3">3</a>'
    plan = replace(PLAN, documents=("pci",))
    assert found(inside, "liferay", "/pci?_abc_cur=2", plan=plan) == [
        "document /pci?articleId=12",
        "list+ /pci?_abc_cur=3",
    ]


@pytest.mark.parametrize(
    "link",
    [
        '<a rel="next" href="/lich/2.html">2</a>',
        '<a href="/lich/2.html">Trang sau »</a>',
        '<a href="/lich/2.html">Tiếp theo</a>',
        '<ul class="pagination"><li><a href="/lich/2.html">›</a></li></ul>',
        '<li class="pager-next"><a href="/lich/2.html"><img></a></li>',
        '<a class="next page-numbers" href="/lich/2.html"><i></i></a>',
    ],
)
def test_a_page_may_mark_its_next_one(link: str) -> None:
    assert found(link, at="/lich/1.html") == ["list+ /lich/2.html"]


@pytest.mark.parametrize(
    "link",
    [
        '<a href="/lich/2.html">»</a>',
        '<a href="/lich/2.html">Xem tiếp</a>',
        '<a rel="prev" href="/lich/2.html">x</a>',
        '<a class="carousel-control-next" href="/lich/2.html">x</a>',
        '<a rel="next" href="/lich/1.html">x</a>',
        '<a rel="next" href="https://b.vn/2.html">x</a>',
        '<a href="/lich/1.html?page=2">2</a><a href="/lich/2.html">Trang sau</a>',
    ],
)
def test_what_only_looks_like_it_is_no_next_page(link: str) -> None:
    assert "list+ /lich/2.html" not in found(link, at="/lich/1.html")


def test_a_source_may_know_better_how_its_lists_page() -> None:
    markup = '<a href="/tin/xem?tiep=abc">Xem thêm</a>'
    assert found(markup) == []
    plan = replace(PLAN, paging=Paging(links=(r"[?&]tiep=",)))
    assert found(markup, plan=plan) == ["list+ /tin/xem?tiep=abc"]


def test_sharepoints_pager_may_be_a_script() -> None:
    script = 'RefreshPageTo(event, "\\u002fPages\\u002ftin.aspx?Paged=TRUE\\u0026p_ID=31");javascript:return false;'
    markup = f"<a href='javascript:' onclick='javascript:{script}'><img></a>"
    assert found(markup, "sharepoint", "/Pages/tin.aspx") == ["list+ /Pages/tin.aspx?Paged=TRUE&p_ID=31"]


@pytest.mark.parametrize(
    ("system", "href"),
    [
        ("nukeviet", "/vi/laws/detail/Quyet-dinh-1-2/?download=1&id=0"),
        ("nukeviet", "/index.php?nv=news&savefile=quyet-dinh"),
        ("drupal", "/media/123/download"),
        ("drupal", "/system/files/2024/quyet-dinh"),
        ("liferay", "/documents/20182/31415/Quyet+dinh/8a1f0c52-6e1b-4d57?t=1715241600000"),
        ("liferay", "/c/document_library/get_file?uuid=8a1f&groupId=20182"),
        ("sharepoint", "/Lists/VanBan/Attachments/12/1887KH"),
        ("sharepoint", "/_layouts/15/download.aspx?SourceUrl=%2Fa"),
        ("dotnetnuke", "/LinkClick.aspx?fileticket=abc%3d&tabid=72"),
        ("aspnet", "/DownloadFile.aspx?id=12"),
        ("plain", "/download?file=12"),
    ],
)
def test_files_without_an_ending_are_known_by_their_address(system: str, href: str) -> None:
    assert found(f'<a href="{href}">Tải về</a>', system, kind="document") == [
        f"attachment {href.replace('%3d', '%3D')}"
    ]


@pytest.mark.parametrize("href", ["/documents/20182/0/anh.jpg/8a1f?t=1", "/web/guest/download", "/tin/1.html"])
def test_pictures_and_pages_are_no_files(href: str) -> None:
    assert found(f'<a href="{href}">Tải về</a>', "liferay", kind="document") == []


@pytest.mark.parametrize(
    ("system", "href"),
    [
        ("nukeviet", "/vi/news/savefile/cchc/pci-1.html"),
        ("nukeviet", "/vi/news/print/cchc/pci-1.html"),
        ("liferay", "/x/-/pci.html?p_p_state=pop_up"),
        ("sharepoint", "/Pages/pci.html?IsDlg=1"),
        ("drupal", "/printpdf/pci.html"),
    ],
)
def test_copies_of_a_page_are_not_followed(system: str, href: str) -> None:
    assert found(f'<a href="{href}">PCI</a>', system, plan=replace(EVERYTHING, attachments=())) == []


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7 <a href='/pci.html'>", "attachment"),
        (b"", "list"),
        (b"\x00\x01\x02" * 50, "list"),
        (b"<html></html>", "list"),
        (b"<a href='" + b"x" * 6_000_000, "list"),
        (b"<" * 10_000, "list"),
        (b"<div>" * 100_000, "list"),
    ],
)
def test_pages_without_links_have_none(data: bytes, kind: str) -> None:
    assert links_of(EVERYTHING, "plain", Page(f"{ROOT}/", data, "text/html", kind)) == ()


def test_a_page_of_very_many_links_is_read_as_far_as_any_page() -> None:
    markup = "".join(f'<a href="/{number}.html">x</a>' for number in range(20_000))
    assert len(found(markup, plan=EVERYTHING)) == 5_000


def test_deeply_nested_pages_lose_no_links() -> None:
    assert found("<div>" * 600 + '<a href="/pci.html">x</a>') == ["document /pci.html"]


def test_a_usual_page_takes_a_millisecond() -> None:
    """20 kB; three times the time it is to take, for machines at work."""
    link = '<a href="/tin/chi-so-{0}.html" title="Chỉ số {0}">Chỉ số cải cách hành chính {0}</a>'
    entry = f'<div class="panel"><h3>{link}</h3>'
    text = "<p>Ngày 17/4, Bộ Nội vụ công bố Chỉ số cải cách hành chính của các bộ, các tỉnh, thành phố.</p></div>"
    usual = page("".join(entry.format(number) + text for number in range(75)))
    assert 18_000 < len(usual.data) < 22_000
    taken = []
    for _ in range(20):
        start = time.perf_counter()
        assert len(links_of(PLAN, "plain", usual)) == 75
        taken.append(time.perf_counter() - start)
    assert min(taken) < 0.003
