"""Connections that reach public addresses only and can be cut off: what `requests` does not offer.

Belongs here: the socket level. Does not belong here: HTTP, robots, waiting.

The address is checked on the connected socket, before a request is sent: a name that resolves anew between check
and use, or a URL that two parsers read differently, gains nothing. The cut shuts the socket down, since a server
that sends a byte now and then never trips a read timeout.
"""

from __future__ import annotations

import ipaddress
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from requests import Session
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool


class AddressRefusedError(Exception):
    """The connection led to an address that is not public; the message is that address."""


class Wire:
    """The sockets of one session, one exchange at a time."""

    def __init__(self, allow_private: bool) -> None:
        self.expired = False
        self._allow_private = allow_private
        self._socket: socket.socket | None = None

    @contextmanager
    def deadline(self, seconds: float) -> Iterator[None]:
        """Cuts the exchange in its body off after `seconds`; `expired` then says so."""
        self.expired = False
        self._socket = None
        timer = threading.Timer(seconds, self._cut)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()  # or a late cut would hit the next exchange

    def admit(self, connected: socket.socket) -> None:
        """Takes charge of a connected socket.

        Raises:
            AddressRefusedError: it leads to an address that is not public.
        """
        self._socket = connected
        address = connected.getpeername()[0]
        if not (self._allow_private or is_public(address)):
            connected.close()
            raise AddressRefusedError(address)
        if self.expired:
            self._cut()

    def _cut(self) -> None:
        self.expired = True
        if self._socket is not None:
            with suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet, also where it is IPv4 written as IPv6."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    mapped = ip.ipv4_mapped if isinstance(ip, ipaddress.IPv6Address) else None
    return (mapped or ip).is_global and not ip.is_multicast


def guarded_session(wire: Wire) -> Session:
    """A session whose connections pass through `wire`; no proxy or password comes from the environment."""
    session = Session()
    session.trust_env = False
    session.mount("http://", _GuardedAdapter(wire))
    session.mount("https://", _GuardedAdapter(wire))
    return session


class _GuardedHTTPConnection(HTTPConnection):
    wire: Wire

    def connect(self) -> None:
        super().connect()
        self.wire.admit(self.sock)


class _GuardedHTTPSConnection(HTTPSConnection):
    wire: Wire

    def connect(self) -> None:
        super().connect()
        self.wire.admit(self.sock)


class _GuardedAdapter(HTTPAdapter):
    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        super().__init__()

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        http = type("Connection", (_GuardedHTTPConnection,), {"wire": self._wire})
        https = type("Connection", (_GuardedHTTPSConnection,), {"wire": self._wire})
        self.poolmanager.pool_classes_by_scheme = {
            "http": type("Pool", (HTTPConnectionPool,), {"ConnectionCls": http}),
            "https": type("Pool", (HTTPSConnectionPool,), {"ConnectionCls": https}),
        }
