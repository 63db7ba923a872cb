"""Which addresses may be asked for at all, by their text alone.

Belongs here: that check. Does not belong here: where a name leads, which only the connection tells (`wire`).
"""

from __future__ import annotations

import re
from collections.abc import Collection
from urllib.parse import urlsplit

from scrapers.crawl.limits import FetchError

_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"(?!.{254})(?:[a-z0-9-]{1,63}\.)*[a-z0-9-]{1,63}\.?", re.IGNORECASE)


def check_address(url: str) -> None:
    """Passes absolute http and https addresses without a user name.

    Raises:
        FetchError: any other address.
    """
    try:
        parts = urlsplit(url)
        usable = parts.scheme in _PORTS and bool(parts.hostname) and parts.port != 0
    except ValueError:
        raise FetchError(f"{url!r} was not fetched: it is not an address.") from None
    if not usable:
        raise FetchError(f"{url!r} was not fetched: only http and https addresses are.")
    if parts.username is not None or parts.password is not None:
        raise FetchError(f"An address of {parts.hostname} was not fetched: it holds a user name or password.")
    if not _HOST.fullmatch(parts.hostname or ""):
        raise FetchError(f"{url!r} was not fetched: its host is no name.")


def settled(url: str) -> str:
    """The address with scheme and host in small ASCII letters and without the usual port; as it is where it is none."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".")
        host = host if host.isascii() else host.encode("idna").decode("ascii")
        if parts.scheme not in _PORTS or not host or parts.username is not None or ":" in host:
            return url
        port = "" if parts.port in (None, _PORTS[parts.scheme]) else f":{parts.port}"
    except ValueError:
        return url
    return parts._replace(netloc=f"{host}{port}", path=parts.path or "/").geturl()


def host_within(host: str, hosts: Collection[str]) -> bool:
    """Whether a host is one of `hosts` or below one: www.moha.gov.vn is within moha.gov.vn."""
    return any(host == known or host.endswith(f".{known}") for known in hosts)
