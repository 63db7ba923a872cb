"""One request, one answer: a file of the release, or a sentence that says why not.

Belongs here: HTTP of a static server on the loopback address. Does not belong here: choosing a release (`cchc.serve`),
which file an address names (`cchc.serving.files`), what pages may do (`cchc.serving.policy`).
"""

from __future__ import annotations

import io
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, BinaryIO, cast
from urllib.parse import quote

from cchc.serving.files import ServedFile, find_file, is_folder_with_page
from cchc.serving.policy import HEADERS, policy_text
from cchc.serving.request import RangeOutsideError, accepts_gzip, asked_range, is_held

if TYPE_CHECKING:
    from cchc.serving.server import ReleaseServer

_BLOCK = 1 << 20
_SENTENCES = {
    HTTPStatus.BAD_REQUEST: "This request is not understood. · Yêu cầu không hợp lệ.",
    HTTPStatus.NOT_FOUND: "The release has no such file; it starts at /. · "
    "Bản phát hành không có tệp này; hãy bắt đầu ở /.",
    HTTPStatus.METHOD_NOT_ALLOWED: "Files can only be read here (GET, HEAD). · Ở đây chỉ đọc được tệp (GET, HEAD).",
    HTTPStatus.MISDIRECTED_REQUEST: "This server answers to 127.0.0.1 and localhost only. · "
    "Máy chủ này chỉ trả lời 127.0.0.1 và localhost.",
    HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE: "The file has no such bytes. · Tệp không có đoạn byte này.",
}


class ReleaseHandler(BaseHTTPRequestHandler):
    """Answers requests for the files of one release."""

    protocol_version = "HTTP/1.1"
    server_version = "cchc"
    sys_version = ""
    timeout = 60
    # Head and body are written apart; with Nagle's algorithm the second would wait for the first to be acknowledged.
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        """Answer with a file, or the part of it that is asked for."""
        self._answer()

    def do_HEAD(self) -> None:
        """Answer as to GET, without the content."""
        self._answer()

    @property
    def _release(self) -> ReleaseServer:
        return cast("ReleaseServer", self.server)

    def _answer(self) -> None:
        if refusal := self._refusal():
            self.send_error(refusal)
            return
        target = self.path.partition("?")[0].partition("#")[0]
        root = self._release.folder
        file = find_file(root, target)
        if file:
            self._send(file)
        elif is_folder_with_page(root, target):
            self._begin(
                HTTPStatus.MOVED_PERMANENTLY, {"Location": quote(target, safe="/%") + "/", "Content-Length": "0"}
            )
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def _refusal(self) -> HTTPStatus | None:
        """Why a request is not looked at: a body, or a name that is not this machine's.

        A page elsewhere can give its own host name our address (DNS rebinding); its requests bear that name.
        """
        if not self.path.startswith("/") or "Transfer-Encoding" in self.headers:
            return HTTPStatus.BAD_REQUEST
        hosts = self.headers.get_all("Host") or []
        if len(hosts) != 1 or self.headers.get("Content-Length", "0") != "0":
            return HTTPStatus.BAD_REQUEST
        return None if hosts[0].lower() in self._release.hosts else HTTPStatus.MISDIRECTED_REQUEST

    def _send(self, file: ServedFile) -> None:
        asked = self.headers.get("Range")
        gzipped = self._release.gzipped(file) if not asked and self._takes_gzip(file) else None
        etag = self._release.etag(file, is_gzipped=gzipped is not None)
        headers = {"ETag": etag, "Cache-Control": "no-cache"} | (
            {"Vary": "Accept-Encoding"} if file.is_compressible else {}
        )
        if is_held(self.headers.get("If-None-Match"), etag):
            self._begin(HTTPStatus.NOT_MODIFIED, headers)
            return
        headers |= {"Content-Type": file.media_type, "Accept-Ranges": "bytes"}
        policy = self._release.policy(file)
        if gzipped is not None:
            self._begin(
                HTTPStatus.OK, headers | {"Content-Encoding": "gzip", "Content-Length": str(len(gzipped))}, policy
            )
            self._write(io.BytesIO(gzipped), 0, len(gzipped))
        else:
            self._send_plain(file, headers, policy, asked if self.headers.get("If-Range", etag) == etag else None)

    def _takes_gzip(self, file: ServedFile) -> bool:
        return file.is_compressible and accepts_gzip(self.headers.get("Accept-Encoding"))

    def _send_plain(self, file: ServedFile, headers: dict[str, str], policy: str, asked: str | None) -> None:
        try:
            part = asked_range(asked, file.size)
        except RangeOutsideError:
            self.send_error(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, explain=f"bytes */{file.size}")
            return
        start, end = part or (0, file.size)
        headers["Content-Length"] = str(end - start)
        if part:
            headers["Content-Range"] = f"bytes {start}-{end - 1}/{file.size}"
        with file.path.open("rb") as content:
            self._begin(HTTPStatus.PARTIAL_CONTENT if part else HTTPStatus.OK, headers, policy)
            self._write(content, start, end)

    def _begin(self, status: HTTPStatus, headers: dict[str, str], policy: str | None = None) -> None:
        self.send_response_only(status)
        for name, value in {**headers, **HEADERS, "Content-Security-Policy": policy or policy_text()}.items():
            self.send_header(name, value)
        self.end_headers()

    def _write(self, content: BinaryIO, start: int, end: int) -> None:
        if self.command == "HEAD":
            return
        content.seek(start)
        left = end - start
        while left and (block := content.read(min(left, _BLOCK))):
            self.wfile.write(block)
            left -= len(block)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with one sentence in two languages and end the connection: what stands unread on it is not trusted.

        `explain` is the value of Content-Range where there is one.
        """
        # The library calls every method that it finds no answer for here not implemented.
        status = HTTPStatus.METHOD_NOT_ALLOWED if code == HTTPStatus.NOT_IMPLEMENTED else HTTPStatus(code)
        text = f"{_SENTENCES.get(status, message or status.phrase)}\n".encode()
        headers = {
            "Content-Type": "text/plain; charset=utf-8",
            "Content-Length": str(len(text)),
            "Connection": "close",
        }
        if status is HTTPStatus.METHOD_NOT_ALLOWED:
            headers["Allow"] = "GET, HEAD"
        if status is HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE and explain:
            headers["Content-Range"] = explain
        self.close_connection = True
        self._begin(status, headers)
        if self.command != "HEAD":
            self.wfile.write(text)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the reader sees in the browser what was not found."""
