"""Nights on a disk that is full at every stage in turn, then on one with room (`python -m bench.full_disk`).

Belongs here: a small disk in memory, in a mount namespace of its own, which needs no rights on most machines. Does not
belong here: the night and what it must leave (`kill_world`).
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.kill_world import NotAsItMustBeError, World, require_alike, said, world
from orchestration.paths import PROJECT, DataPaths
from publishing.checksums import is_whole

UNSHARED = ("unshare", "--user", "--map-root-user", "--mount")
DISK = "small_disk"
_BLOCK = 512
_MEGABYTE = 2**20
_ROOM = 2**30
_SHARE = 0.5
_FULL = "The disk is full, as the run saw at "
_STAGES = ("captures", "records", "warehouse", "checks of marts", "release")


def refusal() -> str | None:
    """Why there can be no small disk on this machine, None if there can."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            done = subprocess.run([*UNSHARED, "mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder], check=False,
                                  capture_output=True, text=True)  # fmt: skip
        except OSError as error:
            return f"no mount namespace: {error}"
    return f"no mount namespace: {done.stderr.strip()}" if done.returncode else None


def sizes(undisturbed: DataPaths, seed: DataPaths) -> dict[str, int]:
    """The bytes of a disk that is full half way through each stage, by stage."""
    used, found = _used(seed.root), {}
    for stage, folder in (
        ("captures", undisturbed.archive),
        ("records", undisturbed.records),
        ("warehouse", undisturbed.warehouse),
        ("checks of marts", undisturbed.build / "checks" / "marts"),
        ("release", undisturbed.release),
    ):
        found[stage] = used + int(_SHARE * _used(folder))
        used += _used(folder)
    return found


def rounds(place: World, undisturbed: DataPaths, stages: list[str]) -> str:
    """In a process that may mount: a night a stage on a disk that is full then, and one with room.

    Raises:
        NotAsItMustBeError: something was not told, lost, changed or left behind.
    """
    command = [*UNSHARED, sys.executable, "-m", "bench.full_disk", "--inside", str(place.folder)]
    command += ["--port", str(place.port), "--undisturbed", undisturbed.root.name, *stages]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NotAsItMustBeError(done.stdout + done.stderr)
    return done.stdout


def _inside(place: World, undisturbed: DataPaths, stages: list[str]) -> Iterator[str]:
    (place.folder / DISK).mkdir()
    _mount(place, _ROOM, "tmpfs")
    paths, too_small = place.fresh(DISK), sizes(undisturbed, DataPaths(place.folder / "seed"))
    before = (paths.release / "latest").resolve()
    for stage in stages:
        _mount(place, max(too_small[stage], _used(paths.root)), "remount")
        code = place.start(paths).wait(timeout=600)
        told = said(paths).read_text("utf-8").splitlines()[-1:]
        yield f"{too_small[stage] / _MEGABYTE:.1f} MB, to be full at {stage}: {' '.join(told)}"
        if code != 1 or not told or not told[0].startswith(_FULL):
            raise NotAsItMustBeError(f"Exit code {code}, not one sentence of a full disk: {said(paths).read_text()}")
        if (paths.release / "latest").resolve() != before or not is_whole(before):
            raise NotAsItMustBeError("latest was touched.")
    _mount(place, _ROOM, "remount")
    place.finish(paths)
    require_alike(undisturbed, paths)
    yield "with room: as undisturbed"


def _mount(place: World, size: int, how: str) -> None:
    kind = ["-t", "tmpfs", "-o", f"size={size}", "tmpfs"] if how == "tmpfs" else ["-o", f"remount,size={size}"]
    subprocess.run(["mount", *kind, place.folder / DISK], check=True)  # noqa: S607


def _used(place: Path) -> int:
    return sum(path.lstat().st_blocks * _BLOCK for path in (place, *place.rglob("*")))


def main() -> int:
    """Fills the disk at each of the stages named, all if none is, and tells what was said."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("stages", nargs="*")
    parser.add_argument("--inside", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--port", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--undisturbed", help=argparse.SUPPRESS)
    given = parser.parse_args()
    stages = given.stages or list(_STAGES)
    if given.inside:
        place = World(given.inside, given.port)
        for line in _inside(place, DataPaths(given.inside / given.undisturbed), stages):
            print(line, flush=True)
        return 0
    with tempfile.TemporaryDirectory() as folder, world(Path(folder)) as place:
        undisturbed = place.fresh("undisturbed")
        place.finish(undisturbed)
        print(rounds(place, undisturbed, stages), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
