"""A host under construction: its documents, and the pages that its content system makes of them.

Belongs here: what all systems share, such as the frame around a text. Does not belong here: addresses and lists, which
are each system's own (`systems`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from html import escape
from urllib.parse import quote

from tests.site.articles import Article, Attachment
from tests.site.figures import Figure
from tests.site.request import Reply, Request

VISITS, SESSION = "@@VISITS@@", "@@SESSION@@"
"""Where a page shows a counter and a session's id, which hosts without validators change with every answer."""
_NAVIGATION = (("/", "Trang chủ"), ("/gioi-thieu", "Giới thiệu"), ("mailto:vanthu@tinh.test", "Liên hệ"))
_ELSEWHERE = (
    '<a href="https://www.facebook.com/sharer.php?u=x">Chia sẻ</a> <a href="javascript:window.print()">In trang</a> '
    '<a href="http://khong-ai-vao.test/cai-cach-hanh-chinh/pci.html">Trang liên kết</a> <a href="#top">Về đầu trang</a>'
)


@dataclass(frozen=True, slots=True)
class Page:
    """A page or file of a host; a text is encoded by the host."""

    body: str = ""
    media_type: str = "text/html"
    made: Callable[[], bytes] | None = None
    day: date = date(2024, 1, 1)


@dataclass(frozen=True, slots=True)
class Planted:
    """A document that a crawl must bring in, and the figures that its reading must give."""

    url: str
    kind: str
    figures: tuple[Figure, ...]


@dataclass(slots=True)
class Plot:
    """`root` is the host's address, `files` that of the host of its files, `per_page` the entries of a list's page."""

    root: str
    name: str
    province: str
    articles: tuple[Article, ...]
    files: str = ""
    per_page: int = 3
    variant: int = 0
    pages: dict[str, Page] = field(default_factory=dict)
    posts: dict[str, Callable[[Request], Reply | Page]] = field(default_factory=dict)
    rest: Callable[[Request], Page | None] | None = None
    planted: list[Planted] = field(default_factory=list)
    start: str = "/"
    is_calm: bool = False

    def chunks(self) -> Iterator[tuple[int, tuple[Article, ...]]]:
        """The documents of each page of a list, from page 1."""
        for at in range(0, len(self.articles), self.per_page):
            yield at // self.per_page + 1, self.articles[at : at + self.per_page]

    @property
    def last_page(self) -> int:
        """The number of the list's last page."""
        return -(-len(self.articles) // self.per_page)

    def add_list(self, target: str, title: str, body: str) -> None:
        """Adds a page of a list."""
        self.pages[target] = Page(self.framed(title, body))

    def add_article(self, target: str, article: Article, attached: Callable[[Attachment], str]) -> None:
        """Adds a document with its attachments, whose targets `attached` gives; both are planted."""
        links = []
        for item in article.attachments:
            where = attached(item)
            self.pages[where] = Page(media_type=item.media_type, made=item.make, day=article.day)
            url = (self.files or self.root) + quote(where, safe="/?=&()")
            self.planted.append(Planted(url, "attachment", item.figures))
            links.append(f'<li><a href="{escape(self.files + where)}" target="_blank">{item.name}</a></li>')
        body = _body(article, links, self._related(target))
        self.pages[target] = Page(self.framed(article.title, body), day=article.day)
        self.planted.append(Planted(self.root + target, "document", article.figures))

    def framed(self, title: str, body: str, head: str = "") -> str:
        """A whole page: navigation above the body, counters and other sites' links below it."""
        links = "".join(f'<li><a href="{href}">{text}</a></li>' for href, text in _NAVIGATION)
        return (
            f'<!DOCTYPE html>\n<html lang="vi"><head><meta charset="@@CHARSET@@"><title>{escape(title)}</title>{head}'
            f'</head><body><div id="header"><a href="/"><img src="/logo.png" alt="logo"></a>'
            f'<span>Cổng thông tin điện tử {escape(self.province)}</span></div><ul class="menu">{links}</ul>'
            f'<div id="content">{body}</div><div id="footer"><p>Bản quyền thuộc về Ủy ban nhân dân tỉnh</p>'
            f"<p>{_ELSEWHERE}</p><p>Lượt truy cập: {VISITS}</p><!-- session {SESSION} --></div></body></html>\n"
        )

    def _related(self, target: str) -> str:
        """Links to the last document added before, as sites show under `Tin liên quan`."""
        others = [at.url for at in self.planted if at.kind == "document" and not at.url.endswith(target)]
        return "".join(
            f'<li><a href="{escape(url.removeprefix(self.root))}">Tin cũ hơn</a></li>' for url in others[-1:]
        )


def _body(article: Article, links: list[str], related: str) -> str:
    text = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in article.paragraphs)
    files = f'<div class="attachments"><h3>Tệp đính kèm</h3><ul>{"".join(links)}</ul></div>' if links else ""
    return (
        f'<h1 class="title">{escape(article.title)}</h1><span class="time">{article.stamp}</span>'
        f'<div class="bodytext">{text}</div>{files}<h3>Tin liên quan</h3><ul class="related">{related}</ul>'
    )
