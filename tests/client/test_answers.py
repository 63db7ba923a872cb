"""An answer has the form asked for, carries what it is, and warns of what must be known."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import warnings
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import cchc
from cchc.client import frames
from cchc.client.views import SCORES

FIGURE = "papi/2021#bac-ninh.PAPI.2021._total.score"


def test_every_form_holds_the_same_rows_in_the_stated_order(rich: cchc.Release) -> None:
    records = rich.scores("PAPI", year=2021, as_="records")
    stated = [column.partition(" = ")[0].rpartition(".")[2] for column in SCORES.columns]
    assert list(records[0]) == stated
    assert [row["unit_name"] for row in records] == ["Bắc Ninh", "Đắk Lắk"]
    frame = rich.scores("PAPI", year=2021)
    assert isinstance(frame, pd.DataFrame) and frame["score"].tolist() == [row["score"] for row in records]
    polars = rich.scores("PAPI", year=2021, as_="polars")
    assert isinstance(polars, pl.DataFrame) and polars.to_dicts() == records
    arrow = rich.scores("PAPI", year=2021, as_="arrow")
    assert isinstance(arrow, pa.Table) and arrow.to_pylist() == records
    assert rich.scores("PAPI", year=2021, as_="duckdb").fetchall() == [tuple(row.values()) for row in records]


def test_whole_numbers_stay_whole_where_some_are_missing(rich: cchc.Release) -> None:
    frame = rich.ranks("PAPI", year=2021)
    assert str(frame["rank_of"].dtype) == "Int64" and frame["rank_of"].isna().any() and frame["rank"].tolist() == [5, 6]
    assert str(rich.scores("PAPI", year=2021)["is_series_break"].dtype) == "boolean"


@pytest.mark.filterwarnings("ignore::cchc.client.errors.CchcWarning")
def test_a_rank_says_where_it_is_from(rich: cchc.Release) -> None:
    found = {(row["unit_name"], row["year"]): row["rank_basis"] for row in rich.ranks("PAPI", as_="records")}
    assert found["Bắc Ninh", 2021] == "published" and found["Bắc Giang", 2019] == "computed"


@pytest.mark.parametrize(
    ("missing", "form"), [(set(), "pandas"), ({"pandas"}, "polars"), ({"pandas", "polars"}, "arrow")]
)
def test_the_first_library_that_is_installed_makes_the_frame(
    missing: set[str], form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = frames.importlib.util.find_spec
    monkeypatch.setattr(frames.importlib.util, "find_spec", lambda name: None if name in missing else real(name))
    assert frames.chosen_form(None) == form


def test_without_any_library_records_are_given_and_a_form_says_what_it_needs(
    rich: cchc.Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frames.importlib.util, "find_spec", lambda name: None)
    assert list(caught(lambda: rich.indices())) == [cchc.NoFrameLibraryWarning]
    assert isinstance(rich.indices(as_="records"), list)
    with pytest.raises(
        cchc.MissingLibraryError, match=r"as_='polars' needs polars; install it with: pip install polars\."
    ):
        rich.indices(as_="polars")
    with pytest.raises(ValueError, match="as_ is one of pandas, polars, arrow, duckdb, records"):
        rich.indices(as_="excel")  # type: ignore[arg-type]


@pytest.mark.parametrize("form", ["pandas", "polars", "arrow", "duckdb", "records"])
def test_a_frame_carries_version_licence_selection_and_the_meaning_of_columns(rich: cchc.Release, form: Any) -> None:
    frame = rich.scores("papi", "bac ninh", [2020, 2021], as_=form)
    told = cchc.metadata(frame)
    assert told["version"] == rich.version() and told["licence"] == "CC-BY-4.0" and told["table"] == "fct_score"
    assert told["selection"]["index"] == ["PAPI"] and told["selection"]["unit"] == ["Bắc Ninh"]
    assert told["publishers"] == {"PAPI": "CECODES and UNDP"}
    assert told["columns"]["score"]["en"].startswith("Score") and told["columns"]["score"]["vi"] == "Điểm số."
    columns = frame[0] if form == "records" else frame.column_names if form == "arrow" else frame.columns
    assert list(told["columns"]) == list(columns)
    json.dumps(told)
    citation = cchc.cite(frame)
    assert "fct_score (index PAPI; year 2020-2021; unit Bắc Ninh" in citation.text
    assert "Indices published by PAPI: CECODES and UNDP." in citation.text
    assert rich.version() in citation.bibtex and str(citation) == f"{citation.text}\n\n{citation.bibtex}"


def test_metadata_of_pandas_outlives_a_selection_of_rows(rich: cchc.Release) -> None:
    frame = rich.scores("PAPI", year=2021)
    kept = frame[frame["score"] > 42].copy()
    assert cchc.cite(kept).text == cchc.cite(frame).text


def test_metadata_of_polars_lives_as_long_as_the_frame(rich: cchc.Release) -> None:
    from cchc.client.metadata import _REMEMBERED

    frame = rich.scores("PAPI", year=2021, as_="polars")
    before = len(_REMEMBERED)
    with pytest.raises(cchc.ClientError, match="carries no metadata"):
        cchc.metadata(frame.head(1))
    del frame
    assert len(_REMEMBERED) == before - 1


def test_a_foreign_frame_has_no_citation() -> None:
    with pytest.raises(cchc.ClientError, match="This DataFrame carries no metadata of the client: cite the release"):
        cchc.cite(pd.DataFrame())


def caught(call: Any) -> dict[type, str]:
    with warnings.catch_warnings(record=True) as found:
        warnings.simplefilter("always")
        call()
    assert all(warning.filename == __file__ for warning in found), "it points at the line that asked"
    return {warning.category: str(warning.message) for warning in found}


def test_it_warns_of_what_lies_inside_a_selection_and_of_nothing_else(rich: cchc.Release) -> None:
    assert caught(lambda: rich.scores("PAPI", "bac ninh", [2020, 2021])) == {}
    broken = caught(lambda: rich.scores("PAPI", "bac ninh", [2018, 2021]))
    assert list(broken) == [cchc.SeriesBreakWarning], "the year of the break is between those asked for"
    assert "PAPI 2018-2021 crosses a break in series in 2019" in broken[cchc.SeriesBreakWarning]
    parts = caught(lambda: rich.scores("PAPI", "bac ninh", [2018, 2021], domain="all"))[cchc.SeriesBreakWarning]
    assert "crosses a break in series of 1 of its 2 domains in 2019: their scores" in parts, "the others go on"
    assert caught(lambda: rich.scores("PAPI", year=[2019, 2020])) == {}, "the series begins with the break"
    mixed = caught(lambda: rich.scores("PAPI", "bac ninh", [2007, 2018]))
    assert list(mixed) == [cchc.MixedGeographyWarning] and "63-2008, 64-2004" in mixed[cchc.MixedGeographyWarning]
    claims = caught(lambda: rich.scores("par index"))
    assert (
        list(claims) == [cchc.ClaimsOnlyWarning] and "None of the 1 rows of PAR_INDEX" in claims[cchc.ClaimsOnlyWarning]
    )
    assert list(caught(lambda: rich.scores("par index", year=1999))) == [cchc.EmptySelectionWarning]
    assert all(issubclass(kind, UserWarning) for kind in (cchc.SeriesBreakWarning, cchc.ClaimsOnlyWarning))


def test_warnings_of_the_modules_functions_point_at_the_line_that_asked(
    rich_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CCHC_RELEASE", str(rich_folder))
    assert list(caught(lambda: cchc.scores("par index"))) == [cchc.ClaimsOnlyWarning]


def test_the_metadata_keeps_the_warnings(rich: cchc.Release) -> None:
    with pytest.warns(cchc.ClaimsOnlyWarning):
        frame = rich.scores("par index")
    assert len(cchc.metadata(frame)["warnings"]) == 1


@pytest.mark.parametrize(
    "sql",
    ["select 1; select 2", "create table memory.main.z as select 1", "explain analyze copy fct_score to 'x.csv'", " "],
)
def test_a_query_is_one_question(rich: cchc.Release, sql: str) -> None:
    with pytest.raises(cchc.ClientError, match=r"can only be asked|One statement at a time|no SQL"):
        rich.query(sql)


def test_a_length_of_time_is_told_before_polars_breaks_on_it(rich: cchc.Release) -> None:
    with pytest.raises(cchc.ClientError, match="cast age to a text"):
        rich.query("select interval 1 day as age", as_="polars")


def test_a_query_sees_the_release_and_nothing_else(rich: cchc.Release, tmp_path: Path) -> None:
    outside = tmp_path / "x.csv"
    outside.write_text("a\n1\n")
    frame = pd.DataFrame({"a": [1]})
    for sql in (
        f"from '{outside}'",
        f"copy (select 1) to '{tmp_path / 'y.csv'}'",
        "from frame",
        "set threads = 1",
        "install httpfs",
    ):
        with pytest.raises(
            cchc.ClientError, match=r"DuckDB refuses the query|gives no rows|can only be asked|One statement|no SQL"
        ):
            rich.query(sql)
    assert len(frame) == 1 and not (tmp_path / "y.csv").exists()
    assert rich.query("select $a + 1 as b", {"a": 1}, as_="records") == [{"b": 2}]
    with rich.connect() as con:
        assert con.execute(f"select count(*) from fct_score, '{outside}'").fetchone() == (11,)
        with pytest.raises(Exception, match="read-only"):
            con.execute("delete from fct_score")


def test_threads_may_ask_at_once(rich: cchc.Release) -> None:
    found: list[int] = []
    threads = [threading.Thread(target=lambda: found.append(len(rich.scores("PAPI", as_="records")))) for _ in range(8)]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert found == [6] * 8


def test_the_codebook_tells_what_columns_mean(rich: cchc.Release) -> None:
    rows = rich.codebook("fct_score", as_="records")
    score = next(row for row in rows if row["column"] == "score")
    assert (score["type"], score["description_vi"]) == ("DOUBLE", "Điểm số.")
    of_frame = rich.codebook(rich.ranks("PAPI", year=2021), as_="records")
    assert next(row for row in of_frame if row["column"] == "rank_basis")["description_vi"].startswith("Nguồn")
    with pytest.raises(cchc.UnknownNameError, match="No table is called 'x'; there are bridge_citation,"):
        rich.codebook("x")


def test_importing_it_loads_no_library_and_asking_loads_duckdb(rich_folder: Path) -> None:
    code = (
        "import sys; import cchc; assert 'cchc.client' not in sys.modules; cchc.scores; "
        "heavy = {'duckdb', 'pandas', 'polars', 'pyarrow', 'numpy', 'click', 'rich'}; "
        "assert not heavy & set(sys.modules); "
        f"assert cchc.open_release({str(rich_folder)!r}).indices(as_='records'); "
        "assert heavy & set(sys.modules) == {'duckdb'}, heavy & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_modules_of_commands_leave_the_functions_alone() -> None:
    code = (
        "import importlib, pkgutil, cchc; "
        "names = {found.name for found in pkgutil.iter_modules(cchc.__path__)}; "
        "assert not names & set(cchc.__all__), names & set(cchc.__all__)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
