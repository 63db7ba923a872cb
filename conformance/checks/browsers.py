"""Checks that need a browser: a place for axe and Lighthouse over the explorer's pages.

Belongs here: calling them. They are not here yet: both say so by None.
"""

from __future__ import annotations

from conformance.subject import Subject


def check_axe(_subject: Subject) -> str | None:
    """Accessibility of every page kind, by axe."""
    return None


def check_lighthouse(_subject: Subject) -> str | None:
    """Performance, accessibility and best practices, by Lighthouse."""
    return None
