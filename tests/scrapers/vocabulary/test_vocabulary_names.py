"""Units, indices, domains and document numbers."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.vocabulary import tables
from scrapers.vocabulary.domains import national_code, resolve_domain
from scrapers.vocabulary.indices import find_indices, index_family, local_variant
from scrapers.vocabulary.legal_symbols import (
    ANY_NUMBER,
    FULL_NUMBER,
    parse_number_symbol,
    resolve_type,
    types_of_symbol,
)
from scrapers.vocabulary.units import find_units, resolve_unit, strip_level, unit_of_host

SPELLINGS = [
    (row["spelling"], row["level"], row["canonical_name"])
    for row in tables.table("unit_spellings", "spelling", "level", "canonical_name")
]


@given(st.sampled_from(SPELLINGS), st.booleans())
def test_every_listed_spelling_resolves_in_either_normal_form(row: tuple[str, str, str], decomposed: bool) -> None:
    spelling, level, name = row
    unit = resolve_unit(unicodedata.normalize("NFD", spelling) if decomposed else spelling, level)
    assert unit is not None
    assert (unit.canonical_name, unit.level) == (name, level)


PROVINCES = sorted({name for _, level, name in SPELLINGS if level == "province"})


@given(st.sampled_from(PROVINCES), st.sampled_from(["tỉnh {}", "Tỉnh {}", "UBND tỉnh {}", "Tỉnh ủy {}", "{} (tỉnh)"]))
def test_level_words_do_not_change_a_province(name: str, form: str) -> None:
    for printed in (form.format(name), form.format(name).upper()):
        unit = resolve_unit(printed)
        assert unit is not None, printed
        assert (unit.canonical_name, unit.level) == (name, "province")


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("TP.HCM", "Hồ Chí Minh"),
        ("Thành phố Đà Nẵng", "Đà Nẵng"),
        ("Ðà Nẵng", "Đà Nẵng"),
        ("Bà Rịa–Vũng Tàu", "Bà Rịa - Vũng Tàu"),
        ("Hoà Bình", "Hòa Bình"),
        ("thành phố Huế", "Thừa Thiên Huế"),
        ("Bộ Tư pháp (Justice)", "Bộ Tư pháp"),
        ("Quang Ninh province", "Quảng Ninh"),
    ],
)
def test_resolve_unit(printed: str, name: str) -> None:
    unit = resolve_unit(printed)
    assert unit is not None
    assert unit.canonical_name == name


@pytest.mark.parametrize(
    "printed",
    ["huyện Quảng Ninh", "TP. Cao Bằng", "thành phố Hà Tĩnh", "Hà Quảng", "Atlantis", "Sở Nội vụ", "", "tỉnh"],
)
def test_a_lower_level_of_the_same_name_is_no_province(printed: str) -> None:
    assert resolve_unit(printed) is None


def test_strip_level() -> None:
    assert strip_level("UBND huyện Hà Quảng") == ("district", "Hà Quảng")
    assert strip_level("TP. Cao Bằng") == ("city", "Cao Bằng")
    assert strip_level("Hà Tĩnh") == (None, "Hà Tĩnh")
    assert strip_level("Sở Nội vụ") == ("department", "Sở Nội vụ")
    assert strip_level("Quang Binh Commune") == ("commune", "Quang Binh")


def test_find_units_tells_levels_apart() -> None:
    text = "Huyện Quảng Ninh của tỉnh Quảng Bình, TP.Hải Phòng, TP. Cao Bằng, Sở Nội vụ và Hà Tĩnh; hòa bình, xã hội"
    found = [(unit.name, unit.level) for unit in find_units(text)]
    assert found == [
        ("Quảng Ninh", "district"),
        ("Quảng Bình", "province"),
        ("Hải Phòng", "province"),
        ("Cao Bằng", "district"),
        ("Sở Nội vụ", "department"),
        ("Hà Tĩnh", "province"),
    ]


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("baodongnai.com.vn", "Đồng Nai"),
        ("sonoivu.caobang.gov.vn", "Cao Bằng"),
        ("baobariavungtau.com.vn", "Bà Rịa - Vũng Tàu"),
        ("example.org", None),
    ],
)
def test_unit_of_host(host: str, name: str | None) -> None:
    unit = unit_of_host(host)
    assert (unit.canonical_name if unit else None) == name


def test_find_indices_takes_the_longest_name() -> None:
    text = "Chỉ số CCHC (PAR INDEX), chỉ số SIPAS, PCI; cải cách hành chính"
    assert [mention.index_code for mention in find_indices(text)] == ["PAR_INDEX", "PAR_INDEX", "SIPAS", "PCI"]
    assert text[slice(find_indices(text)[0].span.start, find_indices(text)[0].span.end)] == "Chỉ số CCHC"


def test_index_families_and_local_variants() -> None:
    assert index_family("PAR_INDEX_DISTRICT") == "PAR_INDEX"
    assert index_family("PCI_UNWEIGHTED") == "PCI"
    assert local_variant("PAR_INDEX", "district") == "PAR_INDEX_DISTRICT"
    assert local_variant("PAR_INDEX", "ministry") == "PAR_INDEX_MINISTRY"
    assert local_variant("SIPAS", "province") == "SIPAS"
    assert local_variant("PCI", "district") is None


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("2. Cải cách thể chế", "INSTITUTIONS"),
        ("Lĩnh vực: Cải cách tài chính công", "FINANCE"),
        ("Cải cách TTHC", "PROCEDURES"),
        ("Thực hiện cải cách tài chính công", "FINANCE"),
        ("Phát triển du lịch", None),
    ],
)
def test_resolve_domain(label: str, code: str | None) -> None:
    assert resolve_domain(label, "PAR_INDEX_DISTRICT") == code


def test_only_the_ministrys_framework_numbers_domains() -> None:
    assert national_code("FINANCE", "PAR_INDEX") == "6"
    assert national_code("FINANCE", "PAR_INDEX_DISTRICT") is None


@pytest.mark.parametrize(
    ("printed", "number", "symbol", "full"),
    [
        ("273/QĐ-BNV", "273", "/QĐ-BNV", "273/QĐ-BNV"),
        ("272/QĐ- BNV", "272", "/QĐ-BNV", "272/QĐ-BNV"),
        ("09/2023/QĐ-UBND", "09/2023", "/QĐ-UBND", "09/2023/QĐ-UBND"),
        ("04-NQ/TU", "04", "-NQ/TU", "04-NQ/TU"),
        ("28- KL/TW", "28", "-KL/TW", "28-KL/TW"),
        ("47/2019/QH14", "47/2019", "/QH14", "47/2019/QH14"),
        ("/KH-UBND", None, "/KH-UBND", None),
    ],
)
def test_numbers_and_symbols(printed: str, number: str | None, symbol: str, full: str | None) -> None:
    for form in (printed, unicodedata.normalize("NFD", printed)):
        found = parse_number_symbol(form)
        assert found is not None
        assert (found.number, found.symbol, found.full_number) == (number, symbol, full)
    if number:
        assert re.search(FULL_NUMBER, f"số {printed} ngày") is not None


@pytest.mark.parametrize("text", ["xếp 05/63 tỉnh", "02/25 nhiệm vụ", "ngày 10/4/2024", "30a hộ", "14/16"])
def test_fractions_and_dates_are_no_document_numbers(text: str) -> None:
    assert re.search(FULL_NUMBER, text) is None
    assert re.search(ANY_NUMBER, text) is None


def test_types() -> None:
    assert resolve_type("KẾ HOẠCH") == "Kế hoạch"
    assert resolve_type("Nội dung") is None
    assert types_of_symbol("/QĐ-UBND") == ("Quyết định",)
    assert types_of_symbol("-QĐ/TW") == ("Quy định", "Quyết định")
    assert types_of_symbol("/UBND-VP") == ()


def test_a_missing_table_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setattr(tables, "FOLDER", tmp_path)
    with pytest.raises(tables.VocabularyError, match=r"nowhere\.csv is missing"):
        tables.table("nowhere")
