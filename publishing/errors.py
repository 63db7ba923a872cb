"""The one error of publishing.

Belongs here: the error that callers catch. Does not belong here: where it is raised or told.
"""

from __future__ import annotations


class ReleaseError(Exception):
    """A release cannot be made; the message is one sentence: what is wrong, where, and what to do."""
