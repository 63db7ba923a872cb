"""The note beside a table: every fault of a field is one sentence that names the file and the field."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from scrapers.readers.sidecar import MeasureColumn, Missing, SidecarError, parse_sidecar

NAME = "figures/papi/2019.yml"


def note(**changes: Any) -> dict[str, Any]:
    """A note with all fields, some of them changed; `...` leaves a field out."""
    fields: dict[str, Any] = {
        "title": "PAPI 2019",
        "index_code": "PAPI",
        "year": 2019,
        "publisher": "CECODES",
        "evidence": "workbook",
        "document": {"title": "2019.xlsx", "sheet": "Total", "url": "https://papi.org.vn/2019.xlsx"},
        "compiled_from": "The workbook.",
        "collected_on": "2026-11-23",
        "licence": "CC BY 4.0",
        "completeness": "complete",
        "unit_level": "province",
        "rows": {"unit": "province"},
        "columns": [
            {"column": "total", "measure": "score", "domain_code": "_total"},
            {"column": "rank", "measure": "rank", "by_order": True, "label": "Hạng", "index_code": "PAPI_WEIGHTED"},
        ],
        "missing": [
            {"units": ["Bắc Giang"], "columns": "all", "reason": "Not surveyed."},
            {"units": ["Đồng Tháp", "Huế"], "columns": ["rank"], "reason": "Not printed."},
        ],
        "known_issues": ["The labels changed."],
    }
    return {name: value for name, value in (fields | changes).items() if value is not ...}


def parse(fields: Any) -> Any:
    return parse_sidecar(yaml.safe_dump(fields, allow_unicode=True).encode(), NAME)


def refusal(data: bytes) -> str:
    with pytest.raises(SidecarError) as caught:
        parse_sidecar(data, NAME)
    message = str(caught.value)
    assert message.startswith(NAME), "the sentence names the file"
    assert "\n" not in message
    assert message.endswith("."), "it is a sentence"
    return message


def test_a_note_is_read_whole() -> None:
    sidecar = parse(note())
    assert (sidecar.index_code, sidecar.year, sidecar.unit_level) == ("PAPI", 2019, "province")
    assert (sidecar.document_title, sidecar.document_url) == ("2019.xlsx, sheet Total", "https://papi.org.vn/2019.xlsx")
    assert sidecar.rows == {"unit": "province"}
    assert sidecar.columns == (
        MeasureColumn("total", "score", "_total", None, None, None, False),
        MeasureColumn("rank", "rank", None, "PAPI_WEIGHTED", None, "Hạng", True),
    )
    assert sidecar.missing == (
        Missing(("Bắc Giang",), None, "Not surveyed."),
        Missing(("Đồng Tháp", "Huế"), ("rank",), "Not printed."),
    )
    assert sidecar.known_issues == ("The labels changed.",)


def test_optional_fields_may_be_left_out() -> None:
    sidecar = parse(note(index_code=..., year=..., unit_level=..., missing=..., known_issues=...))
    assert (sidecar.index_code, sidecar.year, sidecar.unit_level) == (None, None, None)
    assert (sidecar.missing, sidecar.known_issues) == ((), ())
    assert parse(note(document={"title": "Report", "url": None})).document_title == "Report"


def test_a_date_that_yaml_knows_is_text() -> None:
    data = yaml.safe_dump(note(), allow_unicode=True).replace("'2026-11-23'", "2026-11-23").encode()
    assert parse_sidecar(data, NAME).collected_on == "2026-11-23"


@pytest.mark.parametrize(
    "field",
    [
        "title", "publisher", "evidence", "document", "compiled_from", "collected_on", "licence", "completeness",
        "rows", "columns",
    ],
)  # fmt: skip
@pytest.mark.parametrize("empty", [..., None, "", [], {}], ids=["left out", "null", "text", "list", "mapping"])
def test_a_missing_field_is_named(field: str, empty: Any) -> None:
    data = yaml.safe_dump(note(**{field: empty}), allow_unicode=True).encode()
    assert refusal(data) == f"{NAME} has no `{field}`: add it."


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"publsher": "x"}, "publsher"),
        ({"document": {"titel": "x"}}, "titel"),
        ({"rows": {"units": "province"}}, "units"),
        ({"columns": [{"column": "a", "measure": "score", "domain": "1"}]}, "domain"),
        ({"missing": [{"unit": "Huế", "reason": "x"}]}, "unit"),
    ],
)
def test_an_unknown_field_is_named_with_those_that_are_known(changes: dict[str, Any], field: str) -> None:
    message = refusal(yaml.safe_dump(note(**changes), allow_unicode=True).encode())
    assert f"has the unknown field `{field}`; known are " in message


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"evidence": "rumour"}, "`evidence` is 'rumour'; it must be one of official, workbook, claim."),
        ({"completeness": True}, "`completeness` is True; it must be one of complete, partial."),
        (
            {"columns": [{"column": "a", "measure": "points"}]},
            "`measure` is 'points'; it must be one of score, max_score",
        ),
        ({"columns": [{"column": "a"}]}, "`measure` is None; it must be one of score"),
        ({"columns": [{"measure": "score"}]}, "has a `column` that is missing or empty: add it."),
        ({"columns": [{"column": 1.1, "measure": "score"}]}, "`column` is 1.1; it must be text, in quotes where"),
        (
            {"columns": [{"column": "a", "measure": "score", "domain_code": 1.1}]},
            "`domain_code` is 1.1; it must be text, in quotes where it looks like a number.",
        ),
        ({"columns": [{"column": "a", "measure": "rank", "by_order": "no"}]}, "`by_order` is 'no'; it must be true or"),
        (
            {"columns": {"column": "a", "measure": "score"}},
            "`columns` is {'column': 'a', 'measure': 'score'}; it must be a",
        ),
        ({"columns": "total"}, "`columns` is 'total'; it must be a list."),
        ({"columns": 5}, "`columns` is 5; it must be a list."),
        ({"columns": ["total"]}, "a column must be a mapping of fields."),
        ({"rows": "province"}, "`rows` must be a mapping of fields."),
        ({"rows": {"unit": None}}, "has a `unit` that is missing or empty: add it."),
        ({"document": "2019.xlsx"}, "`document` must be a mapping of fields."),
        ({"document": {"title": "x", "url": 5}}, "`url` is 5; it must be text"),
        ({"year": "MMXIX"}, "`year` is 'MMXIX'; it must be a year such as 2023."),
        ({"year": 2019.5}, "`year` is 2019.5; it must be a year such as 2023."),
        ({"year": True}, "`year` is True; it must be a year such as 2023."),
        ({"index_code": ["PAPI"]}, "`index_code` is ['PAPI']; it must be text"),
        ({"title": 2019}, "`title` is 2019; it must be text"),
        ({"missing": 5}, "`missing` is 5; it must be a list."),
        ({"missing": ["Huế"]}, "an entry of `missing` must be a mapping of fields."),
        ({"missing": [{"units": "Huế", "columns": "all", "reason": "x"}]}, "`units` is 'Huế'; it must be a list."),
        (
            {"missing": [{"units": ["Huế"], "columns": "total", "reason": "x"}]},
            "`columns` is 'total'; it must be a list.",
        ),
        ({"missing": [{"units": ["Huế"], "columns": "all"}]}, "has a `reason` that is missing or empty: add it."),
        ({"known_issues": "The labels changed."}, "`known_issues` is 'The labels changed.'; it must be a list."),
    ],
)
def test_a_field_of_the_wrong_kind_is_named(changes: dict[str, Any], sentence: str) -> None:
    assert sentence in refusal(yaml.safe_dump(note(**changes), allow_unicode=True).encode())


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"title: a\nyear: b: c\n", "is no YAML: mapping values are not allowed here in line 2; mend it."),
        (b"title: 'a\n", "is no YAML: "),
        (b"title: \xff\n", "is no YAML: 'utf-8' codec can't decode"),
        (b"title: \x01\n", "is no YAML: "),
        (b"collected_on: 2026-13-45\n", "is no YAML: month must be in 1..12"),
        (b"", "the note must be a mapping of fields."),
        (b"- a\n- b\n", "the note must be a mapping of fields."),
        (b"just words\n", "the note must be a mapping of fields."),
    ],
)
def test_what_is_no_note_is_said(data: bytes, sentence: str) -> None:
    assert sentence in refusal(data)
