"""The functions of the module `cchc`: the questions of `Release`, asked of the default release.

Belongs here: the default release and the functions on it. Does not belong here: what they answer.
"""

from __future__ import annotations

import functools
import inspect
import os
from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

from cchc.client.citing import Citation, cite_answer
from cchc.client.frames import Frame
from cchc.client.locating import VARIABLE, open_release
from cchc.client.metadata import metadata
from cchc.client.release import Release

P = ParamSpec("P")
R = TypeVar("R")

_OPENED: dict[tuple[str | None, ...], Release] = {}
_USED: list[Release] = []


def use(place: Release | str | os.PathLike[str]) -> Release:
    """Make a release, or the one at a folder or address, the default of this program.

    >>> cchc.use(cchc.open_release()).version() == cchc.version()
    True
    """
    release = place if isinstance(place, Release) else open_release(place)
    _USED[:] = [release]
    return release


def default_release() -> Release:
    """The release chosen with `use`, else that of CCHC_RELEASE or of the data directory, opened and verified once."""
    if _USED:
        return _USED[0]
    key = tuple(os.environ.get(name) for name in (VARIABLE, "CCHC_DATA", "CCHC_CONFIG"))
    if key not in _OPENED:
        _OPENED[key] = open_release()
    return _OPENED[key]


def _on_default(method: Callable[Concatenate[Release, P], R]) -> Callable[P, R]:
    """A function that asks the default release what `method` asks any."""

    @functools.wraps(method)
    def ask(*args: P.args, **kwargs: P.kwargs) -> R:
        return method(default_release(), *args, **kwargs)

    signature = inspect.signature(method)
    vars(ask)["__signature__"] = signature.replace(parameters=list(signature.parameters.values())[1:])
    ask.__qualname__ = method.__name__
    ask.__module__ = "cchc"
    return ask


scores = _on_default(Release.scores)
ranks = _on_default(Release.ranks)
gaps = _on_default(Release.gaps)
bounds = _on_default(Release.bounds)
compare = _on_default(Release.compare)
figures = _on_default(Release.figures)
tasks = _on_default(Release.tasks)
targets = _on_default(Release.targets)
deductions = _on_default(Release.deductions)
units = _on_default(Release.units)
indices = _on_default(Release.indices)
domains = _on_default(Release.domains)
coverage = _on_default(Release.coverage)
documents = _on_default(Release.documents)
codebook = _on_default(Release.codebook)
query = _on_default(Release.query)
connect = _on_default(Release.connect)
trace = _on_default(Release.trace)
version = _on_default(Release.version)


@functools.wraps(Release.cite)
def cite(what: Frame | str | None = None) -> Citation:
    # A frame says itself which release it is of.
    return default_release().cite(what) if what is None or isinstance(what, str) else cite_answer(metadata(what))
