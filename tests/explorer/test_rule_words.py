"""The explorer names the rules as the warehouse does."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

PROJECT = Path(__file__).parents[2]
_RULE = re.compile(
    r"  (R\d+): \{\n    name: \{ vi: (\".*?\"), en: (\".*?\") \},\n    text: \{ vi: (\".*\"), en: (\".*\") \},\n"
)


def test_the_rules_words_are_those_of_the_seed() -> None:
    told = (PROJECT / "explorer/src/words/rules.ts").read_text("utf-8")
    words = {rule: tuple(map(json.loads, texts)) for rule, *texts in _RULE.findall(told)}
    with (PROJECT / "dbt_project/seeds/rules.csv").open(encoding="utf-8", newline="") as file:
        seed = {
            row["rule"]: (row["rule_name_vi"], row["rule_name"], row["explanation_vi"], row["explanation"])
            for row in csv.DictReader(file)
        }
    assert words == seed
