"""A release is opened by its folder or its address; what does not fit its sums is never opened and never kept."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import cchc
from tests.client.fault_server import FOLDER, Host, files_of, served

DATABASE, SUMS = "cchc.duckdb", "SHA256SUMS"


@pytest.fixture
def host(plain_folder: Path) -> Iterator[Host]:
    with served(plain_folder) as running:
        yield running


@pytest.fixture
def copy(plain_folder: Path, tmp_path: Path) -> Path:
    """A release that a test may damage."""
    return Path(shutil.copytree(plain_folder, tmp_path / "copy"))


def kept() -> list[str]:
    """The files of the cache, without the random part of any name."""
    cache = Path(os.environ["CCHC_CACHE"])
    return sorted(path.relative_to(cache).as_posix() for path in cache.rglob("*") if path.is_file())


def test_a_release_is_found_by_its_folder_its_latest_or_a_data_directory(plain_folder: Path) -> None:
    root = plain_folder.parent
    for place in (plain_folder, plain_folder / DATABASE, str(root), root / "latest", root.parent):
        release = cchc.open_release(place)
        assert release.folder == plain_folder and release.version() == plain_folder.name


def test_the_default_release(plain_folder: Path, rich_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(
        cchc.ReleaseNotFoundError, match=r"no release in .*no-data.*cchc\.open_release.*CCHC_RELEASE.*cchc run"
    ):
        cchc.version()
    monkeypatch.setenv("CCHC_DATA", str(plain_folder.parent.parent))
    assert cchc.version() == plain_folder.name
    monkeypatch.setenv("CCHC_RELEASE", str(rich_folder))
    assert cchc.version() == rich_folder.name
    assert cchc.use(plain_folder).version() == cchc.version() == plain_folder.name
    assert cchc.use(cchc.open_release(rich_folder)).version() == cchc.version() == rich_folder.name


def test_no_release_is_told_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(cchc.ReleaseNotFoundError, match="There is no folder"):
        cchc.open_release(tmp_path / "nowhere")
    with pytest.raises(cchc.ReleaseNotFoundError, match=r"neither release\.json nor a folder latest"):
        cchc.open_release(tmp_path)


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (lambda folder: (folder / DATABASE).write_bytes(b"x"), "does not have the sum"),
        (lambda folder: (folder / DATABASE).unlink(), "has no cchc.duckdb"),
        (lambda folder: (folder / SUMS).unlink(), "has no SHA256SUMS"),
        (lambda folder: (folder / SUMS).write_text(""), "does not have the sum"),
        (lambda folder: (folder / "release.json").write_text("{}"), "release.json is broken"),
    ],
)
def test_a_damaged_folder_is_not_opened(copy: Path, damage: object, told: str) -> None:
    damage(copy)  # type: ignore[operator]
    with pytest.raises(cchc.DamagedReleaseError, match=told):
        cchc.open_release(copy)


def test_a_pinned_sum_gives_that_release_or_an_error(plain_folder: Path, rich_folder: Path, host: Host) -> None:
    pin = hashlib.sha256((plain_folder / SUMS).read_bytes()).hexdigest()
    assert cchc.open_release(plain_folder, sha256=pin.upper()).version() == plain_folder.name
    assert cchc.open_release(host.address, sha256=pin).version() == plain_folder.name
    assert cchc.open_release(host.address, sha256=pin, offline=True).version() == plain_folder.name
    for place in (rich_folder, host.address):
        with pytest.raises(cchc.ClientError, match=r"not .* as was asked for"):
            cchc.open_release(place, sha256="0" * 64)


def test_an_address_is_fetched_once_verified_and_kept(host: Host, plain_folder: Path) -> None:
    release = cchc.open_release(host.address + "/")
    assert release.version() == plain_folder.name and release.indices(as_="records")
    needed = [f"{FOLDER}/{name}" for name in (SUMS, "release.json", DATABASE)]
    assert host.asked == needed, "nothing but what is needed"
    cchc.open_release(host.address)
    assert host.asked == needed + needed[:2], "the database is kept"
    sha = hashlib.sha256((plain_folder / SUMS).read_bytes()).hexdigest()[:16]
    place = f"releases/{plain_folder.name}-{sha}"
    assert [name for name in kept() if name.startswith("releases")] == [
        f"{place}/{name}" for name in (SUMS, DATABASE, "release.json")
    ]


def test_what_moved_on_is_fetched_and_the_old_one_stays(host: Host, plain_folder: Path, rich_folder: Path) -> None:
    cchc.open_release(host.address)
    host.files = files_of(rich_folder)
    assert cchc.open_release(host.address).version() == rich_folder.name
    assert len([name for name in kept() if name.endswith(DATABASE)]) == 2


def test_a_pinned_release_stays_when_its_address_moved_on(host: Host, plain_folder: Path, rich_folder: Path) -> None:
    pin = hashlib.sha256(host.files[SUMS]).hexdigest()
    cchc.open_release(host.address, sha256=pin)
    host.files = files_of(rich_folder)
    assert cchc.open_release(host.address).version() == rich_folder.name
    asked = list(host.asked)
    for is_offline in (False, True):
        pinned = cchc.open_release(host.address, sha256=pin, offline=is_offline)
        assert pinned.version() == plain_folder.name and host.asked == asked
    (pinned.folder / DATABASE).write_bytes(b"damaged")
    with pytest.raises(cchc.DamagedReleaseError, match=r"not .* as was asked for"):
        cchc.open_release(host.address, sha256=pin)


def test_a_release_with_the_same_database_and_other_sums_is_another(host: Host) -> None:
    cchc.open_release(host.address)
    host.files[SUMS] += b"0" * 64 + b"  another.csv\n"
    pin = hashlib.sha256(host.files[SUMS]).hexdigest()
    cchc.open_release(host.address)
    assert cchc.open_release(host.address, sha256=pin, offline=True).version()


def test_a_release_that_moves_on_while_it_is_fetched_is_fetched_again(
    host: Host, plain_folder: Path, rich_folder: Path
) -> None:
    host.files = {**files_of(rich_folder), SUMS: (plain_folder / SUMS).read_bytes()}
    fresh = files_of(rich_folder)

    class Moving(list[str]):
        def append(self, path: str) -> None:
            super().append(path)
            if path.endswith("release.json"):
                host.files = fresh

    host.asked = Moving()
    assert cchc.open_release(host.address).version() == rich_folder.name


def test_offline_asks_nothing_and_only_when_told_to(host: Host) -> None:
    with pytest.raises(cchc.ReleaseNotFoundError, match="Nothing is kept of"):
        cchc.open_release(host.address, offline=True)
    assert host.asked == []
    version = cchc.open_release(host.address).version()
    asked = list(host.asked)
    assert cchc.open_release(host.address, offline=True).version() == version and host.asked == asked
    host.faults[SUMS] = "404"
    with pytest.raises(cchc.DownloadError, match="answers 404"):
        cchc.open_release(host.address)


def test_a_host_that_is_away_is_told_with_what_to_do(plain_folder: Path) -> None:
    with served(plain_folder) as host:
        address = host.address
        cchc.open_release(address)
    with pytest.raises(cchc.DownloadError, match=r"cannot be reached .*offline=True"):
        cchc.open_release(address)
    assert cchc.open_release(address, offline=True).version() == plain_folder.name


@pytest.mark.parametrize(
    ("name", "fault", "told"),
    [
        (DATABASE, "truncated", "broke off after|IncompleteRead|cannot be reached"),
        (DATABASE, "wrong", "does not have the sum"),
        (DATABASE, "huge", "has 10000000000000 bytes; no more than"),
        (DATABASE, "endless", "has more than 20000000 bytes"),
        (DATABASE, "slow", "took longer than 0.5 seconds"),
        (DATABASE, "404", "answers 404"),
        (DATABASE, "loop", "not followed, or on and on"),
        (DATABASE, "to:file:///etc/passwd", "is not followed"),
        (DATABASE, "to:ftp://127.0.0.1/x", "is not followed"),
        ("release.json", "wrong", "does not have the sum"),
        (SUMS, "endless", "has more than 5000000 bytes"),
        (SUMS, "404", "answers 404"),
    ],
)
def test_what_a_host_may_do_wrong_is_told_and_nothing_is_kept(host: Host, name: str, fault: str, told: str) -> None:
    host.faults[name] = fault
    with pytest.raises((cchc.DownloadError, cchc.DamagedReleaseError), match=told) as caught:
        cchc.open_release(host.address, timeout=0.5 if fault == "slow" else 60.0, most_bytes=20_000_000)
    assert "\n" not in str(caught.value)
    assert kept() == []
    del host.faults[name]
    assert cchc.open_release(host.address).indices(as_="records")


def test_a_host_that_says_nothing_is_left(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    from cchc.client import locating
    from cchc.client.fetching import Bounds

    monkeypatch.setattr(locating, "Bounds", lambda **given: Bounds(**given, silent_seconds=0.3))
    host.faults[DATABASE] = "silent"
    with pytest.raises(cchc.DownloadError, match=r"cannot be reached \(.*timed out"):
        cchc.open_release(host.address)
    assert kept() == []


def test_a_redirect_is_followed_and_a_body_without_length_is_taken(host: Host) -> None:
    host.files["elsewhere"] = host.files[DATABASE]
    host.faults[DATABASE] = f"to:{FOLDER}/elsewhere"
    host.faults["release.json"] = "close"
    assert cchc.open_release(host.address).indices(as_="records")


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("http://user:secret@127.0.0.1/x", "holds a user's name"),
        ("http:///x", "is no address of a release"),
        ("https://example.org/x?y=1", "leave out what follows"),
    ],
)
def test_an_address_is_checked_and_no_password_is_told(address: str, told: str) -> None:
    with pytest.raises(cchc.DownloadError, match=told) as caught:
        cchc.open_release(address)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        (SUMS, b"\xff\xfe nothing", "names no release.json and no cchc.duckdb"),
        (SUMS, b"<html>not found</html>", "names no release.json and no cchc.duckdb"),
        ("release.json", b'{"version": "../../x"}', "tells no version"),
        ("release.json", b"[]", "tells no version"),
    ],
)
def test_what_is_no_release_is_not_kept(host: Host, name: str, data: bytes, told: str) -> None:
    host.files[name] = data
    if name == "release.json":
        good = host.files[SUMS].decode().splitlines()
        sums = [f"{hashlib.sha256(data).hexdigest()}  release.json", *(line for line in good if DATABASE in line)]
        host.files[SUMS] = "\n".join(sums).encode()
    with pytest.raises(cchc.DownloadError, match=told):
        cchc.open_release(host.address)
    assert kept() == []


def test_a_kept_file_that_was_damaged_is_fetched_again_and_not_opened_offline(host: Host) -> None:
    database = cchc.open_release(host.address).folder / DATABASE
    good = database.read_bytes()
    database.write_bytes(good[:-1] + b"x")
    with pytest.raises(cchc.DamagedReleaseError, match="does not have the sum"):
        cchc.open_release(host.address, offline=True)
    assert not database.exists(), "the bad file is gone"
    cchc.open_release(host.address)
    assert database.read_bytes() == good


def test_two_processes_at_once_both_get_the_release(host: Host) -> None:
    host.faults[DATABASE] = "slow"
    code = f"import cchc; print(cchc.open_release({host.address!r}).version())"
    running = [subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) for _ in range(3)]
    told = [process.communicate(timeout=60)[0].strip() for process in running]
    assert [process.returncode for process in running] == [0, 0, 0] and len(set(told)) == 1
    assert [name.rpartition("/")[2] for name in kept() if name.startswith("releases")] == [
        SUMS,
        DATABASE,
        "release.json",
    ]


def test_what_a_killed_process_left_behind_is_cleared_after_a_day(host: Host) -> None:
    releases = Path(os.environ["CCHC_CACHE"]) / "releases"
    for name, age in ((".part-old", 90_000), (".part-new", 60)):
        (releases / name).mkdir(parents=True)
        then = releases.stat().st_mtime - age
        os.utime(releases / name, (then, then))
    cchc.open_release(host.address)
    assert not (releases / ".part-old").exists() and (releases / ".part-new").exists()


def test_the_cache_stands_where_the_user_keeps_caches(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from cchc.client.caching import cache_directory

    monkeypatch.delenv("CCHC_CACHE")
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_directory() == tmp_path / "cchc"
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert cache_directory() == tmp_path / ".cache" / "cchc"
