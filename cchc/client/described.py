"""What a release knows of units, indices, domains and documents, what it covers, and what its columns mean.

Belongs here: the functions that answer with the tables around the facts. Does not belong here: facts
(`cchc.client.scored`), records of documents (`cchc.client.recorded`).
"""

from __future__ import annotations

from cchc.client.base import Base
from cchc.client.errors import UnknownNameError
from cchc.client.frames import Form, Frame, chosen_form, framed
from cchc.client.metadata import fastened, metadata
from cchc.client.scored import LEVELS
from cchc.client.selecting import Selection, Several, Years, as_names
from cchc.client.views import COVERAGE, DOCUMENTS, DOMAINS, INDICES, UNITS

_CODEBOOK = """
    select table_name as "table", column_name as "column", data_type as "type",
           split_part(coalesce(comment, ''), ' · ', 1) as description_en,
           substr(coalesce(comment, ''), length(split_part(coalesce(comment, ''), ' · ', 1)) + 4) as description_vi
    from duckdb_columns() where database_name = 'cchc' and table_name in (select unnest(?))
    order by table_name, column_index
"""
_TABLES = "select table_name from duckdb_tables() where database_name = 'cchc' order by table_name"


class Described(Base):
    """What stands around the facts."""

    def units(
        self, unit: Several = None, *, level: Several = None, year: int | None = None, as_: Form | None = None
    ) -> Frame:
        """Units, one row a period of validity; neither a code nor a name is a key, `unit_key` is.

        Args:
            unit: names in any spelling.
            level: `"province"`, `"ministry"`, ...
            year: only the periods that stood on 31 December of this year.

        Returns:
            A frame: names (`name_vi`, `name_en`, `name_ascii`), `code` of the statistics office, `geography`,
            `valid_from`, `valid_to`, `region_vi`, `successor_unit_key`.

        >>> cchc.units("bac ninh", year=2021, as_="records")[0]["unit_key"]
        'province/bac-ninh/63-2008'
        """
        selection = Selection(self._names)
        selection.unit(unit, level)
        selection.level(level, LEVELS)
        if year is not None:
            selection.told["year"] = year
            day = f"{int(year)}-12-31"
            selection.add("coalesce(t.valid_from, date '0001-01-01') <= ?::date", day)
            selection.add("coalesce(t.valid_to, date '9999-12-31') >= ?::date", day)
        return self._answer(UNITS, selection, as_)

    def indices(self, *, as_: Form | None = None) -> Frame:
        """Indices, one row each: names, publisher, level, unit of measure, first and last year held.

        >>> [row["index_code"] for row in cchc.indices(as_="records")]
        ['PAPI', 'PAR_INDEX']
        """
        return self._answer(INDICES, Selection(self._names), as_)

    def domains(
        self, index: Several = None, year: Years = None, *, domain: Several = None, as_: Form | None = None
    ) -> Frame:
        """Domains, one row a year: names, maximum, weight; `conformed_code` follows a subject across schemes.

        >>> [row["domain_key"] for row in cchc.domains("PAPI", 2021, domain="total", as_="records")]
        ['PAPI/2021/_total']
        """
        selection = Selection(self._names)
        selection.index(index)
        selection.year(year)
        selection.domain(domain)
        return self._answer(DOMAINS, selection, as_)

    def coverage(
        self, index: Several = None, year: Years = None, *, level: Several = None, as_: Form | None = None
    ) -> Frame:
        """What is held, partial, not published or not found, one row an index, year and level. Look before you count.

        >>> [(row["year"], row["status"]) for row in cchc.coverage("PAPI", as_="records")]
        [(2020, 'partial'), (2021, 'partial')]
        """
        selection = Selection(self._names)
        selection.index(index)
        selection.year(year)
        selection.level(level, LEVELS)
        return self._answer(COVERAGE, selection, as_)

    def documents(
        self,
        words: str | None = None,
        *,
        index: Several = None,
        year: Years = None,
        issuer: str | None = None,
        as_: Form | None = None,
    ) -> Frame:
        """Documents, one row each: title, number, issuer, dates, address, how many figures were read from it.

        Args:
            words: words of the title, number or key, with or without diacritics.
            index: documents with figures of these indices.
            year: documents with figures, or plans, of these years.
            issuer: words of the issuer or publisher.

        >>> [row["document_id"] for row in cchc.documents(index="PAPI", as_="records")]
        ['news/1', 'papi/2021']
        """
        selection = Selection(self._names)
        selection.text_in(words, ("[t.title, t.page_title, t.full_number, t.document_id]",), "words")
        selection.text_in(issuer, ("[t.issuer, t.issuer_unit, t.publisher, t.owner]",), "issuer")
        if names := as_names(index):
            codes = sorted({self._names.index(name) for name in names})
            selection.told["index"] = codes
            selection.add(
                "t.document_id in (select f.document_id from fct_figure as f where f.index_code in (select unnest(?)))",
                codes,
            )
        selection.years_in(year, "list_concat(coalesce(t.index_years, []), coalesce(t.plan_years, []))")
        return self._answer(DOCUMENTS, selection, as_)

    def codebook(self, of: Frame | str | None = None, *, as_: Form | None = None) -> Frame:
        """What columns mean, in English and Vietnamese: of a table, of a frame of this client, or of every table.

        Returns:
            A frame: `table`, `column`, `type` (of DuckDB), `description_en`, `description_vi`.

        >>> cchc.codebook(cchc.scores("PAPI"), as_="records")[0]["column"]
        'index_code'
        """
        form = chosen_form(as_)
        cursor = self._cursor()
        tables = [row["table_name"] for row in self._rows(_TABLES)]
        if of is None or isinstance(of, str):
            if of is not None and of not in tables:
                raise UnknownNameError(f"No table is called {of!r}; there are {', '.join(tables)}.")
            relation = cursor.sql(_CODEBOOK, params=[[of] if of else tables])
        else:
            told = metadata(of)
            rows = [
                (told["table"], name, each["type"], each["en"], each["vi"]) for name, each in told["columns"].items()
            ]
            names = ('"table"', '"column"', '"type"', "description_en", "description_vi")
            selected = ", ".join(f"unnest(?) as {name}" for name in names)
            relation = cursor.sql(f"select {selected}", params=[list(part) for part in zip(*rows, strict=True)])
        types = {name: str(kind) for name, kind in zip(relation.columns, relation.types, strict=True)}
        return fastened(framed(relation, form, cursor), form, self._metadata("codebook", {}, types, ()))
