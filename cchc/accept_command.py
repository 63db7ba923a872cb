"""`cchc sources accept`: an operator's word that what looks wrong is right, as data with a reason.

Belongs here: the command. Does not belong here: the file (`scrapers.accepted`), what acceptance changes.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from cchc.errors import CchcError
from cchc.text import printable

if TYPE_CHECKING:
    from orchestration.paths import DataPaths

_SHORTEST = 8
_GONE = (404, 410)


@click.command()
@click.argument("url")
@click.option("--capture", metavar="ID", help="The capture, or its first eight digits or more.")
@click.option("--gone", is_flag=True, help="The site has withdrawn the page; what is known of it stays.")
@click.option("--reason", required=True, help="Why it is right, for whoever asks later.")
def accept(url: str, capture: str | None, gone: bool, reason: str) -> None:
    """Accept a suspect capture of an address as a document, or that a page is gone, from the next run on.

    `cchc status` and the nightly message name what is suspect. The smaller reading of a whole source is accepted as
    source:CODE with the mark that the message tells.
    """
    from orchestration.paths import DataPaths
    from scrapers.accepted import SOURCE_SCHEME, Acceptance, AcceptanceError, add_acceptance
    from scrapers.hanoi import HANOI

    paths = DataPaths.from_environment()
    try:
        if (capture is None) != gone:
            raise CchcError("Give either --capture ID, or --gone for a page that its site has withdrawn.")
        if capture is None:
            address, capture_id = _gone(paths, url)
        elif url.startswith(SOURCE_SCHEME):
            address, capture_id = url, _told_mark(paths, url.removeprefix(SOURCE_SCHEME), capture)
        else:
            address, capture_id = _found(paths, url, capture.lower())
        word = Acceptance(capture_id, address, datetime.now(HANOI).date(), reason)
        is_new = add_acceptance(paths.accepted_captures, word)
    except AcceptanceError as error:
        raise CchcError(str(error)) from None
    said = "is accepted from the next run on" if is_new else "was accepted before"
    click.echo(f"{printable(address)}: {capture_id} {said} ({paths.accepted_captures}).")


def _told_mark(paths: DataPaths, code: str, mark: str) -> str:
    """The mark of a smaller reading, as a reading of the source has told it, or as it was accepted before."""
    from scrapers.accepted import SOURCE_SCHEME, read_acceptances
    from scrapers.crawl.source import SourceError
    from scrapers.crawl.source_file import source_codes
    from scrapers.record_store import read_rows
    from scrapers.suspects import THIN_SOURCE

    try:
        if code not in source_codes(paths.sources):
            raise CchcError(f"There is no source {code}: `cchc sources list` names them.")
        rows = read_rows(paths.records, "anomaly", code)
    except FileNotFoundError:
        rows = []
    except (SourceError, OSError, ValueError) as error:
        raise CchcError(str(error)) from None
    told = any(row["kind"] == THIN_SOURCE and f"--capture {mark}`" in row["message"] for row in rows)
    known = {(one.url, one.capture_id) for one in read_acceptances(paths.accepted_captures)}
    if not told and (f"{SOURCE_SCHEME}{code}", mark) not in known:
        raise CchcError(f"No reading of {code} has told the mark {mark}: give it as `cchc status` does.")
    return mark


def _gone(paths: DataPaths, url: str) -> tuple[str, str]:
    """The address as the archive holds it, and what is written for a page that is gone after its last capture."""
    from scrapers.accepted import gone_mark
    from scrapers.archive import Archive, ArchiveError
    from scrapers.archive.look import as_uri

    try:
        address = as_uri(url)
        archive = Archive(paths.archive)
        last, held = archive.latest_any(address), archive.latest(address)
    except ArchiveError as error:
        raise CchcError(str(error)) from None
    if held is None or held.capture_id is None:
        raise CchcError(f"The archive holds no document of {url}: give the address as `cchc status` tells it.")
    if last is None or last.http_status not in _GONE:
        raise CchcError(f"{url} is not gone: the last look at it was not answered by 404 or 410.")
    return address, gone_mark(held.capture_id)


def _found(paths: DataPaths, url: str, capture: str) -> tuple[str, str]:
    """The address and the capture as the archive holds them."""
    from scrapers.archive import Archive, ArchiveError
    from scrapers.archive.look import as_uri

    if len(capture) < _SHORTEST:
        raise CchcError(f"--capture {capture} is too short: give at least {_SHORTEST} digits of the capture's id.")
    try:
        address = as_uri(url)
        held = {look.capture_id for look in Archive(paths.archive).each_look() if look.url == address}
    except ArchiveError as error:
        raise CchcError(str(error)) from None
    if not held:
        raise CchcError(f"The archive has no look at {url}: give the address as `cchc status` tells it.")
    matching = sorted(one for one in held if one is not None and one.startswith(capture))
    if len(matching) != 1:
        raise CchcError(f"{len(matching)} captures of {url} begin with {capture}: give the whole id of one of them.")
    return address, matching[0]
