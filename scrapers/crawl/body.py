"""The body of an answer, unpacked while it comes, so that no bound is passed by more than a piece.

Belongs here: sizes, gzip, bodies that are shorter than promised. Does not belong here: what a body says.
"""

from __future__ import annotations

import tempfile
import threading
import zlib
from collections.abc import Callable, Iterator

import urllib3
from urllib3.response import BaseHTTPResponse

_PIECE = 256 * 1024
_SHORT = 1024 * 1024


class BodyError(Exception):
    """A body is no page; the message completes "… was not fetched:", `passing` says whether a retry may help."""

    def __init__(self, message: str, passing: bool = False) -> None:
        super().__init__(message)
        self.passing = passing


class Large:
    """Lets only so many holders of a large body in at a time: many huge bodies at once must fit into memory."""

    def __init__(self, at_once: int) -> None:
        self._room = threading.BoundedSemaphore(at_once)
        self._inside: set[object] = set()

    def enter(self, holder: object) -> None:
        """Waits for room; a holder enters once however often it asks."""
        if holder not in self._inside:
            self._room.acquire()
            self._inside.add(holder)

    def leave(self, holder: object) -> None:
        """Makes room, if the holder had any."""
        if holder in self._inside:
            self._inside.discard(holder)
            self._room.release()


def read_body(raw: BaseHTTPResponse, bound: int, large: int, becomes_large: Callable[[], None]) -> bytes:
    """The body without its content encoding.

    Args:
        bound: the most bytes that it may have, packed or unpacked.
        becomes_large: called when a body of more than `large` bytes has come, before it is held in memory.

    Raises:
        BodyError: too large, damaged or in an encoding that was not asked for.
        urllib3.exceptions.HTTPError: it broke off.
    """
    promised = _promised(raw)
    if promised > bound:
        raise BodyError(f"it has more than {bound} bytes")
    encoding = str(raw.headers.get("Content-Encoding") or "identity").strip().lower()
    pieces = _pieces(raw)
    if encoding in {"gzip", "x-gzip"}:
        pieces = _unpacked(pieces, bound)
    elif encoding != "identity":
        raise BodyError(f"it comes packed as {encoding[:40]!r}, which was not asked for")
    parts: list[bytes] = []
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > bound:
            raise BodyError(f"it has more than {bound} bytes")
        parts.append(piece)
        if size > large:
            return _laid_aside(parts, pieces, bound, becomes_large)
    return parts[0] if len(parts) == 1 else b"".join(parts)


def _laid_aside(begun: list[bytes], pieces: Iterator[bytes], bound: int, is_whole: Callable[[], None]) -> bytes:
    """A large body, which waits on disk until there is room for it in memory: its server need not wait for that."""
    with tempfile.TemporaryFile() as aside:
        aside.writelines(begun)
        begun.clear()
        for piece in pieces:
            aside.write(piece)
            if aside.tell() > bound:
                raise BodyError(f"it has more than {bound} bytes")
        is_whole()
        aside.seek(0)
        return aside.read()


def short_body(raw: BaseHTTPResponse) -> bytes:
    """The body of an answer that is no page, which may still tell why; nothing of one that is long or damaged."""
    if _promised(raw) > _SHORT:
        return b""
    try:
        return read_body(raw, _SHORT, _SHORT, lambda: None)
    except (BodyError, urllib3.exceptions.HTTPError):
        return b""


def _promised(raw: BaseHTTPResponse) -> int:
    return getattr(raw, "length_remaining", None) or 0


def _pieces(raw: BaseHTTPResponse) -> Iterator[bytes]:
    while piece := raw.read(_PIECE, decode_content=False):
        yield piece


def _unpacked(pieces: Iterator[bytes], bound: int) -> Iterator[bytes]:
    """Unpacks gzip members one after the other; what follows the last one and is none is left out."""
    unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS + 16)
    packed = 0
    for piece in pieces:
        packed += len(piece)
        if packed > bound:
            raise BodyError(f"it has more than {bound} bytes")
        rest = piece
        while rest:
            if unpacker.eof:
                if not rest.startswith(b"\x1f"):
                    break
                unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS + 16)
            try:
                part = unpacker.decompress(rest, _PIECE)
            except zlib.error:
                raise BodyError("its answer is broken off or damaged", passing=True) from None
            rest = unpacker.unconsumed_tail or unpacker.unused_data
            if part:
                yield part
    if packed and not unpacker.eof:
        raise BodyError("its answer is broken off or damaged", passing=True)
