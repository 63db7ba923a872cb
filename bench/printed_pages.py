"""What `cchc read --batch` prints of labelled pages.

Belongs here: pages as the lines of a batch, and what is printed of them. Does not belong here: labels (a batch holds
none), scores.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from bench.claim_labels import Page
from cchc.output import json_text
from cchc.record_form import printed_document
from scrapers.batch import read_pages


def batch_lines(pages: Sequence[Page]) -> list[bytes]:
    """Pages as the lines of a batch, without their labels."""
    return [json.dumps({name: page.get(name) for name in ("url", "title", "text")}).encode() for page in pages]


def printed_lines(pages: Sequence[Page]) -> list[str]:
    """What `cchc read --batch` prints of pages."""
    return [json_text(printed_document(read.records)) for read in read_pages(batch_lines(pages))]


def printed(pages: Sequence[Page]) -> list[Page]:
    """As `printed_lines`, taken apart again."""
    return [json.loads(line) for line in printed_lines(pages)]
