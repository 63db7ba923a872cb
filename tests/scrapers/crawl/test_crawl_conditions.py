"""How a known page is asked for: conditionally, but only where its bytes are still held."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from scrapers.archive import Archive
from scrapers.crawl.taking import Taker
from scrapers.crawl.task import Task

URL = "https://a.example/page"
NIGHT = datetime(2026, 11, 26, tzinfo=UTC)


def asked(root: Path, **page: Any) -> dict[str, str]:
    """The conditions with which a page is asked for now."""
    with Archive(root).writer("crawl") as writer:
        taker = Taker(writer=writer, **dict.fromkeys(("frontier", "plans", "limits", "tally", "clock", "wake")))  # type: ignore[arg-type]
        task = Task(cast(Any, SimpleNamespace(address=URL)), URL, page.get("form"))
        taker.prepare(task)
        return dict(task.conditions)


def test_a_page_whose_bytes_were_lost_is_asked_for_whole(tmp_path: Path) -> None:
    assert asked(tmp_path) == {}, "it is not known yet"
    for _ in range(2):
        with Archive(tmp_path).writer("crawl") as writer:
            writer.add_response(URL, 200, (("ETag", '"7"'),), b"<p>page</p>", NIGHT)
    assert asked(tmp_path) == {"If-None-Match": '"7"'}
    assert asked(tmp_path, form=object()) == {}, "a POST has no condition"
    first, *later = sorted(tmp_path.glob("warc/crawl/*.warc.gz"))
    assert later, "the second look stands in a file of its own and refers to the first"
    first.unlink()
    (tmp_path / "index.sqlite").unlink()
    assert asked(tmp_path) == {}
