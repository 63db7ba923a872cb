"""Liferay, versions 6 and 7.

Belongs here: its addresses. Does not belong here: what all systems share (`habits`).

A portlet's parameter that ends in `_cur` counts the pages of its list; the list's own address has no query at all.
Files stand under `/documents/<group>/<folder>/<name>/<uuid>`, mostly without an ending at the end.
"""

import re

from scrapers.crawl.systems.habits import BY_FIELD, COPIES, DOWNLOADS, Habits, Numbered, pattern

HABITS = Habits(
    numbered=(
        Numbered(re.compile(r"(?<=[?&])(?:\w{3,200}_)?cur=(?P<n>\d{1,6})(?=&|$)"), whole_query=True),
        BY_FIELD,
    ),
    files=pattern(DOWNLOADS, r"/c/document_library/get_file\?"),
    file_paths=pattern(r"/documents/(?:\d+|d)/[^?]+"),
    copies=pattern(COPIES, r"[?&]p_p_state=(?:pop_up|exclusive)\b", r"_viewmode=print\b", r"/c/portal/(?!layout)"),
)
