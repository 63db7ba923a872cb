"""Many spellings as one pattern that is quick to match and to search with.

Belongs here: patterns built of spellings. Does not belong here: which spellings there are and what they mean (the CSV
tables beside this module).

A plain alternation of some hundred names is tried name by name at every character of a text. Here spellings share their
beginnings, as in a tree, and a letter stands for both its cases by itself: where no spelling begins, a search leaps on.
What is found is the same: the longest spelling that the text, and the pattern behind the tree, allow.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

_Tree = dict[str, "_Tree"]
_END = ""
_MORE_CASES = {"i": "\u0130\u0131", "k": "\u212a", "s": "\u017f"}
"""What Python takes for these letters too where case does not count."""


def spelling_tree(spellings: Iterable[Sequence[str]]) -> str:
    """A pattern for any of some spellings.

    Args:
        spellings: each as patterns one behind the other, of which every one takes up text.
    """
    return f"(?:{'|'.join(_branches(_tree(spellings)))})"


def word_search(spellings: Iterable[Sequence[str]]) -> str:
    """As `spelling_tree`, but no letter or digit may stand before it: what a pattern to search with begins with.

    Each branch begins with a character of its own, as Python leaps only to those.
    """
    branches = (rf"{first}(?<!\w{first}){_rest(tree)}" for first, tree in _tree(spellings).items())
    return f"(?:{'|'.join(branches)})"


def any_case_search(spellings: Iterable[Sequence[str]]) -> str:
    """As `word_search`, of spellings in small letters that may be printed in any case."""
    branches = (
        rf"{char}(?<!\w{char})(?i:{_rest(tree)})" for first, tree in _tree(spellings).items() for char in _cases(first)
    )
    return f"(?:{'|'.join(branches)})"


def leaping_matches(opening: re.Pattern[str], whole: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """As `whole.finditer(text)`, tried only where a match of the quicker pattern `opening` begins.

    Args:
        opening: finds every place where `whole` can begin, and others.
    """
    at = 0
    while hint := opening.search(text, at):
        match = whole.match(text, hint.start())
        at = max(match.end(), hint.start() + 1) if match else hint.start() + 1
        if match:
            yield match


def matches_at(whole: re.Pattern[str], text: str, places: Sequence[int]) -> Iterator[re.Match[str]]:
    """As `whole.finditer(text)`, tried only at some places, in their order: all where it can begin are among them."""
    end = 0
    for at in places:
        if at >= end and (match := whole.match(text, at)):
            end = match.end()
            yield match


def first_match(whole: re.Pattern[str], text: str, places: Sequence[int]) -> re.Match[str] | None:
    """The first of `matches_at`."""
    for at in places:
        if match := whole.match(text, at):
            return match
    return None


def _cases(part: str) -> list[str]:
    """The characters that a part may be printed as; an escaped one has no cases."""
    return [part] if len(part) > 1 else list(dict.fromkeys(f"{part}{part.upper()}{_MORE_CASES.get(part, '')}"))


def _tree(spellings: Iterable[Sequence[str]]) -> _Tree:
    tree: _Tree = {}
    for spelling in spellings:
        branch = tree
        for part in spelling:
            branch = branch.setdefault(part, {})
        branch[_END] = {}
    return tree


def _branches(tree: _Tree) -> list[str]:
    return [part + _rest(branch) for part, branch in tree.items() if part != _END]


def _rest(tree: _Tree) -> str:
    """What may stand behind the beginning that leads to a branch; what goes on counts before what ends."""
    branches = _branches(tree)
    if len(branches) == 1 and _END not in tree:
        return branches[0]
    return f"(?:{'|'.join(branches)}){'?' if _END in tree else ''}" if branches else ""
