"""Releases are whole, immutable, the same bytes for the same data, and `latest` moves last."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import failing_step
import pytest
import sample_build

import publishing.release as release_steps
from publishing.checksums import SUMS_NAME, is_whole, sums_text
from publishing.content import content_hash
from publishing.errors import ReleaseError
from publishing.placing import only_writer
from publishing.release import MadeRelease
from publishing.release_content import Step
from publishing.schema import read_tables

Make = Callable[..., MadeRelease]
SEARCH_PATH = os.pathsep.join(str(Path(__file__).parents[level]) for level in (0, 2))

LAYOUT = {
    "CHANGES.html",
    "CHANGES.md",
    "CITATION.cff",
    "LICENSE.md",
    "README.md",
    "SHA256SUMS",
    "cchc.duckdb",
    "cchc.sqlite",
    "cchc.xlsx",
    "changes.csv",
    "changes.parquet",
    "checks.json",
    "citations.bib",
    "citations.txt",
    "codebook.html",
    "codebook.json",
    "codebook.md",
    "croissant.json",
    "dataset.jsonld",
    "dcat.jsonld",
    "quality.html",
    "datapackage.json",
    "dictionary.csv",
    "dictionary.json",
    "data-docs/index.html",
    "docs/index.html",
    "feed.atom",
    "llms.txt",
    "register.csv",
    "release.json",
}


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_layout_and_version(released: MadeRelease) -> None:
    names = set(files_of(released.path))
    tables = {*sample_build.TABLES, "release_info"}
    names = {name for name in names if not name.startswith("api/")}
    assert names == LAYOUT | {f"cchc-{released.version}.zip"} | {
        f"{kind}/{table}.{kind}" for kind in ("csv", "parquet") for table in tables
    }
    assert released.version.startswith("2026.11.20-"), "the day of the newest capture, not of the newest look"
    assert len(released.version) == len("2026.11.20-") + 8
    assert (released.path.parent / "latest").readlink() == Path(released.version)
    assert released.is_new
    assert released.version in released.message


def test_equal_data_gives_equal_bytes(data: Path, make: Make, tmp_path: Path) -> None:
    other = tmp_path / "somewhere" / "else"
    sample_build.write_build(other / "build" / "warehouse.duckdb", backwards=True)
    first, second = make(data), make(other, run="run-2")
    assert first.version == second.version
    ours, theirs = files_of(first.path), files_of(second.path)
    assert [name for name in ours if ours[name] != theirs.get(name)] == []


def test_sums_and_permissions(released: MadeRelease) -> None:
    assert (released.path / SUMS_NAME).read_text() == sums_text(released.path)
    assert all(path.stat().st_mode & 0o222 == 0 for path in released.path.rglob("*") if path.is_file())


def test_a_later_look_makes_no_release(data: Path, make: Make) -> None:
    first = make(data)
    build = data / "build" / "warehouse.duckdb"
    sample_build.change_build(
        build,
        "insert into marts.fct_capture (look_id, source, looked_at, outcome) values "
        "('4', 'papi', '2026-12-01 00:00:00', 'unchanged');"
        "update marts.dim_document set last_captured_at = '2026-12-01', captures = 2;"
        "insert into marts.fct_capture (look_id, source, looked_at, outcome, capture_id, page_kind) values "
        "('5', 'moha', '2026-12-01 00:00:00', 'new', 'b', 'list'), "
        "('6', 'moha', '2026-12-01 00:00:01', 'stub', 'c', 'document');"
        "insert into marts.fct_capture (look_id, source, looked_at, outcome, capture_id, document_ids, read_as) values "
        "('7', 'moha', '2026-12-01 00:00:02', 'new', 'd', ['news/1'], 'a');"
        "update marts.mart_source set last_looked_on = '2026-12-01', kept_as_of = '2026-11-18'",
    )
    before = files_of(data / "release")
    second = make(data)
    assert (second.version, second.is_new) == (first.version, False)
    assert second.message.startswith("Nothing changed")
    assert files_of(data / "release") == before


@pytest.mark.parametrize(
    "statement",
    [
        "update marts.fct_score set score = score + 0.01 where year = 2021",
        "update marts.fct_score set score = null where year = 2020",
        "delete from marts.fct_anomaly",
        "update marts.mart_source set suspect_documents = 1 where source = 'papi'",
        "alter table marts.fct_score alter score type decimal(9, 3)",
        "alter table marts.dim_index rename note to remark",
    ],
)
def test_any_change_of_content_changes_the_hash(data: Path, statement: str) -> None:
    before = hash_of(data)
    sample_build.change_build(data / "build" / "warehouse.duckdb", statement)
    assert hash_of(data) != before


def hash_of(data: Path) -> str:
    with duckdb.connect(str(data / "build" / "warehouse.duckdb"), read_only=True) as con:
        return content_hash(con, "marts", read_tables(con, "marts"))


def test_a_release_tells_the_one_before_it_also_when_made_again(data: Path, make: Make) -> None:
    first = make(data)
    sample_build.change_build(data / "build" / "warehouse.duckdb", "delete from marts.fct_anomaly")
    second = make(data)
    (second.path / "README.md").unlink()
    assert make(data).is_repaired
    told = [json.loads((made.path / "release.json").read_text())["previous"] for made in (first, second)]
    assert told == [None, first.version]


def test_a_new_version_stands_beside_the_old(data: Path, make: Make) -> None:
    first = make(data)
    sample_build.change_build(data / "build" / "warehouse.duckdb", "delete from marts.fct_anomaly")
    second = make(data)
    assert second.is_new
    assert first.path.is_dir()
    assert (data / "release" / "latest").resolve() == second.path.resolve()


@pytest.mark.parametrize("step", ["write_database", "sums_text"])
def test_a_failure_leaves_nothing(data: Path, make: Make, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(release_steps, step, fail)
    assert_nothing_is_left(data, make, OSError, "disk full")


@pytest.mark.parametrize(
    ("step", "complaint"),
    [
        (failing_step.write_half, "disk full"),
        (failing_step.write_and_die, "write_and_die ended with code 9"),
        (failing_step.write_unspeakably, "write_unspeakably failed: Unspeakable"),
    ],
)
def test_a_failing_step_leaves_nothing(
    data: Path, make: Make, monkeypatch: pytest.MonkeyPatch, step: Step, complaint: str
) -> None:
    monkeypatch.setattr(release_steps, "STAGES", ((step, *release_steps.STAGES[0]), *release_steps.STAGES[1:]))
    error = OSError if step is failing_step.write_half else ReleaseError
    assert_nothing_is_left(data, make, error, complaint)


KILLED = """
import sys
from pathlib import Path
import failing_step, publishing.release as release
release.STAGES = ((failing_step.write_and_wait,),)
root = Path(sys.argv[1])
context = release.ReleaseContext(manifest=root / "manifest.json", schema_version="1", checks={})
release.make_release(root / "data" / "build" / "warehouse.duckdb", root / "data" / "release", context)
"""


def test_no_worker_outlives_a_killed_release(data: Path, make: Make, tmp_path: Path) -> None:
    sample_build.write_manifest(tmp_path / "manifest.json", str(tmp_path))
    maker = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(tmp_path)], env=os.environ | {"PYTHONPATH": SEARCH_PATH}
    )
    told = data / "release" / "worker"
    wait_until(lambda: told.is_file() and told.read_text() != "")
    worker = Path("/proc") / told.read_text()
    assert worker.is_dir()
    maker.kill()
    maker.wait()
    wait_until(lambda: not worker.is_dir())
    told.unlink()
    assert make(data).is_new, "and the next one finds nothing in its way"


def wait_until(happened: Callable[[], bool]) -> None:
    """Wait, for half a minute at most, until something has happened."""
    for _ in range(600):
        if happened():
            return
        time.sleep(0.05)
    raise AssertionError("it did not happen")


def assert_nothing_is_left(data: Path, make: Make, error: type[Exception], complaint: str) -> None:
    (data / "release" / "2020.01.01-00000000").mkdir(parents=True)
    (data / "release" / "latest").symlink_to("2020.01.01-00000000")
    with pytest.raises(error, match=complaint):
        make(data)
    assert {path.name for path in (data / "release").iterdir()} == {"2020.01.01-00000000", "latest", ".lock"}
    assert (data / "release" / "latest").readlink() == Path("2020.01.01-00000000")


def test_crash_before_the_link_is_made_good(data: Path, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(release_steps, "point_latest", crash)
        with pytest.raises(KeyboardInterrupt):
            make(data)
    assert not (data / "release" / "latest").exists()
    assert not make(data).is_new
    assert (data / "release" / "latest").exists()


def test_leftovers_of_a_crash_are_removed(data: Path, make: Make) -> None:
    leftover = data / "release" / ".tmp-2020.01.01-00000000"
    leftover.mkdir(parents=True)
    (leftover / "half").write_text("written")
    (data / "release" / ".tmp-latest").symlink_to("nowhere")
    made = make(data)
    assert {path.name for path in (data / "release").iterdir()} == {made.version, "latest", ".lock"}


def test_one_writer_at_a_time(data: Path, make: Make) -> None:
    with only_writer(data / "release"), pytest.raises(ReleaseError, match="Another process"):
        make(data)


def test_readers_never_fail_while_releases_are_made(data: Path, make: Make) -> None:
    make(data)
    latest, stop, failures, reads = data / "release" / "latest", threading.Event(), list[str](), list[int]()

    def read() -> None:
        while not stop.is_set():
            try:
                folder = Path(os.path.realpath(latest))
                with duckdb.connect(str(folder / "cchc.duckdb"), read_only=True) as con:
                    row = con.execute("select count(*) from fct_figure").fetchone()
                    assert row is not None
                    reads.append(row[0])
                json.loads((folder / "release.json").read_text())
            except Exception as error:
                failures.append(repr(error))

    reader = threading.Thread(target=read)
    reader.start()
    try:
        for number in range(2):
            sample_build.change_build(
                data / "build" / "warehouse.duckdb", f"update marts.fct_score set rank_computed = {number}"
            )
            assert make(data).is_new
    finally:
        stop.set()
        reader.join()
    assert failures == []
    assert reads


@pytest.mark.parametrize(
    ("statement", "complaint"),
    [
        ("drop table marts.fct_score", "no table fct_score"),
        ("create table marts.extra (a integer)", "No key is declared for extra"),
        ("insert into marts.dim_index (index_code) values ('PAPI')", r"dim_index is null or repeats at \(PAPI\)"),
        ("insert into marts.dim_index (name_vi) values ('x')", r"dim_index is null or repeats at \(null\)"),
        ("alter table marts.dim_index drop index_code", "dim_index has no key column index_code"),
        ("delete from marts.fct_capture where outcome = 'new'", "nothing to release"),
    ],
)
def test_an_unfit_build_is_refused(data: Path, make: Make, statement: str, complaint: str) -> None:
    sample_build.change_build(data / "build" / "warehouse.duckdb", statement)
    with pytest.raises(ReleaseError, match=complaint):
        make(data)
    assert not (data / "release" / "latest").exists()


def test_missing_build_and_manifest_are_told(data: Path, make: Make) -> None:
    (data / "build" / "warehouse.duckdb").unlink()
    with pytest.raises(ReleaseError, match=r"warehouse\.duckdb cannot be opened"):
        make(data)


@pytest.mark.parametrize("damage", ["missing", "changed", "added"])
def test_a_damaged_release_is_made_again(data: Path, make: Make, damage: str) -> None:
    first = make(data)
    before = files_of(first.path)
    table = first.path / "csv" / "fct_score.csv"
    table.chmod(0o644)
    if damage == "missing":
        (first.path / "cchc.duckdb").unlink()
    elif damage == "changed":
        table.write_text("tampered", "utf-8")
    else:
        (first.path / "stray.txt").write_text("stray", "utf-8")
    again = make(data)
    assert (again.is_new, again.is_repaired) == (False, True)
    assert "made again" in again.message
    assert files_of(again.path) == before
    assert make(data).is_repaired is False
    assert sorted(path.name for path in first.path.parent.iterdir()) == [".lock", first.version, "latest"]


def test_a_repair_that_fails_leaves_what_was_there(data: Path, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    first = make(data)
    (first.path / "README.md").unlink()
    before = files_of(first.path)

    def fail(*_: object) -> None:
        raise OSError("disk full")

    with monkeypatch.context() as patch:
        patch.setattr(release_steps, "sums_text", fail)
        with pytest.raises(OSError, match="disk full"):
            make(data)
    assert files_of(first.path) == before
    assert (data / "release" / "latest").resolve() == first.path.resolve()
    assert make(data).is_repaired


def test_a_repair_that_cannot_be_placed_puts_the_old_folder_back(
    data: Path, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = make(data)
    (first.path / "README.md").unlink()
    before, rename = files_of(first.path), Path.rename

    def refuse(path: Path, target: Path) -> Path:
        if path.name == f".tmp-{first.version}":
            raise OSError("no more links")
        return rename(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", refuse)
        with pytest.raises(OSError, match="no more links"):
            make(data)
    assert files_of(first.path) == before


@pytest.mark.parametrize("damage", ["removed", "moved"])
def test_a_lost_link_is_restored(data: Path, make: Make, damage: str) -> None:
    first = make(data)
    latest = data / "release" / "latest"
    latest.unlink()
    if damage == "moved":
        latest.symlink_to("2020.01.01-00000000")
    again = make(data)
    assert (again.is_new, again.is_repaired) == (False, False)
    assert latest.readlink() == Path(first.version)


def test_is_whole(data: Path, make: Make, tmp_path: Path) -> None:
    folder = make(data).path
    assert is_whole(folder)
    assert not is_whole(tmp_path / "nowhere")
    empty = tmp_path / "empty"
    empty.mkdir()
    (empty / SUMS_NAME).write_text("")
    assert not is_whole(empty), "nothing is as its sums say, and is no release"
    (folder / SUMS_NAME).chmod(0o644)
    (folder / SUMS_NAME).write_bytes(b"\xff\xfe")
    assert not is_whole(folder)
