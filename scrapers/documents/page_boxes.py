"""The boxes of a page as a child process tells them.

Belongs here: JSON to boxes. Does not belong here: how they were found.
"""

from __future__ import annotations

from typing import Any

from scrapers.documents.boxes import Box, PageBoxes, PlacedWord


def boxes_of(page: dict[str, Any]) -> PageBoxes:
    """The page that a child process told in JSON."""
    return PageBoxes(
        tuple(PlacedWord(text, Box(*box), confidence) for text, box, confidence in page["words"]),
        tuple(Box(*rule) for rule in page["rules"]),
    )
