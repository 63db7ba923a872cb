"""Which certificates a host is believed by: always verified, with a missing intermediate pinned for one host alone.

Belongs here: TLS contexts. Does not belong here: connections (`wire`).

Some servers send their own certificate without the one that links it to a root, which browsers make up for. Such an
intermediate is put beside the roots for that host: `intermediates/<host>.pem`. It completes a chain, it does not begin
one: the chain must still end at a trusted root.
"""

from __future__ import annotations

import ssl
from pathlib import Path
from threading import Lock

from requests.utils import DEFAULT_CA_BUNDLE_PATH

from scrapers.crawl.limits import Limits


class Trust:
    """TLS contexts by host; hosts without a pinned intermediate share one."""

    def __init__(self, limits: Limits) -> None:
        self._bundle = limits.ca_bundle
        self._intermediates = limits.intermediates
        self._usual: ssl.SSLContext | None = None
        self._lock = Lock()

    def of(self, host: str) -> ssl.SSLContext:
        """The context of a host.

        Raises:
            OSError: the host's pinned file is no certificate.
        """
        pinned = self._intermediates / f"{host}.pem"
        if host == Path(host).name and pinned.is_file():
            context = self._context()
            context.load_verify_locations(pinned)
            return context
        with self._lock:
            self._usual = self._usual or self._context()
            return self._usual

    def _context(self) -> ssl.SSLContext:
        context = ssl.create_default_context(cafile=str(self._bundle or DEFAULT_CA_BUNDLE_PATH))
        context.verify_flags &= ~ssl.VerifyFlags.VERIFY_X509_PARTIAL_CHAIN
        return context
