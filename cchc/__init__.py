"""CCHC Warehouse: Viet Nam's administrative-reform indices, each figure with the place that printed it.

    import cchc

    frame = cchc.scores("PAPI", "Quảng Ngãi", range(2018, 2025))
    print(cchc.cite(frame))

Belongs here: what a user touches: the functions of the Python client, imported when they are first used, and the
modules of the command line. Does not belong here: making anything (that is `orchestration`, reached only by the
commands run, add and read) or knowing how documents are read (`scrapers`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cchc.client import (
        AmbiguousNameError,
        CchcWarning,
        Citation,
        ClaimsOnlyWarning,
        ClientError,
        DamagedReleaseError,
        DownloadError,
        EmptySelectionWarning,
        MissingLibraryError,
        MixedGeographyWarning,
        NoFrameLibraryWarning,
        NotComparableError,
        Release,
        ReleaseNotFoundError,
        SeriesBreakWarning,
        Trace,
        UnknownNameError,
        bounds,
        cite,
        codebook,
        compare,
        connect,
        coverage,
        deductions,
        default_release,
        documents,
        domains,
        figures,
        gaps,
        indices,
        metadata,
        open_release,
        query,
        ranks,
        scores,
        targets,
        tasks,
        trace,
        units,
        use,
        version,
    )

__all__ = [
    "AmbiguousNameError",
    "CchcWarning",
    "Citation",
    "ClaimsOnlyWarning",
    "ClientError",
    "DamagedReleaseError",
    "DownloadError",
    "EmptySelectionWarning",
    "MissingLibraryError",
    "MixedGeographyWarning",
    "NoFrameLibraryWarning",
    "NotComparableError",
    "Release",
    "ReleaseNotFoundError",
    "SeriesBreakWarning",
    "Trace",
    "UnknownNameError",
    "bounds",
    "cite",
    "codebook",
    "compare",
    "connect",
    "coverage",
    "deductions",
    "default_release",
    "documents",
    "domains",
    "figures",
    "gaps",
    "indices",
    "metadata",
    "open_release",
    "query",
    "ranks",
    "scores",
    "targets",
    "tasks",
    "trace",
    "units",
    "use",
    "version",
]


def __getattr__(name: str) -> Any:
    if name in __all__:
        import importlib

        return getattr(importlib.import_module("cchc.client"), name)
    raise AttributeError(f"module 'cchc' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
