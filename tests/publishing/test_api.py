"""The JSON tree: every file follows its schema, every link leads somewhere, names are safe, nothing is left out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import jsonschema
import pytest

from publishing.file_names import file_name, unit_file
from publishing.release import MadeRelease


@pytest.fixture
def tree(released: MadeRelease) -> Path:
    return released.path / "api" / "v1"


def read(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return content


def data_files(tree: Path) -> list[Path]:
    return [path for path in sorted(tree.rglob("*.json")) if path.parent.name != "schema"]


def links(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (text for name, text in value.items() if name == "href" and isinstance(text, str))
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from links(item)


def test_every_file_follows_the_schema_that_it_names(tree: Path, released: MadeRelease) -> None:
    used = set()
    for path in data_files(tree):
        content = read(path)
        schema = (path.parent / content["schema"]).resolve()
        jsonschema.Draft202012Validator(read(schema)).validate(content)
        assert content["release"] == released.version
        used.add(schema)
    schemas = sorted((tree / "schema").iterdir())
    for schema in schemas:
        jsonschema.Draft202012Validator.check_schema(read(schema))
    assert used == {schema.resolve() for schema in schemas}, "a schema for each kind of file and no other"


def test_a_file_of_another_form_is_refused(tree: Path) -> None:
    scores = read(tree / "scores" / "PAPI" / "2021.json")
    scores["scores"]["fields"].append("no such field")
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(scores, read(tree / "schema" / "scores.json"))


def test_links_lead_to_files_and_every_file_is_led_to(tree: Path) -> None:
    reached = {tree / "index.json"}
    for path in data_files(tree):
        for href in links(read(path)):
            if "{" not in href:
                base = tree if path.parent == tree else path.parent
                assert (base / href).is_file(), f"{href} of {path}"
                reached.add((base / href).resolve())
    assert {path.resolve() for path in data_files(tree)} == {path.resolve() for path in reached}


def test_scores_hold_all_facts_twice_over(tree: Path, released: MadeRelease) -> None:
    """Once by index and year, once by unit, with the values of the database."""
    with duckdb.connect(str(released.path / "cchc.duckdb"), read_only=True) as con:
        facts = dict(con.execute("select score_key, score from fct_score").fetchall())
        figures = {figure_id for (figure_id,) in con.execute("select figure_id from fct_figure").fetchall()}
    for folder in ("scores", "units"):
        found: dict[str, float | None] = {}
        for path in sorted((tree / folder).rglob("*.json")):
            rows = [dict(zip(read(path)["scores"]["fields"], row, strict=True)) for row in read(path)["scores"]["rows"]]
            found |= {row["score_key"]: row["score"] for row in rows}
        known = {key: value for key, value in facts.items() if folder == "scores" or key in found}
        assert found == known
        assert found
    told = {row[0] for path in (tree / "documents").iterdir() for row in read(path)["figures"]["rows"]}
    assert told == figures


def test_a_figure_says_what_is_needed_to_cite_it(tree: Path) -> None:
    documents = {row["document_id"]: row["href"] for row in read(tree / "documents.json")["documents"]}
    content = read(tree / documents["papi/2021"])
    figure = dict(zip(content["figures"]["fields"], content["figures"]["rows"][0], strict=True))
    assert figure["figure_id"] == "papi/2021#bac-ninh.PAPI.2021._total.rank"
    assert figure["locator"] == "table:1/row:1/col:3/char:26-27"
    assert content["document"]["url"] == "https://papi.org.vn/2021"
    assert content["citation"].endswith("CC BY 4.0.")


def test_text_of_documents_is_data_and_shows_no_control_character(tree: Path) -> None:
    text = (tree / "tasks.json").read_text("utf-8")
    assert "\x1b" not in text
    assert any("\x1b[31m" in name for task in json.loads(text)["tasks"] for name in task["coordinating_units"])


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("PAPI", "PAPI"),
        ("quang-ngai", "quang-ngai"),
        ("papi/2021", "papi-2021-5d10a10237e242a1"),
        ("Papi", "papi-"),
        ("con", "con-"),
        ("../../etc/passwd", "etc-passwd-"),
        ("Đắk Lắk # 1?", "k-l-k-1-"),
        ("x" * 300, "x" * 40 + "-"),
        ("", "x-"),
    ],
)
def test_names_of_files(key: str, name: str) -> None:
    made = file_name(key)
    assert made.startswith(name)
    assert len(made) <= 60
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")


def test_periods_of_a_unit_share_a_file() -> None:
    assert unit_file("province/bac-ninh/63-2008") == unit_file("province/bac-ninh/34-2025") == "province/bac-ninh"
    assert unit_file("national/viet-nam") == "national/viet-nam"
