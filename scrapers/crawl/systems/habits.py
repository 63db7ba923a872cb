"""What a content system's addresses look like: how its lists page, which lead to files, which to copies of a page.

Belongs here: the form in which each system's module says so, and what nearly all systems share. Does not belong here:
a single system's habits (a module each), choosing by a source's plan (`choosing`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from scrapers.crawl.page import Link
from scrapers.crawl.systems.markup import Markup


@dataclass(frozen=True, slots=True)
class Numbered:
    """Addresses, in small letters, that tell which page of a list they are: the pattern's group `n`.

    A list's own address is page `first`. `whole_query`: the rest of the query does not tell one list from another, as
    where page 1 has none.
    """

    pattern: re.Pattern[str]
    first: int = 1
    whole_query: bool = False


@dataclass(frozen=True, slots=True)
class Habits:
    """A content system's addresses, as patterns of addresses in small letters.

    `files` are addresses of files without a file's ending, told by their query, `file_paths` those told by their path,
    `copies` those of pages to print, to mail or to share, which
    show what another address shows. `turns` are pages of lists that are not numbered. `forms` finds pages that are
    asked for by POST.
    """

    numbered: tuple[Numbered, ...]
    files: re.Pattern[str]
    copies: re.Pattern[str]
    file_paths: re.Pattern[str] | None = None
    turns: re.Pattern[str] | None = None
    forms: Callable[[Markup, tuple[str, ...]], Iterable[Link]] | None = None


# `?page=2`, `&trang=2`, `?PageIndex=2`; `/page/2`, `/trang-2.html`, `/trang2/`, `-trang-2.htm`.
BY_FIELD = Numbered(
    re.compile(
        r"(?<=[?&])(?:page|trang|pg|paged|pageindex|page_index|pageno|page_no|currentpage|curpg|pagenumber|start|limitstart|offset)=(?P<n>\d{1,6})(?=&|$)",
    )
)
BY_STEP = Numbered(re.compile(r"(?<=[/-])(?:page|trang)[-/]?(?P<n>\d{1,6})(?:\.(?:html?|aspx|php|vnp))?/?(?=\?|$)"))
DOWNLOADS = (
    r"/(?:download|downloadfile|getfile|get_file|taive|tai-ve|tai-file|viewfile|openfile)(?:\.\w{3,4})?(?:/[^?]*)?\?"
    r"|/[\w-]*download[\w-]*\.(?:aspx|ashx|php|jsp)\?"
    r"|[?&](?:download|savefile|downloadfile|fileticket|fileid|file_id|attachmentid|filename|filepath)=[^&]"
)
COPIES = (
    r"[?&](?:view|type|mode|layout|tmpl)=(?:print|component)\b|[?&]print(?:=|&|$)"
    r"|/(?:print|print_?preview|sendmail|send-mail|mailto|share)(?:/|\.|\?|$)"
)


def pattern(*parts: str) -> re.Pattern[str]:
    """One pattern of several."""
    return re.compile("|".join(parts))
