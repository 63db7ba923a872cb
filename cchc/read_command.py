"""`cchc read`: what the readers find in a file, or in each page of a batch, as JSON.

Belongs here: options, lines in and lines out. Does not belong here: reading (`scrapers.batch`, `scrapers.readers`) and
the form of a record (`cchc.record_form`). Everything that reads is imported when it is needed: `--help` is quick.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from cchc.errors import CchcError, PipelineError

if TYPE_CHECKING:
    from scrapers.documents.model import Document
    from scrapers.readers.origin import Origin

_STANDARD_INPUT = "-"


@click.command()
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option("--url", help="The address that the file was saved from: its host tells whose page it is.")
@click.option(
    "--batch",
    metavar="PAGES.jsonl",
    help="Read pages instead, one JSON object {url, title, text} a line, and print a line for each; - reads them "
    "from standard input.",
)
@click.option(
    "--explain",
    is_flag=True,
    help="Tell in words how each figure of the file's prose was put together, and what was considered and refused.",
)
def read(path: Path | None, url: str | None, batch: str | None, explain: bool) -> None:
    """Print the records of a document as JSON; no warehouse is needed.

    One object: document, citations, figures, deductions, tasks, targets, reporting_duties, anomalies. Places and
    quotes count the characters of the text alone. A line of a batch that is no page stops it with exit code 2; the
    lines printed before are whole.
    """
    if (path is None) == (batch is None):
        raise CchcError("Name one file, or a batch: `cchc read FILE` or `cchc read --batch PAGES.jsonl`.")
    if path is not None and explain:
        _explain_file(path, url)
    elif path is not None:
        _print_file(path, url)
    elif batch is not None:
        if explain:
            raise CchcError("--explain tells of one file: name it, `cchc read FILE --explain`.")
        if url is not None:
            raise CchcError("--url names the address of one file; in a batch each line carries its own `url`.")
        _print_batch(batch)


def _print_file(path: Path, url: str | None) -> None:
    from cchc.output import json_text
    from cchc.record_form import printed_document
    from scrapers.readers.reading import read_document

    document, origin = _opened(path, url)
    _write(json_text(printed_document(read_document(document, origin)), indent=1))


def _explain_file(path: Path, url: str | None) -> None:
    from scrapers.readers.explanation import explain

    for line in explain(*_opened(path, url)):
        _write(line.encode("utf-8", "backslashreplace").decode("utf-8"))


def _opened(path: Path, url: str | None) -> tuple[Document, Origin]:
    """The file as a document, and whose it is."""
    from scrapers.documents.model import DocumentError
    from scrapers.documents.opening import open_document
    from scrapers.identity import origin_of_file
    from scrapers.intake import IntakeError, bytes_of, checked_url

    try:
        address = None if url is None else checked_url(url)
        data = bytes_of(path)
        document = open_document(data, str(path))
    except (IntakeError, DocumentError) as error:
        raise CchcError(str(error)) from None
    return document, origin_of_file(path.name, data, address)


def _print_batch(batch: str) -> None:
    """A line of records for each line of pages; none is held once it is printed."""
    from cchc.output import json_text
    from cchc.record_form import printed_document
    from scrapers.batch import BatchError, read_pages

    broken = 0
    first_failure = ""
    with _opened_batch(batch) as file:
        try:
            for number, page in enumerate(read_pages(_lines(file)), start=1):
                _write(json_text(printed_document(page.records)))
                if page.failure is not None:
                    broken += 1
                    first_failure = first_failure or f"line {number}, {page.failure}"
        except BatchError as error:
            raise CchcError(f"{_name(batch)}: {error}") from None
    if broken:
        raise PipelineError(
            f"{_name(batch)}: a reader broke off on {broken} pages, whose lines hold an anomaly and nothing else; the "
            f"first is {first_failure}. Report the page."
        )


def _opened_batch(batch: str) -> AbstractContextManager[IO[bytes]]:
    if batch == _STANDARD_INPUT:
        return nullcontext(sys.stdin.buffer)
    try:
        return Path(batch).open("rb")
    except FileNotFoundError:
        raise CchcError(f"{batch} does not exist: check the path.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise CchcError(f"{batch} cannot be read ({reason}): check its name and permissions.") from None


def _lines(file: IO[bytes]) -> Iterator[bytes]:
    """The lines of a file; of one that is too long to be read only the beginning is ever held."""
    from scrapers.documents.decoding import MAX_BYTES

    while line := file.readline(MAX_BYTES + 1):
        yield line


def _name(batch: str) -> str:
    return "standard input" if batch == _STANDARD_INPUT else batch


def _write(line: str) -> None:
    """JSON is UTF-8 whatever the terminal's own encoding is."""
    click.echo(line.encode("utf-8"))
