"""Every live source has a recorded list and document in the shape of its site: the links followed and the figures read.

The pages under `tests/recorded/sources` were written here, after addresses and forms that were seen, with figures that
were printed; no page of a site was copied. Sources of the table of hosts share the pages of their template and system.
`expected.json` says what a person would follow and read in each page: it is not made from what the program finds.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from scrapers.crawl.recorded import NAMES, expected_links, found_links, recorded_faults, recorded_pages
from scrapers.crawl.source import Source
from scrapers.crawl.source_file import find_source, load_sources
from scrapers.documents.opening import open_document
from scrapers.readers.origin import Origin
from scrapers.readers.reading import read_document
from scrapers.records import FigureRecord

RECORDED = Path(__file__).parents[2] / "recorded" / "sources"
LIVE = [source for source in load_sources() if source.plan is not None]
FOLDERS = sorted(path.name for path in RECORDED.iterdir())


def source_of(folder: str) -> Source:
    """A source that the recorded pages of a folder are of."""
    found = next((source for source in LIVE if folder in recorded_pages(source)), None)
    assert found is not None, f"{folder} is of no source: remove it."
    return found


@pytest.mark.parametrize("source", LIVE, ids=lambda source: source.code)
def test_every_live_source_has_recorded_pages(source: Source) -> None:
    assert recorded_pages(source)
    for folder in (RECORDED / name for name in recorded_pages(source)):
        for name in NAMES:
            assert (folder / name).is_file(), f"{source.code} has no {folder.name}/{name}: write one as its site would."


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("kind", ["list", "document"])
def test_a_recorded_page_leads_where_a_person_would_go(folder: str, kind: str) -> None:
    expected = expected_links(RECORDED / folder, kind)
    assert found_links(source_of(folder), RECORDED / folder, kind) == expected
    if kind == "list":
        assert [link for link in expected if link.startswith("document ")], "a list leads to documents"


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_recorded_document_gives_its_figures(folder: str) -> None:
    expected = json.loads((RECORDED / folder / "expected.json").read_text("utf-8"))["document"]["figures"]
    origin = Origin(f"recorded/{folder}", "0" * 64, "recorded", None, folder, "recorded", "claim")
    document = open_document((RECORDED / folder / "document.html").read_bytes(), f"{folder}.html")
    found = {
        f"{figure.index_code} {figure.year} {figure.unit_name}: {figure.measure} {figure.value}"
        for figure in read_document(document, origin)
        if isinstance(figure, FigureRecord)
    }
    assert expected
    assert {figure for figure in expected if as_read(figure) not in found} == set()


def as_read(figure: str) -> str:
    """A figure with its value as records hold it: ranks are numbers like others."""
    said, _, value = figure.rpartition(" ")
    return f"{said} {float(value)}"


def test_pages_are_small_and_of_sources() -> None:
    assert all(path.is_dir() or path.stat().st_size < 8_000 for path in RECORDED.rglob("*"))
    assert {name for source in LIVE for name in recorded_pages(source)} == set(FOLDERS)


def test_sources_of_the_table_share_the_pages_of_their_template_and_system() -> None:
    assert recorded_pages(find_source("portal-ha-noi")) == ("portal.plain",)
    assert recorded_pages(find_source("portal-bac-giang")) == ("portal.drupal",), "its host has ended, its system stays"
    assert recorded_pages(find_source("moha_site")) == ("moha_site",)
    assert recorded_pages(find_source("papi")) == ()


def test_what_a_plan_does_not_follow_is_said(tmp_path: Path) -> None:
    source = find_source("vov")
    assert list(recorded_faults(source, RECORDED)) == []
    (missing,) = recorded_faults(source, tmp_path)
    assert "vov/list.html is missing: write one as its site would." in missing

    shutil.copytree(RECORDED / "vov", tmp_path / "vov")
    expected = tmp_path / "vov" / "expected.json"
    expected.write_text(expected.read_text("utf-8").replace("-742419.vov", "-1.vov", 1), "utf-8")
    said = list(recorded_faults(source, tmp_path))
    assert len(said) == 2
    assert said[0].endswith("-1.vov is not followed.")
    assert said[1].endswith("-742419.vov is followed and should not be.")
