"""Answers are told apart by what they hold: each kind on pages of it, and on pages that only look like it."""

from __future__ import annotations

import hashlib
import io
import time
import unicodedata
import zipfile
from html import escape
from pathlib import Path
from typing import Any

import pytest

from scrapers.accepted import gone_mark
from scrapers.archive import Look
from scrapers.crawl.exchange import Answer
from scrapers.crawl.judging import Judgement, judge
from scrapers.crawl.page import Link, PageKind
from scrapers.crawl.plan import CrawlPlan

RECORDED = Path(__file__).parents[2] / "recorded"
SEEDS = Path(__file__).parents[4] / "shared" / "seeds"
URL = "https://soNoivu.angiang.gov.vn/tin-tuc/12"
PLAN = CrawlPlan(system="plain", hosts=("angiang.gov.vn",), start=())
PROSE = "<p>" + "Chỉ số cải cách hành chính năm 2023 của tỉnh đạt 86,50 điểm, xếp thứ 12. " * 30 + "</p>"
SHORT = "<p>Chỉ số PAR INDEX năm 2023 của tỉnh An Giang đạt 86,50 điểm.</p>"
MENU = "<nav>" + "<a href='/gioi-thieu'>Giới thiệu chung về tỉnh</a>" * 200 + "</nav>"
WALL = (
    '<html><body><script>document.cookie="D1N=1f0e4c2a9b"+"; expires=Fri, 31 Dec 2099 23:59:59 GMT; path=/";'
    "window.location.reload(true);</script></body></html>"
)
PASSWORD = "<form action='/dn'><input name='u'><input name='p' type=\"password\"></form>"
LOGIN_POPUP = f"<div class='modal'><h3>Đăng nhập</h3>{PASSWORD}</div>"


def page(title: str, body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>".encode()


def judged(
    data: bytes | str,
    kind: PageKind = "document",
    url: str = URL,
    *,
    status: int = 200,
    headers: tuple[tuple[str, str], ...] = (),
    at: str | None = None,
    **more: Any,
) -> Judgement:
    body = data.encode() if isinstance(data, str) else data
    answer = Answer(at or url, status, headers, body, None)
    return judge(answer, Link(url, kind), more.pop("plan", PLAN), **more)


def packed(size: int = 5000) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", "x" * size)
    return stream.getvalue()


PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\nstartxref\n9\n%%EOF\n"

NO_PAGES: list[tuple[str, bytes | str]] = [
    ("empty", b""),
    ("empty", b"\xef\xbb\xbf \r\n\t "),
    ("cookie_wall", WALL),
    ("cookie_wall", page("Just a moment...", "<p>Checking</p>")),
    ("cookie_wall", page("", "<p>x</p>", "<script>window._cf_chl_opt={}</script>")),
    ("cookie_wall", page("Cổng", "<p>Vui lòng xác nhận bạn không phải là người máy</p>")),
    ("cookie_wall", "<html><script>document.cookie='k=1';location.href='/tin-tuc/12'</script></html>"),
    ("login", page("Đăng nhập - Cổng thông tin", PASSWORD)),
    ("login", page("Hệ thống quản lý | Login", MENU + PASSWORD)),
    ("login", page("Cổng thông tin", f"<h2>Đăng nhập hệ thống</h2>{PASSWORD}")),
    ("login", page("Cổng thông tin", f"<div>Vui lòng đăng nhập để tiếp tục</div>{PASSWORD}")),
    ("soft_404", page("404 Not Found", "")),
    ("soft_404", page("404 | Cổng thông tin điện tử", MENU + PROSE)),
    ("soft_404", page("Lỗi 404", "<p>Trang chủ</p>")),
    ("soft_404", page("Cổng thông tin", "<h1>Trang bạn yêu cầu không tồn tại</h1>")),
    ("soft_404", page("Cổng thông tin", f"{MENU}<div>Xin lỗi, nội dung bạn tìm không tồn tại hoặc đã bị xóa.</div>")),
    (
        "soft_404",
        page("Cổng thông tin", f"{MENU}<span>Kh&#244;ng t&#236;m th&#7845;y trang y&ecirc;u c&#7847;u</span>"),
    ),
    ("soft_404", page("Portal", "<h2>The page you requested could not be found.</h2>")),
    ("stub", page("Runtime Error", "<h1>Server Error in '/' Application.</h1>")),
    ("stub", page("Cổng thông tin", "<p>Hệ thống đang được bảo trì, xin quay lại sau.</p>")),
    ("stub", page("Welcome to nginx!", "<p>If you see this page, the web server is installed.</p>")),
    ("stub", page("", "<div id='root'></div><script src='/app.js'></script>")),
    ("stub", page("", "", "<meta http-equiv='refresh' content='0;url=/moi'>")),
    (
        "stub",
        page("Thông báo", f"<p>Thông báo</p><!--{'x' * 2500}-->", '<meta name="robots" content="noindex,nofollow">'),
    ),
    ("truncated", page("Tin", PROSE)[:900]),
    ("truncated", page("Tin", f"{SHORT}<table><tr><td>1</td></tr></table>").partition(b"</table>")[0]),
    ("truncated", page("Tin", f"{SHORT}<script>var a = 1;").replace(b"</body></html>", b"")),
    ("truncated", page("Tin", SHORT).partition(b"</p>")[0] + b"</"),
    ("truncated", PDF[:-7]),
    ("truncated", PDF + b"5 0 obj\n<<"),
    ("truncated", packed()[:-30]),
    ("truncated", '<?xml version="1.0"?><rss><channel><item><title>Tin</ti'),
    ("truncated", '[{"a": 1}, {"a"'),
    ("soft_404", "Not Found"),
    ("soft_404", "404 page not found\n"),
    ("soft_404", "Không tìm thấy trang\nXin thử lại."),
    ("stub", "OK"),
    ("stub", '{"error": "not found", "status": 404}'),
    ("stub", '{"status": 500, "path": "/tin/1"}'),
    ("stub", page("Database Error", "<p>Error establishing a database connection</p><a href='/'>x</a>")),
    ("stub", page("Error", "<p>You have an error in your SQL syntax; check the manual</p><a href='/'>x</a>")),
    ("stub", "Fatal error: Uncaught Error: Call to undefined function mysql_connect() in /var/www/index.php:3"),
]


@pytest.mark.parametrize(("outcome", "data"), NO_PAGES)
def test_what_is_no_page_is_told_by_its_content(outcome: str, data: bytes | str) -> None:
    judgement = judged(data)
    assert judgement.outcome == outcome
    assert judgement.reason is not None and judgement.reason.endswith(".") and len(judgement.reason) < 300


PAGES: list[bytes | str] = [
    page("Tin tức", SHORT),
    page("404/QĐ-UBND công bố Chỉ số", SHORT),
    page("404", PROSE * 2),
    page("404.000 hồ sơ được giải quyết", SHORT),
    page("404 - 500 doanh nghiệp thành lập mới", SHORT),
    page("Không tìm thấy bài viết sai phạm nào", PROSE),
    page("Tin tức", f"{PROSE}<p>Không tìm thấy bài viết liên quan.</p>"),
    page("Tin tức", f"{SHORT}<div>Không tìm thấy bình luận nào</div>"),
    page("Tin tức", PROSE + LOGIN_POPUP),
    page("Đăng nhập một lần trên cổng dịch vụ công", SHORT),
    page("Tin tức", PROSE + "<script>document.cookie='seen=1'; function f(){location.reload()}</script>"),
    page("Tin tức", SHORT, "<script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'></script>"),
    page("Bảng điểm", PROSE, '<meta name="robots" content="noindex">'),
    page("Bảng điểm", "<iframe src='/tep/bang-diem.pdf'></iframe>"),
    page("Hệ thống đang được nâng cấp đồng bộ", PROSE),
    "<p>Một đoạn không có thẻ mở đầu nhưng vẫn là văn bản đủ dài.",
    f"<html><body>{SHORT}<ul><li>một<li>hai</ul>",
    f"<html><body><div>{SHORT}</div><p>đoạn không đóng</p>",
    "Văn bản thuần, đạt 86,50 điểm & < 90 điểm; kết thúc bằng dấu <",
    PDF,
    PDF + page("kèm theo", "<p>trang dư của máy chủ</p>"),
    packed(),
    '{"data": {"documentContent": {"content": "..."}}}',
    '{"error": null, "status": 200, "data": {"diem": 85.3}}',
    '[{"error": "not of the answer"}]',
    page("Tin", PROSE).replace("điểm".encode(), "đi\0ểm".encode(), 1),
    page("Lỗi", PROSE + "<p>You have an error in your SQL syntax, các sở báo cáo.</p>"),
]


@pytest.mark.parametrize("data", PAGES)
def test_what_is_a_page_is_accepted(data: bytes | str) -> None:
    assert (judged(data).outcome, judged(data).reason) == (None, None)


@pytest.mark.parametrize("data", [*(data for data in PAGES if isinstance(data, bytes) and data[:5] == b"<!DOC")])
def test_an_accepted_page_that_is_cut_short_within_its_markup_is_not(data: bytes) -> None:
    assert judged(data[: data.rindex(b"</body>")] + b"<di").outcome == "truncated"


def test_nothing_that_was_recorded_is_taken_for_anything_else() -> None:
    paths = [*RECORDED.rglob("*.txt"), *RECORDED.rglob("*.html"), *(SEEDS.glob("*.txt") if SEEDS.is_dir() else ())]
    assert len(paths) >= 25
    for path in paths:
        text = path.read_text("utf-8")
        lines = text.splitlines() or [""]
        as_page = page(escape(lines[0]), "".join(f"<p>{escape(line)}</p>" for line in lines))
        assert [judged(data).outcome for data in (path.read_bytes(), as_page)] == [None, None], path


FILES: list[tuple[str | None, str, bytes, tuple[tuple[str, str], ...]]] = [
    ("wrong_type", "https://a.vn/t/bang.pdf", page("Tin", PROSE), (("Content-Type", "application/pdf"),)),
    ("wrong_type", "https://a.vn/t/bang.xlsx", page("Đăng nhập", PASSWORD), ()),
    ("wrong_type", "https://a.vn/download?id=5", page("Tin", PROSE), ()),
    ("wrong_type", "https://a.vn/t/bang.pdf", b"File not found", ()),
    ("wrong_type", "https://a.vn/t/bang.zip", b"\0\1\2\3" * 99, ()),
    ("cookie_wall", "https://a.vn/t/bang.pdf", WALL.encode(), ()),
    ("empty", "https://a.vn/t/bang.pdf", b"", ()),
    ("truncated", "https://a.vn/t/bang.pdf", PDF[:-8], ()),
    (None, "https://a.vn/t/bang.pdf", PDF, (("Content-Type", "text/html"),)),
    (None, "https://a.vn/download?id=5", PDF, (("Content-Type", "application/octet-stream"),)),
    (None, "https://a.vn/t/bang.docx", PDF, ()),
    (None, "https://a.vn/t/bang.zip", packed(), ()),
    (
        None,
        "https://a.vn/t/bang.doc",
        page("Kế hoạch", PROSE, "<xml xmlns:o='urn:schemas-microsoft-com:office:office'/>"),
        (),
    ),
    (None, "https://a.vn/t/so-lieu.csv", b"tinh,diem\nAn Giang,86.5\n", ()),
]


@pytest.mark.parametrize(("outcome", "url", "data", "headers"), FILES)
def test_a_file_is_a_file_whatever_its_headers_say(
    outcome: str | None, url: str, data: bytes, headers: tuple[tuple[str, str], ...]
) -> None:
    assert judged(data, "attachment", url, headers=headers).outcome == outcome


def test_a_document_sent_as_a_pdf_that_is_html_is_of_the_wrong_type() -> None:
    pdf = (("Content-Type", "application/pdf"),)
    assert judged(page("Tin", PROSE), headers=pdf).outcome == "wrong_type"
    assert judged(page("Tin", PROSE), headers=(("Content-Type", "application/xml"),)).outcome is None
    assert judged(PDF, headers=pdf).media_type == "application/pdf"


@pytest.mark.parametrize(
    "content_type", ["application/xml", "text/xml; charset=utf-8", "application/rss+xml", "text/html"]
)
@pytest.mark.parametrize("root", ["rss", "feed", "urlset", "sitemapindex"])
def test_a_feed_is_a_list_whatever_its_type(content_type: str, root: str) -> None:
    data = f'<?xml version="1.0"?>\n<!-- made --><{root} xmlns="x"><a>1</a></{root}>\n'
    headers = (("Content-Type", content_type),)
    assert judged(data, "list", f"https://a.vn/{root}.xml", headers=headers).outcome is None
    assert judged(data[:-5], "list", f"https://a.vn/{root}.xml", headers=headers).outcome == "truncated"


def test_a_list_may_be_small_and_unindexed_but_must_be_a_list() -> None:
    small = page("Tin", "<a href='/1'>Tin 1</a>", "<meta content='noindex' name='robots'>")
    assert judged(small, "list").outcome is None
    assert judged(small, "list", plan=CrawlPlan(system="plain", hosts=(), start=(), stub_bytes=3000)).outcome is None
    assert judged(PDF, "list").outcome == "wrong_type"
    assert judged(page("Đăng nhập", PASSWORD), "list").outcome == "login"


def test_a_source_may_say_how_small_its_documents_never_are() -> None:
    plan = CrawlPlan(system="plain", hosts=(), start=(), stub_bytes=3000)
    assert judged(page("Tin", SHORT), plan=plan).outcome == "stub"
    assert judged(page("Tin", PROSE * 2), plan=plan).outcome is None
    assert judged(PDF, "attachment", "https://a.vn/b.pdf", plan=plan).outcome is None


@pytest.mark.parametrize(
    ("at", "outcome"),
    [
        ("https://sonoivu.angiang.gov.vn/", "soft_404"),
        ("https://angiang.gov.vn/trang-chu", "soft_404"),
        ("https://angiang.gov.vn/Default.aspx", "soft_404"),
        ("https://angiang.gov.vn/error/404?aspxerrorpath=/tin-tuc/12", "soft_404"),
        ("https://angiang.gov.vn/dang-nhap?returnUrl=%2Ftin-tuc%2F12", "login"),
        ("https://angiang.gov.vn/tin-tuc/12-moi", None),
        ("https://angiang.gov.vn/?id=12", None),
        (URL, None),
    ],
)
def test_where_a_redirect_led_tells_what_came(at: str, outcome: str | None) -> None:
    assert judged(page("Cổng thông tin", PROSE), at=at).outcome == outcome


def test_a_page_at_the_root_may_lead_to_the_home_page() -> None:
    assert judged(page("Cổng", PROSE), "list", "https://a.vn/", at="https://b.vn/trang-chu").outcome is None


@pytest.mark.parametrize(
    ("headers", "outcome"),
    [
        ((("Content-Length", "99999"),), "truncated"),
        ((("Content-Length", "99999"), ("Content-Encoding", "gzip")), None),
        ((("Content-Length", "5"),), None),
        ((("Content-Length", "many"),), None),
    ],
)
def test_less_than_was_promised_is_cut(headers: tuple[tuple[str, str], ...], outcome: str | None) -> None:
    assert judged(page("Tin", PROSE), headers=headers).outcome == outcome


@pytest.mark.parametrize(
    ("status", "data", "has_before", "outcome"),
    [
        (404, b"", True, "suspect"),
        (410, page("Tin", PROSE), True, "suspect"),
        (404, b"", False, "failed"),
        (500, b"", True, "failed"),
        (403, page("Just a moment...", ""), True, "cookie_wall"),
        (503, page("Attention Required! | Cloudflare", "<p>x</p>"), False, "cookie_wall"),
        (401, page("Đăng nhập", PASSWORD), True, "login"),
        (403, page("Forbidden", "<p>Forbidden</p>"), True, "failed"),
        (204, b"", True, "empty"),
    ],
)
def test_other_statuses_are_told_by_what_they_mean(status: int, data: bytes, has_before: bool, outcome: str) -> None:
    before = held(page("Tin", PROSE)) if has_before else None
    assert judged(data, status=status, before=before).outcome == outcome
    assert judged(data, "list", status=status, before=before).outcome == ("failed" if outcome == "suspect" else outcome)


def held(data: bytes, media_type: str = "text/html") -> Look:
    return Look(
        look_id="s/1/a", source="s", url=URL, looked_at="2026-11-20T01:00:00Z", method="fetched", outcome="new",
        http_status=200, capture_id=hashlib.sha256(data).hexdigest(), media_type=media_type, bytes=len(data),
        file_name=None, warc_file="w", offset=0, length=1, message=None, page_kind="document", run_id=None,
        found_on=None,
    )  # fmt: skip


def against(new: bytes, old: bytes, media_type: str = "text/html", kind: PageKind = "document") -> Judgement:
    return judged(new, kind, before=held(old, media_type), read=lambda _: old)


def test_a_page_that_lost_a_quarter_of_its_text_is_suspect_and_one_that_lost_its_menu_is_not() -> None:
    old = page("Tin", MENU + PROSE)
    assert against(page("Tin", PROSE), old).outcome is None, "only the menu went"
    assert against(page("Tin", MENU + PROSE[: len(PROSE) * 4 // 5]), old).outcome is None
    lost = against(page("Tin", MENU + PROSE[: len(PROSE) * 7 // 10]), old)
    assert lost.outcome == "suspect"
    assert lost.reason is not None and "characters of text" in lost.reason and "2026-11-20" in lost.reason
    assert against(page("Tin", MENU + PROSE[: len(PROSE) // 2]), old, kind="list").outcome is None
    assert against(page("Tin", PROSE * 2), old).outcome is None, "more is no loss"
    assert against(page("Tin", SHORT[:40]), page("Tin", SHORT)).outcome is None, "too short to tell"


def test_a_page_whose_kind_changed_is_suspect() -> None:
    assert against(PDF, page("Tin", PROSE)).outcome == "suspect"
    assert against(page("Tin", PROSE), PDF, "application/octet-stream").outcome == "suspect"
    assert judged(PDF, before=held(PDF + b" ", "application/octet-stream")).outcome is None, "the header told nothing"
    assert judged(page("Tin", PROSE), before=held(PDF, "application/pdf")).outcome == "suspect", "or it did"


def test_a_file_that_lost_a_quarter_of_its_bytes_is_suspect() -> None:
    old = PDF.replace(b"<<>>", b"<<" + b"x" * 3000 + b">>")
    assert against(PDF.replace(b"<<>>", b"<<" + b"x" * 1500 + b">>"), old, "application/pdf").outcome == "suspect"
    assert against(PDF.replace(b"<<>>", b"<<" + b"x" * 2500 + b">>"), old, "application/pdf").outcome is None


def test_what_an_operator_accepted_is_accepted() -> None:
    old, new = page("Tin", PROSE), page("404 Not Found", "")
    assert against(new, old).outcome == "soft_404"
    accepted = {(URL, hashlib.sha256(new).hexdigest())}
    assert judged(new, before=held(old), read=lambda _: old, accepted=accepted).outcome is None
    assert judged(new, status=404, before=held(old), accepted=accepted).outcome == "suspect"


def test_a_page_that_is_known_to_be_gone_is_no_longer_suspect() -> None:
    old = page("Tin", PROSE)
    gone = {(URL, gone_mark(hashlib.sha256(old).hexdigest()))}
    assert judged(b"", status=410, before=held(old)).outcome == "suspect"
    assert judged(b"", status=410, before=held(old), accepted=gone).outcome == "failed"
    assert judged(b"", status=410, before=held(old + b" "), accepted=gone).outcome == "suspect", "it had come back"


def test_what_an_operator_accepted_of_one_address_is_accepted_of_no_other() -> None:
    error = page("404 Not Found", "")
    accepted = {("https://a.vn/other", hashlib.sha256(error).hexdigest())}
    assert judged(error, accepted=accepted).outcome == "soft_404"


def test_pages_in_old_encodings_are_judged_by_their_words() -> None:
    head = "<html><head><meta charset='windows-1258'><title>Thông báo</title></head>"
    text = f"{head}<body><p>Trang không tồn tại</p></body></html>"
    decomposed = unicodedata.normalize("NFD", text).replace("o\u0302", "ô").replace("a\u0302", "â")
    assert judged(decomposed.encode("cp1258", "xmlcharrefreplace")).outcome == "soft_404"
    assert judged(page("Tin", PROSE).decode().encode("utf-16")).outcome is None


@pytest.mark.parametrize(
    "hostile",
    [
        b"<script>" * 250_000, b"<!--" * 500_000, b"<" * 2_000_000, b"<a " * 700_000, b"<h1>" * 500_000,
        b"<title>" * 300_000, b"<a>" * 700_000, b"<meta robots" * 170_000, b"<input type=password " * 100_000,
        b"<nav><a>" * 200_000 + b"</a></nav>" * 200_000, b"&#x110;" * 300_000,
        b"%PDF-" + b"startxref %%EOF obj" * 100_000,
        b"PK\x03\x04" * 500_000, b"<?xml ?>" + b"<!---->" * 300_000 + b"<rss>",
    ],
)  # fmt: skip
def test_hostile_pages_are_judged_in_bounded_time(hostile: bytes) -> None:
    begun = time.process_time()
    judged(b"<html><body>document.cookie password " + hostile if hostile[:1] == b"<" else hostile)
    assert time.process_time() - begun < 5
