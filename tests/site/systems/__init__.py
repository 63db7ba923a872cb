"""How content systems make pages of a host's documents: one module a family of systems.

Belongs here: `SYSTEMS`. Does not belong here: robots, encodings, faults (`hosts`).
"""

from __future__ import annotations

from collections.abc import Callable

from tests.site.plot import Plot
from tests.site.systems.feeds import feed, sitemap
from tests.site.systems.paged import drupal, liferay, nukeviet, plain, sharepoint, trap
from tests.site.systems.postback import aspnet, dotnetnuke

SYSTEMS: dict[str, Callable[[Plot], None]] = {
    "plain": plain,
    "nukeviet": nukeviet,
    "drupal": drupal,
    "liferay": liferay,
    "sharepoint": sharepoint,
    "dotnetnuke": dotnetnuke,
    "aspnet": aspnet,
    "sitemap": sitemap,
    "feed": feed,
    "trap": trap,
}
