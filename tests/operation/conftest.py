"""A mail server and a webhook on loopback, which keep what arrives."""

from __future__ import annotations

import json
import socketserver
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest


@dataclass
class Mailbox:
    """The mails that arrived, with the recipients of their envelopes."""

    url: str = ""
    mails: list[tuple[list[str], Message]] = field(default_factory=list)

    def only(self) -> tuple[str, str]:
        """Subject and plain text of the one mail."""
        ((_, mail),) = self.mails
        part = next(each for each in mail.walk() if each.get_content_type() == "text/plain")
        payload = part.get_payload(decode=True)
        assert isinstance(payload, bytes)
        return str(make_header(decode_header(str(mail["Subject"])))), payload.decode("utf-8")


@dataclass
class Webhook:
    """The bodies that arrived."""

    url: str = ""
    status: int = 200
    bodies: list[dict[str, Any]] = field(default_factory=list)
    before_answer: Callable[[], object] = lambda: None


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    box = Mailbox()

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            recipients: list[str] = []
            self.wfile.write(b"220 here\r\n")
            while line := self.rfile.readline():
                verb = line[:4].upper().strip()
                if verb == b"RCPT":
                    recipients.append(line.decode().partition(":")[2].strip().split(">")[0].lstrip("<"))
                if verb == b"DATA":
                    self.wfile.write(b"354 go on\r\n")
                    lines = iter(self.rfile.readline, b".\r\n")
                    data = b"".join(line[1:] if line.startswith(b"..") else line for line in lines)
                    box.mails.append((recipients, message_from_bytes(data)))
                self.wfile.write(b"221 bye\r\n" if verb == b"QUIT" else b"250 yes\r\n")
                if verb == b"QUIT":
                    return

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        port = server.server_address[1]
        box.url = f"mailto://127.0.0.1:{port}/?from=night@example.org&to=operator@example.org&mode=insecure"
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield box
        server.shutdown()


@pytest.fixture
def webhook() -> Iterator[Webhook]:
    hook = Webhook()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            hook.bodies.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            hook.before_answer()
            self.send_response(hook.status)
            self.end_headers()

        def log_message(self, *arguments: object) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        hook.url = f"json://operator:s3cret-word@127.0.0.1:{server.server_port}/hooks/T0KEN-of-the-hook"
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield hook
        server.shutdown()
