"""The words that claims are told in: each kind is asked for by a rule, each phrase stands once."""

from __future__ import annotations

import re
from pathlib import Path

from scrapers.vocabulary.claim_words import claim_book
from scrapers.vocabulary.tables import table
from scrapers.vocabulary.words import cut

ROWS = table("claim_words", "language", "kind", "value", "phrase")
READERS = Path(__file__).parents[3] / "scrapers" / "readers"
SILENT = {"filler"}
"""Words that only keep others from being found: `điểm cầu` is no measure."""


def test_every_kind_is_asked_for() -> None:
    sources = [*(READERS / "prose").glob("*.py"), READERS / "flattened_tables.py"]
    asked = {kind for path in sources for kind in re.findall(r'"([a-z_]+)"', path.read_text("utf-8"))}
    assert {row["kind"] for row in ROWS} - asked == SILENT


def test_a_phrase_is_of_a_kind_once() -> None:
    keys = [(row["kind"], row["phrase"]) for row in ROWS]
    assert len(keys) == len(set(keys))


def test_phrases_are_in_order_and_as_they_are_compared() -> None:
    assert all(row["phrase"] == " ".join(row["phrase"].split()) for row in ROWS)
    assert all(row["language"] in ("vi", "en") for row in ROWS)


def test_every_phrase_is_found_in_print() -> None:
    for row in ROWS:
        tokens = cut(row["phrase"])
        match = claim_book().at(tokens, 0)
        assert match is not None and match.last == len(tokens), row
