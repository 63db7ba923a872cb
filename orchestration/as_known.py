"""The warehouse of a past day, rebuilt from the archive as it was known when that day ended in Hanoi.

Belongs here: which looks count and what is run on them, in a folder of its own. Does not belong here: how a look is
left out (`scrapers.archive`), printing. Readers, vocabulary and models are today's; a table that was taken out of
data/figures is taken out of all days, since the archive is not told of it.
"""

from __future__ import annotations

import logging
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from orchestration.crawling import Crawler
from orchestration.errors import RunError
from orchestration.jobs import load_definitions, run_job
from orchestration.paths import DataPaths
from orchestration.run_lock import Owner, hold
from scrapers.archive import Archive

_progress = logging.getLogger("cchc.progress")


@dataclass(frozen=True, slots=True)
class PastRelease:
    """A release of what was known on a day, and from how many looks it was made."""

    day: date
    version: str
    release: Path
    looks: int


def rebuild(paths: DataPaths, day: date, started_at: str, crawler: Crawler) -> PastRelease:
    """Reads the captures known at the end of a day, builds, checks and releases them below `as-known-on`.

    Args:
        crawler: part of the graph; nothing is asked of live sources.
        started_at: now, for whoever wants to start a run meanwhile (UTC, ISO 8601).

    Raises:
        RunError: nothing was known yet, another run is at work, a stage failed, or a blocking check did.
    """
    past = paths.as_known_on(day)
    looks = sum(1 for _ in Archive(past.archive, known_before=past.known_before).each_look())
    if not looks:
        raise RunError(f"Nothing was known yet at the end of {day}: name a later day (`cchc status` tells the looks).")
    owner = Owner.here(f"cchc as-known-on {day}", started_at)
    with hold(paths.root, owner), hold(past.root, owner):
        _keep_readings(paths, past)
        from orchestration import definitions
        from orchestration.run_resource import NoNight

        defs = load_definitions(past, NoNight(), crawler)
        _progress.info(f"Reading what was known at the end of {day} ...")
        run_job(past, defs, definitions.READING)
        _progress.info("Building the warehouse, checking it and releasing it; this takes about a minute ...")
        built = run_job(past, defs, definitions.BUILD)
    version = str(built["release"]["version"])
    return PastRelease(day, version, past.release / version, looks)


def _keep_readings(paths: DataPaths, past: DataPaths) -> None:
    """Hands on today's records, so that only those captures are read again that have no records any more."""
    shutil.rmtree(past.records, ignore_errors=True)
    if paths.records.is_dir():
        shutil.copytree(paths.records, past.records)
