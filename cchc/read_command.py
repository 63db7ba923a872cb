"""`cchc read`: what the readers find in a file, or in each page of a batch, as JSON.

Belongs here: options, lines in and lines out. Does not belong here: reading (`scrapers.batch`, `scrapers.readers`) and
the form of a record (`cchc.record_form`). Everything that reads is imported when it is needed: `--help` is quick.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
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
@click.option("--index", "index_code", help="The index that the file's tables are about, where they do not say: PCI.")
@click.option("--year", type=click.IntRange(1990, 2100), help="The year assessed that the file's tables are about.")
@click.option(
    "--batch",
    metavar="PAGES.jsonl",
    help="Read pages instead, one JSON object {url, title, text} a line, and print a line for each; - reads them "
    "from standard input.",
)
@click.option(
    "--explain",
    is_flag=True,
    help="Tell in words how each figure was put together, what each region of a table was taken for, and what was "
    "considered and refused.",
)
def read(
    path: Path | None, url: str | None, index_code: str | None, year: int | None, batch: str | None, explain: bool
) -> None:
    """Print the records of a document as JSON; no warehouse is needed.

    One object: document, citations, figures, deductions, tasks, targets, reporting_duties, anomalies. Places and
    quotes count the characters of the text alone. A line of a batch that is no page stops it with exit code 2; the
    lines printed before are whole.
    """
    if (path is None) == (batch is None):
        raise CchcError("Name one file, or a batch: `cchc read FILE` or `cchc read --batch PAGES.jsonl`.")
    if path is not None:
        document, origin = _opened(path, url)
        _tell_file(document, replace(origin, index_code=_known(index_code), year=year), explain)
    elif batch is not None:
        if explain:
            raise CchcError("--explain tells of one file: name it, `cchc read FILE --explain`.")
        if url is not None:
            raise CchcError("--url names the address of one file; in a batch each line carries its own `url`.")
        if index_code is not None or year is not None:
            raise CchcError("--index and --year tell of the tables of one file: name it, `cchc read FILE --index PCI`.")
        _print_batch(batch)


def _known(index_code: str | None) -> str | None:
    """The code as the vocabulary writes it, whatever its case."""
    from scrapers.vocabulary.indices import index_codes

    if index_code is None:
        return None
    code = index_code.strip().upper().replace("-", "_").replace(" ", "_")
    if code not in index_codes():
        raise CchcError(f"There is no index {index_code!r}: --index is one of {', '.join(sorted(index_codes()))}.")
    return code


def _tell_file(document: Document, origin: Origin, explain: bool) -> None:
    if explain:
        from scrapers.readers.explanation import explain as explained

        for line in explained(document, origin):
            _write(line.encode("utf-8", "backslashreplace").decode("utf-8"))
        return
    from cchc.output import json_text
    from cchc.record_form import printed_document
    from scrapers.readers.reading import read_document

    _write(json_text(printed_document(read_document(document, origin)), indent=1))


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
