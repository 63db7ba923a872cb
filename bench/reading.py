"""How well and how fast prose is read: every label there is, against what the readers find (`make bench-reading`).

Belongs here: which labels are asked, and the printed page. Does not belong here: how a kind is scored (the modules
beside this one). Nothing here fails where a figure is low: docs/reading.md says what the figures are.
"""

from __future__ import annotations

import argparse
import gc
import json
import statistics
import time
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from bench.claim_labels import Page, load_own, load_pages, load_script, score_own, shared_errors, shared_rows
from bench.halving import halving_section, own_f1, shared_f1, use_section
from bench.memory import peak_megabytes
from bench.printed_pages import batch_lines, printed, printed_lines
from bench.scoring import Board
from bench.seed_inconsistencies import score_inconsistencies, told_by_anomalies, told_by_warehouse
from bench.seed_keys import (
    score_citations,
    score_deductions,
    score_duties,
    score_figures,
    score_targets,
    score_tasks,
)
from bench.seed_metadata import score_metadata
from cchc.output import json_text
from cchc.record_form import printed_document
from scrapers.batch import Page as TextPage
from scrapers.batch import read_page
from scrapers.documents.opening import open_document
from scrapers.identity import origin_of_file
from scrapers.readers.reading import read_document

PROJECT = Path(__file__).resolve().parent.parent
LABELS = PROJECT.parent / "shared" / "labels"
SEEDS = PROJECT.parent / "shared" / "seeds"
OWN = PROJECT / "tests" / "recorded" / "claims"
_TEN_KB = 10_000
_READINGS = 5


def main() -> None:
    """Prints a section a set of labels, then the time that reading takes."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print up to N misses of each kind")
    parser.add_argument(
        "--full", action="store_true", help="also ask discrepancies, read 10,000 pages, halve the pages"
    )
    options = parser.parse_args()
    own = load_own(OWN)
    shared = load_pages(LABELS / "claims_dev.jsonl") if LABELS.is_dir() else []
    if shared:
        print_lines(f"Figures, {len(shared)} shared labelled pages:", shared_section(shared, options.errors))
        print_lines("Records of the shared seeds:", seed_section(options.errors, ask_warehouse=options.full))
    else:
        print(f"{LABELS} is not there: the shared pages and seeds are not scored.\n")
    print_lines(f"Figures, {len(own)} labelled pages of our own:", score_own(own, printed(own)).lines(options.errors))
    print_lines("Processor time, one core, after start-up:", timing_section([*shared, *own]))
    if options.full:
        print_lines("Memory:", memory_section([*shared, *own]))
        print_halvings(shared, own)


def print_halvings(shared: Sequence[Page], own: Sequence[Page]) -> None:
    """How far phrases found on one half of the pages read the other, each set of pages by itself."""
    sets = {f"{len(own)} pages of our own": own}
    if shared:
        sets = {f"{len(shared)} shared pages": shared, **sets, "any labelled page": [*shared, *own]}
        of_script = partial(shared_f1, load_script(LABELS / "score_claims.py"))
        print_lines(f"Halves of the {len(shared)} shared pages:", halving_section(shared, of_script))
    print_lines(f"Halves of the {len(own)} pages of our own:", halving_section(own, own_f1))
    print_lines("Phrases in use:", use_section(sets))


def print_lines(title: str, lines: Iterable[str]) -> None:
    """A titled section and an empty line."""
    print(title)
    for line in lines:
        print(line)
    print(flush=True)


def shared_section(pages: Sequence[Page], errors: int) -> Iterator[str]:
    """The rows of the script beside the labels, and what was missed by kind."""
    script = load_script(LABELS / "score_claims.py")
    lines = printed_lines(pages)
    yield from shared_rows(script, LABELS / "claims_dev.jsonl", lines).splitlines()
    yield "by language and measure:"
    yield from shared_errors(script, pages, [json.loads(line) for line in lines]).lines(errors)


def seed_section(errors: int, *, ask_warehouse: bool) -> Iterator[str]:
    """Every kind of record of the seeds that have a key."""
    board = Board()
    keys = [json.loads(path.read_text("utf-8")) for path in sorted(LABELS.glob("seed_*.json"))]
    files = {key["seed"]: SEEDS / next(SEEDS.glob(f"{key['seed']}_*.txt")) for key in keys}
    discrepancies = told_by_warehouse(files.values()) if ask_warehouse else {}
    for key in keys:
        file = files[key["seed"]]
        data = file.read_bytes()
        document = open_document(data, file.name)
        records = read_document(document, origin_of_file(file.name, data))
        found = json.loads(json_text(printed_document(records)))
        score_metadata(board, key, found["document"])
        for score in (score_citations, score_figures, score_deductions, score_tasks, score_targets, score_duties):
            score(board, key, found)
        told = [*told_by_anomalies(found), *discrepancies.get(file.name, [])]
        score_inconsistencies(board, key, document.text, told)
    yield from board.lines(errors)
    if not ask_warehouse:
        yield "  (inconsistencies by anomalies alone; --full asks the discrepancies too)"


def timing_section(pages: Sequence[Page]) -> Iterator[str]:
    """Milliseconds of reading by size, of pages and of whole documents; all have been read once before.

    What this process holds from other sections is no page's cost: it is kept from being collected again and again.
    """
    gc.freeze()
    labelled = [TextPage(page["text"], page["url"], page["title"]) for page in pages]
    seeds = [TextPage(path.read_text("utf-8")) for path in sorted(SEEDS.glob("*.txt"))]
    for name, texts in (("labelled pages", labelled), ("whole documents", seeds)):
        for text in texts:
            read_page(text)
        taken = [(len(text.text.encode()), _milliseconds(text)) for text in texts]
        if taken:
            by_size = [spent * _TEN_KB / size for size, spent in taken]
            spent, size = (
                statistics.median(values) for values in ([one[1] for one in taken], [one[0] for one in taken])
            )
            yield f"  {len(taken)} {name} of {size:,.0f} bytes in the median: median {spent:.1f} ms each;"
            yield f"    per 10 kB of text median {statistics.median(by_size):.1f} ms, slowest {max(by_size):.1f} ms"


def memory_section(pages: Sequence[Page]) -> Iterator[str]:
    """The peak of a batch of few pages and of one of many."""
    for count in (1_000, 10_000):
        yield f"  {count:,} pages: at most {peak_megabytes(batch_lines(pages), count):.0f} MB"


def _milliseconds(page: TextPage) -> float:
    """The least of some readings: what else the machine does only adds to it."""
    return min(map(_once, [page] * _READINGS)) * 1000


def _once(page: TextPage) -> float:
    start = time.process_time()
    read_page(page)
    return time.process_time() - start


if __name__ == "__main__":
    main()
