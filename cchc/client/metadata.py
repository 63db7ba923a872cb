"""What travels with an answer: version, citation, licence, what was selected, what the columns mean, what to beware of.

Belongs here: the shape of the metadata, fastening it to a frame, reading it again. Does not belong here: finding
out what it says (`cchc.client.base`, `cchc.client.cautions`).

It is plain JSON. pandas: `frame.attrs["cchc"]`; arrow: the schema's metadata, key `cchc`. polars, relations and lists
have no place for it, so it is remembered here for as long as that very object lives; what is made of it carries none.
"""

from __future__ import annotations

import json
import weakref
from collections.abc import Mapping
from typing import Any

from cchc.client.errors import ClientError
from cchc.client.frames import Form, Frame

KEY = "cchc"
Metadata = dict[str, Any]

_REMEMBERED: dict[int, Metadata] = {}


def fastened(frame: Frame, form: Form, metadata: Metadata) -> Frame:
    """The frame with its metadata; for arrow another table over the same data."""
    if form == "pandas":
        frame.attrs[KEY] = metadata
    elif form == "arrow":
        text = json.dumps(metadata, ensure_ascii=False).encode()
        return frame.replace_schema_metadata({**(frame.schema.metadata or {}), KEY.encode(): text})
    else:
        _REMEMBERED[id(frame)] = metadata
        weakref.finalize(frame, _REMEMBERED.pop, id(frame), None)
    return frame


def metadata(frame: Frame) -> Metadata:
    """The metadata that came with a frame of this client.

    Keys: `version`, `built_from`, `citation`, `bibtex`, `licence`, `licence_url`, `table`, `selection` (the filters
    in the release's own names), `columns` (by name: `en`, `vi`, `type`), `warnings` (sentences).

    Raises:
        ClientError: the frame carries none: it is of another origin, or was made of one that cannot pass it on.

    >>> cchc.metadata(cchc.scores("PAPI", year=2021))["licence"]
    'CC-BY-4.0'
    """
    attributes = getattr(frame, "attrs", None)
    if isinstance(attributes, Mapping) and KEY in attributes:
        return dict(attributes[KEY])
    schema = getattr(frame, "schema", None)
    kept = getattr(schema, "metadata", None)
    if isinstance(kept, Mapping) and KEY.encode() in kept:
        return dict(json.loads(kept[KEY.encode()]))
    if id(frame) in _REMEMBERED:
        return _REMEMBERED[id(frame)]
    raise ClientError(
        f"This {type(frame).__name__} carries no metadata of the client: cite the release with cite(), "
        "or ask for the frame as pandas or arrow, which keep it."
    )
