"""A text cut into words, numbers and signs, and phrases of the vocabulary found in it.

Belongs here: cutting, and matching whole phrases word by word. Does not belong here: what a phrase means (the CSV
tables and `scrapers.readers.prose`). Matching takes time linear in the text: phrases are short.

Words are compared in lower case with their diacritics and with one way of placing tones (`hoà` is `hòa`). Dashes and
single line breaks inside a phrase are skipped: `Bà Rịa – Vũng Tàu`, `PAR-INDEX`, a name broken over two lines match.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from scrapers.vocabulary.text import plain_dashes

Payload = TypeVar("Payload")

_NUMBER, _WORD, _PARAGRAPH = r"\d+(?:[.,]\d+)*", r"[^\W\d_]+", r"\n[^\S\n]*(?:\n\s*)+"
_PIECE = re.compile(rf"{_NUMBER}|{_WORD}|{_PARAGRAPH}|\n|[^\w\s]|_|[^\S\n]+")
"""Every character is of one of these pieces."""
_KIND = re.compile(rf"(?P<number>{_NUMBER})|(?P<word>{_WORD})|(?P<paragraph>{_PARAGRAPH})|(?P<line>\n)|(?P<sign>\S)")
_LOOK_ALIKES = str.maketrans({"ð": "đ"})
_TONE_PLACES = re.compile(r"o[àáảãạ]$|o[èéẻẽẹ]$|u[ỳýỷỹỵ]$")
_MOVED = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa", "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe",
    "oẹ": "ọe", "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip
_SHORTEST_PART = 2
_LONGEST_GLUED = 40
_MOST_WORDS = 50_000
"""How many words are remembered with their parts; a page has some hundreds, the language some thousands."""
_SKIPPED = ("-", "\n")


class Token(NamedTuple):
    """A word, number, sign or break; `key` is what is compared; offsets are into the text."""

    key: str
    raw: str
    start: int
    end: int
    kind: str


def cut(text: str, known: frozenset[str] = frozenset()) -> list[Token]:
    """The tokens of a text (NFC).

    Args:
        known: words of the vocabulary; a word that is none, but two of them glued together (`Lacame`), is cut in two.
    """
    tokens: list[Token] = []
    start = 0
    for piece in _PIECE.findall(text):
        at = start
        for key, raw, kind in _parts(piece, known):
            tokens.append(Token(key, raw, at, at + len(raw), kind))
            at += len(raw)
        start += len(piece)
    return tokens


def word_key(word: str) -> str:
    """A word as it is compared: lower case, Đ for its look-alike, the tone on the vowel where old spelling puts it."""
    key = word.lower().translate(_LOOK_ALIKES)
    match = _TONE_PLACES.search(key)
    return key[: match.start()] + _MOVED[match.group()] if match else key


@lru_cache(maxsize=_MOST_WORDS)
def _parts(piece: str, known: frozenset[str]) -> tuple[tuple[str, str, str], ...]:
    """Key, text and kind of each token of a piece: the parts of a word that glued text hides, none of a space."""
    match = _KIND.match(piece)
    kind = match.lastgroup if match else None
    if kind is None:
        return ()
    if kind == "word":
        return tuple((word_key(part), part, kind) for hump in _humps(piece) for part in _unglued(hump, known))
    keys = {"number": piece, "sign": plain_dashes(piece)}
    return ((keys.get(kind, "\n"), piece, kind),)


def _humps(raw: str) -> tuple[str, ...]:
    """A word cut before a capital that follows a small letter and leads one: `theMinistry`, `BinhDuong`."""
    if len(raw) > _LONGEST_GLUED or raw[1:].islower() or raw.isupper():
        return (raw,)
    cuts = [
        at for at in range(1, len(raw) - 1) if raw[at - 1].islower() and raw[at].isupper() and raw[at + 1].islower()
    ]
    return tuple(raw[a:b] for a, b in zip([0, *cuts], [*cuts, len(raw)], strict=True))


def _unglued(word: str, known: frozenset[str]) -> tuple[str, ...]:
    if not known or word_key(word) in known or not 2 * _SHORTEST_PART < len(word) <= _LONGEST_GLUED:
        return (word,)
    for at in range(len(word) - _SHORTEST_PART, _SHORTEST_PART - 1, -1):
        head, tail = word[:at], word[at:]
        if max(len(head), len(tail)) > _SHORTEST_PART and word_key(head) in known and word_key(tail) in known:
            return head, tail
    return (word,)


class Match(NamedTuple, Generic[Payload]):
    """A phrase found: the tokens `first` (included) to `last` (excluded) and what the vocabulary says of it."""

    first: int
    last: int
    payload: Payload


class Phrase(NamedTuple, Generic[Payload]):
    """A phrase of the vocabulary; of a name (`is_name`) that is given with a capital, only print with one counts."""

    text: str
    payload: Payload
    is_name: bool = False


class _Branch(Generic[Payload]):
    """Where the words read so far lead: to further words, and to what a phrase that ends here says.

    `named` is what it says in print with a capital, `payload` what it says otherwise: `MOST` is a ministry.
    """

    __slots__ = ("further", "named", "payload")

    def __init__(self) -> None:
        self.further: dict[str, _Branch[Payload]] = {}
        self.payload: Payload | None = None
        self.named: Payload | None = None


class PhraseBook(Generic[Payload]):
    """Phrases of the vocabulary as a tree of their words; of equal ones the first given counts."""

    def __init__(self, phrases: Iterable[Phrase[Payload]]) -> None:
        self._tree: _Branch[Payload] = _Branch()
        self._words: set[str] = set()
        for phrase in phrases:
            keys = [token.key for token in cut(phrase.text) if token.key not in _SKIPPED]
            branch = self._tree
            for key in keys:
                branch = branch.further.setdefault(key, _Branch())
            if phrase.is_name and not phrase.text[0].islower():
                branch.named = branch.named or phrase.payload
            elif keys:
                branch.payload = branch.payload or phrase.payload
            self._words.update(filter(str.isalpha, keys))

    def words(self) -> frozenset[str]:
        """Every word of the phrases."""
        return frozenset(self._words)

    def at(self, tokens: list[Token], first: int) -> Match[Payload] | None:
        """The longest phrase that begins at a token."""
        branch = self._tree.further.get(tokens[first].key)
        if branch is None:
            return None
        is_small = not tokens[first].raw[0].isupper()
        found, at, size = None, first + 1, len(tokens)
        while branch is not None:
            payload = branch.payload if is_small or branch.named is None else branch.named
            if payload is not None:
                found = Match(first, at, payload)
            while at < size and tokens[at].key in _SKIPPED and tokens[at].kind != "paragraph":
                at += 1
            branch = branch.further.get(tokens[at].key) if at < size else None
            at += 1
        return found
