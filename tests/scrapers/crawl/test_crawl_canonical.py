"""One page has one address, however pages write it; what is no page has none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.crawl.systems.canonical import canonical, host_of

BASE = "https://a.gov.vn/tin/muc/trang.aspx?x=1"


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("/bai-1.html", "https://a.gov.vn/bai-1.html"),
        ("bai-1.html", "https://a.gov.vn/tin/muc/bai-1.html"),
        ("../bai-1.html", "https://a.gov.vn/tin/bai-1.html"),
        ("/tin/./muc//../bai.html", "https://a.gov.vn/tin/muc/bai.html"),
        ("?page=2", "https://a.gov.vn/tin/muc/trang.aspx?page=2"),
        ("//b.vn/x", "https://b.vn/x"),
        ("http://b.vn", "http://b.vn/"),
        ("HTTP://B.vn:80/X", "http://b.vn/X"),
        ("https://a.gov.vn:443/x?a=1&b=2", "https://a.gov.vn/x?a=1&b=2"),
        ("https://a.gov.vn:8443/x", "https://a.gov.vn:8443/x"),
        ("/x#top", "https://a.gov.vn/x"),
        ("  /x\n ", "https://a.gov.vn/x"),
        ("\\tin\\bai.aspx", "https://a.gov.vn/tin/bai.aspx"),
        ("/a?b=1&amp;c=2", "https://a.gov.vn/a?b=1&c=2"),
        ("/a?", "https://a.gov.vn/a"),
        # Sessions, tokens, counters, where a visitor came from.
        ("/a;jsessionid=0A1B2C?b=1", "https://a.gov.vn/a?b=1"),
        ("/(S(abcdefghij0123456789xyzt))/a.aspx", "https://a.gov.vn/a.aspx"),
        ("/a?PHPSESSID=abc123def456&b=1", "https://a.gov.vn/a?b=1"),
        ("/a?b=1&sid=abc123def456", "https://a.gov.vn/a?b=1"),
        ("/a?sid=123", "https://a.gov.vn/a?sid=123"),
        ("/a?utm_source=zalo&fbclid=I1&_=1718000000", "https://a.gov.vn/a"),
        ("/a?residence=hue", "https://a.gov.vn/a?residence=hue"),
        # Percent signs.
        ("/c%e1%ba%a3i", "https://a.gov.vn/c%E1%BA%A3i"),
        ("/cải cách", "https://a.gov.vn/c%E1%BA%A3i%20c%C3%A1ch"),
        ("/%7ehue/%2d", "https://a.gov.vn/~hue/-"),
        ("/a%2fb", "https://a.gov.vn/a%2Fb"),
        ("/100%.html", "https://a.gov.vn/100%25.html"),
        ("/a?q=c%c3%a1ch&View=%7b3D5E%2d7A%7d", "https://a.gov.vn/a?q=c%C3%A1ch&View=%7B3D5E-7A%7D"),
        ("https://tỉnh.vn/a", "https://xn--tnh-dlz.vn/a"),
    ],
)
def test_a_page_has_one_address(href: str, url: str) -> None:
    assert canonical(href, BASE) == url
    assert canonical(url, BASE) == url, "and keeps it"


@pytest.mark.parametrize(
    "href",
    [
        "",
        "#top",
        "javascript:void(0)",
        "JavaScript:window.print()",
        "mailto:vanthu@a.gov.vn",
        "tel:+84",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://a.vn/x",
        "http://me:pw@a.vn/",
        "http://",
        "http://[::1",
        "http://a.vn:99999/",
        "/" + "x" * 3000,
    ],
)
def test_what_is_no_page_has_no_address(href: str) -> None:
    assert canonical(href, BASE) is None


@given(st.text(max_size=40))
def test_nothing_that_a_page_writes_is_an_error(href: str) -> None:
    url = canonical(href, BASE)
    if url is not None:
        assert url.startswith(("http://", "https://"))
        assert url.isascii()
        assert host_of(url)
        assert canonical(url, BASE) == url
