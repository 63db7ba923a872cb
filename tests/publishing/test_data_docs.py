"""Data Docs of a release: every demand stands there, in both languages, as text."""

from __future__ import annotations

from datetime import date

from publishing.content import ReleaseInfo
from publishing.data_docs import data_docs_page
from publishing.pages import page_html
from publishing.release_content import ReleaseContent

CHECKS = {
    "great_expectations": {
        "fct_score": [
            {"demand": "ExpectColumnValuesToBeInSet", "column": "status", "value_set": ["A", "<b>"], "why": "SDMX"},
            {"demand": "ExpectTableRowCountToBeBetween", "min_value": 1, "why": "a stage that got nothing fails"},
            {
                "demand": "ExpectColumnValuesToBeBetween",
                "column": "value",
                "min_value": 1,
                "max_value": 34,
                "row_condition": 'measure=="rank"',
                "why": "ranks begin at 1",
            },
            {"demand": "ExpectSomethingNew", "column": "value", "why": "news"},
        ]
    }
}
MANIFEST = {
    "nodes": {
        "test.a": {
            "resource_type": "test",
            "attached_node": "model.cchc.fct_score",
            "column_name": "unit_key",
            "test_metadata": {"name": "relationships", "kwargs": {"to": "ref('dim_unit')", "field": "unit_key"}},
        },
        "model.b": {"resource_type": "model"},
    }
}


def content(checks: object, manifest: object) -> ReleaseContent:
    info = ReleaseInfo(
        version="2026.11.23-0a",
        built_from=date(2026, 11, 23),
        schema_version="1",
        content_hash="0a",
        figures=1,
        facts=1,
        discrepancies=0,
        documents=1,
        citation="",
    )
    return ReleaseContent(
        tables=(), rows={"fct_score": 1200}, descriptions={}, info=info, checks=checks, manifest=manifest, previous=None
    )  # type: ignore[arg-type]


def test_every_demand_and_test_stands_there_in_both_languages() -> None:
    page = page_html(data_docs_page(content(CHECKS, MANIFEST)))
    for told in (
        "4 demands of Great Expectations on 1 tables and 1 tests of dbt",
        "one of: A, &lt;b&gt;",
        "ít nhất 1 dòng",
        "between 1 and 34, where measure==&quot;rank&quot;",
        "thứ hạng bắt đầu từ 1",
        "1,200 rows",
        "ExpectSomethingNew",
        "field: unit_key; to: ref(",
        "2026.11.23-0a",
    ):
        assert told in page, told
    assert "<b>" not in page and "<script" not in page and "http" not in page


def test_a_release_without_checks_says_so() -> None:
    assert "0 demands of Great Expectations on 0 tables" in page_html(data_docs_page(content({}, {})))
