"""Files into the archive: all of them or none, and each refusal one sentence that says what to do."""

from __future__ import annotations

import os
import unicodedata
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from scrapers.archive import Archive
from scrapers.documents.decoding import MAX_BYTES
from scrapers.identity import added_id, origin_of, origin_of_file
from scrapers.intake import Added, IntakeError, add_files, bundle, bytes_of

NOW = datetime(2026, 11, 24, 7, tzinfo=UTC)
LATER = datetime(2026, 11, 25, 7, tzinfo=UTC)
NOTE: dict[str, Any] = {
    "title": "PAPI 2019",
    "publisher": "CECODES",
    "evidence": "workbook",
    "document": {"title": "2019.xlsx"},
    "compiled_from": "The workbook.",
    "collected_on": "2026-11-23",
    "licence": "CC BY 4.0",
    "completeness": "complete",
    "rows": {"unit": "province"},
    "columns": [{"column": "total", "measure": "score"}],
}


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "archive")


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def table(figures: Path, name: str, content: str = "province,total\nHà Nội,41.5\n", **changes: Any) -> Path:
    write(figures / f"{name}.csv", content)
    return write(figures / f"{name}.yml", yaml.safe_dump(NOTE | changes, allow_unicode=True))


def held(archive: Archive) -> list[str]:
    """The addresses in the archive, looked up on the disk."""
    return [look.url for look in Archive(archive.path).looks()]


def added(archive: Archive, *paths: Path, url: str | None = None) -> list[Added]:
    return add_files(archive, paths, NOW, url)


def test_added_files_are_captured_with_their_name_and_kind(archive: Archive, tmp_path: Path) -> None:
    page = write(tmp_path / "báo cáo.html", "<p>Hà Nội</p>")
    numbers = write(tmp_path / "bang.csv", "a,b\n1,2\n")
    looks = [item.look for item in added(archive, page, numbers)]
    assert [(look.file_name, look.media_type, look.method, look.looked_at, look.source) for look in looks if look] == [
        ("báo cáo.html", "text/html", "added", "2026-11-24T07:00:00Z", "added"),
        ("bang.csv", "text/csv", "added", "2026-11-24T07:00:00Z", "added"),
    ]
    assert [archive.read(look.capture_id or "") for look in looks if look] == [page.read_bytes(), numbers.read_bytes()]
    assert held(archive) == ["added:b%C3%A1o%20c%C3%A1o.html", "added:bang.csv"]


def test_the_same_bytes_are_held_once(archive: Archive, tmp_path: Path) -> None:
    page = write(tmp_path / "a.txt", "Hà Nội")
    assert [item.look is None for item in added(archive, page, page)] == [False, True]
    assert [item.look is None for item in added(archive, page)] == [True]
    assert held(archive) == ["added:a.txt"]


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("bad.txt", b"", "is empty: there is nothing to read"),
        ("bad.pdf", b"%PDF-1.7", "is a broken PDF and cannot be opened"),
        ("bad.txt", b"H\xe0 N\xf4i", "is not utf-8 text"),
        ("bad.csv", b'a,b\n"1,2\n', "has a broken quote"),
        ("bad.html", b"<html><script>x</script></html>", "without text: it may need a browser"),
    ],
)
def test_one_bad_file_and_none_is_taken(
    archive: Archive, tmp_path: Path, name: str, content: bytes, sentence: str
) -> None:
    good = write(tmp_path / "good.txt", "Hà Nội")
    bad = write(tmp_path / name, content)
    with pytest.raises(IntakeError) as caught:
        added(archive, good, bad)
    message = str(caught.value)
    assert message.startswith(str(bad))
    assert sentence in message
    assert "\n" not in message
    assert held(archive) == []


def test_a_file_that_is_missing_a_folder_or_closed(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(IntakeError, match=r"nowhere\.txt does not exist: check the path\.$"):
        added(archive, tmp_path / "nowhere.txt")
    with pytest.raises(IntakeError, match=r"is a folder: name the files in it\.$"):
        added(archive, tmp_path)
    with pytest.raises(IntakeError, match=r"cannot be read \(File name too long\): check its name and permissions\.$"):
        added(archive, tmp_path / ("a" * 300))
    with pytest.raises(IntakeError, match=r"cannot be read \(Not a directory\)"):
        added(archive, write(tmp_path / "file", "x") / "b")

    def refuse(path: Path, *_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    closed = write(tmp_path / "closed.txt", "x")
    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", refuse)
        with pytest.raises(IntakeError, match=r"closed\.txt cannot be read \(Permission denied\): check its name and"):
            added(archive, closed)
    assert held(archive) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to the superuser")
def test_a_folder_that_may_not_be_entered(archive: Archive, tmp_path: Path) -> None:
    inside = write(tmp_path / "closed" / "a.txt", "x")
    inside.parent.chmod(0)
    try:
        with pytest.raises(IntakeError, match=r"cannot be read \(Permission denied\)"):
            added(archive, inside)
    finally:
        inside.parent.chmod(0o700)


def test_a_file_too_large_is_refused_by_what_can_be_read_of_it(tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    for path in (large, Path("/dev/zero")):
        with pytest.raises(IntakeError, match=r"has more than the 20,000,000 bytes that are read: split it"):
            bytes_of(path)
    with large.open("wb") as file:
        file.truncate(MAX_BYTES)
    assert len(bytes_of(large)) == MAX_BYTES


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("report.txt", "elsewhere/report.txt"),
        ("report.txt", "report.html"),
        (unicodedata.normalize("NFC", "báo cáo.txt"), unicodedata.normalize("NFD", "báo cáo.txt")),
    ],
    ids=["same name", "other ending", "other Unicode form"],
)
@pytest.mark.parametrize("together", [True, False])
def test_a_name_makes_no_one_document_out_of_two(
    archive: Archive, tmp_path: Path, first: str, second: str, together: bool
) -> None:
    one, two = write(tmp_path / "x" / first, "Hà Nội 85"), write(tmp_path / "y" / second, "Hà Nội 86")
    if not together:
        added(archive, one)
    before = held(archive)
    with pytest.raises(IntakeError, match=r"is not added: another document of the name .+ is held or given; rename"):
        added(archive, *([one, two] if together else [two]))
    assert held(archive) == before


def test_the_same_bytes_under_two_endings_are_refused(archive: Archive, tmp_path: Path) -> None:
    one, two = write(tmp_path / "r.txt", "a,b\n1,2\n"), write(tmp_path / "r.csv", "a,b\n1,2\n")
    with pytest.raises(IntakeError, match=r"r\.csv is not added: another document of the name r is held or given"):
        added(archive, one, two)


def test_an_address_makes_copies_of_a_page_one_document(archive: Archive, tmp_path: Path) -> None:
    url = "https://caobang.gov.vn/chi-so?id=1"
    old, new = write(tmp_path / "a.html", "<p>85</p>"), write(tmp_path / "b.html", "<p>86</p>")
    added(archive, old, url=url)
    added(archive, new, url=url)
    looks = Archive(archive.path).looks()
    assert [(look.url, look.file_name) for look in looks] == [(url, "a.html"), (url, "b.html")]
    assert origin_of(looks[1], "claim").document_id == "caobang.gov.vn/chi-so?id=1"


def test_an_address_goes_with_one_file(archive: Archive, tmp_path: Path) -> None:
    paths = [write(tmp_path / name, name) for name in ("a.txt", "b.txt")]
    with pytest.raises(IntakeError, match=r"^--url names the address of one file, but 2 were given: add them one by"):
        added(archive, *paths, url="https://a.vn")
    assert held(archive) == []


@pytest.mark.parametrize(
    "url",
    [
        "", "a.vn/x", "bundled:figures/papi/2011.csv", "added:a.txt", "file:///etc/passwd", "https://../../x",
        "https://a.vn/\nx", "https://a.vn/%0a%1b", "https://a.vn/../x", "ftp://a.vn/x", "https://localhost",
    ],
)  # fmt: skip
def test_only_the_address_of_a_page_is_an_address(archive: Archive, tmp_path: Path, url: str) -> None:
    """Other schemes are the archive's own: a document must not take the place of a bundled table."""
    with pytest.raises(IntakeError, match="is not the address of a page"):
        added(archive, write(tmp_path / "a.txt", "a"), url=url)
    assert held(archive) == []


@pytest.mark.parametrize("name", ["a.txt", "báo cáo 2023.html", "Kế hoạch số 12.2022.txt", "50%.csv", "no_ending"])
def test_a_file_is_the_same_document_before_and_after_it_is_added(archive: Archive, tmp_path: Path, name: str) -> None:
    decomposed = unicodedata.normalize("NFD", name)
    path = write(tmp_path / decomposed, "a,b\n1,2\n")
    (item,) = added(archive, path)
    assert item.look is not None
    after, before = origin_of(item.look, "claim"), origin_of_file(decomposed, path.read_bytes())
    assert (after.document_id, after.capture_id) == (before.document_id, before.capture_id)
    assert (after.source, after.url, after.kind) == (before.source, before.url, before.kind)
    assert after.document_id == added_id(name) == f"added/{name.rsplit('.', 1)[0]}"


def test_a_bundled_table_is_captured_with_its_note(archive: Archive, tmp_path: Path) -> None:
    figures = tmp_path / "figures"
    note = table(figures, "papi/2019")
    looks = bundle(archive, "papi", figures, [note])
    assert [(look.url, look.media_type, look.looked_at, look.method) for look in looks] == [
        ("bundled:figures/papi/2019.csv", "text/csv", "2026-11-23T00:00:00Z", "bundled"),
        ("bundled:figures/papi/2019.yml", "application/yaml", "2026-11-23T00:00:00Z", "bundled"),
    ]
    assert [archive.read(look.capture_id or "") for look in looks] == [
        note.with_suffix(".csv").read_bytes(),
        note.read_bytes(),
    ]
    assert bundle(archive, "papi", figures, [note]) == []


def test_only_what_changed_is_captured_again(archive: Archive, tmp_path: Path) -> None:
    figures = tmp_path / "figures"
    notes = [table(figures, "papi/2018"), table(figures, "papi/2019")]
    bundle(archive, "papi", figures, notes)
    notes[1] = table(figures, "papi/2019", known_issues=["One."])
    assert [look.url for look in bundle(archive, "papi", figures, notes)] == ["bundled:figures/papi/2019.yml"]
    write(notes[0].with_suffix(".csv"), "province,total\nHà Nội,42\n")
    assert [look.url for look in bundle(archive, "papi", figures, notes)] == ["bundled:figures/papi/2018.csv"]


@pytest.mark.parametrize(
    ("content", "changes", "sentence"),
    [
        ("province,total\n", {}, "figures/papi/2019.csv has no row under its header"),
        ("%PDF-1.7", {}, "figures/papi/2019.csv is a broken PDF"),
        ("province,total\nA,1\n", {"licence": ""}, "figures/papi/2019.yml has no `licence`: add it."),
        ("province,total\nA,1\n", {"year": "x"}, "figures/papi/2019.yml: `year` is 'x'; it must be a year"),
        (
            "province,total\nA,1\n",
            {"collected_on": "last week"},
            "figures/papi/2019.yml: `collected_on` must be a date such as 2026-11-23.",
        ),
    ],
)
def test_one_bad_table_and_none_is_taken(
    archive: Archive, tmp_path: Path, content: str, changes: dict[str, Any], sentence: str
) -> None:
    figures = tmp_path / "figures"
    notes = [table(figures, "papi/2018"), table(figures, "papi/2019", content, **changes)]
    with pytest.raises(IntakeError) as caught:
        bundle(archive, "papi", figures, notes)
    assert str(caught.value).startswith(sentence)
    assert held(archive) == []


def test_a_note_without_its_table(archive: Archive, tmp_path: Path) -> None:
    note = table(tmp_path, "papi/2019")
    note.with_suffix(".csv").unlink()
    with pytest.raises(IntakeError, match=r"papi/2019\.csv does not exist: check the path\.$"):
        bundle(archive, "papi", tmp_path, [note])
    assert held(archive) == []
