"""DotNetNuke (DNN), often with Telerik's RadGrid.

Belongs here: its addresses. Does not belong here: what all systems share (`habits`), postback (`postback`).

Modules page by `/currentpage/2/` or `?pg=2`, grids by postback. Files are handed out by `LinkClick.aspx?fileticket=`.
"""

import re

from scrapers.crawl.systems.habits import BY_FIELD, COPIES, DOWNLOADS, Habits, Numbered, pattern
from scrapers.crawl.systems.postback import next_pages

HABITS = Habits(
    numbered=(
        Numbered(re.compile(r"(?<=/)(?:currentpage|page|pgr?)/(?P<n>\d{1,6})(?=/|\?|$)")),
        BY_FIELD,
    ),
    files=pattern(DOWNLOADS, r"/linkclick\.aspx\?(?:[^#]*&)?fileticket=", r"/downloadattachment(?:\.\w+)?\?"),
    copies=pattern(
        COPIES,
        r"/ctl/(?:login|register|terms|privacy|sendpassword)(?:/|$)",
        r"[?&]ctl=(?:login|register)\b",
        r"/print/true(?:/|$)",
    ),
    forms=next_pages,
)
