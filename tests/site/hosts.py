"""A host of the local web: what its row in the table asks for, made into answers.

Belongs here: building and answering. Does not belong here: the rows themselves (`table`, `faults`).
"""

from __future__ import annotations

import gzip
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from email.utils import format_datetime
from urllib.parse import parse_qsl, unquote, urlsplit

from tests.site.articles import Article, articles_of, halved
from tests.site.attachments import attachment
from tests.site.certificates import BAD, GOOD
from tests.site.encodings import DECLARED, ENCODERS
from tests.site.faults import FAULTS
from tests.site.faults import OF_FILES as FAULTS_OF_FILES
from tests.site.figures import PCI_YEARS
from tests.site.plot import SESSION, VISITS, Page, Planted, Plot
from tests.site.request import NOT_FOUND, Headers, Reply, Request, redirect
from tests.site.robots import ALLOW, Robots
from tests.site.spoiled import LOGIN_PAGE, LOGIN_PATH, OF_FILES, SPOILED, wall
from tests.site.systems import SYSTEMS
from tests.site.web import etag_of

_COOKIE = "ASP.NET_SessionId=5f0c2b7d"
COUNTED = 99_990
"""Where counters begin: ten answers later they have a digit more."""


_KINDS = {**SPOILED, **FAULTS}


@dataclass(frozen=True, slots=True)
class Row:
    """A host of the table.

    `validators` are `both`, `etag`, `modified` or `none`, and with `none` pages show counters and sessions that change
    with every answer. `attached` are the endings of files on every second document. `spoiled` says which documents, by
    their place, are answered with what, `always` what is done to every answer but robots.txt. `files_on` names another
    host that keeps the files, `moved_to` the host that all addresses lead to, `wait` the seconds before every answer.
    With `is_packed` pages are sent as gzip; with `wants_cookie` they are led to themselves until a cookie comes back;
    with `enters_by_http` the start page of a host over TLS is named by http and led on. `max_pages` is the budget of
    the host's source. `edition` counts the documents published since the first night; `is_halved` is whether documents
    lost half of their text since. With `is_calm` no answer differs from an earlier one.
    """

    name: str
    source: str
    province: str
    system: str = "plain"
    variant: int = 0
    count: int = 6
    scheme: str = "http"
    robots: Robots = ALLOW
    encoding: str = "utf-8"
    validators: str = "both"
    attached: tuple[str, ...] = ()
    spoiled: tuple[tuple[int, str], ...] = ()
    certificate: str = GOOD
    always: str = ""
    files_on: str | None = None
    moved_to: str | None = None
    is_walled: bool = False
    is_packed: bool = False
    wants_cookie: bool = False
    enters_by_http: bool = False
    max_pages: int | None = None
    wait: float = 0.0
    delay: float = 0.0
    edition: int = 0
    is_halved: bool = False
    is_calm: bool = False

    @property
    def root(self) -> str:
        """The host's address, without a slash at its end."""
        return f"{self.scheme}://{self.name}"


@dataclass(frozen=True, slots=True)
class Spoilt:
    """An address whose answer is spoiled, and how."""

    url: str
    kind: str

    @property
    def outcome(self) -> str:
        """The outcome of a look at it."""
        return _KINDS[self.kind].outcome

    @property
    def says(self) -> str:
        """What the look's message tells (`re.search`)."""
        return _KINDS[self.kind].says


class Site:
    """A host at work: it answers requests, and tells what was planted on it."""

    def __init__(self, row: Row, first: int) -> None:
        self.name = row.name
        self.robots = row.robots
        self.files: dict[str, Page] = {}
        self._first = first
        self._answered = itertools.count(COUNTED)
        self.rebuild(row)

    def rebuild(self, row: Row) -> None:
        """Makes all pages anew, as the row says now."""
        self.row = row
        plot = Plot(
            root=row.root,
            name=row.name,
            province=row.province,
            articles=_articles(row, self._first),
            files=f"{row.scheme}://{row.files_on}" if row.files_on else "",
            variant=row.variant,
            is_calm=row.is_calm,
        )
        SYSTEMS[row.system](plot)
        self.start = ("http://" + row.name if row.enters_by_http else row.root) + plot.start
        self._posts = plot.posts
        self._rest = plot.rest
        self._pages = {_key(target): page for target, page in plot.pages.items()}
        self._spoils = _spoils(row, plot)
        self.planted = tuple(item for item in plot.planted if self._is_whole(item))
        self.spoilt = tuple(Spoilt(row.root + target, kind) for target, kind in self._spoils.items())
        self.robots = _with_private(row.robots, tuple(at for at, kind in self._spoils.items() if kind == "private"))

    @property
    def delay(self) -> float:
        """See `web.Host`."""
        return self.row.delay

    def give_files(self) -> dict[str, Page]:
        """The attachments, by path, for the host that keeps them."""
        return {key: page for key, page in self._pages.items() if page.made}

    def answer(self, request: Request) -> Reply:
        """The reply to a request."""
        if self.row.moved_to is not None:
            return redirect(f"{self.row.scheme}://{self.row.moved_to}{request.target}")
        if self.row.scheme == "https" and not request.is_secure:
            return redirect(self.row.root + request.target)
        reply = self.robots.answer(request)
        if reply is None:
            reply = self._beyond_robots(request)
        return replace(reply, wait=self.row.wait) if self.row.wait else reply

    def _beyond_robots(self, request: Request) -> Reply:
        if self.row.is_walled:
            return Reply(wall())
        if self.row.wants_cookie and _COOKIE not in (request.header("Cookie") or ""):
            asked = redirect(request.target, 302)
            return replace(asked, headers=(*asked.headers, ("Set-Cookie", f"{_COOKIE}; path=/; HttpOnly")))
        reply = self._page_at(request)
        if self.row.is_packed and reply.body and "gzip" in (request.header("Accept-Encoding") or ""):
            packed = gzip.compress(reply.body, mtime=0)
            return replace(reply, body=packed, headers=(*reply.headers, ("Content-Encoding", "gzip")))
        return reply

    def _page_at(self, request: Request) -> Reply:
        if request.path == LOGIN_PATH:
            return LOGIN_PAGE
        target = request.target.partition(";jsessionid=")
        key = _key(target[0] + target[2][target[2].find("?") :] if "?" in target[2] else target[0])
        post = self._posts.get(f"{request.method} {request.target}")
        found = post(request) if post else self._pages.get(key) or self.files.get(key)
        if found is None and self._rest is not None:
            found = self._rest(request)
        if found is None:
            return NOT_FOUND
        reply = found if isinstance(found, Reply) else self._sent(found, request.target)
        kind = self.row.always or self._spoils.get(request.target)
        return _KINDS[kind].change(request, reply) if kind else reply

    def _sent(self, page: Page, target: str) -> Reply:
        number = next(self._answered) if self.row.validators == "none" else COUNTED
        if page.made is not None:
            return Reply(
                made=page.made, headers=(("Content-Type", page.media_type), *self._marks(page, target.encode()))
            )
        shown = f"{number:,}".replace(",", ".")
        text = page.body.replace(VISITS, shown).replace(SESSION, f"{number * 2_654_435_761 % 2**32:08X}")
        body = ENCODERS[self.row.encoding](text.replace("@@CHARSET@@", DECLARED[self.row.encoding]))
        plain = (
            page.media_type
            if self.row.encoding == "tcvn3"
            else f"{page.media_type}; charset={DECLARED[self.row.encoding]}"
        )
        return Reply(body, headers=(("Content-Type", plain), *self._marks(page, body)))

    def _marks(self, page: Page, tagged: bytes) -> Headers:
        marks: list[tuple[str, str]] = []
        if self.row.validators in ("both", "etag"):
            marks.append(("ETag", etag_of(tagged)))
        if self.row.validators in ("both", "modified"):
            marks.append(("Last-Modified", _http_day(page.day, self.row.edition)))
        return (*marks, ("Server", "Microsoft-IIS/8.5"))

    def _is_whole(self, item: Planted) -> bool:
        """Whether a document is there to be had: one on a host of files is as its own host has it."""
        if self.row.is_walled or self.row.moved_to or "/" in self.row.robots.forbidden or self.row.certificate in BAD:
            return False
        kind = self.row.always or self._spoils.get(item.url.removeprefix(self.row.root))
        return kind is None or kind == "" or _KINDS[kind].outcome == "new"


def _articles(row: Row, first: int) -> tuple[Article, ...]:
    made = articles_of(row.province, row.count, first, row.edition)
    if row.is_halved:
        made = tuple(halved(article) for article in made)
    if not row.attached:
        return made
    return tuple(
        replace(article, attachments=(attachment(row.attached[at // 2 % len(row.attached)], _year(at), first % 40),))
        if at % 2 == 0
        else article
        for at, article in enumerate(made, -row.edition)
    )


def _year(at: int) -> int:
    return PCI_YEARS[at % len(PCI_YEARS)]


def _spoils(row: Row, plot: Plot) -> dict[str, str]:
    documents = [item.url.removeprefix(row.root) for item in plot.planted if item.kind == "document"]
    files = [item.url.removeprefix(row.root) for item in plot.planted if item.kind == "attachment"]
    return {(files if kind in OF_FILES | FAULTS_OF_FILES else documents)[at]: kind for at, kind in row.spoiled}


def _with_private(robots: Robots, private: tuple[str, ...]) -> Robots:
    """The robots.txt with a line for each page that is not to be asked."""
    if not private:
        return robots
    lines = b"".join(b"Disallow: " + target.encode() + b"\n" for target in private)
    return replace(
        robots,
        reply=replace(robots.reply, body=robots.reply.body.replace(b"Disallow: /noi-bo/\n", lines)),
        forbidden=(*robots.forbidden, *private),
    )


def _key(target: str) -> str:
    """An address by what it means: its fields in order, its escapes undone."""
    parts = urlsplit(target)
    return unquote(parts.path) + "?" + repr(sorted(parse_qsl(parts.query, keep_blank_values=True)))


def _http_day(day: date, edition: int) -> str:
    return format_datetime(datetime.combine(day + timedelta(days=edition), time(1), UTC), usegmt=True)


def sites_of(rows: tuple[Row, ...]) -> dict[str, Site]:
    """The hosts of a table, by name; files that are kept elsewhere are brought there."""
    sites = {row.name: Site(row, 1000 + 40 * at) for at, row in enumerate(rows)}
    for site in sites.values():
        if site.row.files_on:
            sites[site.row.files_on].files.update(site.give_files())
    return sites


def planted_on(sites: dict[str, Site]) -> Iterator[Planted]:
    """All that a crawl of these hosts must bring in."""
    for site in sites.values():
        yield from site.planted
