"""Halves of labelled pages: rows found, reading with fewer rows, both halves scored with the rows of one."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bench.claim_labels import load_script
from bench.halving import halved, halving_section, own_f1, shared_f1, use_section
from bench.printed_pages import printed
from bench.thinned_book import Found, book_of, uses_of, word_rows, words_and_domains_found, words_found
from scrapers.vocabulary.tables import table

DAT, RECORDED = "đạt", "ghi được"
SCRIPT = """
import sys
def main(): print("all  precision 1.000  recall 1.000  F1 0.%03d  (rest)" % len(open(sys.argv[1]).readlines()))
"""


def page(verb: str, unit: str = "Cao Bằng") -> dict[str, Any]:
    """A page of one figure that its verb alone ties to the index."""
    wanted = {"unit_name": unit, "index_code": "PAR_INDEX", "year": 2021, "measure": "score", "value": 79.37}
    return {
        "url": "https://bao.example.vn/a",
        "title": "",
        "lang": "vi",
        "text": f"Năm 2021, Chỉ số PAR INDEX của tỉnh {unit} {verb} 79,37.",
        "expected": [wanted | {"domain_label": None, "scope": None, "in_words": False}],
    }


def values(verb: str) -> list[float]:
    return [figure["value"] for figure in printed([page(verb)])[0]["figures"]]


def without(*phrases: str) -> dict[str, Any]:
    return {"claim_words": tuple(row for row in word_rows() if row["phrase"] not in phrases)}


def test_a_page_whose_only_verb_is_dropped_is_no_longer_read() -> None:
    assert values(DAT) == [79.37]
    with book_of(without(DAT)):
        assert values(DAT) == []
    assert values(DAT) == [79.37]


def test_every_row_is_back_after_a_failure() -> None:
    with pytest.raises(ZeroDivisionError), book_of(without(DAT)):
        raise ZeroDivisionError
    assert values(DAT) == [79.37]


def test_rows_are_found_where_their_phrase_stands() -> None:
    one, other = uses_of([page(DAT), page(RECORDED)])
    phrases = [{row["phrase"] for row in words_found(use.found)["claim_words"]} for use in (one, other)]
    assert DAT in phrases[0] and DAT not in phrases[1]
    assert all("đứng đầu" not in found for found in phrases)
    assert json.loads(one.line)["figures"][0]["value"] == 79.37


def test_found_rows_alone_read_their_page_as_every_row_does() -> None:
    (use,) = uses_of([page(DAT)])
    with book_of(words_found(use.found)):
        assert values(DAT) == [79.37]


def test_names_of_domains_are_kept_where_no_page_is_their_source() -> None:
    rows = table("domain_names", "name", "source")
    cited = next(row for row in rows if "://" in row["source"])
    given = {row["name"] for row in rows if "://" not in row["source"] and "press" not in row["source"]}
    bare = {row["name"] for row in words_and_domains_found(frozenset())["domain_names"]}
    assert bare == given and cited["name"] not in bare
    (use,) = uses_of([page(DAT) | {"text": f"PAR INDEX 2021: {cited['name']} đạt 90%."}])
    assert cited["name"] in {row["name"] for row in words_and_domains_found(use.found)["domain_names"]}


def test_the_other_half_is_read_with_the_rows_of_the_one() -> None:
    pages = [page(DAT), page(DAT, "Lào Cai"), page(DAT, "Hà Giang"), page(DAT, "Sơn La")]
    uses = uses_of(pages)
    alike = halved(pages, uses, own_f1, words_found, 1)
    assert (alike.one, alike.other, alike.other_with_all, alike.loss) == (1.0, 1.0, 1.0, 0.0)
    strangers = halved(pages, uses, own_f1, lambda found: without(DAT), 1)
    assert (strangers.one, strangers.other, strangers.other_with_all) == (0.0, 0.0, 1.0)
    assert (strangers.gap, strangers.loss) == (0.0, 1.0)


def test_a_verb_of_the_other_half_is_not_known() -> None:
    pages = [page(DAT), page(RECORDED)]
    gaps = {
        (halving.one, halving.other)
        for halving in (halved(pages, uses_of(pages), own_f1, words_found, s) for s in range(6))
    }
    assert gaps == {(1.0, 0.0)}


def test_the_sections_tell_every_halving() -> None:
    pages = [page(DAT), page(DAT, "Lào Cai"), page(DAT, "Sơn La")]
    lines = list(halving_section(pages, own_f1))
    assert sum("halving 5:" in line for line in lines) == 2
    assert sum("worst +0.000" in line for line in lines) == 4
    (told,) = use_section({"few pages": pages})
    used = len(words_found(frozenset().union(*(use.found for use in uses_of(pages))))["claim_words"])
    assert told.split()[:3] == [str(used), "of", f"{len(word_rows()):,}"]


def test_shared_halves_are_scored_by_the_script(tmp_path: Path) -> None:
    path = tmp_path / "score.py"
    path.write_text(SCRIPT, "utf-8")
    score = partial(shared_f1, load_script(path))
    assert score([page(DAT)] * 7, ["{}"] * 7) == 0.007
    path.write_text("def main(): print('none')", "utf-8")
    with pytest.raises(SystemExit, match="no F1 in a row `all`"):
        shared_f1(load_script(path), [page(DAT)], ["{}"])


def test_words_are_found_by_kind_and_value() -> None:
    row = next(row for row in word_rows() if row["phrase"] == DAT)
    kept = words_found(frozenset({Found((DAT,), row["kind"], row["value"])}))["claim_words"]
    assert {(one["phrase"], one["kind"]) for one in kept} == {(DAT, row["kind"])}
    assert words_found(frozenset({Found((DAT,), "no kind", "")}))["claim_words"] == ()
