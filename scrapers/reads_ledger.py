"""What is remembered of the last reading of a source, so that nothing is read twice: `records/reads/<source>.json`.

Belongs here: that file. Does not belong here: what is due (`scrapers.reading`). It is written last and removed first,
so that it vouches for files that are whole; where it is missing or damaged everything is read again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scrapers.archive.durable import replace_file
from scrapers.succession import Verdict


@dataclass(slots=True)
class Ledger:
    """`states`: in which state of the readers a capture was read, by key. `verdicts`: what a capture was found to be to
    another, by both keys. `figures`: figures of each current capture that had some, by key."""

    states: dict[str, str] = field(default_factory=dict)
    verdicts: dict[str, Verdict] = field(default_factory=dict)
    figures: dict[str, int] = field(default_factory=dict)


def load_ledger(path: Path) -> Ledger:
    """The ledger as it was written; an empty one where it cannot be used."""
    try:
        held = json.loads(path.read_text("utf-8"))
        return Ledger(
            {str(key): str(state) for key, state in held["states"].items()},
            {str(key): Verdict(**verdict) for key, verdict in held["verdicts"].items()},
            {str(key): int(count) for key, count in held["figures"].items()},
        )
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return Ledger()


def save_ledger(path: Path, ledger: Ledger) -> None:
    """Writes the ledger whole."""
    content: Mapping[str, Any] = {
        "states": ledger.states,
        "verdicts": {
            key: {"role": verdict.role, "expected": verdict.expected, "found": verdict.found}
            for key, verdict in ledger.verdicts.items()
        },
        "figures": ledger.figures,
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_file(path, json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False).encode())
