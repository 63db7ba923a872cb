"""Answers that are no document: cookie walls, log-ins, soft 404s, stubs, pages cut short.

Belongs here: these bodies, and the outcome that a look at each must have. Does not belong here: faults of the
connection or of HTTP (`faults`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from tests.site.request import HTML, NOT_FOUND, Reply, Request, redirect

_WALL = (
    '<html><body><script>document.cookie="D1N={}"+"; expires=Fri, 31-Dec-37 23:55:55 GMT; path=/";'
    "window.location.reload(true);</script></body></html>\n"
)
WALL_BYTES = 177


def wall() -> bytes:
    """The wall that some providers put before sites: 177 bytes that set a cookie by script and load the page anew."""
    return _WALL.format("0e4f2c8a91b7d6530e4f2c8a91b7d653").encode().ljust(WALL_BYTES, b"\n")


def _page(title: str, body: str, more: str = "") -> bytes:
    frame = "<li><a href='/'>Trang chủ</a></li><li><a href='/tin-tuc/'>Tin tức</a></li>" * 12
    return (
        f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{title}</title>{more}</head>'
        f'<body><ul class="menu">{frame}</ul><div id="content">{body}</div><div id="footer">Bản quyền</div></body>'
        "</html>"
    ).encode()


LOGIN = _page(
    "Đăng nhập hệ thống",
    '<h1>Đăng nhập</h1><form method="post" action="/dang-nhap"><input name="user" type="text">'
    '<input name="pass" type="password"><input type="submit" value="Đăng nhập"></form>'
    '<a href="/quen">Quên mật khẩu?</a>',
)
SOFT_404 = _page(
    "Không tìm thấy trang",
    "<h1>Không tìm thấy trang</h1><p>Trang bạn yêu cầu không tồn tại hoặc đã bị xóa. Vui lòng quay lại trang chủ.</p>",
)
SERVER_ERROR_AS_200 = _page(
    "Runtime Error",
    "<h1>Server Error in '/' Application.</h1><h2><i>Runtime Error</i></h2><p>Description: An exception</p>",
)
STUB = (
    b'<html><head><title>thuvien</title><meta name="ROBOTS" content="NOINDEX, NOFOLLOW"></head><body>'
    b'<div id="main"></div><script src="/js/app.js"></script>' + b"<!-- -->" * 350 + b"</body></html>"
)


@dataclass(frozen=True, slots=True)
class Spoil:
    """What is done to an answer; the outcome that the look must have, `new` where the document comes all the same; and
    what the look's message must tell (`re.search`)."""

    change: Callable[[Request, Reply], Reply]
    outcome: str
    says: str = ""


def instead(reply: Reply) -> Callable[[Request, Reply], Reply]:
    """Another answer in place of the page."""
    return lambda _, __: reply


def _cut(_: Request, whole: Reply) -> Reply:
    """The page's first part, with a length that fits it: a server that gave up in the middle and did not say so."""
    return replace(whole, body=whole.body[: len(whole.body) * 3 // 5])


SPOILED: dict[str, Spoil] = {
    "cookie_wall": Spoil(instead(Reply(wall())), "cookie_wall"),
    "login": Spoil(instead(Reply(LOGIN)), "login"),
    "to_login": Spoil(instead(redirect("/dang-nhap?returnUrl=%2fvan-ban", 302)), "login"),
    "soft_404": Spoil(instead(Reply(SOFT_404)), "soft_404"),
    "error_200": Spoil(instead(Reply(SERVER_ERROR_AS_200)), "stub", "error page"),
    "stub": Spoil(instead(Reply(STUB)), "stub"),
    "truncated": Spoil(_cut, "truncated"),
    "empty": Spoil(instead(Reply(b"")), "empty"),
    "missing": Spoil(instead(NOT_FOUND), "failed", "404"),
    "gone": Spoil(instead(Reply(b"Gone", 410)), "failed", "410"),
    "refused": Spoil(instead(Reply(b"Forbidden", 403)), "failed", "403"),
    "page_as_pdf": Spoil(instead(Reply(SOFT_404, headers=(("Content-Type", "application/pdf"),))), "wrong_type"),
    "private": Spoil(lambda _, whole: whole, "failed", "robots.txt"),
}
"""`private`: robots.txt forbids the page. `missing` and `page_as_pdf` are for attachments."""
OF_FILES = {"page_as_pdf", "missing"}
LOGIN_PATH = "/dang-nhap"
LOGIN_PAGE = Reply(LOGIN, headers=HTML)
