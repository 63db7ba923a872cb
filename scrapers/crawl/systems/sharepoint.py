"""SharePoint, versions 2007 to 2019.

Belongs here: its addresses. Does not belong here: what all systems share (`habits`).

A view's next page is `?Paged=TRUE&p_ID=30&PageFirstRow=31`, told by a link or by the script `RefreshPageTo`; going back
has `PagedPrev=TRUE` besides. Files of a list's item stand under `/Lists/<list>/Attachments/<item>/`.
"""

from scrapers.crawl.systems.habits import BY_FIELD, COPIES, DOWNLOADS, Habits, pattern
from scrapers.crawl.systems.postback import next_pages

HABITS = Habits(
    numbered=(BY_FIELD,),
    files=pattern(DOWNLOADS, r"/_layouts/(?:\d+/)?download\.aspx\?"),
    file_paths=pattern(r"/attachments/\d+/[^/?]+"),
    copies=pattern(
        COPIES, r"/_layouts/", r"[?&](?:isdlg=1|pagedprev=true)\b", r"/forms/(?:editform|dispform|upload)\.aspx"
    ),
    turns=pattern(r"\?(?!(?:.*&)?pagedprev=true)(?:.*&)?paged=true(?:&|$)"),
    forms=next_pages,
)
