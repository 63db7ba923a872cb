"""The parts of an index by its scoring schemes: codes, names, maxima of domains and criteria, year by year.

Belongs here: lookups in `frameworks.csv` and `framework_domains.csv`. Does not belong here: arithmetic on scores (dbt),
labels in print that no scheme uses (`scrapers.vocabulary.domains`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from scrapers.vocabulary.tables import table
from scrapers.vocabulary.text import fold

TOTAL = "_total"
_OPEN_END = "9999"


@dataclass(frozen=True, slots=True)
class Part:
    """A domain or criterion of a framework; `maximum` and `minimum` in the framework's points, None where not known."""

    code: str
    name_vi: str
    name_en: str
    conformed_code: str | None
    maximum: float | None
    minimum: float | None


@dataclass(frozen=True, slots=True)
class Framework:
    """The scheme of one index in one year; `formula` is sum, weighted_sum or empty, `factor` what the sum is times."""

    key: str
    index_code: str
    formula: str
    factor: float
    parts: dict[str, Part]
    weights: dict[str, float]

    def code_of_conformed(self, conformed_code: str) -> str | None:
        """The one code of a conformed domain; None where the scheme has none or several."""
        codes = [part.code for part in self.parts.values() if part.conformed_code == conformed_code]
        return codes[0] if len(codes) == 1 else None

    def code_of_name(self, folded: str) -> str | None:
        """The code of a part by its folded name in either language; None where none or several have it."""
        codes = [part.code for part in self.parts.values() if folded in (fold(part.name_vi), fold(part.name_en))]
        return codes[0] if len(codes) == 1 else None

    def children(self, code: str) -> list[Part]:
        """The parts right below a domain, in order; below the total, the domains."""
        depth = 0 if code == TOTAL else code.count(".") + 1
        prefix = "" if code == TOTAL else f"{code}."
        return [
            part
            for part in self.parts.values()
            if part.code[:1].isdigit() and part.code.startswith(prefix) and part.code.count(".") == depth
        ]


@cache
def framework_of(index_code: str, year: int) -> Framework | None:
    """The national scheme of an index in a year, or None where none is known."""
    for row in table("frameworks", "framework_key", "index_code", "scope", "valid_from_year", "valid_to_year"):
        last = row["valid_to_year"] or _OPEN_END
        if row["index_code"] == index_code and not row["scope"] and int(row["valid_from_year"]) <= year <= int(last):
            return _framework(row)
    return None


def _framework(row: dict[str, str]) -> Framework:
    parts = [part for part in table("framework_domains", "framework_key", "domain_code") if _is_of(part, row)]
    return Framework(
        row["framework_key"],
        row["index_code"],
        row["formula"],
        float(row["formula_factor"] or 1),
        {part["domain_code"]: _part(part) for part in parts},
        {part["domain_code"]: float(part["weight"]) for part in parts if part["weight"]},
    )


def _is_of(part: dict[str, str], row: dict[str, str]) -> bool:
    return part["framework_key"] == row["framework_key"]


def _part(row: dict[str, str]) -> Part:
    return Part(
        row["domain_code"],
        row["name_vi"],
        row["name_en"],
        row["conformed_code"] or None,
        float(row["max_score"]) if row["max_score"] else None,
        float(row["min_score"]) if row["min_score"] else None,
    )
