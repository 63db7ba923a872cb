"""Text of old fonts and wrong decodings comes out as it was meant; text that is well stays as it is."""

from __future__ import annotations

import csv
import random
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from scrapers.documents.legacy_text import refuse_scrambled, scheme_of
from scrapers.documents.model import DocumentError
from scrapers.documents.opening import open_document
from scrapers.documents.syllables import is_syllable

TEXT = """UBND tỉnh Quảng Ninh công bố Chỉ số cải cách hành chính năm 2019 của các sở, ban, ngành và địa phương.
Theo đó, Hải Phòng đạt 84,64 điểm, xếp hạng thứ hai; Đồng Tháp đạt 84,43 điểm, tăng bốn bậc so với năm trước.
Nhóm cuối bảng gồm Thừa Thiên Huế, Bắc Kạn, Đắk Lắk, Khánh Hòa, Lạng Sơn, Quảng Ngãi và Bà Rịa - Vũng Tàu.
Các tiêu chí mất điểm nhiều nhất là thủ tục hành chính, tổ chức bộ máy, đổi mới cơ chế tài chính và phổ biến pháp luật.
Kỹ thuật số, ý kiến khuyến nghị, quyết định của Uỷ ban, nghỉ hưu trước tuổi, lũy kế, chuyển đổi, giữa nhiệm kỳ.
"""
# The letters of the fonts in the order of the Vietnamese alphabet, each written from the tables of their makers.
LETTERS = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ"
TCVN3 = "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\u00adõö÷øùúûüýþ"
VNI = (
    "aø aû aõ aù aï aê aè aú aü aé aë aâ aà aå aã aá aä ñ eø eû eõ eù eï eâ eà eå eã eá eä ì æ ó í ò oø oû oõ où oï "
    "oâ oà oå oã oá oä ô ôø ôû ôõ ôù ôï uø uû uõ uù uï ö öø öû öõ öù öï yø yû yõ yù î"
)


def by_table(table: dict[str, str]) -> Callable[[str], str]:
    both = {letter.upper(): written.upper() for letter, written in table.items()} | table
    return lambda text: "".join(both.get(char, char) for char in text)


def in_tcvn3(text: str) -> str:
    table = dict(zip(LETTERS, TCVN3, strict=True))
    capitals = dict(zip("ĂÂÊÔƠƯĐ", "¡¢£¤¥¦§", strict=True))
    return "".join(capitals.get(char) or table.get(char) or table.get(char.lower(), char) for char in text)


in_vni = by_table(dict(zip(LETTERS, VNI.split(), strict=True)))


def in_1258(text: str) -> bytes:
    """Half decomposed, as its keyboards write: the letter with its hat or horn, then the tone."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    written = ""
    for char in text:
        apart = unicodedata.normalize("NFD", char)
        letter = unicodedata.normalize("NFC", "".join(part for part in apart if part not in tones))
        written += letter + "".join(part for part in apart if part in tones)
    return written.encode("cp1258")


def read_as_1252(data: bytes) -> str:
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in data)


BROKEN = {
    "TCVN3 (ABC)": in_tcvn3(TEXT),
    "VNI": in_vni(TEXT),
    "windows-1258 read as windows-1252": read_as_1252(in_1258(TEXT)),
    "UTF-8 read as windows-1252": read_as_1252(TEXT.encode()),
    "UTF-8 read twice as windows-1252": read_as_1252(read_as_1252(TEXT.encode()).encode()),
    "in letters apart from their marks (decomposed Unicode or windows-1258)": unicodedata.normalize("NFD", TEXT),
}


@dataclass(frozen=True)
class Repaired:
    """A text as it is converted, and what it was."""

    text: str
    what: str | None


def repaired(text: str) -> Repaired:
    scheme = scheme_of(text)
    converted = text if scheme is None else "\n".join(map(scheme.convert, text.split("\n")))
    return Repaired(converted, scheme.what if scheme is not None and converted != text else None)


@pytest.mark.parametrize("what", BROKEN)
def test_each_is_told_by_its_words_and_converted(what: str) -> None:
    found = repaired(BROKEN[what])
    assert found.what == what
    assert found.text == TEXT


def test_known_words_of_the_old_fonts() -> None:
    assert in_tcvn3("Quảng Ninh, Tiếng Việt") == "Qu¶ng Ninh, TiÕng ViÖt"
    assert in_vni("Quảng Ninh, Tiếng Việt") == "Quaûng Ninh, Tieáng Vieät"


def test_capitals_of_a_font_without_capitals() -> None:
    found = repaired("B¶NG XÕP H¹NG C¸C TØNH, THµNH PHè: Hµ Néi, Qu¶ng Ninh, L¹ng S¬n, B¾c K¹n, Q§-UBND")
    assert found.text == "BẢNG XẾP HẠNG CÁC TỈNH, THÀNH PHỐ: Hà Nội, Quảng Ninh, Lạng Sơn, Bắc Kạn, QĐ-UBND"


def test_unicode_cells_among_old_ones_are_left_alone() -> None:
    mixed = "Tổng hợp điểm số của tỉnh\n" + "\n".join(map(in_tcvn3, ("Quảng Ninh", "Bắc Kạn", "Đắk Lắk", "Lạng Sơn")))
    found = repaired(f"{mixed}\nHà Giang\n{in_tcvn3('Vĩnh Phúc')}")
    assert found.text.split("\n") == [
        "Tổng hợp điểm số của tỉnh", "Quảng Ninh", "Bắc Kạn", "Đắk Lắk", "Lạng Sơn", "Hà Giang", "Vĩnh Phúc",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "Qu¶ng Ninh và B¾c Ninh",
        "Müller, São Paulo, «été», façade, naïve, über, señor, Århus, garçon, crème brûlée, œuvre, ça, Zürich, Malmö",
        "20°C, 5 km², 3 m³, ½ cốc, «Hà Nội», Word®, ©2019, 10±1, a×b, ¶1, §2, µm, TP·HCM",
        "oui\u0323 a\u0301 " * 3,
    ],
    ids=["Vietnamese", "too few words", "European", "signs", "no Vietnamese"],
)
def test_nothing_is_converted_on_a_hunch(text: str) -> None:
    assert repaired(text).text == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (in_tcvn3(TEXT).encode("latin-1"), "windows-1252"),
        (in_vni(TEXT).encode("latin-1"), "windows-1252"),
        (in_1258(TEXT), "windows-1258"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
    ],
    ids=["TCVN3", "VNI", "windows-1258", "UTF-16LE", "UTF-16BE"],
)
def test_bytes_of_an_undeclared_encoding(data: bytes, encoding: str) -> None:
    document = open_document(data, "a.txt")
    assert (document.text, document.encoding) == (TEXT, encoding)
    assert bool(document.notes) == encoding.startswith("windows"), "a conversion is said"


def test_a_table_keeps_its_places_when_letters_become_fewer() -> None:
    names = ["Quảng Ninh", "Bắc Kạn", "Đắk Lắk", "Lạng Sơn", "Thừa Thiên Huế", "Vĩnh Phúc", "Cần Thơ"]
    rows = "".join(f"<tr><td>{in_vni(name)}<td>8,{at}</tr>" for at, name in enumerate(names))
    page = f"<title>{in_vni('Bảng điểm')}</title><table><caption>x</caption>{rows}</table>"
    document = open_document(page.encode(), "a")
    assert [row[0].text for row in document.tables[0].rows if len(row) == 2] == names
    for row in document.tables[0].rows:
        for cell in row:
            assert document.at(cell.locator) == cell.text
    assert document.title == "Bảng điểm"
    assert document.notes == ("the text was VNI and was converted",)


def test_decomposed_letters_of_a_text_file_are_quoted_as_printed_and_told() -> None:
    apart = unicodedata.normalize("NFD", TEXT)
    document = open_document(apart.encode(), "a.txt")
    assert document.text == apart
    assert "compared as composed" in document.notes[0]


def test_scrambled_text_is_refused_and_stray_letters_are_not() -> None:
    look_alikes = str.maketrans("aeocpxi", "аеосрхі")
    chance = random.Random(1)
    scrambled = "".join(char.translate(look_alikes) if chance.random() < 0.5 else char for char in TEXT)
    with pytest.raises(DocumentError, match=r"^a\.txt has \d+ words that mix Latin letters .* \(.+\): its text is "):
        open_document(scrambled.encode(), "a.txt")
    refuse_scrambled(TEXT.replace("UBND", "UВND"), "a.txt")
    refuse_scrambled("Москва и Санкт-Петербург, Cronbach α = 0,8; β-test, µg " * 20, "a.txt")


def test_letters_lost_before_are_told() -> None:
    document = open_document("H\ufffd N\ufffdi 85,3".encode(), "a.txt")
    assert document.notes == ("2 letters had been lost before (U+FFFD)",)


def test_hostile_runs_of_marks_take_no_time() -> None:
    repaired("a" + "\u0301\u0323" * 500_000)
    repaired("Qu¶ng " * 300_000 + "¶" * 1_000_000)


SYLLABLES = "nghiêng quyết giếng gì thuở khuỷu HOÀ hòa quốc quýt yêu Ơ đường Lắk"


@pytest.mark.parametrize("word", SYLLABLES.split())
def test_syllables(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(unicodedata.normalize("NFD", word))


@pytest.mark.parametrize("word", ["Quaûng", "cùt", "báàn", "thäy", "xyz", "ngnh", "a" * 50, ""])
def test_no_syllables(word: str) -> None:
    assert not is_syllable(word)


def test_every_place_name_is_made_of_syllables() -> None:
    units = Path(__file__).parents[3] / "scrapers" / "vocabulary" / "units.csv"
    with units.open(encoding="utf-8", newline="") as stream:
        names = [row["canonical_name"] for row in csv.DictReader(stream) if row["level"] == "province"]
    words = {word for name in names for word in re.findall(r"[^\W\d_]+", name)}
    assert len(words) > 80
    assert {word for word in words if not is_syllable(word)} == set()
