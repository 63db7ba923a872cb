"""Every live source has a recorded list and document in the shape of its site: the links followed and the figures read.

The pages under `tests/recorded/sources` were written here, after addresses and forms that were seen, with figures that
were printed; no page of a site was copied. Sources of the table of hosts share the pages of their template and system.
`expected.json` says what a person found in each page: it is not made from what the program finds.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, cast

import pytest

from scrapers.crawl.page import Link, Page
from scrapers.crawl.plan import System
from scrapers.crawl.recorded import recorded_pages
from scrapers.crawl.source import Source
from scrapers.crawl.source_file import find_source, load_sources
from scrapers.crawl.systems import links_of
from scrapers.documents.opening import open_document
from scrapers.readers.origin import Origin
from scrapers.readers.reading import read_document

RECORDED = Path(__file__).parents[2] / "recorded" / "sources"
LIVE = [source for source in load_sources() if source.plan is not None]
FOLDERS = sorted(path.name for path in RECORDED.iterdir())


def source_of(folder: str) -> tuple[Source, System]:
    """A source that the recorded pages of a folder are of, and the system of its list."""
    for source in LIVE:
        assert source.plan is not None
        if folder in recorded_pages(source):
            _, _, system = folder.partition(".")
            return source, cast(System, system) if system else source.plan.system
    raise AssertionError(f"{folder} is of no source: remove it.")


def pages(folder: str, name: str) -> tuple[Page, list[str]]:
    """A recorded page and the links expected of it; the kind is the page's own."""
    expected = json.loads((RECORDED / folder / "expected.json").read_text("utf-8"))[name]
    data = (RECORDED / folder / f"{name}.html").read_bytes()
    kind: Any = name
    return Page(expected["url"], data, "text/html", kind), expected["links"]


def told(link: Link) -> str:
    form = f"#{link.form.name}" if link.form else ""
    return f"{link.page_kind}{'+' if link.pages_on else ''} {link.url}{form}"


@pytest.mark.parametrize("source", LIVE, ids=lambda source: source.code)
def test_every_live_source_has_recorded_pages(source: Source) -> None:
    assert recorded_pages(source)
    for folder in (RECORDED / name for name in recorded_pages(source)):
        for name in ("list.html", "document.html", "expected.json"):
            assert (folder / name).is_file(), f"{source.code} has no {folder.name}/{name}: write one as its site would."


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_recorded_list_leads_where_a_person_would_go(folder: str) -> None:
    source, system = source_of(folder)
    assert source.plan is not None
    page, expected = pages(folder, "list")
    assert [link for link in expected if link.startswith("document ")], "a list leads to documents"

    plan = replaced_hosts(source, page)
    assert sorted(map(told, links_of(plan, system, page))) == sorted(expected)


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_recorded_document_leads_to_its_files_and_gives_its_figures(folder: str) -> None:
    source, system = source_of(folder)
    page, expected = pages(folder, "document")
    assert sorted(map(told, links_of(replaced_hosts(source, page), system, page))) == sorted(expected)

    figures = json.loads((RECORDED / folder / "expected.json").read_text("utf-8"))["document"]["figures"]
    assert figures
    origin = Origin(f"recorded/{folder}", "0" * 64, "recorded", None, folder, "recorded", "claim")
    records = read_document(open_document(page.data, f"{folder}.html"), origin)
    found = {
        f"{record.index_code} {record.year} {record.unit_name}: {record.measure} {record.value:g}"
        for record in records
        if hasattr(record, "index_code") and hasattr(record, "measure")
    }
    assert {figure for figure in figures if shortened(figure) not in found} == set()


def shortened(figure: str) -> str:
    told, _, value = figure.rpartition(" ")
    return f"{told} {float(value):g}"


def replaced_hosts(source: Source, page: Page) -> Any:
    """The source's plan; of a template, with the host of the recorded page."""
    from dataclasses import replace
    from urllib.parse import urlsplit

    assert source.plan is not None
    if not source.described_in.startswith("portals.csv"):
        return source.plan
    return replace(source.plan, hosts=(urlsplit(page.url).hostname or "",))


def test_pages_are_small_and_name_what_they_are_of() -> None:
    for path in RECORDED.rglob("*"):
        assert path.is_dir() or path.stat().st_size < 8_000
    assert {source.code for source in LIVE if not source.described_in.startswith("portals.csv")} <= set(FOLDERS)


def test_a_page_of_another_source_is_not_taken() -> None:
    assert recorded_pages(find_source("portal-ha-noi")) == ("portal.plain",)
    assert recorded_pages(find_source("portal-bac-giang")) == ("portal.drupal",), "its host has ended, its system stays"
    assert recorded_pages(find_source("moha_site")) == ("moha_site",)
    assert recorded_pages(find_source("papi")) == ()
