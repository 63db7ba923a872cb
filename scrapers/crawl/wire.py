"""Connections that reach public addresses only and can be cut off: what `requests` does not offer.

Belongs here: the socket level. Does not belong here: HTTP, robots, waiting; which certificates are trusted (`trust`).

The address is checked on the connected socket, before a byte is sent: a name that resolves anew between check and
use, or a URL that two parsers read differently, gains nothing. The cut shuts the socket down, since a server that
sends a byte now and then never trips a read timeout; one thread watches over all exchanges of a night.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import threading
import time
from contextlib import suppress
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

from requests import PreparedRequest
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.util.connection import create_connection

# IPv6 that stands for some IPv4: compatible, translated, NAT64, Teredo, 6to4; and the site-local addresses of old.
_LEAD_ELSEWHERE = tuple(
    ipaddress.ip_network(network)
    for network in (
        "::/96",
        "::ffff:0:0:0/96",
        "64:ff9b::/96",
        "64:ff9b:1::/48",
        "2001::/32",
        "2002::/16",
        "fec0::/10",
    )
)
_TICK_SECONDS = 0.05


class AddressRefusedError(Exception):
    """The connection led to an address that is not public; the message is that address."""


class Wire:
    """The sockets of one host's session, one exchange at a time."""

    def __init__(self, allow_private: bool) -> None:
        self.expired = False
        self._allow_private = allow_private
        self._lock = threading.Lock()
        self._deadline: float | None = None
        self._handle: socket.socket | None = None
        self._dropped: list[socket.socket] = []

    def begin(self, deadline: float) -> None:
        """An exchange begins that is cut off at `deadline`; `expired` then says so."""
        with self._lock:
            self.expired = False
            self._handle = None
            self._deadline = deadline

    def end(self) -> None:
        """The exchange is over: no cut comes any more."""
        with self._lock:
            self._deadline = self._handle = None
            while self._dropped:
                self._dropped.pop().close()

    def admit(self, connected: socket.socket) -> socket.socket:
        """A second handle of a connected socket, which a cut shuts down even while TLS is shaken hands on.

        Raises:
            AddressRefusedError: the socket leads to an address that is not public; it is closed.
        """
        address = connected.getpeername()[0]
        if not (self._allow_private or is_public(address)):
            connected.close()
            raise AddressRefusedError(address)
        handle = connected.dup()
        self.carry(handle)
        return handle

    def carry(self, handle: socket.socket | None) -> None:
        """The exchange goes over this connection from here on."""
        with self._lock:
            self._handle = handle
            if self.expired:
                _shut(handle)

    def drop(self, handle: socket.socket) -> None:
        """The connection is closed; the handle follows when no answer can be coming over it any more."""
        with self._lock:
            if self._deadline is None:
                handle.close()
            else:
                self._dropped.append(handle)

    def cut_if_late(self, at: float) -> None:
        """Cuts the exchange off if its time is up."""
        with self._lock:
            if self._deadline is not None and at >= self._deadline:
                self.expired = True
                _shut(self._handle)


def _shut(handle: socket.socket | None) -> None:
    if handle is not None:
        with suppress(OSError):
            handle.shutdown(socket.SHUT_RDWR)


class Watch:
    """One thread that cuts off exchanges that take too long; used in a `with` statement."""

    def __init__(self) -> None:
        self._over = threading.Event()
        self._wires: set[Wire] = set()
        self._thread = threading.Thread(target=self._run, name="cchc-watch", daemon=True)

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()

    def begin(self, wire: Wire, seconds: float) -> None:
        """Watches over an exchange."""
        wire.begin(time.monotonic() + seconds)
        self._wires.add(wire)

    def end(self, wire: Wire) -> None:
        """The exchange is over."""
        self._wires.discard(wire)
        wire.end()

    def cut_all(self) -> None:
        """Cuts every exchange off that is under way."""
        for wire in tuple(self._wires):
            wire.cut_if_late(float("inf"))

    def _run(self) -> None:
        while not self._over.wait(_TICK_SECONDS):
            now = time.monotonic()
            for wire in tuple(self._wires):
                wire.cut_if_late(now)


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet, also where it is IPv4 written as IPv6."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    mapped = ip.ipv4_mapped if isinstance(ip, ipaddress.IPv6Address) else None
    if mapped is None and any(ip in network for network in _LEAD_ELSEWHERE if network.version == ip.version):
        return False
    return (mapped or ip).is_global and not ip.is_multicast


class _Guarded(HTTPConnection):
    """A connection that shows itself to the wire before anything is sent over it."""

    wire: Wire
    route: tuple[str, int] | None
    _handle: socket.socket | None = None

    def _new_conn(self) -> socket.socket:
        connected = super()._new_conn() if self.route is None else create_connection(self.route, self.timeout)
        self._handle = self.wire.admit(connected)
        return connected

    def request(self, *args: Any, **kwargs: Any) -> None:
        self.wire.carry(self._handle)
        super().request(*args, **kwargs)

    def close(self) -> None:
        super().close()
        if self._handle is not None:
            self.wire.drop(self._handle)
            self._handle = None


class _GuardedTLS(_Guarded, HTTPSConnection):
    pass


class GuardedAdapter(HTTPAdapter):
    """The way out of a session: one kept connection an origin, all through `wire`.

    Args:
        trusted: the certificates that are trusted; nothing that requests is told changes them.
        routes: by scheme, where every host is reached instead of at its own address.
    """

    def __init__(self, wire: Wire, trusted: ssl.SSLContext, routes: dict[str, tuple[str, int] | None]) -> None:
        super().__init__()
        self._trusted = trusted
        self._pools: dict[tuple[str, str, int | None], HTTPConnectionPool] = {}
        self._kinds = {
            "http": type("Connection", (_Guarded,), {"wire": wire, "route": routes["http"]}),
            "https": type("Connection", (_GuardedTLS,), {"wire": wire, "route": routes["https"]}),
        }

    def get_connection_with_tls_context(
        self, request: PreparedRequest, verify: Any, proxies: Any = None, cert: Any = None
    ) -> HTTPConnectionPool:
        parts = urlsplit(request.url or "")
        origin = (str(parts.scheme), str(parts.hostname), parts.port)
        if origin not in self._pools:
            self._pools[origin] = self._pool(*origin)
        return self._pools[origin]

    def _pool(self, scheme: str, host: str, port: int | None) -> HTTPConnectionPool:
        pool = (
            HTTPSConnectionPool(host, port, maxsize=1, cert_reqs="CERT_REQUIRED", ssl_context=self._trusted)
            if scheme == "https"
            else HTTPConnectionPool(host, port, maxsize=1)
        )
        pool.ConnectionCls = self._kinds[scheme]
        return pool

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
        """Nothing: what is trusted stands in the pool's context alone."""

    def request_url(self, request: PreparedRequest, proxies: Any) -> str:
        return request.path_url

    def close(self) -> None:
        for pool in self._pools.values():
            pool.close()
        self._pools.clear()
