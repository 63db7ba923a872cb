"""The JSON schema of a source's description, for editors, other programs and `cchc sources check`.

Belongs here: holding fields against `scrapers/sources/schema.json`, one sentence a fault. Does not belong here: what
only the project can know, such as whether patterns compile together (`source_file`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from scrapers.crawl.fields import read_mapping
from scrapers.crawl.source import SOURCES
from scrapers.crawl.source_table import described_by_table

SCHEMA = SOURCES / "schema.json"
_LONGEST = 120


def descriptions(folder: Path = SOURCES) -> dict[str, tuple[str, dict[str, Any]]]:
    """The fields of all sources of a folder as their files and the table give them, with where they stand, by code.

    Raises:
        SourceError: a file or the table cannot be read.
    """
    found = {path.stem: (path.name, read_mapping(path)) for path in folder.glob("*.yml")}
    return dict(sorted((found | described_by_table(folder)).items()))


def schema_faults(where: str, values: Mapping[str, Any]) -> tuple[str, ...]:
    """What the schema finds wrong with a source's fields; `where` names them."""
    errors = sorted(_validator().iter_errors(_as_json(values)), key=lambda error: [str(part) for part in error.path])
    return tuple(f"{where}: {_told(error)}" for error in errors)


@cache
def _validator() -> Any:
    return Draft202012Validator(
        json.loads(SCHEMA.read_text("utf-8")), format_checker=Draft202012Validator.FORMAT_CHECKER
    )


def _as_json(value: Any) -> Any:
    """YAML's days as JSON writes them."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(name): _as_json(item) for name, item in value.items()}
    return [_as_json(item) for item in value] if isinstance(value, list) else value


def _told(error: ValidationError) -> str:
    field = ".".join(str(part) for part in error.path)
    if error.validator == "required":
        missing = next(name for name in error.validator_value if name not in error.instance)
        return f"the field {field + '.' if field else ''}{missing} is missing."
    if error.validator == "additionalProperties" and not field:
        known = set(error.schema["properties"])
        return f"the field {sorted(set(error.instance) - known)[0]} has no meaning."
    if error.validator == "not":
        return f"the field {field} has no meaning for such a source."
    return f"the field {field} is not as scrapers/sources/schema.json wants it: {error.message[:_LONGEST]}."
