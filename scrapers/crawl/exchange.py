"""One request and its answer, within bounds: no redirects, robots or retries.

Belongs here: HTTP, and turning its many faults into one sentence. Does not belong here: manners (`fetch`).
"""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urldefrag, urljoin, urlsplit

import requests
import urllib3

from scrapers.crawl.address import check_address
from scrapers.crawl.limits import FetchError, Limits, PassingFetchError
from scrapers.crawl.wire import AddressRefusedError, Wire, guarded_session

_CHUNK = 64 * 1024
_WITH_BODY = (HTTPStatus.OK, HTTPStatus.NON_AUTHORITATIVE_INFORMATION)


@dataclass(frozen=True, slots=True)
class Answer:
    """A server's answer; `location` is the absolute address of a redirect, `data` the decoded body of a 200."""

    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    data: bytes
    location: str | None

    def header(self, name: str) -> str | None:
        """The first header of that name, whatever its case."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


class Exchange:
    """Asks one thing at a time, each on a connection of its own: the wire then knows which one to cut."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._wire = Wire(limits.allow_private)
        self._session = guarded_session(self._wire)
        self._session.headers.update({"User-Agent": limits.user_agent, "Connection": "close"})

    def ask(self, url: str, headers: dict[str, str], max_bytes: int) -> Answer:
        """The answer to a GET of `url`, whatever its status.

        Raises:
            FetchError: a sentence that names the address and the fault; its passing kind if a retry may help.
        """
        check_address(url)
        try:
            with self._wire.deadline(self._limits.total_seconds):
                answer = self._get(url, headers, max_bytes)
        except (
            requests.RequestException,
            urllib3.exceptions.HTTPError,
            AddressRefusedError,
            OSError,
            ValueError,
        ) as error:
            raise self._explained(url, error) from None
        finally:
            self._session.close()  # drops its connections, so that none is used again unseen by the wire
        if self._wire.expired:
            raise self._too_slow(url)
        return answer

    def _get(self, url: str, headers: dict[str, str], max_bytes: int) -> Answer:
        with self._session.get(
            url,
            headers=headers,
            stream=True,
            allow_redirects=False,
            timeout=(self._limits.connect_seconds, self._limits.read_seconds),
        ) as response:
            target = self._session.get_redirect_target(response)
            return Answer(
                url=url,
                status=response.status_code,
                headers=tuple((str(name), str(value)) for name, value in response.raw.headers.items()),
                data=_body(response, max_bytes) if response.status_code in _WITH_BODY else b"",
                location=None if target is None else urldefrag(urljoin(url, target)).url,
            )

    def _explained(self, url: str, error: Exception) -> FetchError:
        host = urlsplit(url).hostname
        if self._wire.expired:
            return self._too_slow(url)
        if isinstance(error, AddressRefusedError):
            return FetchError(f"{url} was not fetched: {host} leads to {error}, which is not a public address.")
        if isinstance(error, requests.exceptions.SSLError):
            return FetchError(f"{url} was not fetched: the certificate of {host} cannot be verified.")
        if isinstance(error, requests.exceptions.Timeout):
            return PassingFetchError(f"{url} was not fetched: {host} did not answer in time.")
        if isinstance(error, (requests.exceptions.ChunkedEncodingError, requests.exceptions.ContentDecodingError)):
            return PassingFetchError(f"{url} was not fetched: its answer is broken off or damaged.")
        if isinstance(error, requests.exceptions.ConnectionError):
            return PassingFetchError(f"{url} was not fetched: the connection to {host} failed.")
        return FetchError(f"{url} was not fetched: {host} sent something unreadable ({type(error).__name__}).")

    def _too_slow(self, url: str) -> FetchError:
        return PassingFetchError(f"{url} was not fetched: it took more than {self._limits.total_seconds:g} seconds.")


def _body(response: requests.Response, max_bytes: int) -> bytes:
    parts = []
    size = 0
    for chunk in response.iter_content(_CHUNK):
        size += len(chunk)
        if size > max_bytes:
            raise FetchError(f"{response.url} was not fetched: it has more than {max_bytes} bytes.")
        parts.append(chunk)
    return b"".join(parts)
