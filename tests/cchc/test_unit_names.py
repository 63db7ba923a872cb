"""Units are found by every spelling in print, and as before in a release that has none."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
import sample_build

from cchc.errors import CchcError
from cchc.show import find_unit

SPELLINGS = {
    ("province", "Hồ Chí Minh"): ("HCMC", "TP.HCM"),
    ("province", "Bắc Kạn"): ("Bac Can", "Bắc Cạn"),
    ("province", "Đắk Lắk"): ("Dac Lak", "Đắc Lắk"),
    ("province", "Bà Rịa - Vũng Tàu"): ("BRVT",),
    ("province", "Thừa Thiên Huế"): ("TT-Huế", "TT.Huế", "TT- Huế"),
    ("ministry", "Ngân hàng Nhà nước Việt Nam"): ("NHNN", "SBV"),
    ("national", "Việt Nam"): ("cả nước",),
}
UNITS = [
    *sample_build.UNITS,
    sample_build.unit("province/bac-kan/63-2008", "Bắc Kạn", "Bac Kan", "Bac Kan"),
    sample_build.unit("province/hue/63-2008", "Thừa Thiên Huế", "Thua Thien Hue", "Thua Thien Hue"),
    sample_build.unit("province/hue/34-2025", "Huế", "Hue", "Hue", canonical_name="Thừa Thiên Huế"),
    sample_build.unit("ministry/ngan-hang/x", "Ngân hàng Nhà nước Việt Nam", "State Bank of Vietnam", "Ngan hang"),
    sample_build.unit("national/viet-nam/x", "Việt Nam", "Viet Nam", "Viet Nam"),
]


def write(path: Path, *, with_spellings: bool) -> Path:
    """A database as releases have it, with dim_unit and, if asked for, dim_unit_spelling."""
    rows = [
        {"spelling": spelling, "level": level, "canonical_name": name, "source": "print"}
        for (level, name), spellings in SPELLINGS.items()
        for spelling in spellings
    ]
    tables = {"dim_unit": UNITS} | ({"dim_unit_spelling": rows} if with_spellings else {})
    with duckdb.connect(str(path)) as con:
        con.execute("create schema marts")
        for table, table_rows in tables.items():
            con.execute(f"create table marts.{table} ({sample_build.TABLES[table]})")
            sample_build.insert(con, table, table_rows)
            con.execute(f"create table main.{table} as from marts.{table}")
    return path


@pytest.mark.parametrize(
    ("level", "name", "spelling"),
    [(*unit, spelling) for unit, spellings in SPELLINGS.items() for spelling in (*spellings, spellings[0].lower())],
)
def test_every_spelling_in_print_finds_its_unit(tmp_path: Path, level: str, name: str, spelling: str) -> None:
    with duckdb.connect(str(write(tmp_path / "x.duckdb", with_spellings=True)), read_only=True) as con:
        found = find_unit(con, spelling)
    assert (found.level, found.name) == (level, name)
    assert len(found.periods) == sum(unit["canonical_name"] == name for unit in UNITS if unit["level"] == level)


def test_a_near_miss_is_still_answered_with_names(tmp_path: Path) -> None:
    path = write(tmp_path / "x.duckdb", with_spellings=True)
    with duckdb.connect(str(path), read_only=True) as con, pytest.raises(CchcError, match="did you mean Bắc Kạn"):
        find_unit(con, "Bak Kan")


def test_a_release_without_spellings_knows_the_names(tmp_path: Path) -> None:
    with duckdb.connect(str(write(tmp_path / "x.duckdb", with_spellings=False)), read_only=True) as con:
        assert find_unit(con, "bac kan").name == "Bắc Kạn"
        with pytest.raises(CchcError, match="No unit is called SBV"):
            find_unit(con, "SBV")
