"""The commands that look after the archive of captures: check, rebuild, mend and compact.

Belongs here: options, and results in words. Does not belong here: the work (`scrapers.archive`).
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cchc.errors import CchcError, PipelineError

if TYPE_CHECKING:
    from scrapers.archive.compaction import Compaction


@click.group()
def archive() -> None:
    """Look after the archive of captures, from which everything else is made."""


@archive.command()
def check() -> None:
    """Read every record and say what is wrong, a sentence a fault; nothing is changed.

    Compares every digest, as `warcio check` does, follows every reference from one record to another, and compares the
    index with the files. May take minutes; may run beside a run, which it then may catch between two steps.
    """
    from scrapers.archive import ArchiveError
    from scrapers.archive.checking import check as check_archive

    root = _root()
    try:
        checked = check_archive(root, click.echo)
    except ArchiveError as error:
        raise CchcError(str(error)) from None
    for note in checked.notes:
        click.echo(note)
    said = f"{checked.files:,} files, {checked.records:,} records, {checked.looks:,} looks"
    if checked.faults:
        raise PipelineError(f"The archive {root} has {checked.faults:,} faults; read were {said}.")
    click.echo(f"The archive is whole: {said}.")


@archive.command()
@click.option("--accept-loss", is_flag=True, help="Go on where looks of the former index are lost, and say which.")
def rebuild(accept_loss: bool) -> None:
    """Make the index anew from the WARC files alone, each record checked.

    Where a file is gone or shorter than the former index knew it, says how many looks are lost and leaves the index.
    """
    from scrapers.archive import ArchiveError, rebuild_index
    from scrapers.archive.rebuilding import LooksLostError, refuse_loss

    try:
        looks = rebuild_index(_root(), on_loss=_tell_each if accept_loss else refuse_loss)
    except LooksLostError as error:
        _tell_each(error.losses)
        raise PipelineError(str(error)) from None
    except ArchiveError as error:
        raise CchcError(str(error)) from None
    click.echo(f"The index was made anew: {looks:,} looks.")


def _tell_each(losses: Iterable[object]) -> None:
    for loss in losses:
        click.echo(str(loss))


@archive.command()
@click.argument("warc_file", metavar="FILE")
def mend(warc_file: str) -> None:
    """Keep what is whole in a damaged file, where there is no copy to restore it from.

    FILE is named as `cchc archive check` names it, such as warc/crawl/crawl-000001.warc.gz. Its whole records go into a
    file of that name; the damaged one stays beside it as FILE.damaged. Each look that is lost is told.
    """
    from scrapers.archive import ArchiveError
    from scrapers.archive.mending import mend as mend_file

    try:
        mended = mend_file(_root(), warc_file)
    except ArchiveError as error:
        raise CchcError(str(error)) from None
    for look in mended.lost or ():
        click.echo(f"Lost: {look.url} at {look.looked_at} ({look.outcome}), {look.look_id}.")
    lost = "the index does not tell how many" if mended.lost is None else f"{len(mended.lost):,}"
    click.echo(
        f"{warc_file} keeps {mended.kept:,} looks; lost: {lost}. {mended.bytes_left_out:,} bytes were left out; "
        f"the damaged file is {mended.aside}. Run `cchc archive check` to see which references led to what is lost."
    )


@archive.command()
@click.option(
    "--keep-days",
    type=click.IntRange(min=1),
    metavar="N",
    help="Drop bodies of lists and of answers that are no documents, where they are older than N days before the last "
    "look. Without it nothing is dropped.",
)
@click.option("--dry-run", is_flag=True, help="Only say what would be done.")
def compact(keep_days: int | None, dry_run: bool) -> None:
    """Join small WARC files into large ones and store no bytes twice.

    Every look stays on record. Bytes of a document or of a suspect are never dropped, nor those that were accepted by
    `cchc sources accept`, nor those that an address had last.
    """
    from scrapers.accepted import AcceptanceError
    from scrapers.archive import ArchiveError
    from scrapers.archive.compaction import compact as compact_archive
    from scrapers.archive.compaction import planned

    root = _root()
    try:
        accepted = _accepted()
        if dry_run:
            _tell(planned(root, keep_days, accepted), "would become", "would set free up to")
        else:
            _tell(compact_archive(root, keep_days, accepted), "became", "set free")
    except (AcceptanceError, ArchiveError) as error:
        raise CchcError(str(error)) from None


def _tell(done: Compaction, became: str, freed: str) -> None:
    for sentence in done.salvaged:
        click.echo(sentence)
    click.echo(
        f"{done.files_before:,} files {became} {done.files_after:,}; {done.referred:,} copies {became} references, "
        f"{done.dropped:,} old bodies {became} notes; this {freed} {done.bytes_freed:,} bytes."
    )


def _accepted() -> set[str]:
    """The captures that an operator accepted."""
    from orchestration.paths import DataPaths
    from scrapers.accepted import read_acceptances

    return {one.capture_id for one in read_acceptances(DataPaths.from_environment().accepted_captures)}


def _root() -> Path:
    from orchestration.paths import DataPaths

    root = DataPaths.from_environment().archive
    if not root.is_dir():
        raise CchcError(f"There is no archive at {root}: run `cchc run`, or name its data directory in CCHC_DATA.")
    return root
