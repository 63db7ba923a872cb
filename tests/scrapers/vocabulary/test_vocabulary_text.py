"""Characters, numbers and dates."""

from __future__ import annotations

import unicodedata
from datetime import date
from math import isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.vocabulary.dates import parse_date
from scrapers.vocabulary.numbers import parse_number
from scrapers.vocabulary.text import NfcView, fold, nfc, tidy

VIETNAMESE = st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạấầẩẫậềễộợữỹ ĐẮẠỔ-–1,.\n\t\u00a0", max_size=60)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Hoà Bình", "hoabinh"),
        ("HÒA BÌNH", "hoabinh"),
        ("Ðắk-Lắk", "daklak"),
        ("Bà Rịa – Vũng Tàu", "bariavungtau"),
        ("省の指数", "省の指数"),
        ("", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert fold(unicodedata.normalize("NFD", text)) == folded


@given(VIETNAMESE)
def test_view_leads_back_to_the_raw_text(text: str) -> None:
    for raw in (nfc(text), unicodedata.normalize("NFD", text)):
        view = NfcView(raw)
        assert view.text == nfc(text)
        for start in range(0, len(view.text), 3):
            end = min(len(view.text), start + 4)
            first, last = view.span(start, end)
            assert nfc(raw[first:last]) == view.text[start:end]
        assert view.span(len(view.text), len(view.text)) == (len(raw), len(raw))


def test_tidy_makes_one_line() -> None:
    assert tidy("  ngày 08\n\u00a0tháng\t11 ") == "ngày 08 tháng 11"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("91,03", 91.03),
        ("7.82", 7.82),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1.234.567", 1234567.0),
        ("91,651", 91.651),
        ("05", 5.0),
        ("+3,56", 3.56),
        ("-1", -1.0),
        ("−0,5", -0.5),
        (" 8\u00a0", 8.0),
        ("", None),
        ("abc", None),
        ("79,5%", None),
        ("1,23,4", None),
        (",5", None),
        ("5,", None),
        ("1.2345,6", None),
        ("14/16", None),
        ("٣", None),
    ],
)
def test_parse_number(text: str, value: float | None) -> None:
    assert parse_number(text) == value


@given(st.decimals(min_value=0, max_value=999, places=2), st.sampled_from(",."))
def test_numbers_read_the_same_with_either_separator(number: object, separator: str) -> None:
    printed = str(number).replace(".", separator)
    assert parse_number(printed) == float(str(number))


@given(st.text(max_size=12))
def test_numbers_never_raise(text: str) -> None:
    value = parse_number(text)
    assert value is None or isfinite(value)


@pytest.mark.parametrize(
    ("text", "iso", "precision"),
    [
        ("ngày 21 tháng 6 năm 2024", "2024-06-21", "day"),
        ("Ngày 10/4/2024", "2024-04-10", "day"),
        ("25/01/2022", "2022-01-25", "day"),
        ("28-12-2012", "2012-12-28", "day"),
        ("2024-06-21", "2024-06-21", "day"),
        ("ngày tháng 3 năm 2022", "2022-03", "month"),
        ("ngày … tháng 3 năm 2022", "2022-03", "month"),
        ("tháng 5/2023", "2023-05", "month"),
        ("năm 2015", "2015", "year"),
    ],
)
def test_parse_date(text: str, iso: str, precision: str) -> None:
    found = parse_date(text)
    assert found is not None
    assert (found.iso, found.precision) == (iso, precision)


@pytest.mark.parametrize(
    "text", ["31/02/2024", "29/02/2023", "ngày 0 tháng 1 năm 2020", "13/13/2020", "10/4/24", "05/63", "", "ngày"]
)
def test_days_that_do_not_exist_are_none(text: str) -> None:
    assert parse_date(text) is None


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2099, 12, 31)))
def test_dates_read_the_same_in_words_and_digits(day: object) -> None:
    iso = str(day)
    year, month, number = iso.split("-")
    for printed in (
        f"{int(number)}/{int(month)}/{year}",
        f"{number}-{month}-{year}",
        f"ngày {int(number)} tháng {int(month)} năm {year}",
    ):
        found = parse_date(printed)
        assert found is not None
        assert found.iso == iso
