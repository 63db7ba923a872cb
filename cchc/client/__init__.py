"""The Python client: releases of the warehouse as frames, with units, status, evidence and a citation.

Belongs here: what a program asks of a release. Does not belong here: the command line (the modules above), making
releases. DuckDB is all that it needs, and is imported with the first question.
"""

from __future__ import annotations

from cchc.client.citing import Citation
from cchc.client.defaults import (
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
from cchc.client.errors import (
    AmbiguousNameError,
    CchcWarning,
    ClaimsOnlyWarning,
    ClientError,
    DamagedReleaseError,
    DownloadError,
    EmptySelectionWarning,
    MissingLibraryError,
    MixedGeographyWarning,
    NoFrameLibraryWarning,
    NotComparableError,
    ReleaseNotFoundError,
    SeriesBreakWarning,
    UnknownNameError,
)
from cchc.client.locating import open_release
from cchc.client.metadata import metadata
from cchc.client.release import Release
from cchc.client.tracing import Trace

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
