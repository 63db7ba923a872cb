"""The data dictionary: what each published table and column means, in English and Vietnamese.

Belongs here: descriptions, from dbt's manifest, joined with the types that the release really has.
Does not belong here: writing descriptions (they stand in dbt's YAML), files (`publishing.dictionary_files`).

A description in dbt is written `English text · Vietnamese text`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from publishing.schema import RELEASE_INFO, Table

SEPARATOR = " · "


@dataclass(frozen=True, slots=True)
class Description:
    """A description in both languages; either may be empty."""

    en: str = ""
    vi: str = ""

    @property
    def both(self) -> str:
        """`English · Vietnamese`, or the one that is there."""
        return SEPARATOR.join(part for part in (self.en, self.vi) if part)


@dataclass(frozen=True, slots=True)
class TableDescription:
    """The description of a table and of its columns by name."""

    text: Description
    columns: Mapping[str, Description]

    def column(self, name: str) -> Description:
        """The description of a column; empty when nobody wrote one."""
        return self.columns.get(name, Description())


RELEASE_DESCRIPTION = Description(
    "Version of the release that this file is part of.", "Phiên bản của bản phát hành chứa tệp này."
)

_INFO = TableDescription(
    Description("One row: which release this is.", "Một dòng: đây là bản phát hành nào."),
    {
        "version": Description("Version of the release.", "Phiên bản của bản phát hành."),
        "built_from": Description("Day of the newest capture.", "Ngày của bản chụp mới nhất."),
        "schema_version": Description("Version of the tables' shape.", "Phiên bản cấu trúc bảng."),
        "content_hash": Description("Sha256 of what the tables hold.", "Mã băm sha256 của nội dung các bảng."),
        "figures": Description("Printed figures (rows of fct_figure).", "Số số liệu đã in (dòng của fct_figure)."),
        "facts": Description("Facts (rows of fct_score).", "Số dữ kiện (dòng của fct_score)."),
        "discrepancies": Description("Discrepancies found in print.", "Số điểm sai lệch tìm thấy trong bản in."),
        "documents": Description("Documents known.", "Số văn bản đã biết."),
        "citation": Description("How to cite this release.", "Cách trích dẫn bản phát hành này."),
    },
)


def split_description(text: str) -> Description:
    """Split `English · Vietnamese` at the first middle dot between spaces; line breaks become spaces."""
    english, _, vietnamese = " ".join(text.split()).partition(SEPARATOR)
    return Description(english.strip(), vietnamese.strip())


def read_descriptions(manifest: Mapping[str, Any]) -> dict[str, TableDescription]:
    """Descriptions of every model of dbt's manifest by table name, and of `release_info`."""
    found = {RELEASE_INFO: _INFO}
    for node in manifest.get("nodes", {}).values():
        if node.get("resource_type") == "model":
            columns = {
                name: split_description(column.get("description") or "")
                for name, column in node.get("columns", {}).items()
            }
            text = split_description(node.get("description") or "")
            found[node.get("alias") or node["name"]] = TableDescription(text, columns)
    return found


def described_table(descriptions: Mapping[str, TableDescription], name: str) -> TableDescription:
    """The description of a table; empty when nobody wrote one."""
    return descriptions.get(name) or TableDescription(Description(), {})


def dictionary_rows(tables: Sequence[Table], descriptions: Mapping[str, TableDescription]) -> Iterator[tuple[str, ...]]:
    """Table, column (empty for the table itself), type, English and Vietnamese description."""
    for table in tables:
        described = described_table(descriptions, table.name)
        yield table.name, "", "", described.text.en, described.text.vi
        for column in table.columns:
            text = described.column(column.name)
            yield table.name, column.name, column.type, text.en, text.vi
