"""What the client raises and warns of.

Belongs here: the types. Does not belong here: the conditions. No error of the client needs a library, so the base
install has them all; the terminal turns them into its own.
"""

from __future__ import annotations


class ClientError(Exception):
    """Every error of the client: one sentence that says what is wrong, where, and what to do."""


class ReleaseNotFoundError(ClientError, LookupError):
    """There is no release at the place, or none at the default places."""


class DamagedReleaseError(ClientError):
    """A release lacks a file, or a file does not have the sum that SHA256SUMS gives it."""


class DownloadError(ClientError, OSError):
    """A release could not be fetched: the host is away, slow, sends too much, or sends what its sums do not fit."""


class UnknownNameError(ClientError, LookupError):
    """A name of a unit, index, domain or column that the release does not hold; the nearest names are told."""


class AmbiguousNameError(ClientError, LookupError):
    """A name that several units or subjects bear; all of them are told."""


class NotComparableError(ClientError, ValueError):
    """A comparison of what no scale measures together."""


class MissingLibraryError(ClientError, ImportError):
    """An answer was asked for in the form of a library that is not installed."""


class CchcWarning(UserWarning):
    """Every warning of the client: the answer is right, and something has to be known before it is used."""


class SeriesBreakWarning(CchcWarning):
    """The selection crosses a year in which the scoring changed so that scores do not compare."""


class MixedGeographyWarning(CchcWarning):
    """The selection holds units of several sets of provinces, such as 64-2004 and 63-2008."""


class ClaimsOnlyWarning(CchcWarning):
    """All that the selection holds of an index is printed by others than its publisher."""


class EmptySelectionWarning(CchcWarning):
    """The selection has no rows: what it asks for is not held, which is not the same as not published."""


class NoFrameLibraryWarning(CchcWarning):
    """No library for frames is installed, and no form was asked for: rows come as a list of dictionaries."""
