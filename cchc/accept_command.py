"""`cchc sources accept`: an operator's word that what looks wrong is right, as data with a reason.

Belongs here: the command. Does not belong here: the file (`scrapers.accepted`), what acceptance changes.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

import click

from cchc.errors import CchcError
from cchc.text import printable

if TYPE_CHECKING:
    from orchestration.paths import DataPaths

_SHORTEST = 8
_HANOI = timezone(timedelta(hours=7))


@click.command()
@click.argument("url")
@click.option("--capture", required=True, metavar="ID", help="The capture, or its first eight digits or more.")
@click.option("--reason", required=True, help="Why it is right, for whoever asks later.")
def accept(url: str, capture: str, reason: str) -> None:
    """Accept a suspect capture of an address as a document, from the next run on.

    `cchc status` and the nightly message name what is suspect. The smaller reading of a whole source is accepted as
    source:CODE with the mark that the message tells.
    """
    from orchestration.paths import DataPaths
    from scrapers.accepted import SOURCE_SCHEME, Acceptance, AcceptanceError, add_acceptance

    paths = DataPaths.from_environment()
    if url.startswith(SOURCE_SCHEME):
        address, capture_id = url, capture
    else:
        address, capture_id = _found(paths, url, capture.lower())
    today = datetime.now(_HANOI).date()
    try:
        is_new = add_acceptance(paths.accepted_captures, Acceptance(capture_id, address, today, reason))
    except AcceptanceError as error:
        raise CchcError(str(error)) from None
    said = "is accepted from the next run on" if is_new else "was accepted before"
    click.echo(f"{printable(address)}: {capture_id} {said} ({paths.accepted_captures}).")


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
