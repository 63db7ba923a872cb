"""Kills nights at random moments of every stage, and shows that nothing is lost by it (`make bench-kill`).

Belongs here: when to kill what, and rounds of kills by hand. Does not belong here: the night (`kill_night`), what two
data directories must have in common (`kill_world`). Each round is a data directory of its own: some nights are killed
in it, one is let run to its end, and then it must be as an undisturbed one, while a reader never failed.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from bench.kill_world import NotAsItMustBeError, World, reading, require_alike, seconds_of_stages, world
from orchestration.left_behind import CURRENT_NAME, at_work
from orchestration.paths import DataPaths

STAGES = ("captures", "records", "checks of records", "warehouse", "checks of marts", "release")
_POLL_SECONDS = 0.005
_A_ROUND = 5
_TOO_LATE = "its end"


@dataclass(frozen=True, slots=True)
class Blow:
    """A kill: in which stage, after which share of the time that it usually takes, and whether dbt is killed too."""

    stage: str
    share: float
    all_at_once: bool


def drawn(chance: random.Random, stages: Sequence[str]) -> list[Blow]:
    """A kill for each of these stages."""
    return [Blow(stage, chance.random(), chance.random() < 0.5) for stage in stages]


def strike(place: World, paths: DataPaths, blow: Blow, usual: Mapping[str, float]) -> str:
    """Runs a night and kills it, at the latest when the stage has just ended; says in words where it was hit."""
    night = started(place, paths, blow.stage)
    begun = time.monotonic()
    ends = begun + blow.share * usual[blow.stage]
    while night.poll() is None and _stage(paths) == blow.stage and time.monotonic() < ends:
        time.sleep(_POLL_SECONDS)
    seconds, was_at = time.monotonic() - begun, _stage(paths)
    kill(night, all_at_once=blow.all_at_once)
    was_killed = night.returncode == -signal.SIGKILL
    return f"{blow.stage} + {seconds:.2f} s: hit at {was_at if was_killed else _TOO_LATE}"


def started(place: World, paths: DataPaths, stage: str) -> subprocess.Popen[str]:
    """A night that is at this stage now, or has ended."""
    before = _mark(paths)
    night = place.start(paths)
    while night.poll() is None and not (_mark(paths) != before and _stage(paths) == stage):
        time.sleep(_POLL_SECONDS)
    return night


def kill(night: subprocess.Popen[str], *, all_at_once: bool) -> None:
    """Kills a night alone, or with every process that it started."""
    if night.poll() is None:
        (os.killpg if all_at_once else os.kill)(night.pid, signal.SIGKILL)
    night.wait()


def _stage(paths: DataPaths) -> str:
    return (at_work(paths.runs) or {}).get("stage", "the last steps after release")


def _mark(paths: DataPaths) -> tuple[int, int]:
    """What changes whenever a night says where it is."""
    try:
        told = (paths.runs / CURRENT_NAME).stat()
    except FileNotFoundError:
        return (0, 0)
    return (told.st_ino, told.st_mtime_ns)


def round_of(place: World, name: str, blows: Sequence[Blow], undisturbed: DataPaths) -> list[str]:
    """One data directory: nights killed by these blows, then one to its end. Says where each was hit.

    Raises:
        NotAsItMustBeError: something was lost, changed or left behind, or a reader failed.
    """
    paths, usual = place.fresh(name), seconds_of_stages(undisturbed)
    with reading(paths):
        hits = [strike(place, paths, blow, usual) for blow in blows]
        place.finish(paths)
    require_alike(undisturbed, paths)
    return hits


def rounds(place: World, undisturbed: DataPaths, kills: int, chance: random.Random) -> Iterator[tuple[list[str], bool]]:
    """Rounds until nights were killed that often; of each, what is to be told and whether nothing was amiss in it."""
    killed = 0
    for number in count():
        if killed >= kills:
            return
        stages = sorted(chance.choices(STAGES, k=min(_A_ROUND, kills - killed)), key=STAGES.index)
        try:
            said = round_of(place, f"round_{number}", drawn(chance, stages), undisturbed)
        except NotAsItMustBeError as error:
            yield [f"FAULT: {error}"], False
            killed += len(stages)
        else:
            yield said, True
            killed += sum(not hit.endswith(_TOO_LATE) for hit in said)
        _removed(place.folder / f"round_{number}")


def main() -> int:
    """Kills as often as is asked for and tells each kill."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", default="kill")
    given = parser.parse_args()
    faults, number = 0, 0
    with tempfile.TemporaryDirectory() as folder, world(Path(folder)) as place:
        undisturbed = place.fresh("undisturbed")
        place.finish(undisturbed)
        chance = random.Random(given.seed)  # noqa: S311  (which moments, not a secret)
        for number, (said, is_right) in enumerate(rounds(place, undisturbed, given.kills, chance), 1):
            print(f"round {number}: {'nothing lost' if is_right else 'AMISS'}", *said, sep="\n  ", flush=True)
            faults += not is_right
    print(f"{given.kills} kills in {number} rounds: {faults} rounds amiss")
    return 1 if faults else 0


def _removed(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_dir() and not path.is_symlink():
            path.chmod(0o755)
    shutil.rmtree(folder)


if __name__ == "__main__":
    sys.exit(main())
