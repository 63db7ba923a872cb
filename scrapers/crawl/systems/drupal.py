"""Drupal, versions 6 to 10.

Belongs here: its addresses. Does not belong here: what all systems share (`habits`).

`?page=1` is the second page of a list; where a page shows several lists, `?page=0,1` counts each. Files stand under
`/sites/…/files/` with their ending, media and private files without one.
"""

import re

from scrapers.crawl.systems.habits import COPIES, DOWNLOADS, Habits, Numbered, pattern

HABITS = Habits(
    numbered=(Numbered(re.compile(r"(?<=[?&])page=(?P<n>\d{1,6}(?:(?:,|%2c)\d{1,6}){0,4})(?=&|$)"), first=0),),
    files=pattern(DOWNLOADS),
    file_paths=pattern(r"/(?:media|file|document)/\d+/download(?:\?|$)", r"/system/files/"),
    copies=pattern(COPIES, r"/(?:printpdf|printmail|user|comment/reply|taxonomy/term/\d+/feed)(?:/|\?|$)"),
)
