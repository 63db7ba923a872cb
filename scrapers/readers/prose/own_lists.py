"""Rankings that a province makes of its own bodies: `đứng đầu bảng xếp hạng ... của tỉnh Vĩnh Long là Văn phòng ...`.

Belongs here: telling whose ranking it is from who holds the place. Does not belong here: other units that ranks lead
to (`scrapers.readers.prose.owners`).
"""

from __future__ import annotations

from scrapers.readers.prose.mentions import Item
from scrapers.readers.prose.neighbours import any_of, clause_start, gap, has_any, near
from scrapers.readers.prose.sentences import Sentence
from scrapers.readers.prose.value import Value

UNREAD = "the body that holds the place cannot be read"
_OF_LIST = ("index", "rank", "rank_noun", "year", "units", "ours")
_REACH = 3


def list_owner(sentence: Sentence, value: Value, limit: int) -> int | None:
    """The item that tells whose ranking a rank is in, right before the `là` that leads to who holds the place."""
    items = sentence.items
    if _is_told_before(sentence, value):
        return None
    for at in range(value.last, min(limit, len(items)) - 1):
        item = items[at]
        if item.is_sign(",;:.") or "link" in item:
            return None
        names_owner = "unit" in item or "ours" in item
        if names_owner and "link" in items[at + 1] and gap(items, at, at + 1) == 0:
            return at if _is_of_list(items[value.last : at], item) else None
        if "unit" in item and sentence.unit_role(at) == "subject":
            return None
    return None


def body_behind(sentence: Sentence, owner: int) -> int | None:
    """The body behind the `là` that follows the owner of a ranking; None where none can be read."""
    items = sentence.items
    level = items[owner].level or items[owner].kinds.get("ours", "")
    for at in range(owner + 2, min(owner + 2 + _REACH, len(items))):
        if "unit" in items[at]:
            return at if items[at].level != level and near(items, at, "unit") else None
        if not has_any(items[at], ("units", "order")):
            return None
    return None


def _is_of_list(between: list[Item], owner: Item) -> bool:
    return any_of(between, *_OF_LIST) or "ours" in owner


def _is_told_before(sentence: Sentence, value: Value) -> bool:
    """Whether the clause of a rank names who holds it before the rank itself."""
    items = sentence.items
    inside = range(clause_start(items, value.first), value.first)
    return any("ours" in items[at] or ("unit" in items[at] and sentence.unit_role(at) == "subject") for at in inside)
