"""Lines to pages and pages to records: what a line must be, hostile text, one page held at a time."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest

from scrapers import batch
from scrapers.batch import BatchError, Page, page_of_line, read_page, read_pages
from scrapers.documents.decoding import MAX_BYTES
from scrapers.documents.model import Locator
from scrapers.records import AnomalyRecord, DocumentRecord, FigureRecord

SENTENCE = "Năm 2021, chỉ số PAR INDEX của tỉnh Cao Bằng đạt 79,37 điểm."


def line(**fields: object) -> bytes:
    return json.dumps(fields, ensure_ascii=False).encode("utf-8", "surrogatepass")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (b"", "line 7 is empty"),
        (b" \n", "line 7 is empty"),
        (b"{", "line 7 is not JSON"),
        (b'{"text": "a"} {"text": "b"}', "line 7 is not JSON"),
        (b'{"text": "a\nb"}', "line 7 is not JSON"),
        (b'{"text": "\xff"}', "line 7 is not UTF-8 text (byte 11)"),
        (b'{"text": "\xed\xa0\x80"}', "line 7 is not UTF-8 text"),
        (b"[" * 100_000, "line 7 is JSON of numbers too long or nested too deep"),
        (b'{"text": "a", "n": ' + b"1" * 10_000 + b"}", "line 7 is JSON of numbers too long or nested too deep"),
        (b"null", "line 7 is not an object"),
        (b'["a"]', "line 7 is not an object"),
        (b'"text"', "line 7 is not an object"),
        (line(url="https://a.vn"), "line 7 has no `text`"),
        (line(text=None), "line 7 has no `text`"),
        (line(text=["a"]), "line 7 has no `text`"),
        (line(text="a", url=7), "line 7: `url` is not text"),
        (line(text="a", title={}), "line 7: `title` is not text"),
        (line(text="a", url="https://[a"), "line 7: `url` 'https://[a' is not an address"),
        (b'{"text": "' + b"a" * MAX_BYTES + b'"}', "line 7 has more than the 20,000,000 bytes"),
    ],
)
def test_a_line_that_is_no_page_is_told_with_its_number(given: bytes, told: str) -> None:
    with pytest.raises(BatchError) as caught:
        page_of_line(given, 7)
    assert str(caught.value).startswith(told)
    assert "\n" not in str(caught.value)


def test_a_page_is_its_text_and_what_is_known_beside_it() -> None:
    assert page_of_line(line(url="https://a.vn/b", title="T", text="x", lang="vi", expected=[]), 2) == Page(
        "x", "https://a.vn/b", "T"
    )
    assert page_of_line(line(url="", title=None, text=""), 2) == Page("")
    assert page_of_line(b"\xef\xbb\xbf" + line(text="x"), 1) == Page("x")


def test_places_count_the_characters_of_the_text_alone() -> None:
    text = f"\r\n\u200f{SENTENCE}\r\n{SENTENCE[:30]}"
    page = read_page(Page(text, "https://caobang.gov.vn/tin", "Cao Bằng: kết quả PAR INDEX 2021"))
    assert page.failure is None
    assert any(isinstance(record, FigureRecord) for record in page.records)
    for record in page.records:
        place = Locator.parse(record.locator)
        if record.reader != "metadata":
            assert text[place.start : place.end] == record.quote


def test_a_page_has_the_id_of_its_address_and_without_one_of_its_text() -> None:
    def ids(page: Page) -> set[str]:
        return {record.document_id for record in read_page(page).records}

    assert ids(Page(SENTENCE, "https://caobang.gov.vn/tin?id=1")) == {"caobang.gov.vn/tin?id=1"}
    (unnamed,) = ids(Page(SENTENCE))
    assert unnamed.startswith("text/") and ids(Page(SENTENCE)) == {unnamed} != ids(Page(f"{SENTENCE} "))


@pytest.mark.parametrize("text", ["", " \n\t", "\u00a0"])
def test_a_page_without_text_is_told(text: str) -> None:
    document, anomaly = read_page(Page(text, "https://a.vn/b")).records
    assert isinstance(document, DocumentRecord) and isinstance(anomaly, AnomalyRecord)
    assert (document.url, document.kind, document.text_complete) == ("https://a.vn/b", "unreadable", False)
    assert (anomaly.kind, anomaly.severity) == ("unreadable", "error")


@pytest.mark.parametrize(
    "text",
    [
        "\ud800",
        f"{SENTENCE} \udfff\ud83d",
        f"{SENTENCE}\0",
        "\0" * 1000,
        "\u202e" + SENTENCE,
        "1" * 200_000,
        "(" * 20_000 + ")" * 20_000,
        "\t\n" * 5_000,
        "PAR INDEX " * 5_000,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_hostile_text_is_read(text: str) -> None:
    assert read_page(Page(text, "https://caobang.gov.vn/\ud800", "\ud800\0")).failure is None


def test_a_reader_that_breaks_costs_one_page_and_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    read_document = batch.read_document

    def breaking(document: object, origin: object) -> object:
        if "vỡ" in document.text:  # type: ignore[attr-defined]
            raise ZeroDivisionError("one\ntwo")
        return read_document(document, origin)  # type: ignore[arg-type]

    monkeypatch.setattr(batch, "read_document", breaking)
    first, broken, last = read_pages([line(text=SENTENCE), line(text="vỡ", url="https://a.vn"), line(text=SENTENCE)])
    assert (first.failure, broken.failure, last.failure) == (None, "ZeroDivisionError: one", None)
    assert first.records == last.records
    _, anomaly = broken.records
    assert isinstance(anomaly, AnomalyRecord)
    assert "A reader broke off on https://a.vn (ZeroDivisionError: one)" in anomaly.message


def test_pages_are_read_one_at_a_time_in_memory_that_stays_flat() -> None:
    """Measured in a process of its own: what threads of other tests allocate would count too."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as other:
        growth, is_one_at_a_time = other.submit(_growth_of_memory).result()
    assert is_one_at_a_time
    assert growth < 3_000_000


def _growth_of_memory() -> tuple[int, bool]:
    """Bytes between the hundredth page and the peak after it; whether no line was taken before its page was due."""
    taken, before, is_one_at_a_time = 0, 0, True

    def lines() -> Iterator[bytes]:
        nonlocal taken
        for number in range(600):
            taken = number
            yield line(url=f"https://caobang.gov.vn/{number}", text=f"Trang {number}. {SENTENCE}" * 5)

    tracemalloc.start()
    for number, page in enumerate(read_pages(lines())):
        is_one_at_a_time &= taken == number and bool(page.records)
        if number == 100:
            tracemalloc.reset_peak()
            before, _ = tracemalloc.get_traced_memory()
    _, peak = tracemalloc.get_traced_memory()
    return peak - before, is_one_at_a_time
