"""The made-up web of the crawl bench: which hosts there are, and every byte of every page.

Belongs here: addresses and pages, as pure functions of their numbers. Does not belong here: serving (`crawl_site`).
Imports nothing beyond the standard library: Scrapy's environment, which has nothing of ours, reads it too.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

PAGE_BYTES = 20_000
DOCUMENTS_A_LIST = 30
LIST = r"/danh-sach/\d+\.html$"
DOCUMENT = r"/van-ban/"
ATTACHMENT = r"\.(?:pdf|docx?|xlsx?|zip)$"
ROBOTS = b"User-agent: *\nDisallow: /van-ban/noi-bo/\n"
_WORDS = """
cải cách hành chính chỉ số tỉnh thành phố năm điểm xếp hạng thứ kế hoạch nhiệm vụ giải pháp thủ tục
công dân sự hài lòng phục cơ quan nhà nước ủy ban nhân sở nội tài đầu tư doanh nghiệp dịch trực
tuyến toàn trình hồ sơ quyết đúng hạn báo cáo kết quả đánh giá xác định nâng cao chất lượng hiệu lực
quản lý thông tin chuyển đổi hạ tầng dữ liệu quyền điện tử cán bộ chức viên thanh tra kiểm kỷ luật
cương đơn vị
"""


@dataclass(frozen=True, slots=True)
class Web:
    """`hosts` sites of `pages` pages each; a site's first pages are its lists, of which page 0 is the start."""

    hosts: int
    pages: int

    @classmethod
    def of(cls, pages: int, hosts: int) -> Web:
        """About `pages` pages in all, as many on every host."""
        return cls(hosts, max(2, round(pages / hosts)))

    @property
    def lists(self) -> int:
        return -(-self.pages // (DOCUMENTS_A_LIST + 1))

    @property
    def total(self) -> int:
        return self.hosts * self.pages

    def address(self, host: int) -> str:
        """The loopback address of a host; all of 127.0.0.0/8 leads to this machine."""
        return f"127.0.{1 + host // 250}.{1 + host % 250}"

    def path(self, page: int) -> str:
        """Where on its host a page stands."""
        if page == 0:
            return "/"
        return f"/danh-sach/{page}.html" if page < self.lists else f"/van-ban/{page}.html"

    def links(self, page: int) -> list[str]:
        """The paths that a page leads to: lists to their documents, on and to a page that robots.txt forbids."""
        menu = [f"/gioi-thieu/{number}.html" for number in range(8)]
        if page < self.lists:
            first = self.lists + page * DOCUMENTS_A_LIST
            documents = [self.path(at) for at in range(first, min(first + DOCUMENTS_A_LIST, self.pages))]
            onward = [self.path(at) for at in range(max(page - 1, 0), min(page + 4, self.lists)) if at != page]
            return [*menu, *documents, f"/van-ban/noi-bo/{page}.html", *onward]
        span = self.pages - self.lists
        return [*menu, *(self.path(self.lists + (page * 7 + step * 13) % span) for step in range(20))]


class Pages:
    """Makes the bytes of pages. Paragraphs are drawn once; a page is a run of them that its numbers choose."""

    def __init__(self, web: Web, paragraphs: int = 4000) -> None:
        self.web = web
        chance = random.Random("crawl")  # noqa: S311  (the same pages every time)
        words = _WORDS.split()
        self._paragraphs = [_paragraph(chance, words).encode() for _ in range(paragraphs)]
        self._runs = PAGE_BYTES // min(map(len, self._paragraphs)) + 1

    def body(self, host: int, page: int) -> bytes:
        """A page of PAGE_BYTES bytes or a few less, unlike every other one."""
        links = "".join(f'<li><a href="{path}">Văn bản {path}</a></li>\n' for path in self.web.links(page))
        head = (
            '<!DOCTYPE html>\n<html lang="vi"><head><meta charset="utf-8">'
            f"<title>Trang {page} của cổng {host}</title></head>\n<body><ul>\n{links}</ul>\n<h1>Số {page}/{host}</h1>\n"
        ).encode()
        tail = b"</p>\n</body></html>\n"
        start = (host * 7919 + page * 104_729) % (len(self._paragraphs) - self._runs)
        text = b"".join(self._paragraphs[start : start + self._runs])[: PAGE_BYTES - len(head) - len(tail)]
        return head + text[: text.rindex(b" ")] + tail


def _paragraph(chance: random.Random, words: list[str]) -> str:
    text = " ".join(chance.choice(words) for _ in range(chance.randint(60, 120)))
    return f"<p>{text.capitalize()} đạt {chance.randint(6000, 9999) / 100:.2f} điểm.</p>\n"
