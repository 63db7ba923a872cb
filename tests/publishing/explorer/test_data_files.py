"""The explorer's data files: as promised, inert, and the same each time."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import hostile_rows
import pytest
import sample_build
from explorer_files import Files, data_files, release_with_pages, unpacked
from promised_shapes import problems

from publishing.errors import ReleaseError
from publishing.explorer.data_files import data_script
from publishing.explorer.documents import document_file
from publishing.release import ReleaseContext, make_release

FILE_TYPES = {
    "core": "Core",
    "index": "IndexYear",
    "bounds": "Proofs",
    "unit": "UnitFile",
    "series": "Series",
    "series_34": "Series34",
    "document": "DocumentFile",
    "search": "Search",
    "tasks": "Tasks",
    "quality": "Quality",
    "coverage_units": "CoverageUnits",
    "dictionary": "Dictionary",
    "changes": "Changes",
}


def test_every_file_has_the_shape_that_the_pages_are_promised(hostile_files: Files) -> None:
    kinds = {name.split("/")[0].split("-part-")[0] for name in hostile_files}
    assert kinds == set(FILE_TYPES)
    found = [
        problem
        for name, content in hostile_files.items()
        for problem in problems(content, FILE_TYPES[name.split("/")[0].split("-part-")[0]], name)
        # The sample leaves empty what its tests do not look at, also where the warehouse's contract does not allow it.
        if "'None' is no" not in problem
    ]
    assert found == []


def test_the_shapes_tell_a_wrong_value_and_a_lacking_column(hostile_files: Files) -> None:
    core = hostile_files["core"]
    wrong = core | {"release": core["release"] | {"figures": "many"}, "units": {"columns": ["level"], "rows": [[1]]}}
    told = list(problems(wrong, "Core", "core"))
    assert list(problems(core["release"], "ReleaseInfo", "release")) == []
    assert "core.release.figures: 'many' is no number" in told
    assert "core.units[0].level: '1' is no string" in told
    assert any("core.units lacks columns" in problem for problem in told)


def test_no_markup_and_no_line_separator_stands_raw_in_a_file(hostile: Path, hostile_files: Files) -> None:
    for path in (hostile / "explorer" / "data").rglob("*.js"):
        text = path.read_text(encoding="utf-8")
        assert "<" not in text, path
        assert "\u2028" not in text, path
        assert "\u2029" not in text, path
    titles = {document["document"].get("title") for name, document in hostile_files.items() if name[:9] == "document/"}
    assert hostile_rows.TEXTS["script_end"] in titles, "the text itself is told whole"


def test_paths_are_slugs_whatever_a_document_is_called(hostile: Path) -> None:
    names = [path.relative_to(hostile).as_posix() for path in (hostile / "explorer" / "data").rglob("*")]
    assert all(re.fullmatch(r"[A-Za-z0-9_./-]{1,200}", name) for name in names)
    assert len({name.lower() for name in names}) == len(names)


def test_only_web_addresses_are_told_as_addresses(hostile_files: Files) -> None:
    documents = [file for name, file in hostile_files.items() if name.startswith("document/")]
    addresses = [file["document"]["url"] for file in documents if "url" in file["document"]]
    addresses += [row["url"] for file in documents for row in unpacked(file["captures"]) if row["url"]]
    addresses += [row["url"] for row in unpacked(hostile_files["tasks"]["plans"]) if row["url"]]
    assert addresses
    assert all(re.match(r"https?://", address) for address in addresses)


def test_a_figure_is_found_in_the_file_that_its_key_names(hostile_files: Files) -> None:
    for figure_id in (sample_build.FIGURE, sample_build.RANK_FIGURE):
        file = hostile_files[document_file(figure_id.split("#", 1)[0])]
        figures = {row["figure_id"]: row for row in unpacked(file["figures"])}
        start, end = figures[figure_id]["value_span"]
        assert figures[figure_id]["quote"][start:end] == figures[figure_id]["value_raw"]
    facts = {row["figure_id"]: row for row in unpacked(file["facts"])}
    assert facts[sample_build.FIGURE]["rank_published"] == 5
    rivals = [row["document_id"] for row in unpacked(file["rivals"]) if row["figure_id"] == sample_build.FIGURE]
    assert "news/1" in rivals


def test_a_unit_file_holds_all_its_periods(hostile_files: Files) -> None:
    unit = hostile_files["unit/province/bac-ninh"]
    assert [row["geography"] for row in unpacked(unit["periods"])] == ["63-2008", "34-2025"]
    assert {row["year"] for row in unpacked(unit["scores"])} == {2020, 2021}


def test_the_same_build_makes_the_same_bytes(hostile: Path, pages: Path, tmp_path: Path) -> None:
    again = release_with_pages(tmp_path, pages, hostile_rows.build_rows())
    assert again.name == hostile.name
    first, second = (
        {path.relative_to(root): path.read_bytes() for path in (root / "explorer").rglob("*") if path.is_file()}
        for root in (hostile, again)
    )
    assert first == second


def test_long_documents_come_in_parts(pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import duckdb

    from publishing.explorer import documents

    release = release_with_pages(tmp_path, pages, sample_build.ROWS)
    monkeypatch.setattr(documents, "FIGURES_IN_A_PART", 1)
    content = _content(pages)
    with duckdb.connect(str(release / "cchc.duckdb"), read_only=True) as con:
        documents.write_explorer_documents(con, tmp_path / "again", content)
    files = data_files(tmp_path / "again")
    name = document_file(sample_build.DOCUMENT)
    parts = [files[name], files[f"{name}-part-2"]]
    assert [part["parts"] for part in parts] == [files[name]["parts"]] * 2
    assert [row["figure_id"] for part in parts for row in unpacked(part["figures"])] == [
        sample_build.FIGURE,
        sample_build.RANK_FIGURE,
    ]
    assert parts[1]["document"] == {}


def test_pages_that_are_not_built_stop_a_release_in_one_sentence(tmp_path: Path) -> None:
    build = sample_build.write_build(tmp_path / "build" / "warehouse.duckdb")
    manifest = sample_build.write_manifest(tmp_path / "manifest.json", str(tmp_path))
    context = ReleaseContext(manifest=manifest, schema_version="1", checks={}, explorer=tmp_path / "dist")
    with pytest.raises(ReleaseError, match="run `make explorer` first"):
        make_release(build, tmp_path / "release", context)
    assert not (tmp_path / "release").exists()


def test_a_release_without_pages_has_no_trace_of_them(make: Callable[..., object], data: Path) -> None:
    make(data)
    assert not (data / "release" / "latest" / "explorer").exists()
    assert not (data / "release" / "latest" / "index.html").exists()


def test_what_is_no_number_stops_a_release_in_one_sentence() -> None:
    with pytest.raises(ReleaseError, match=r"core.js of the explorer cannot be written"):
        data_script("core", {"score": float("nan")})


def _content(pages: Path) -> object:
    class Content:
        explorer = pages

    return Content()
