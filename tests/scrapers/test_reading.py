"""Captures to records: nothing is read twice, nothing is lost, and the files follow from archive and readers alone."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from scrapers import reading
from scrapers.accepted import Acceptance, gone_mark
from scrapers.archive import Archive
from scrapers.documents.model import Locator
from scrapers.documents.opening import open_document
from scrapers.identity import capture_of
from scrapers.intake import add_files, bundle
from scrapers.readers.reading import read_document
from scrapers.reading import KINDS, SourceReading, read_source, readers_digest
from scrapers.record_store import read_rows
from scrapers.records import FigureRecord

RECORDED = Path(__file__).parents[1] / "recorded"
DAY = datetime(2026, 11, 23, tzinfo=UTC)
URL = "https://caobang.gov.vn/chi-so"
WITH_FIGURES = (
    "<html><body><h1>Kết quả Chỉ số cải cách hành chính năm 2022</h1>"
    "<p>Năm 2022, Chỉ số cải cách hành chính (PAR INDEX) của tỉnh Cao Bằng đạt 85,32 điểm, xếp hạng 45/63.</p></body>"
)
WITHOUT = "<html><body><h1>Trang đang được nâng cấp</h1><p>Xin trở lại sau.</p></body></html>"
PROVINCES = (
    "Hà Nội", "Hải Phòng", "Đà Nẵng", "Cần Thơ", "Cao Bằng", "Lạng Sơn", "Bắc Ninh", "Nghệ An", "Hà Tĩnh", "Gia Lai",
    "Cà Mau", "An Giang",
)  # fmt: skip
NOTE: dict[str, Any] = {
    "title": "PAPI",
    "index_code": "PAPI",
    "year": 2019,
    "publisher": "CECODES",
    "evidence": "workbook",
    "document": {"title": "2019.xlsx"},
    "compiled_from": "The workbook.",
    "collected_on": "2026-11-23",
    "licence": "CC BY 4.0",
    "completeness": "partial",
    "rows": {"unit": "province"},
    "columns": [{"column": "total", "measure": "score", "domain_code": "_total"}],
}


class House:
    """An archive with records beside it, and a count of the documents that were opened."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.records = root / "records"
        self.figures = root / "figures"
        self.opened: list[str] = []

    @property
    def archive(self) -> Archive:
        return Archive(self.root / "archive")

    def add(self, *names: str) -> None:
        add_files(self.archive, [RECORDED / name for name in names], DAY)

    def fetch(self, data: str | bytes, url: str = URL, day: int = 0, **what: Any) -> str:
        """Puts an answer into the archive, `day` days later, and gives its capture."""
        with self.archive.writer("added") as writer:
            body = data.encode() if isinstance(data, str) else data
            headers = [("Content-Type", "text/html")]
            return capture_of(writer.add_response(url, 200, headers, body, DAY + timedelta(days=day), **what))

    def fail(self, outcome: Any = "failed", url: str = URL, day: int = 0) -> None:
        with self.archive.writer("added") as writer:
            writer.add_failure(url, DAY + timedelta(days=day), f"{url} answered 404.", 404, outcome=outcome)

    def table(self, name: str, content: str, **changes: Any) -> None:
        path = self.figures / f"{name}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(NOTE | changes, allow_unicode=True), "utf-8")
        path.with_suffix(".csv").write_text(content, "utf-8")
        bundle(self.archive, "papi", self.figures, sorted(self.figures.rglob("*.yml")))

    def read(self, source: str = "added", evidence: str = "claim", *accepted: Acceptance) -> SourceReading:
        self.opened.clear()
        return read_source(self.archive, self.records, source, evidence, accepted=accepted)

    def accept(self, capture_id: str, url: str = URL) -> SourceReading:
        return self.read("added", "claim", Acceptance(capture_id, url, DAY.date(), "It is so."))

    def scores(self) -> list[tuple[str, float]]:
        """The scores of current documents: of superseded captures none."""
        held = {row["read_as"] for row in self.rows("capture") if row["read_as"]}
        return [
            (row["capture_id"], row["value"])
            for row in self.rows("figure")
            if row["measure"] == "score" and row["capture_id"] in held
        ]

    def read_as(self) -> list[str | None]:
        return [row["read_as"] for row in self.rows("capture")]

    def rows(self, kind: str, source: str = "added") -> list[dict[str, Any]]:
        return read_rows(self.records, kind, source)

    def files(self) -> dict[str, bytes]:
        paths = sorted(path for path in self.records.rglob("*") if path.is_file())
        return {path.relative_to(self.records).as_posix(): path.read_bytes() for path in paths}


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    made = House(tmp_path)

    def counted(data: bytes, name: str) -> Any:
        made.opened.append(name)
        return open_document(data, name)

    monkeypatch.setattr(reading, "open_document", counted)
    yield made
    assert not list(made.records.rglob("*.tmp")), "nothing half written is left"


def test_every_document_is_read_once_and_its_records_open_in_the_capture(house: House) -> None:
    house.add("province_plan.txt", "ranking_table.html", "news_report.txt")
    result = house.read()
    assert (result.read, result.kept) == (3, 0)
    assert sorted(house.opened) == ["news_report.txt", "province_plan.txt", "ranking_table.html"]
    assert result.rows == {kind: len(house.rows(kind)) for kind in KINDS}
    assert min(result.rows["document"], result.rows["figure"], result.rows["citation"]) > 0
    texts = {name: open_document((RECORDED / name).read_bytes(), name) for name in house.opened}
    document_of = {f"added/{Path(name).stem}": text for name, text in texts.items()}
    for kind in KINDS:
        for row in house.rows(kind):
            assert document_of[row["document_id"]].at(Locator.parse(row["locator"])) == row["quote"]
    assert {row["capture_url"] for row in house.rows("document")} == {f"added:{name}" for name in house.opened}


def test_unchanged_bytes_are_not_read_twice(house: House) -> None:
    house.add("province_plan.txt", "ranking_table.html")
    first = house.read()
    files = house.files()
    again = house.read()
    assert (again.read, again.kept, again.rows) == (0, 2, first.rows)
    assert house.opened == []
    assert house.files() == files
    house.add("news_report.txt")
    assert (house.read().read, house.opened) == (1, ["news_report.txt"])


def test_files_are_the_same_whatever_was_read_before(house: House, tmp_path: Path) -> None:
    house.add("province_plan.txt")
    house.read()
    house.add("ranking_table.html", "district_plan.txt")
    house.read()
    house.fetch(WITH_FIGURES)
    house.read()
    house.fetch(WITHOUT)
    house.read()
    house.read()
    grown = house.files()
    shutil.rmtree(house.records)
    assert house.read().read == 5
    assert house.files() == grown
    assert "reads/added.json" in grown
    assert {f"{kind}/added.parquet" for kind in (*KINDS, "capture")} < set(grown)


def test_the_order_of_additions_changes_no_record(tmp_path: Path) -> None:
    found = []
    for order in (("province_plan.txt", "news_report.txt"), ("news_report.txt", "province_plan.txt")):
        house = House(tmp_path / order[0])
        for name in order:
            house.add(name)
            house.read()
        found.append({kind: Counter(map(repr, house.rows(kind))) for kind in KINDS})
    assert found[0] == found[1]


@pytest.mark.parametrize("lost", [*(f"{kind}/added.parquet" for kind in KINDS), "reads/added.json"])
@pytest.mark.parametrize("damage", ["removed", "cut short", "emptied"])
def test_a_file_that_is_lost_or_damaged_is_made_again(house: House, lost: str, damage: str) -> None:
    house.add("province_plan.txt", "ranking_table.html")
    house.read()
    files = house.files()
    path = house.records / lost
    if damage == "removed":
        path.unlink()
    else:
        path.write_bytes(files[lost][:50] if damage == "cut short" else b"")
    assert house.read().read == 2
    assert house.files() == files


@pytest.mark.parametrize("at", [*KINDS, "capture"])
def test_a_crash_between_files_is_made_good_by_the_next_run(
    house: House, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    house.table("papi/2018", "province,total\nHà Nội,40\n", year=2018)
    house.table("papi/2019", "province,total\nHà Nội,41\nAtlantis,1\n")
    house.read("papi")
    house.table("papi/2019", "province,total\nHà Nội,42\nHuế,x\n")
    write_rows = reading.write_rows

    def crash(root: Path, kind: str, *rest: Any) -> Path:
        if kind == at:
            raise KeyboardInterrupt
        return write_rows(root, kind, *rest)

    with monkeypatch.context() as patched:
        patched.setattr(reading, "write_rows", crash)
        with pytest.raises(KeyboardInterrupt):
            house.read("papi")
    assert house.read("papi").rows == dict.fromkeys(KINDS, 0) | {"document": 2, "figure": 2, "anomaly": 1}
    assert [row["value"] for row in house.rows("figure", "papi")] == [40.0, 42.0]
    healed = house.files()
    shutil.rmtree(house.records)
    house.read("papi")
    assert house.files() == healed


def test_a_change_of_the_readers_reads_all_again(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.add("province_plan.txt", "ranking_table.html")
    house.read()
    files = house.files()
    monkeypatch.setattr(reading, "readers_digest", lambda: "another")
    assert house.read().read == 2
    assert house.read().read == 0
    assert {name for name, data in house.files().items() if data != files[name]} == {"reads/added.json"}


def test_another_evidence_of_the_source_reads_all_again(house: House) -> None:
    house.add("ranking_table.html")
    house.read()
    assert house.read(evidence="official").read == 1
    assert {row["evidence"] for row in house.rows("document")} == {"official"}


@pytest.mark.parametrize(
    "changed",
    [
        "readers/reading.py",
        "readers/figure_table.py",
        "readers/a_folder_within/new.py",
        "documents/html.py",
        "vocabulary/units.py",
        "vocabulary/unit_spellings.csv",
        "records.py",
        "reading.py",
        "course.py",
        "gathering.py",
        "succession.py",
        "suspects.py",
        "identity.py",
        "unreadable.py",
    ],
)
def test_the_digest_covers_what_decides_a_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changed: str) -> None:
    copy = tmp_path / "scrapers"
    shutil.copytree(Path(reading.__file__).parent, copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(reading, "__file__", str(copy / "reading.py"))
    digest = readers_digest.__wrapped__
    before = digest()
    (copy / "crawl" / "fetch.py").write_text("# no reader\n", "utf-8")
    assert digest() == before
    path = copy / changed
    path.parent.mkdir(exist_ok=True)
    path.write_bytes((path.read_bytes() if path.exists() else b"") + b"\n")
    assert digest() != before


def test_a_changed_note_reads_its_table_again(house: House) -> None:
    house.table("papi/2018", "province,total\nHà Nội,40\n", year=2018)
    house.table("papi/2019", "province,total\nHà Nội,41\n")
    assert house.read("papi").read == 2
    house.table("papi/2019", "province,total\nHà Nội,41\n", year=2020)
    assert (house.read("papi").read, house.opened) == (1, ["bundled:figures/papi/2019.csv"])
    assert [(row["document_id"], row["year"]) for row in house.rows("figure", "papi")] == [
        ("papi/2018", 2018),
        ("papi/2019", 2020),
    ]


def test_of_a_transcribed_table_only_the_current_capture_counts(house: House) -> None:
    house.table("papi/2019", "province,total\nHà Nội,41\nHuế,42\n")
    house.read("papi")
    house.table("papi/2019", "province,total\nHà Nội,43\n")
    assert house.read("papi").rows["figure"] == 1
    assert [row["value"] for row in house.rows("figure", "papi")] == [43.0]
    assert len(house.rows("capture", "papi")) == 3
    house.table("papi/2019", "province,total\nHà Nội,41\nHuế,42\n")
    house.read("papi")
    assert [row["value"] for row in house.rows("figure", "papi")] == [41.0, 42.0]


def test_a_note_that_has_become_wrong_loses_its_table_aloud(house: House) -> None:
    house.table("papi/2019", "province,total\nHà Nội,41\n")
    with house.archive.writer("papi") as writer:
        writer.add_resource("bundled:figures/papi/2019.yml", b"title: a", "application/yaml", DAY, method="bundled")
    assert house.read("papi").rows["figure"] == 0
    (anomaly,) = house.rows("anomaly", "papi")
    assert anomaly["kind"] == "unreadable"
    assert "figures/papi/2019.yml has no `publisher`: add it." in anomaly["message"]


def test_of_a_page_every_capture_keeps_its_records(house: House) -> None:
    house.fetch(WITH_FIGURES)
    house.read()
    house.fetch(WITH_FIGURES.replace("85,32", "86,01"))
    assert (house.read().read, house.read().kept) == (1, 2)
    scores = [(row["document_id"], row["value"]) for row in house.rows("figure") if row["measure"] == "score"]
    assert scores == [("caobang.gov.vn/chi-so", 85.32), ("caobang.gov.vn/chi-so", 86.01)]
    assert len({row["capture_id"] for row in house.rows("figure")}) == 2
    assert house.rows("anomaly") == []


def ranking(units: Sequence[str] = PROVINCES, counter: int = 1, **scores: float) -> str:
    """A page with a table of provinces and, above and below it, what changes at every visit."""
    rows = "".join(
        f"<tr><td>{number}</td><td>{unit}</td><td>{scores.get(unit, 90.5 - number)}</td></tr>".replace(".", ",")
        for number, unit in enumerate(units, start=1)
    )
    return (
        f"<html><head><title>Chỉ số CCHC năm 2023</title></head><body><div>Lượt truy cập: {counter:,}</div>"
        "<h1>Kết quả Chỉ số cải cách hành chính (PAR INDEX) năm 2023 của các tỉnh, thành phố</h1>"
        f"<table><tr><th>Xếp hạng</th><th>Tỉnh, thành phố</th><th>Điểm số</th></tr>{rows}</table>"
        f"<div>Trực tuyến: {counter % 7}</div><a href='/?sid={counter:x}f'>Trang chủ</a></body></html>"
    )


def suspects(house: House) -> list[tuple[str, str, str, str, str]]:
    return [
        (row["document_id"], row["capture_id"], row["severity"], row["expected"], row["found"])
        for row in house.rows("anomaly")
        if row["kind"] == "suspect_capture"
    ]


def test_counters_and_session_ids_make_no_new_document(house: House) -> None:
    first = house.fetch(ranking())
    house.read()
    files = house.files()
    assert len(house.scores()) == len(PROVINCES)
    for night, counter in enumerate((99_999, 100_000, 1_234_567), start=1):
        assert house.fetch(ranking(counter=counter), day=night) != first
        result = house.read()
        assert (result.read, result.rows["document"], result.suspects) == (1, 1, ())
    changed = {name for name, data in house.files().items() if data != files[name]}
    assert changed == {"capture/added.parquet", "reads/added.json"}, "no row but those of looks"
    assert house.read_as() == [first] * 4
    assert (house.read().read, house.opened) == (0, []), "the ledger knows them"
    again = house.files()
    shutil.rmtree(house.records)
    house.read()
    assert house.files() == again


def test_a_changed_value_is_a_new_document(house: House) -> None:
    house.fetch(ranking())
    second = house.fetch(ranking(**{"Hà Nội": 91.25}), day=1)
    assert house.read().rows["document"] == 2
    assert house.read_as()[1] == second


def test_half_the_figures_gone_is_suspect_and_what_was_there_stays(house: House) -> None:
    good = house.fetch(ranking())
    before = house.read()
    rows = {kind: house.rows(kind) for kind in KINDS}
    half = house.fetch(ranking(PROVINCES[:6]), day=1)
    for night in (2, 3):
        result = house.read()
        assert result.rows | {"anomaly": 0} == before.rows | {"anomaly": 0}
        assert [house.rows(kind) for kind in KINDS if kind != "anomaly"] == [
            rows[kind] for kind in KINDS if kind != "anomaly"
        ]
        (suspect,) = result.suspects
        assert (suspect.url, suspect.since) == (URL, "2026-11-24")
        assert suspect.capture_id == half
        ((document, capture, severity, expected, found),) = suspects(house)
        assert (document, capture, severity) == ("caobang.gov.vn/chi-so", good, "warning")
        assert (
            (expected, found)
            == (suspect.expected, suspect.found)
            == ("24 figures", "12 of these gone, 0 others in their place")
        )
        anomalies = (house.records / "anomaly" / "added.parquet").read_bytes()
        half = house.fetch(ranking(PROVINCES[:6], counter=night), day=night)
        house.read()
        assert (house.records / "anomaly" / "added.parquet").read_bytes() == anomalies, "a quiet night is no news"
    assert house.read_as() == [good, None, None, None]
    restored = house.fetch(ranking(counter=5), day=5)
    assert (house.read().suspects, suspects(house), house.read_as()[-1]) == ((), [], good)
    assert restored != good


def test_an_operator_accepts_what_was_suspect(house: House) -> None:
    house.fetch(ranking())
    half = house.fetch(ranking(PROVINCES[:6]), day=1)
    house.read()
    accepted = house.accept(half)
    assert (accepted.suspects, suspects(house)) == ((), [])
    assert accepted.rows["document"] == 2
    assert [capture for capture, _ in house.scores()].count(half) == 6
    assert house.read_as()[-1] == half
    assert house.read().suspects != (), "without the word it is suspect again"
    elsewhere = house.accept(half, "https://caobang.gov.vn/khac")
    assert elsewhere.suspects != (), "it is a word on one address"


def test_a_word_counts_from_the_day_it_was_given(house: House) -> None:
    house.fetch(ranking())
    half = house.fetch(ranking(PROVINCES[:6]), day=1)
    late = Acceptance(half, URL, (DAY + timedelta(days=9)).date(), "It is so.")
    for known_before, count in (("2026-11-26T17:00:00Z", 1), ("2026-12-03T17:00:00Z", 0)):
        archive = Archive(house.root / "archive", known_before=known_before)
        assert len(read_source(archive, house.records, "added", "claim", accepted=[late]).suspects) == count


@pytest.mark.parametrize("outcome", ["suspect", "soft_404", "login", "truncated"])
def test_what_is_no_page_takes_nothing_away(house: House, outcome: Any) -> None:
    good = house.fetch(ranking())
    figures = house.read().rows["figure"]
    house.fetch("<p>Trang không tồn tại</p>", day=1, outcome=outcome, message="Says so.")
    result = house.read()
    assert (result.rows["figure"], house.opened, house.read_as()) == (figures, [], [good, None])
    (suspect,) = result.suspects
    assert suspect.found == f"{outcome}: Says so."
    assert [row[1] for row in suspects(house)] == [good]


def test_a_page_that_vanished_keeps_its_figures(house: House) -> None:
    good = house.fetch(ranking())
    house.read()
    house.fail("suspect", day=1)
    house.fail("failed", day=2)
    result = house.read()
    assert (len(house.scores()), [one.capture_id for one in result.suspects]) == (len(PROVINCES), [None])
    assert "404" in suspects(house)[0][4]
    house.fetch(ranking(), day=3)
    assert (house.read().suspects, house.read_as()[-1]) == ((), good)


def test_lists_are_not_read(house: House) -> None:
    house.fetch(ranking(), page_kind="list")
    house.fetch(ranking(), "https://caobang.gov.vn/a", page_kind="document")
    house.fetch(ranking(), "https://caobang.gov.vn/b", page_kind="attachment")
    assert house.read().rows["document"] == 2
    assert [read_as is None for read_as in house.read_as()] == [True, False, False]


def test_a_document_that_cannot_be_opened_any_more_keeps_its_records(house: House) -> None:
    house.fetch(WITHOUT)
    house.fetch(b"%PDF-1.7 broken", day=1)
    result = house.read()
    assert [one.found for one in result.suspects] == ["one that cannot"]
    assert "unreadable" not in {row["kind"] for row in house.rows("document")}


def test_a_source_that_loses_a_quarter_at_once_keeps_its_last_reading(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in "abcd":
        house.fetch(ranking(), f"https://caobang.gov.vn/{name}")
    before = house.read()
    files = house.files()
    monkeypatch.setattr(reading, "readers_digest", lambda: "readers that find less")
    monkeypatch.setattr(reading, "read_document", lambda document, origin: fewer(document, origin))
    for _ in range(2):
        result = house.read()
        assert result.rows == before.rows | {"anomaly": before.rows["anomaly"] + 1}
        assert result.failed is not None and "gives 48 figures where its last reading gave 96" in result.failed
        assert {name for name, data in house.files().items() if data != files[name]} == {"anomaly/added.parquet"}
        (told,) = [row for row in house.rows("anomaly") if row["kind"] == "thin_source"]
        assert (told["severity"], told["message"]) == ("error", result.failed)
    (mark,) = re.findall("--capture ([0-9a-f]{16})", result.failed or "")
    accepted = house.accept(mark, "source:added")
    assert (accepted.failed, accepted.rows["figure"]) == (None, 48)
    assert (house.read().failed, house.read().rows["figure"]) == (None, 48), "that is the last reading now"
    assert "thin_source" not in {row["kind"] for row in house.rows("anomaly")}


def fewer(document: Any, origin: Any) -> Any:
    records = read_document(document, origin)
    figures = [record for record in records if isinstance(record, FigureRecord)]
    return [record for record in records if record not in figures[::2]]


def test_what_an_operator_accepted_makes_no_thin_source(house: House) -> None:
    house.fetch(ranking())
    house.read()
    half = house.fetch(ranking(PROVINCES[:6]), day=1)
    accepted = house.accept(half)
    assert (accepted.failed, accepted.suspects) == (None, ())


def test_what_a_person_put_in_anew_makes_no_thin_source(house: House) -> None:
    for units in (PROVINCES, PROVINCES[:2]):
        with house.archive.writer("added") as writer:
            writer.add_resource(URL, ranking(units).encode(), "text/html", DAY, method="added")
        result = house.read()
        assert (result.failed, result.suspects) == (None, ())
    assert len([row for row in house.rows("figure") if row["capture_id"] == house.read_as()[-1]]) == 4


def test_a_past_day_is_not_held_against_todays_reading(house: House) -> None:
    house.fetch(ranking(), "https://caobang.gov.vn/a")
    house.fetch(ranking(), "https://caobang.gov.vn/b", day=5)
    house.read()
    past = Archive(house.root / "archive", known_before="2026-11-25T17:00:00Z")
    result = read_source(past, house.records, "added", "claim")
    assert (result.failed, result.rows["document"]) == (None, 1)


def test_a_document_that_a_person_replaced_by_one_without_figures_is_an_anomaly_once(house: House) -> None:
    with house.archive.writer("added") as writer:
        for data in (WITH_FIGURES, WITHOUT):
            writer.add_resource(URL, data.encode(), "text/html", DAY, method="added")
    for _ in range(2):
        assert house.read().suspects == ()
        (vanished,) = [row for row in house.rows("anomaly") if row["kind"] == "figures_vanished"]
        assert (vanished["severity"], vanished["message"]) == (
            "error",
            "caobang.gov.vn/chi-so held figures in an earlier capture and holds none now: look at the page.",
        )


def test_a_page_that_never_had_figures_is_none(house: House) -> None:
    house.fetch(WITHOUT)
    house.fetch(WITHOUT.replace("sau", "sau nữa"))
    house.fetch(WITH_FIGURES)
    house.read()
    assert "figures_vanished" not in {row["kind"] for row in house.rows("anomaly")}


def test_a_capture_that_cannot_be_opened_is_an_anomaly_and_stops_nothing(house: House) -> None:
    house.fetch(b"%PDF-1.7 binary", "https://a.vn/bang.pdf")
    house.add("ranking_table.html")
    result = house.read()
    assert result.read == 2
    assert result.rows["figure"] > 0
    (anomaly,) = [row for row in house.rows("anomaly") if row["kind"] == "unreadable"]
    assert (anomaly["document_id"], anomaly["severity"], anomaly["locator"]) == ("a.vn/bang.pdf", "error", "char:0-0")
    assert (
        anomaly["message"]
        == "bang.pdf is a broken PDF and cannot be opened: print it anew without a password and add that."
    )
    (document,) = [row for row in house.rows("document") if row["kind"] == "unreadable"]
    assert (document["document_id"], document["text_complete"]) == ("a.vn/bang.pdf", False)
    assert (house.read().read, len(house.rows("anomaly"))) == (0, result.rows["anomaly"])


def test_a_page_under_http_and_https_is_read_once(house: House) -> None:
    house.fetch(WITH_FIGURES, "http://caobang.gov.vn/chi-so")
    house.fetch(WITH_FIGURES, "https://caobang.gov.vn/chi-so")
    first = house.read()
    assert first.read == 1
    for _ in range(2):
        again = house.read()
        assert (again.read, again.rows) == (0, first.rows)
    assert len(house.rows("capture")) == 2


def test_a_page_that_moved_to_https_is_one_page_and_may_not_lose_figures_on_the_way(house: House) -> None:
    plain, secure = "http://caobang.gov.vn/chi-so", "https://caobang.gov.vn/chi-so"
    first = house.fetch(ranking(), plain)
    house.read()
    house.fetch(ranking(PROVINCES[:6]), secure, day=1)
    halved = house.read()
    assert len(halved.suspects) == 1
    assert house.read_as() == [first, None]
    whole = house.fetch(ranking((*PROVINCES, "Sơn La")), secure, day=2)
    grown = house.read()
    assert (grown.suspects, house.read_as()) == ((), [first, None, whole])
    same = house.fetch(ranking((*PROVINCES, "Sơn La")) + "<!-- other bytes -->", plain, day=3)
    assert house.read().rows == grown.rows, f"{same} brings nothing new"
    assert house.read_as()[-1] == whole


def test_a_withdrawn_page_is_acknowledged_and_keeps_its_records(house: House) -> None:
    capture = house.fetch(WITH_FIGURES)
    house.fail("suspect", day=1)
    before = house.read()
    assert len(before.suspects) == 1
    after = house.accept(gone_mark(capture))
    assert (after.suspects, after.rows["figure"]) == ((), before.rows["figure"])
    assert [row["outcome"] for row in house.rows("capture")] == ["new", "failed"]


def test_looks_that_found_nothing_are_captures_without_records(house: House) -> None:
    with house.archive.writer("added") as writer:
        writer.add_failure(URL, DAY, "The server did not answer.", 504)
    house.fetch(WITHOUT)
    house.fetch(WITHOUT)
    assert house.read().rows["document"] == 1
    looks = house.rows("capture")
    assert [(row["outcome"], row["http_status"], row["capture_id"] is None) for row in looks] == [
        ("failed", 504, True),
        ("new", 200, False),
        ("unchanged", 200, False),
    ]
    assert looks[0]["message"] == "The server did not answer."


def test_sources_do_not_touch_each_other(house: House) -> None:
    house.table("papi/2019", "province,total\nHà Nội,41\n")
    house.add("ranking_table.html")
    house.read("papi")
    papi = house.files()
    house.read("added")
    assert {name: data for name, data in house.files().items() if name in papi} == papi
    assert {row["source"] for row in house.rows("document", "papi")} == {"papi"}


def test_a_source_without_captures_has_empty_files(house: House) -> None:
    assert house.read() == SourceReading("added", 0, 0, dict.fromkeys(KINDS, 0))
    assert [house.rows(kind) for kind in (*KINDS, "capture")] == [[]] * (len(KINDS) + 1)
    assert json.loads(house.files()["reads/added.json"]) == {"figures": {}, "states": {}, "verdicts": {}}


def test_a_table_that_its_source_no_longer_has_is_not_read(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive")
    with archive.writer("papi") as writer:
        for name in ("kept", "withdrawn"):
            writer.add_resource(
                f"bundled:figures/papi/{name}.csv",
                b"province,total\nHu\xe1\xba\xbf,1\n",
                "text/csv",
                DAY,
                method="bundled",
            )
    everything = read_source(archive, tmp_path / "records", "papi", "workbook")
    left = read_source(archive, tmp_path / "records", "papi", "workbook", {"bundled:figures/papi/kept.csv"})
    assert (everything.rows["document"], left.rows["document"]) == (2, 1)
