"""The JSON schema and our own reading agree: on the project's sources, and on what is wrong with one."""

from __future__ import annotations

import json
from datetime import date

import pytest
from jsonschema import Draft202012Validator

from scrapers.crawl.source import SourceError
from scrapers.crawl.source_file import described, source_codes
from scrapers.crawl.source_schema import SCHEMA, descriptions, schema_faults

LIVE = {
    "code": "site",
    "name_vi": "Trang",
    "name_en": "Site",
    "publisher": "Bộ Nội vụ",
    "licence": "facts",
    "language": "vi",
    "kind": "live",
    "system": "plain",
    "hosts": ["a.vn"],
    "start": [{"url": "https://a.vn/", "kind": "list"}],
    "links": {"documents": ["/tin/"]},
    "cadence": "daily",
    "expected": {"min_records": 1},
    "last_verified": date(2026, 11, 23),
}


def test_the_schema_is_one() -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"].endswith("2020-12/schema")


def test_every_description_of_the_project_is_as_the_schema_wants_it() -> None:
    given = descriptions()

    assert tuple(given) == source_codes()
    assert [fault for where, values in given.values() for fault in schema_faults(where, values)] == []


def test_a_good_description_is_good_to_both() -> None:
    assert schema_faults("site.yml", LIVE) == ()
    assert described("site.yml", LIVE).plan is not None


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"colour": "red"}, "site.yml: the field colour has no meaning."),
        ({"tables": "a/*.yml"}, "site.yml: the field tables has no meaning for such a source."),
        ({"kind": "bundled"}, "site.yml: the field tables is missing."),
        ({"kind": "dead"}, "the field kind is not as scrapers/sources/schema.json wants it: 'dead' is not one of"),
        ({"code": "A b"}, "the field code is not as"),
        ({"language": False}, "the field language is not as"),
        ({"publisher": "  "}, "the field publisher is not as"),
        ({"last_verified": "soon"}, "the field last_verified is not as"),
        ({"expected": {}}, "site.yml: the field expected.min_records is missing."),
        ({"expected": {"min_records": -1}}, "the field expected.min_records is not as"),
        ({"system": "joomla"}, "the field system is not as"),
        ({"hosts": ["https://a.vn"]}, "the field hosts.0 is not as"),
        ({"start": [{"url": "ftp://a.vn/", "kind": "list"}]}, "the field start.0.url is not as"),
        ({"start": [{"url": "https://a.vn/", "kind": "attachment"}]}, "the field start.0.kind is not as"),
        ({"links": {"documents": ["("]}}, "the field links.documents.0 is not as"),
        ({"attachments": ["PDF"]}, "the field attachments.0 is not as"),
        ({"budgets": {"max_pages": 0}}, "the field budgets.max_pages is not as"),
        ({"dates": {"in_address": "/x/"}}, "the field dates.in_address is not as"),
        ({"dates": {"since": "2012"}}, "the field dates.since is not as"),
        ({"lookups": [{"match": "a", "replace": "b"}]}, "site.yml: the field lookups.0.reason is missing."),
        ({"stub_bytes": "3 kB"}, "the field stub_bytes is not as"),
    ],
)
def test_what_is_wrong_is_wrong_to_both_and_told_in_one_sentence(change: dict[str, object], says: str) -> None:
    faults = schema_faults("site.yml", LIVE | change)
    assert [fault for fault in faults if says in fault]
    assert len(faults) == 1 or change == {"kind": "bundled"}, "what a live source has, a bundled one has not"
    with pytest.raises(SourceError, match=r"^site\.yml: the field .*\.$"):
        described("site.yml", LIVE | change)
