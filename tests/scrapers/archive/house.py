"""An archive that holds every kind of record, and what others say of it."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from scrapers.archive import Archive, Look, Request
from scrapers.archive.checking import check

START = datetime(2026, 1, 1, tzinfo=UTC)
GET = Request("GET", (("User-Agent", "CCHC"), ("If-None-Match", '"1"')))
POST = Request("POST", (("Content-Type", "application/x-www-form-urlencoded"),), b"__VIEWSTATE=%2F&page=2")
LIST = "https://a.vn/tin-tuc?p=1"
DOCUMENT = "https://a.vn/qd-1.html"
STUB = b"<html>Please enable JavaScript</html>"


def night(archive: Archive, day: int, *, headers: tuple[tuple[str, str], ...] = (("ETag", '"1"'),)) -> None:
    """One night: a changed list, a document that is there still, the same at another address, a wall, a fault."""
    at = START + timedelta(days=day)
    with archive.writer("crawl", run_id=f"night-{day}") as writer:
        writer.add_response(LIST, 200, headers, b"list of day %d" % day, at, page_kind="list", request=GET)
        if day == 0:
            writer.add_response(DOCUMENT, 200, headers, b"<p>31,5</p>", at, page_kind="document", found_on=LIST)
        else:
            writer.add_revisit(DOCUMENT, at, page_kind="document", found_on=LIST, request=GET)
        writer.add_response(f"https://b.vn/{day}", 200, [], b"<p>31,5</p>", at, source="b", page_kind="document")
        writer.add_response(f"{LIST}#Page$2", 200, [], b"second page", at, page_kind="list", request=POST)
        writer.add_response(f"https://c.vn/{day}", 200, headers, STUB, at, outcome="cookie_wall", request=GET)
        writer.add_failure(f"https://d.vn/{day}", at, "It was not there.", 404, request=GET)
    with archive.writer("added") as writer:
        writer.add_resource(f"file:{day}.csv", b"a,b\n" * 100, "text/csv", at, method="added", file_name=f"{day}.csv")


def every_kind(root: Path) -> Archive:
    """An archive of five nights: ten files, with bytes that stand in it twice."""
    archive = Archive(root)
    for day in range(5):
        night(archive, day)
    return archive


def unplaced(looks: list[Look]) -> list[Look]:
    """Looks without where they stand."""
    return [replace(look, warc_file="", offset=0, length=0) for look in looks]


def faults(archive: Archive) -> list[str]:
    """What our own check says."""
    said: list[str] = []
    check(archive.path, said.append)
    return said


def warcio_check(archive: Archive) -> str:
    """What `warcio check` says of all files; nothing where it is content."""
    files = sorted(str(path) for path in archive.path.glob("warc/*/*.warc.gz"))
    program = "import sys; from warcio.cli import main; sys.exit(main())"
    done = subprocess.run([sys.executable, "-c", program, "check", *files], capture_output=True, text=True)
    return done.stdout + done.stderr + ("" if done.returncode == 0 else f"exit {done.returncode}")
