"""Sites written for ASP.NET WebForms: lists in a GridView or repeater, paged by posting the page's state back.

Belongs here: their addresses. Does not belong here: what all systems share (`habits`), postback (`postback`).
"""

from scrapers.crawl.systems.habits import BY_FIELD, BY_STEP, COPIES, DOWNLOADS, Habits, pattern
from scrapers.crawl.systems.postback import next_pages

HABITS = Habits(
    numbered=(BY_FIELD, BY_STEP),
    files=pattern(DOWNLOADS, r"/[\w-]*(?:file|attach|dinhkem)[\w-]*\.(?:aspx|ashx)\?"),
    copies=pattern(COPIES, r"/(?:login|dangnhap|dang-nhap|print|inbai)\.aspx"),
    forms=next_pages,
)
