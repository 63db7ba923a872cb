"""A text cut into words, numbers and signs, and phrases of the vocabulary found in it.

Belongs here: cutting, and matching whole phrases word by word. Does not belong here: what a phrase means (the CSV tables
and `scrapers.readers.prose`). Matching takes time linear in the text: each word is looked up once, and phrases are short.

Words are compared in lower case with their diacritics and with one way of placing tones (`hoà` is `hòa`). Dashes and
single line breaks inside a phrase are skipped, so `Bà Rịa – Vũng Tàu`, `PAR-INDEX` and a name broken over two lines match.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from scrapers.vocabulary.text import plain_dashes

Payload = TypeVar("Payload")

_PIECE = re.compile(
    r"(?P<number>\d+(?:[.,]\d+)*)|(?P<word>[^\W\d_]+)"
    r"|(?P<paragraph>\n[^\S\n]*(?:\n\s*)+)|(?P<line>\n)|(?P<sign>[^\w\s]|_)"
)
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
        known: words of the vocabulary; a word that is none, but is two of them glued together (`Lacame`), is cut in two.
    """
    tokens: list[Token] = []
    for match in _PIECE.finditer(text):
        kind = match.lastgroup or "sign"
        raw, start = match.group(), match.start()
        if kind == "word":
            for part, key in _parts(raw, known):
                tokens.append(Token(key, part, start, start + len(part), kind))
                start += len(part)
        elif kind == "sign":
            tokens.append(Token(plain_dashes(raw), raw, start, match.end(), kind))
        else:
            tokens.append(Token(raw if kind == "number" else "\n", raw, start, match.end(), kind))
    return tokens


def word_key(word: str) -> str:
    """A word as it is compared: lower case, Đ for its look-alike, the tone on the vowel where old spelling puts it."""
    key = word.lower().translate(_LOOK_ALIKES)
    match = _TONE_PLACES.search(key)
    return key[: match.start()] + _MOVED[match.group()] if match else key


@lru_cache(maxsize=_MOST_WORDS)
def _parts(raw: str, known: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """The parts of a word that glued text hides, each with its key."""
    return tuple((part, word_key(part)) for piece in _humps(raw) for part in _unglued(piece, known))


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


class PhraseBook(Generic[Payload]):
    """Phrases of the vocabulary by their first word, the longest first; of equal ones the first given counts."""

    def __init__(self, phrases: Iterable[Phrase[Payload]]) -> None:
        entries: dict[str, dict[tuple[str, ...], tuple[Payload, bool]]] = {}
        for phrase in phrases:
            keys = tuple(token.key for token in cut(phrase.text) if token.key != "-")
            if keys:
                needs_capital = phrase.is_name and not phrase.text[0].islower()
                entries.setdefault(keys[0], {}).setdefault(keys, (phrase.payload, needs_capital))
        self._by_first = {
            first: [(keys, *row) for keys, row in sorted(rows.items(), key=lambda row: (-len(row[0]), row[0]))]
            for first, rows in entries.items()
        }

    def words(self) -> frozenset[str]:
        """Every word of the phrases."""
        return frozenset(key for rows in self._by_first.values() for keys, _, _ in rows for key in keys if key.isalpha())

    def at(self, tokens: list[Token], first: int) -> Match[Payload] | None:
        """The longest phrase that begins at a token."""
        rows = self._by_first.get(tokens[first].key)
        if rows is None:
            return None
        is_small = not tokens[first].raw[0].isupper()
        for keys, payload, needs_capital in rows:
            if needs_capital and is_small:
                continue
            last = first + 1 if len(keys) == 1 else _walk(tokens, first, keys)
            if last is not None:
                return Match(first, last, payload)
        return None


def _walk(tokens: list[Token], first: int, keys: tuple[str, ...]) -> int | None:
    """Behind the last word of a phrase, or None; the first word is known to be there."""
    at, size = first + 1, len(tokens)
    for key in keys[1:]:
        while at < size and tokens[at].key != key and tokens[at].key in ("-", "\n") and tokens[at].kind != "paragraph":
            at += 1
        if at >= size or tokens[at].key != key:
            return None
        at += 1
    return at
