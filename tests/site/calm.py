"""A host of each content system whose pages are the same bytes at every answer: for nights that must be repeatable.

Belongs here: the rows. Does not belong here: what a row means (`hosts`).
"""

from __future__ import annotations

from tests.site.figures import provinces
from tests.site.hosts import Row

_SYSTEMS = ("plain", "nukeviet", "drupal", "liferay", "sharepoint", "dotnetnuke", "aspnet", "sitemap", "feed")
WAIT_SECONDS = 0.1
"""Before every answer, so that asking takes long enough to be broken off at any moment of it."""


def calm() -> tuple[Row, ...]:
    """All hosts."""
    return tuple(
        Row(
            name=f"yen.{system}.test",
            source=f"calm_{system}",
            province=provinces()[at],
            system=system,
            attached=("pdf", "docx") if system in ("plain", "aspnet") else (),
            wait=WAIT_SECONDS,
            is_calm=True,
        )
        for at, system in enumerate(_SYSTEMS)
    )
