"""The commands that drive the pipeline: run and add.

Belongs here: options, and results in words. Does not belong here: the work, which is imported when a command runs, so
that the others start quickly.
"""

from __future__ import annotations

import logging
import os
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cchc.errors import CchcError, PipelineError
from cchc.text import printable

if TYPE_CHECKING:
    from orchestration.as_known import PastRelease
    from orchestration.crawling import Crawler
    from orchestration.jobs import Wanted
    from orchestration.nightly import RunSummary
    from orchestration.settings import Settings


_DAY = click.DateTime(["%Y-%m-%d"])
_DOUBTS_SHOWN = 10
_EXAMPLE = (
    "select unit_name, score from fct_score where index_code = 'PAPI' and year = 2024 and domain_code = '_total' "
    "order by score desc limit 10"
)


@click.command()
@click.option("--live", is_flag=True, help="Also ask live sources for what is new.")
@click.option(
    "--source", "sources", multiple=True, metavar="CODE", help="Only this source; may be given several times."
)
@click.option(
    "--nightly",
    is_flag=True,
    help="As a timer does every night: ask live sources where a contact is set, tell the operator if it cannot begin.",
)
@click.option("--again-from", metavar="YYYY-MM-DD", type=_DAY, help="Ask pages again first seen from this day on.")
@click.option("--again-to", metavar="YYYY-MM-DD", type=_DAY, help="Ask pages again first seen up to this day.")
def run(
    live: bool, sources: tuple[str, ...], nightly: bool, again_from: datetime | None, again_to: datetime | None
) -> None:
    """Look at every source, read what is new, and release what changed."""
    from orchestration.errors import BadInputError, RunError
    from orchestration.jobs import Wanted

    _check_options(live, nightly, again_from, again_to)
    _show_progress()
    wanted = Wanted(live=live, sources=sources, again_from=_iso(again_from), again_to=_iso(again_to))
    try:
        summary = _night(sources) if nightly else _run_by_hand(wanted)
    except BadInputError as error:
        raise CchcError(str(error)) from None
    except RunError as error:
        raise PipelineError(str(error)) from None
    click.echo(_in_words(summary))


def _check_options(live: bool, nightly: bool, again_from: datetime | None, again_to: datetime | None) -> None:
    if live and nightly:
        raise CchcError("--nightly asks live sources where a contact is set: give it without --live.")
    if (again_from or again_to) and not live:
        raise CchcError("--again-from and --again-to ask live sources: give --live with them.")
    if again_from and again_to and again_from > again_to:
        raise CchcError(f"--again-from {_iso(again_from)} is after --again-to {_iso(again_to)}: exchange them.")


def _iso(day: datetime | None) -> str | None:
    return None if day is None else day.date().isoformat()


def _run_by_hand(wanted: Wanted) -> RunSummary:
    """A run that somebody has started, who is there to be told if it cannot begin."""
    from orchestration.nightly import run_nightly
    from orchestration.settings import CONTACT_VARIABLE, load_settings

    settings = load_settings()
    if wanted.live and settings.contact is None:
        raise CchcError(
            f"Live sources are not asked without a contact: set {CONTACT_VARIABLE} (or `contact` in cchc.toml) to an "
            "address that the sites can write to, or run without --live."
        )
    _check_known(wanted.sources)
    return run_nightly(settings, wanted, _crawler(settings), f"cchc run{' --live' if wanted.live else ''}")


def _night(sources: tuple[str, ...]) -> RunSummary:
    """A run that nobody waits for: the operator is told where it cannot begin."""
    from orchestration.errors import NotBegunError, SettingsError
    from orchestration.jobs import Wanted
    from orchestration.left_behind import instant
    from orchestration.night_end import tell_of_false_start
    from orchestration.night_report import NO_CONTACT
    from orchestration.nightly import run_nightly
    from orchestration.settings import load_settings

    what = "cchc run --nightly"
    try:
        settings = load_settings()
        _check_known(sources)
        note = NO_CONTACT if settings.contact is None else None
        if note:
            logging.getLogger("cchc.progress").warning(note)
        wanted = Wanted(live=settings.contact is not None, sources=sources)
        return run_nightly(settings, wanted, _crawler(settings), what, note)
    except (NotBegunError, SettingsError, CchcError) as error:
        tell_of_false_start(what, str(error), instant(utc_now()))
        raise


def _check_known(sources: tuple[str, ...]) -> None:
    from orchestration.paths import DataPaths
    from scrapers.crawl.source_file import source_codes

    if unknown := sorted(set(sources) - set(source_codes(DataPaths.from_environment().sources))):
        raise CchcError(f"There is no source {unknown[0]}: `cchc sources list` tells all of them.")


def _crawler(settings: Settings) -> Crawler:
    from orchestration.crawling import crawler_of

    return crawler_of(settings, utc_now)


@click.command(name="as-known-on")
@click.argument("day", metavar="YYYY-MM-DD", type=click.DateTime(["%Y-%m-%d"]))
def as_known_on(day: datetime) -> None:
    """Rebuild the warehouse from the archive as it was known when a day ended in Hanoi.

    Every look until then counts and no later one: documents first seen later are not there, pages that changed later
    have their old text. Models, vocabulary and readers are today's. The result stands in a folder of its own,
    as-known-on/YYYY-MM-DD of the data directory; the latest release is left as it is.
    """
    from orchestration.as_known import rebuild
    from orchestration.errors import RunError
    from orchestration.left_behind import instant
    from orchestration.paths import DataPaths
    from orchestration.settings import load_settings
    from scrapers.hanoi import HANOI

    if day.date() > datetime.now(HANOI).date():
        raise CchcError(f"{day.date()} has not come yet in Hanoi: name a day until today.")
    _show_progress()
    try:
        settings = load_settings()
        made = rebuild(DataPaths(settings.data), day.date(), instant(utc_now()), _crawler(settings))
    except RunError as error:
        raise PipelineError(str(error)) from None
    click.echo(_past_in_words(made))


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--url", help="The address that the file was saved from; only with one file.")
def add(paths: tuple[Path, ...], url: str | None) -> None:
    """Put documents into the archive; `cchc run` reads them."""
    from orchestration.paths import DataPaths
    from scrapers.archive import Archive, ArchiveBusy, ArchiveError
    from scrapers.intake import IntakeError, add_files

    archive = Archive(DataPaths.from_environment().archive)
    try:
        added = add_files(archive, paths, utc_now(), url)
    except (IntakeError, ArchiveError, ArchiveBusy) as error:
        raise CchcError(str(error)) from None
    for item in added:
        outcome = f"added as {item.look.capture_id}" if item.look else "held already"
        click.echo(f"{printable(str(item.path))}: {outcome}")
    new = sum(item.look is not None for item in added)
    click.echo(f"{new} of {len(added)} documents are new. Next: cchc run" if new else "Nothing new.")


def utc_now() -> datetime:
    """The clock, for commands whose answer depends on the day."""
    return datetime.now(UTC)


def _show_progress() -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(message)s"))
    progress = logging.getLogger("cchc.progress")
    progress.addHandler(handler)
    progress.setLevel(logging.INFO)


def _past_in_words(made: PastRelease) -> str:
    return "\n".join(
        [
            f"As known at the end of {made.day} in Hanoi: version {made.version}, from {made.looks:,} looks.",
            f"  files  {made.release}",
            "Try next:",
            f"  cchc diff {made.release} latest",
            f'  cchc query --release {made.release} "from fct_score limit 10"',
        ]
    )


def _in_words(summary: RunSummary) -> str:
    """What a newcomer wants to know at the end of a run."""
    from cchc.release_facts import release_counts

    held = release_counts(summary.release)
    started_as = os.path.relpath(sys.argv[0])
    program = "cchc" if shutil.which("cchc") else "python -m cchc" if started_as.endswith(".py") else started_as
    news = (
        f"Released version {summary.version}."
        if summary.is_new
        else f"Nothing changed: version {summary.version} stays the latest and no new release was made."
    )
    failed = f"; {summary.failed_looks} looks failed (see `cchc status`)" if summary.failed_looks else ""
    more = len(summary.doubts) - _DOUBTS_SHOWN
    return "\n".join(
        [
            news,
            "",
            f"  read           {summary.captures_read:,} documents now, {summary.captures_kept:,} kept from before, "
            f"of {summary.sources} sources{failed}",
            f"  figures        {held.figures:,} printed values, each with the place that printed it",
            f"  facts          {held.facts:,} scores and ranks of {held.units:,} units, "
            f"{held.first_year} to {held.last_year}",
            f"  discrepancies  {held.discrepancies:,} places where print contradicts itself",
            f"  files          {summary.release}",
            *(f"  doubtful       {doubt}" for doubt in summary.doubts[:_DOUBTS_SHOWN]),
            *([f"  doubtful       {more:,} more: `cchc status` tells all of them"] if more > 0 else []),
            "",
            "Try next:",
            f"  {program} status",
            f"  {program} show 'Hà Nội'",
            f'  {program} query "{_EXAMPLE}"',
        ]
    )
