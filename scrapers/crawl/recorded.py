"""Recorded pages of sources: pages in the shape of their sites, on which a plan must find what a person would.

Belongs here: which folder of pages stands for a source, and holding a plan against its list. Does not belong here: the
pages, which stand with the tests, and reading the figures of documents.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

from scrapers.crawl.page import Link, Page, PageKind
from scrapers.crawl.plan import System
from scrapers.crawl.source import Source
from scrapers.crawl.source_table import ROLES, TABLE
from scrapers.crawl.systems import links_of

NAMES = ("list.html", "document.html", "expected.json")


def recorded_pages(source: Source) -> tuple[str, ...]:
    """The folders of a source's recorded pages: its own, or those of its template and the systems of its hosts."""
    if source.plan is None:
        return ()
    if not source.described_in.startswith(TABLE):
        return (source.code,)
    role = next(role for role in ROLES if source.code.startswith(f"{role.replace('_', '-')}-"))
    systems = {start.system for start in source.plan.start} or {source.plan.system}
    return tuple(f"{role}.{system}" for system in sorted(systems))


def recorded_faults(source: Source, root: Path) -> Iterator[str]:
    """What is wrong with a live source's recorded pages below `root`, a sentence each."""
    for name in recorded_pages(source):
        folder = root / name
        missing = [each for each in NAMES if not (folder / each).is_file()]
        if missing:
            yield f"{source.code}: the recorded page {folder / missing[0]} is missing: write one as its site would."
            continue
        for kind in ("list", "document"):
            expected, found = expected_links(folder, kind), found_links(source, folder, kind)
            for link in sorted(expected ^ found):
                told = "is not followed" if link in expected else "is followed and should not be"
                yield f"{source.code}: of the recorded {kind} {name}, {link} {told}."


def expected_links(folder: Path, kind: str) -> set[str]:
    """The links that a person would follow from a recorded page."""
    return set(json.loads((folder / "expected.json").read_text("utf-8"))[kind]["links"])


def found_links(source: Source, folder: Path, kind: str) -> set[str]:
    """The links that a source's plan follows from a recorded page; a template's page is of one of its hosts."""
    if source.plan is None:
        return set()
    url = json.loads((folder / "expected.json").read_text("utf-8"))[kind]["url"]
    page = Page(url, (folder / f"{kind}.html").read_bytes(), "text/html", cast(PageKind, kind))
    system = folder.name.partition(".")[2] or source.plan.system
    plan = source.plan
    if source.described_in.startswith(TABLE):
        plan = replace(plan, hosts=(urlsplit(url).hostname or "",), lookups=())
    return {told(link) for link in links_of(plan, cast(System, system), page)}


def told(link: Link) -> str:
    """A link as expectations write it: its kind, + for a list's next page, the address and the name of its form."""
    form = f"#{link.form.name}" if link.form else ""
    return f"{link.page_kind}{'+' if link.pages_on else ''} {link.url}{form}"
