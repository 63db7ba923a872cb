"""`cchc sources`: the list, the check of descriptions, and the live check against a server on this machine."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from cchc import sources_commands
from cchc.main import main
from scrapers.crawl.limits import Limits

NOTE = """\
code: thu
name_vi: Trang thử
name_en: A trial site
publisher: Nobody
licence: none was read
language: vi
kind: live
system: plain
hosts: [thu.test]
start:
  - {url: "http://thu.test/tin/", kind: list}
links:
  documents: ['/bai-\\d+']
cadence: daily
expected:
  min_records: 0
last_verified: never   # by anyone
notes: A trial.
"""
TEXT = "<p>Ngày 17/4/2024, Bộ Nội vụ công bố Chỉ số cải cách hành chính của các bộ, các tỉnh, thành phố.</p>" * 5


class Web:
    """Pages by path, and what was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.pages: dict[str, tuple[int, str, dict[str, str]]] = {"/robots.txt": (404, "", {})}

    def page(self, path: str, body: str, status: int = 200, **headers: str) -> None:
        self.pages[path] = (status, f"<html><body>{body}</body></html>", headers)


@pytest.fixture
def web() -> Iterator[Web]:
    site = Web()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append(f"{self.headers['Host']}{self.path}")
            status, body, headers = site.pages.get(self.path, (404, "", {}))
            data = body.encode()
            self.send_response(status)
            for name, value in {"Content-Length": str(len(data)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    site.port = server.server_port  # type: ignore[attr-defined]
    yield site
    server.shutdown()
    server.server_close()


@pytest.fixture
def folder(tmp_path: Path, web: Web, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An operator's own sources; every host name leads to the local server."""
    monkeypatch.setenv("CCHC_DATA", str(tmp_path))
    monkeypatch.delenv("CCHC_CONTACT", raising=False)
    limits = Limits(allow_private=True, connect_http=("127.0.0.1", web.port), delay_seconds=0.0)  # type: ignore[attr-defined]
    monkeypatch.setattr(sources_commands, "_limits", lambda: limits)
    sources = tmp_path / "sources"
    sources.mkdir()
    (sources / "thu.yml").write_text(NOTE, "utf-8")
    return sources


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["sources", *arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_the_list_names_every_source_with_its_hosts(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CCHC_DATA", str(tmp_path))
    code, out, _ = run(capsys, "list", "--format", "json")
    rows = {row["code"]: row for row in json.loads(out)}

    assert code == 0
    assert rows["moha_site"]["hosts"] == "moha.gov.vn"
    assert rows["portal-bac-ninh"] == {
        "code": "portal-bac-ninh",
        "kind": "live",
        "system": "liferay",
        "hosts": "bacninh.gov.vn",
        "cadence": "daily",
        "last_verified": "never",
    }
    assert rows["portal-ha-nam"]["hosts"] == "none is left"
    assert rows["papi"]["last_verified"] == "", "nothing is to be verified of a bundled table"
    assert run(capsys, "list")[1].count("\n") == len(rows) + 1


def test_the_projects_own_sources_are_well_described(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CCHC_DATA", str(tmp_path))
    code, out, _ = run(capsys, "check")
    assert (code, out.count("\n")) == (0, 1)
    assert "sources are well described" in out
    assert run(capsys, "check", "moha_site", "portal-ha-noi")[1] == "2 sources are well described, 2 of them live.\n"


@pytest.mark.parametrize(
    ("old", "new", "code", "says"),
    [
        ("cadence: daily", "cadence: often", 2, "thu.yml: the field cadence is 'often' and must be one of"),
        ("/bai-", "(", 2, "thu.yml: the field links.documents is"),
        ("code: thu", "code: thu\ncolour: red", 2, "thu.yml: the field colour has no meaning"),
    ],
)
def test_what_is_wrong_with_a_description_is_said(
    folder: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, code: int, says: str
) -> None:
    (folder / "thu.yml").write_text(NOTE.replace(old, new), "utf-8")
    failed, out, err = run(capsys, "check")
    assert failed == code
    assert says in out + err


def test_nothing_is_asked_without_live_and_live_wants_codes_and_a_contact(
    folder: Path, web: Web, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(capsys, "check", "thu")[0] == 0
    assert "name the sources" in run(capsys, "check", "--live")[2]
    assert "give both" in run(capsys, "check", "--record", "thu")[2]
    assert "There is no source khac" in run(capsys, "check", "--live", "khac")[2]
    monkeypatch.undo()
    monkeypatch.setenv("CCHC_DATA", str(folder.parent))
    monkeypatch.delenv("CCHC_CONTACT", raising=False)
    code, _, err = run(capsys, "check", "--live", "thu")
    assert code == 2
    assert "Sites are not asked without a contact: set CCHC_CONTACT" in err
    assert web.asked == []


def test_a_good_source_is_told_and_its_day_written_down(
    folder: Path, web: Web, capsys: pytest.CaptureFixture[str]
) -> None:
    web.page("/tin/", f'<a href="/bai-1">1</a><a href="/bai-2">2</a><a href="?page=2">2</a>{TEXT}')

    code, out, _ = run(capsys, "check", "--live", "thu")
    assert code == 0
    assert "thu: http://thu.test/tin/: 200, good; leads to 2 document, 1 next." in out
    assert "write `last_verified: 2" in out and "in thu.yml" in out
    assert web.asked == ["thu.test/robots.txt", "thu.test/tin/"], "its documents are not asked for"
    assert (folder / "thu.yml").read_text("utf-8") == NOTE

    code, out, _ = run(capsys, "check", "--live", "--record", "thu")
    assert code == 0
    changed = (folder / "thu.yml").read_text("utf-8")
    (line,) = [line for line in changed.splitlines() if line.startswith("last_verified")]
    assert f"{line.replace(': ', ' is ')} in " in out
    assert changed == NOTE.replace("last_verified: never   # by anyone", line)
    assert line != "last_verified: never"
    assert run(capsys, "check", "thu")[0] == 0


def test_a_source_that_is_not_as_described_is_not_written_down(
    folder: Path, web: Web, capsys: pytest.CaptureFixture[str]
) -> None:
    web.page("/tin/", f'<a href="/gioi-thieu">Giới thiệu</a>{TEXT}')
    code, out, err = run(capsys, "check", "--live", "--record", "thu")
    assert code == 1
    assert "200, no links; leads to no links. http://thu.test/tin/ leads to no document" in out
    assert "Not as described: thu." in err
    assert (folder / "thu.yml").read_text("utf-8") == NOTE


def test_a_host_that_is_gone_is_told_with_what_is_known_of_it(
    folder: Path, web: Web, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = NOTE.replace("[thu.test]", "[]").replace('\n  - {url: "http://thu.test/tin/", kind: list}', " []")
    (folder / "thu.yml").write_text(gone, "utf-8")
    code, out, _ = run(capsys, "check", "--live", "thu")
    assert code == 0
    assert "thu: nothing to ask. A trial." in out
    assert web.asked == []
