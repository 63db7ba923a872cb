"""Data directories that are alike, the nights that run in them, and what two of them must have in common.

Belongs here: making, starting, reading, comparing. Does not belong here: killing (`kill`), full disks (`full_disk`).
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import yaml

from orchestration.paths import PROJECT, SOURCES, DataPaths
from publishing.checksums import SUMS_NAME, is_whole
from publishing.release import ReleaseContext, make_release
from scrapers.archive import Archive
from scrapers.archive.checking import check
from tests.publishing import sample_build
from tests.site import serve
from tests.site.calm import calm
from tests.site.hosts import sites_of
from tests.site.sources import write_sources

READER = """
import duckdb, sys, time
from pathlib import Path
latest, stop = Path(sys.argv[1]), Path(sys.argv[2])
reads, versions = 0, set()
while not stop.exists():
    with duckdb.connect(str(latest / "cchc.duckdb"), read_only=True) as connection:
        assert connection.execute("select count(*) from fct_score").fetchone()[0] > 0
        versions.add(connection.execute("select version from release_info").fetchone()[0])
    reads += 1
    time.sleep(0.1)
print(reads, len(versions))
"""
_LEFTOVERS = ("*.tmp", "*.open", "*-wal", "*-journal", "*.wal")


class NotAsItMustBeError(AssertionError):
    """What a kill or a full disk must never do was done; the message says what."""


@dataclass(frozen=True, slots=True)
class World:
    """Where everything stands; `port` is that of the calm web."""

    folder: Path
    port: int

    def fresh(self, name: str) -> DataPaths:
        """A new data directory, with a few tables, the calm web's sources and a release of an earlier day."""
        shutil.copytree(self.folder / "seed", self.folder / name, symlinks=True, dirs_exist_ok=True)
        return DataPaths(self.folder / name)

    def start(self, paths: DataPaths, told: str = "said") -> subprocess.Popen[str]:
        """Starts a night in a process group of its own; what it says goes to the file that `said` names."""
        command = [sys.executable, "-m", "bench.kill_night", "--data", str(paths.root), "--port", str(self.port)]
        with said(paths, told).open("w", encoding="utf-8") as file:
            return subprocess.Popen(command, cwd=PROJECT, stdout=file, stderr=file, text=True, start_new_session=True)

    def finish(self, paths: DataPaths) -> None:
        """Runs a night to its end.

        Raises:
            NotAsItMustBeError: it failed.
        """
        if code := self.start(paths).wait(timeout=600):
            raise NotAsItMustBeError(f"A night ended with exit code {code}: {said(paths).read_text('utf-8')}")


def said(paths: DataPaths, told: str = "said") -> Path:
    """Where the last night in a data directory told the person who waited what it did."""
    return paths.root.with_suffix(f".{told}")


@contextmanager
def world(folder: Path) -> Iterator[World]:
    """A world in an empty folder, whose web answers while the block lasts."""
    paths = DataPaths(folder / "seed")
    _few_tables(paths.root / "figures")
    write_sources(paths.root / "sources", sites_of(calm()).values())
    build = sample_build.write_build(folder / "before" / "warehouse.duckdb")
    manifest = sample_build.write_manifest(folder / "before" / "manifest.json", str(folder))
    make_release(build, paths.release, ReleaseContext(manifest=manifest, schema_version="1", checks={}))
    with serve("calm") as web:
        try:
            yield World(folder, web.http)
        finally:
            _make_removable(folder)


def _few_tables(figures: Path) -> None:
    """The smallest table of each bundled source, and the sources themselves without bounds."""
    sources = figures.parent / "sources"
    sources.mkdir(parents=True)
    for path in sorted(SOURCES.glob("*.yml")):
        source = yaml.safe_load(path.read_text("utf-8"))
        if source["kind"] == "live":
            continue
        source["expected"]["min_records"] = 0
        (sources / path.name).write_text(yaml.safe_dump(source, allow_unicode=True, sort_keys=False), "utf-8")
        notes = sorted((PROJECT / "data" / "figures").glob(source["tables"])) if "tables" in source else []
        for note in sorted(notes, key=lambda note: (note.with_suffix(".csv").stat().st_size, note))[:1]:
            folder = figures / note.parent.name
            folder.mkdir(parents=True, exist_ok=True)
            for file in (note, note.with_suffix(".csv")):
                shutil.copy(file, folder)


def _make_removable(folder: Path) -> None:
    """Releases are read-only."""
    for path in [folder, *folder.rglob("*")]:
        if path.is_dir() and not path.is_symlink():
            path.chmod(0o755)


@contextmanager
def reading(paths: DataPaths) -> Iterator[None]:
    """Reads `latest` over and over in a process of its own while the block lasts.

    Raises:
        NotAsItMustBeError: a reading failed, or hardly any took place.
    """
    stop = paths.root.with_suffix(".stop")
    command = [sys.executable, "-c", READER, str(paths.release / "latest"), str(stop)]
    reader = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        yield
    finally:
        stop.touch()
        out, err = reader.communicate(timeout=60)
        stop.unlink()
    reads, versions = map(int, out.split()) if reader.returncode == 0 else (0, 0)
    if reader.returncode or reads < 10 or versions != 2:
        raise NotAsItMustBeError(f"A reader of latest read {reads} times, {versions} versions of 2: {err[-2000:]}")


def require_alike(undisturbed: DataPaths, disturbed: DataPaths) -> None:
    """Demands that two data directories hold the same releases, records and looks, and nothing half-written.

    Raises:
        NotAsItMustBeError: they do not; the message says what differs.
    """
    for what, of in (("releases", _releases), ("records", _records), ("looks", _looks)):
        one, other = of(undisturbed), of(disturbed)
        if one != other:
            raise NotAsItMustBeError(f"The {what} differ: {sorted(set(one) ^ set(other))[:10]}")
    if not is_whole((disturbed.release / "latest").resolve()):
        raise NotAsItMustBeError("latest is not whole.")
    left = [str(path) for pattern in _LEFTOVERS for path in disturbed.root.rglob(pattern)]
    if left:
        raise NotAsItMustBeError(f"Left behind: {left}")
    _require_sound(disturbed)


def _releases(paths: DataPaths) -> list[str]:
    """The names in the folder of releases, and the sums of all files of the latest one."""
    names = sorted(f"{path.name} {path.is_symlink()}" for path in paths.release.iterdir())
    latest = (paths.release / "latest").resolve()
    return [*names, latest.name, *(latest / SUMS_NAME).read_text("utf-8").splitlines()]


def _records(paths: DataPaths) -> list[str]:
    return [
        f"{path.relative_to(paths.records)} {hashlib.sha256(path.read_bytes()).hexdigest()}"
        for path in sorted(paths.records.rglob("*.parquet"))
    ]


def _looks(paths: DataPaths) -> list[str]:
    """Every look, in no order: workers ask as they come. A page that was asked twice shows."""
    return sorted(
        f"{look.source} {look.url} {look.outcome} {look.page_kind} {look.capture_id} {look.run_id}"
        for look in Archive(paths.archive).looks()
    )


def _require_sound(paths: DataPaths) -> None:
    """The archive passes its own check and that of warcio."""
    told: list[str] = []
    check(paths.archive, told.append)
    if told:
        raise NotAsItMustBeError(f"The archive: {told[:5]}")
    warcs = sorted(str(path) for path in (paths.archive / "warc").rglob("*.warc.gz"))
    warcio = Path(sys.executable).with_name("warcio")
    done = subprocess.run([warcio, "check", *warcs], capture_output=True, text=True, check=False)
    if done.returncode:
        raise NotAsItMustBeError(f"warcio check: {done.stdout[-2000:]}{done.stderr[-2000:]}")


def seconds_of_stages(paths: DataPaths) -> dict[str, float]:
    """How long each stage of the last night took, as its log tells."""
    log = max(paths.runs.glob("*.log.jsonl"), key=lambda path: path.stat().st_mtime)
    lines = map(json.loads, log.read_text("utf-8").splitlines())
    told = [line["extra"] for line in lines if "seconds" in line.get("extra", {})]
    return {each["stage"]: float(each["seconds"]) for each in told}
