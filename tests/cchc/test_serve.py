"""`cchc serve` against a server on this machine: what it gives, and what it does not."""

from __future__ import annotations

import gzip
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cchc.serve import make_server
from cchc.serving.policy import inline_digests, page_policy, policy_text
from cchc.serving.request import RangeOutsideError, accepts_gzip, asked_range, is_held
from cchc.serving.server import ReleaseServer

PAGE = "<!doctype html><title>CCHC</title>" + "<p>Điểm</p>" * 200
STYLED = "<style>p { color: red }</style><script>bad()</script>"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("serve")
    release = root / "2026.11.20-c0ffee00"
    for name, text in {
        "index.html": PAGE,
        "quality.html": STYLED,
        "docs/index.html": STYLED,
        "explorer/app.js": "let a = 1;\n" * 500,
        "csv/fct_score.csv": "a,b\n1,2\n" * 400,
        "parquet/fct_score.parquet": "0123456789" * 300,
        "feed.atom": "<feed/>",
        "dataset.jsonld": "{}",
        "engine.wasm": "\0asm",
        "cchc.xlsx": "PK",
        "SHA256SUMS": "0 a\n",
        "a name & more.md": "x",
        ".hidden": "secret",
    }.items():
        (release / name).parent.mkdir(parents=True, exist_ok=True)
        (release / name).write_text(text, encoding="utf-8")
    (root / "secret.txt").write_text("secret")
    (release / "out.txt").symlink_to(root / "secret.txt")
    (release / "up").symlink_to(root)
    (release / "in.txt").symlink_to("feed.atom")
    return release


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[ReleaseServer]:
    with make_server(folder, folder.name, 0) as running:
        threading.Thread(target=running.serve_forever, args=(0.02,), daemon=True).start()
        yield running
        running.shutdown()


def ask(server: ReleaseServer, target: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=5)
    connection.request(method, target, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    got = answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    connection.close()
    return got


def raw(server: ReleaseServer, text: str) -> bytes:
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=5) as connection:
        connection.sendall(text.encode())
        got = b""
        while block := connection.recv(65536):
            got += block
    return got


def test_the_root_is_the_explorer_with_a_strict_policy(server: ReleaseServer) -> None:
    status, headers, body = ask(server, "/?x=1")
    assert (status, body.decode(), headers["content-type"]) == (200, PAGE, "text/html; charset=utf-8")
    assert headers["content-security-policy"] == policy_text()
    assert "unsafe-inline" not in policy_text() and "'unsafe-eval'" not in policy_text()
    assert "default-src 'none'" in policy_text() and "frame-ancestors 'none'" in policy_text()
    assert (headers["x-content-type-options"], headers["referrer-policy"]) == ("nosniff", "no-referrer")
    assert headers["content-length"] == str(len(PAGE.encode()))


def test_pages_of_the_release_may_hold_styles_and_only_dbts_page_its_program(server: ReleaseServer) -> None:
    digests = inline_digests(STYLED.encode())
    plain = ask(server, "/quality.html")[1]["content-security-policy"]
    assert digests["style"][0] in plain and "script-src 'none'" in plain
    dbt = ask(server, "/docs/")[1]["content-security-policy"]
    assert f"script-src {digests['script'][0]};" in dbt
    assert "script-src 'self'" in page_policy("index.html", STYLED.encode())


@pytest.mark.parametrize(
    "target",
    [
        "/nothing",
        "/csv/",
        "/csv",
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/csv/..%2f..%2fsecret.txt",
        "/..%5csecret.txt",
        "/csv/%2e%2e/index.html",
        "//secret.txt",
        "//evil.example/docs",
        "/out.txt",
        "/up/secret.txt",
        "/.hidden",
        "/index.html/",
        "/index.html%00",
        "/%ff",
    ],
)
def test_what_is_not_there_or_outside_is_not_found(server: ReleaseServer, target: str) -> None:
    status, headers, body = ask(server, target)
    assert (status, b"secret" in body) == (404, False)
    assert headers["content-security-policy"] == policy_text() and headers["x-content-type-options"] == "nosniff"


def test_addresses_of_folders_names_and_links_inside(server: ReleaseServer) -> None:
    status, headers, _ = ask(server, "/docs")
    assert (status, headers["location"]) == (301, "/docs/")
    assert ask(server, "/a%20name%20%26%20more.md")[2] == b"x"
    assert ask(server, "/in.txt")[2] == b"<feed/>"


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("explorer/app.js", "text/javascript; charset=utf-8"),
        ("feed.atom", "application/atom+xml; charset=utf-8"),
        ("dataset.jsonld", "application/ld+json"),
        ("engine.wasm", "application/wasm"),
        ("cchc.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("parquet/fct_score.parquet", "application/vnd.apache.parquet"),
        ("SHA256SUMS", "text/plain; charset=utf-8"),
    ],
)
def test_media_types(server: ReleaseServer, name: str, media_type: str) -> None:
    assert ask(server, "/" + name)[1]["content-type"] == media_type


def test_only_get_and_head(server: ReleaseServer) -> None:
    plain = ask(server, "/explorer/app.js")
    head = ask(server, "/explorer/app.js", "HEAD")
    assert (head[0], head[2], head[1]["content-length"]) == (200, b"", plain[1]["content-length"])
    assert ask(server, "/nothing", "HEAD")[::2] == (404, b"")
    for method in ("POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PROPFIND"):
        status, headers, _ = ask(server, "/", method)
        assert (status, headers["allow"], headers["connection"]) == (405, "GET, HEAD", "close")


def test_a_request_with_a_body_is_refused_and_its_connection_ends(server: ReleaseServer) -> None:
    head = f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{server.server_port}\r\n"
    got = raw(server, head + "Content-Length: 30\r\n\r\nGET /quality.html HTTP/1.1\r\n\r\n")
    assert got.startswith(b"HTTP/1.1 400") and got.count(b"HTTP/1.1") == 1
    assert raw(server, head + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n").startswith(b"HTTP/1.1 400")


def test_other_hosts_names_are_refused(server: ReleaseServer) -> None:
    port = server.server_port
    for host in ("evil.example", f"evil.example:{port}", "127.0.0.1", "127.0.0.1:1", f"127.0.0.1.nip.io:{port}", ""):
        assert ask(server, "/", Host=host)[0] == 421, host
    assert ask(server, "/", Host=f"LocalHost:{port}")[0] == 200
    assert raw(server, "GET / HTTP/1.1\r\n\r\n").startswith(b"HTTP/1.1 400")
    assert raw(server, f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nHost: x\r\n\r\n").startswith(b"HTTP/1.1 400")
    absolute = f"GET http://evil.example/ HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n"
    assert raw(server, absolute).startswith(b"HTTP/1.1 400")


def test_gzip_where_it_is_asked_for_and_worth_it(server: ReleaseServer) -> None:
    plain = ask(server, "/explorer/app.js")
    packed = ask(server, "/explorer/app.js", Accept_Encoding="br, gzip;q=0.8")
    assert packed[1]["content-encoding"] == "gzip" and gzip.decompress(packed[2]) == plain[2]
    assert packed[1]["content-length"] == str(len(packed[2])) != plain[1]["content-length"]
    assert packed[1]["vary"] == plain[1]["vary"] == "Accept-Encoding"
    assert packed[1]["etag"] != plain[1]["etag"]
    assert ask(server, "/explorer/app.js", Accept_Encoding="gzip")[2] == packed[2]
    for name in ("parquet/fct_score.parquet", "feed.atom"):
        assert "content-encoding" not in ask(server, "/" + name, Accept_Encoding="gzip")[1]


def test_what_the_reader_holds_is_not_sent_again(server: ReleaseServer) -> None:
    for encoding in ("identity", "gzip"):
        headers = ask(server, "/csv/fct_score.csv", Accept_Encoding=encoding)[1]
        asked = {"Accept_Encoding": encoding, "If_None_Match": f'"other", W/{headers["etag"]}'}
        status, again, body = ask(server, "/csv/fct_score.csv", **asked)
        assert (status, body, again["etag"], again["vary"]) == (304, b"", headers["etag"], "Accept-Encoding")
    assert ask(server, "/csv/fct_score.csv", If_None_Match='"other"')[0] == 200


def test_the_same_file_of_another_release_is_another(folder: Path, server: ReleaseServer) -> None:
    with make_server(folder, "2026.11.21-00000000", 0) as other:
        threading.Thread(target=other.serve_forever, args=(0.02,), daemon=True).start()
        assert ask(other, "/")[1]["etag"] != ask(server, "/")[1]["etag"]
        other.shutdown()


def test_parts_of_a_file(server: ReleaseServer) -> None:
    target = "/parquet/fct_score.parquet"
    assert ask(server, target)[1]["accept-ranges"] == "bytes"
    status, headers, body = ask(server, target, Range="bytes=2-5")
    assert (status, body, headers["content-range"], headers["content-length"]) == (206, b"2345", "bytes 2-5/3000", "4")
    assert ask(server, target, Range="bytes=-3")[2] == b"789"
    assert ask(server, target, Range="bytes=2998-9999")[2] == b"89"
    outside = ask(server, target, Range="bytes=3000-")
    assert (outside[0], outside[1]["content-range"]) == (416, "bytes */3000")
    assert ask(server, target, Range="bytes=0-1", If_Range='"other"')[0] == 200
    assert ask(server, target, Range="bytes=0-1", If_Range=headers["etag"])[2] == b"01"
    csv = ask(server, "/csv/fct_score.csv", Range="bytes=0-2", Accept_Encoding="gzip")
    assert (csv[0], csv[2], "content-encoding" in csv[1]) == (206, b"a,b", False)


def test_reading_headers() -> None:
    assert [accepts_gzip(text) for text in ("gzip", "*", "br;q=1, GZIP;q=0.1")] == [True] * 3
    assert [accepts_gzip(text) for text in (None, "", "br", "gzip;q=0", "*;q=1, gzip;q=0", "gzip;q=x")] == [False] * 6
    assert is_held("*", '"a"') and not is_held(None, '"a"')
    assert [asked_range(text, 10) for text in (None, "bytes=-", "bytes=1-2,4-5", "lines=1-2", "bytes=5-2")] == [
        None
    ] * 5
    with pytest.raises(RangeOutsideError):
        asked_range("bytes=-0", 10)


def test_one_connection_carries_many_requests(server: ReleaseServer) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=5)
    for target in ("/", "/feed.atom", "/explorer/app.js"):
        connection.request("GET", target)
        answer = connection.getresponse()
        assert (answer.status, answer.version, answer.will_close) == (200, 11, False)
        answer.read()
    connection.close()


def test_the_command_serves_the_latest_release_and_ends_cleanly(releases: Any, tmp_path: Path) -> None:
    environment = os.environ | {"CCHC_DATA": str(releases.data), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "cchc", "serve", "--port", "0"]
    with subprocess.Popen(
        command,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # Where the tests run in the background, Ctrl-C is ignored by what they start, unless it is told otherwise.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as run:
        assert run.stdout and run.stderr
        told = run.stdout.readline()
        port = int(told.rpartition(":")[2].partition("/")[0])
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        connection.request("GET", "/release.json")
        assert json.load(connection.getresponse())["version"] == releases.new.version
        run.send_signal(signal.SIGINT)
        assert (run.stdout.read(), run.stderr.read(), run.wait(5)) == ("Stopped.\n", "", 0)


def test_a_taken_port(run: Any, server: ReleaseServer) -> None:
    answer = run("serve", "--port", str(server.server_port))
    assert (answer.code, "--port" in answer.err) == (2, True)
