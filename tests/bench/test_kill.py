"""Nothing is lost by kills at every stage of a night, by a full disk, or by a second night at once."""

from __future__ import annotations

import random
import socket
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from bench.full_disk import refusal, rounds
from bench.kill import Blow, drawn, kill, started, strike
from bench.kill_night import WHAT
from bench.kill_world import World, reading, require_alike, said, seconds_of_stages, world
from orchestration.paths import DataPaths
from tests.table_print.needs import IS_COMPLETE

pytestmark = pytest.mark.pipeline
_NO_DISK = refusal()


@dataclass(frozen=True, slots=True)
class Place:
    """A world in which one night ran undisturbed."""

    world: World
    undisturbed: DataPaths


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with world(tmp_path_factory.mktemp("world")) as made:
        undisturbed = made.fresh("undisturbed")
        made.finish(undisturbed)
        yield Place(made, undisturbed)


def test_five_kills_and_a_second_night_lose_nothing(place: Place) -> None:
    """A kill in each stage, two of them of the run alone, whose dbt must not live on."""
    usual, paths = seconds_of_stages(place.undisturbed), place.world.fresh("disturbed")
    chance = random.Random("five kills")
    with reading(paths):
        night = started(place.world, paths, "captures")
        assert place.world.start(paths, "second").wait(timeout=120) == 1
        refused = said(paths, "second").read_text("utf-8").strip()
        assert f"Another run ({WHAT}, process {night.pid} on {socket.gethostname()}) has been at work" in refused
        kill(night, all_at_once=False)
        blows = [
            *drawn(chance, ("records", "checks of records")),
            Blow("warehouse", chance.random(), all_at_once=False),
        ]
        for blow in (*blows, *drawn(chance, ("release",))):
            strike(place.world, paths, blow, usual)
        place.world.finish(paths)
    require_alike(place.undisturbed, paths)


@pytest.mark.skipif(_NO_DISK is not None and not IS_COMPLETE, reason=str(_NO_DISK))
def test_a_full_disk_is_told_and_loses_nothing(place: Place) -> None:
    rounds(place.world, place.undisturbed, ["captures", "warehouse"])
