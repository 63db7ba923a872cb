"""One request and its answer, within bounds: no redirects, robots or retries.

Belongs here: HTTP, and turning its many faults into one sentence. Does not belong here: manners (`manners`), bodies
(`body`), sockets (`wire`).
"""

from __future__ import annotations

import logging
import time
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urldefrag, urljoin, urlsplit

import requests
import urllib3
from requests import PreparedRequest, Response
from requests.cookies import extract_cookies_to_jar

from scrapers.archive import Request
from scrapers.crawl.address import check_address, settled
from scrapers.crawl.body import BodyError, Large, read_body, short_body
from scrapers.crawl.limits import FetchError, Limits, PassingFetchError
from scrapers.crawl.page import Form
from scrapers.crawl.trust import Trust
from scrapers.crawl.wire import AddressRefusedError, GuardedAdapter, Watch, Wire

_LOG = logging.getLogger("cchc.crawl")
USABLE = (HTTPStatus.OK, HTTPStatus.NON_AUTHORITATIVE_INFORMATION)
_WEB_PAGES = ("", "text/html", "application/xhtml+xml", "text/plain", "text/xml", "application/xml")
_REDIRECTS = (301, 302, 303, 307, 308)
_MAX_COOKIES = 50
IDLE_SECONDS = 4.0  # common servers hang up after five, which is a race
warnings.filterwarnings("ignore", message="http.cookiejar bug!")  # what a server's cookie can bring forth
_FAULTS = (requests.RequestException, urllib3.exceptions.HTTPError, AddressRefusedError, BodyError, OSError, ValueError)


@dataclass(frozen=True, slots=True)
class Answer:
    """A server's answer; `location` is the absolute address of a redirect.

    `data` is the decoded body; where the status says that it is no page, what is short enough of it.
    """

    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    data: bytes
    location: str | None
    sent: Request | None = None

    def header(self, name: str) -> str | None:
        """The first header of that name, whatever its case."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


class Exchange:
    """Asks one host, one thing at a time, over a connection that is kept while it is used often enough."""

    def __init__(self, host: str, limits: Limits, watch: Watch, trust: Trust, large: Large) -> None:
        self._host = host
        self._limits = limits
        self._watch = watch
        self._trust = trust
        self._large = large
        self._wire = Wire(limits.allow_private)
        self._session: requests.Session | None = None
        self._used = 0.0

    def ask(
        self, url: str, headers: Mapping[str, str], form: Form | None = None, max_bytes: int | None = None
    ) -> Answer:
        """The answer to a GET of `url`, or to a POST of a form, whatever its status.

        Args:
            max_bytes: the bound of the unpacked body; by its media type if not given.

        Raises:
            FetchError: a sentence that names the address and the fault; its passing kind if a retry may help.
        """
        check_address(url)
        self._watch.begin(self._wire, self._limits.total_seconds)
        try:
            answer = self._asked(url, headers, form, max_bytes)
        except Exception as error:  # headers that nobody thought of must not end the night
            self.close()
            if not isinstance(error, _FAULTS):
                _LOG.exception("The answer of %s cannot be understood.", url)
            raise self._explained(url, error) from None
        finally:
            self._watch.end(self._wire)
            self._used = time.monotonic()
        if self._wire.expired:
            self.close()
            raise self._too_slow(url)
        return answer

    def close(self) -> None:
        """Hangs up; the session and its cookies are kept."""
        if self._session is not None:
            self._session.close()

    def forget_large(self) -> None:
        """The last answer's body is held no more."""
        self._large.leave(self)

    def _asked(self, url: str, headers: Mapping[str, str], form: Form | None, max_bytes: int | None) -> Answer:
        session = self._ready_session()
        request = _prepared(url, {**session.headers, **headers}, form, session)
        timeout = (self._limits.connect_seconds, self._limits.read_seconds)
        # The session's own `send` would follow no redirect either, but looks for hooks, proxies and cookies each time.
        with session.get_adapter(url).send(request, stream=True, timeout=timeout) as response:
            if "Set-Cookie" in response.headers:
                extract_cookies_to_jar(session.cookies, request, response.raw)
            if (
                response.status_code < HTTPStatus.OK
            ):  # what follows on the connection would be taken for another's answer
                raise BodyError(f"its server sent an interim answer, {response.status_code}, that was not asked for")
            return Answer(
                url=url,
                status=response.status_code,
                headers=tuple((str(name), str(value)) for name, value in response.raw.headers.items()),
                data=self._body(response, max_bytes) if response.status_code in USABLE else short_body(response.raw),
                location=_goal(url, response),
                sent=_sent(request),
            )

    def _body(self, response: Response, max_bytes: int | None) -> bytes:
        media_type = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        usual = self._limits.max_page_bytes if media_type in _WEB_PAGES else self._limits.max_bytes
        bound = min(usual, max_bytes or usual)
        return read_body(response.raw, bound, self._limits.large_bytes, self._wait_for_room)

    def _wait_for_room(self) -> None:
        """The body has come: what we wait for now is none of its server's time."""
        self._watch.end(self._wire)
        self._large.enter(self)

    def _ready_session(self) -> requests.Session:
        if self._session is None:
            self._session = self._new_session()
        elif time.monotonic() - self._used > IDLE_SECONDS:
            self._session.close()
        if len(self._session.cookies) > _MAX_COOKIES:
            self._session.cookies.clear()
        return self._session

    def _new_session(self) -> requests.Session:
        """A session of our own connections; no proxy or password comes from the environment."""
        session = requests.Session()
        session.trust_env = False
        routes = {"http": self._limits.connect_http, "https": self._limits.connect_https}
        adapter = GuardedAdapter(self._wire, self._trust.of(self._host), routes)
        session.adapters.clear()
        session.mount("http://", adapter)
        session.mount("https://", adapter)
        session.headers.clear()
        session.headers.update({"User-Agent": self._limits.user_agent, "Accept-Encoding": "gzip", "Accept": "*/*"})
        return session

    def _explained(self, url: str, error: Exception) -> FetchError:
        host = urlsplit(url).hostname
        if self._wire.expired:
            return self._too_slow(url)
        if isinstance(error, AddressRefusedError):
            return FetchError(f"{url} was not fetched: {host} leads to {error}, which is not a public address.")
        if isinstance(error, BodyError):
            kind = PassingFetchError if error.passing else FetchError
            return kind(f"{url} was not fetched: {error}.")
        if isinstance(error, (requests.exceptions.SSLError, urllib3.exceptions.SSLError)):
            return FetchError(f"{url} was not fetched: the certificate of {host} cannot be verified.")
        if isinstance(error, (requests.exceptions.Timeout, urllib3.exceptions.TimeoutError)):
            return PassingFetchError(f"{url} was not fetched: {host} did not answer in time.")
        if isinstance(error, urllib3.exceptions.HTTPError):
            return PassingFetchError(f"{url} was not fetched: its answer is broken off or damaged.")
        if isinstance(error, requests.exceptions.ConnectionError):
            return PassingFetchError(f"{url} was not fetched: the connection to {host} failed.")
        return FetchError(f"{url} was not fetched: {host} sent something unreadable.")

    def _too_slow(self, url: str) -> FetchError:
        return PassingFetchError(f"{url} was not fetched: it took more than {self._limits.total_seconds:g} seconds.")


def _goal(url: str, response: Response) -> str | None:
    """Where a redirect leads, as an address of which host and port are written in one way only."""
    told = response.headers.get("Location")
    if told is None or response.status_code not in _REDIRECTS:
        return None
    raw = told.encode("latin-1", errors="replace")
    try:
        target = raw.decode()
    except UnicodeDecodeError:
        target = raw.decode("latin-1")
    return settled(urldefrag(urljoin(url, target)).url)


def _prepared(url: str, headers: Mapping[str, str], form: Form | None, session: requests.Session) -> PreparedRequest:
    request = PreparedRequest()
    request.prepare_method("GET" if form is None else "POST")
    request.prepare_url(url, None)
    request.prepare_headers(headers)
    if session.cookies:
        request.prepare_cookies(session.cookies)
    if form is not None:
        request.prepare_body(list(form.fields), None)
    return request


def _sent(request: PreparedRequest) -> Request:
    body = request.body
    return Request(
        method="POST" if request.method == "POST" else "GET",
        headers=tuple((str(name), str(value)) for name, value in request.headers.items()),
        body=body.encode() if isinstance(body, str) else b"",
    )
