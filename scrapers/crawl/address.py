"""Which addresses may be asked for at all, by their text alone.

Belongs here: that check. Does not belong here: where a name leads, which only the connection tells (`wire`).
"""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlsplit

from scrapers.crawl.limits import FetchError


def check_address(url: str) -> None:
    """Passes absolute http and https addresses without a user name.

    Raises:
        FetchError: any other address.
    """
    try:
        parts = urlsplit(url)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        raise FetchError(f"{url!r} was not fetched: it is not an address.") from None
    if not usable:
        raise FetchError(f"{url!r} was not fetched: only http and https addresses are.")
    if parts.username is not None or parts.password is not None:
        raise FetchError(f"An address of {parts.hostname} was not fetched: it holds a user name or password.")


def host_within(host: str, hosts: Collection[str]) -> bool:
    """Whether a host is one of `hosts` or below one: www.moha.gov.vn is within moha.gov.vn."""
    return any(host == known or host.endswith(f".{known}") for known in hosts)
