"""NukeViet, the system of many Vietnamese authorities.

Belongs here: its addresses. Does not belong here: what all systems share (`habits`).

Lists page by `/vi/news/page-2/`, older ones by `&page=2`. The module of legal texts hands files out at
`…/?download=1&id=0`; `op=savefile` and `op=print` of the news show the page once more.
"""

import re

from scrapers.crawl.systems.habits import BY_FIELD, COPIES, DOWNLOADS, Habits, Numbered, pattern

HABITS = Habits(
    numbered=(Numbered(re.compile(r"(?<=/)page-(?P<n>\d{1,6})/?(?=\?|$)")), BY_FIELD),
    files=pattern(DOWNLOADS),
    copies=pattern(
        COPIES, r"/(?:savefile|rss|users|contact|statistics|search|seek)/", r"[?&]op=(?:print|savefile|rss)\b"
    ),
)
