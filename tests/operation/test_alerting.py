"""The message of a night arrives, once, as it was written; what keeps it from arriving never tells a secret."""

from __future__ import annotations

import logging
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from orchestration.alerting import in_words, send
from orchestration.night_message import Message
from orchestration.run_log import logged
from orchestration.settings import AlertSettings
from tests.operation.conftest import Mailbox, Webhook

MESSAGE = Message("CCHC 2026-11-26: 1 source suspect", "Nguồn đáng ngờ: Bộ Nội vụ.\n\n- <b>không</b> & 50 %\n")


def test_a_message_arrives_by_mail_and_webhook_once_and_readable(mailbox: Mailbox, webhook: Webhook) -> None:
    deliveries = send(AlertSettings(urls=(mailbox.url, webhook.url)), MESSAGE)
    assert [each.fault for each in deliveries] == [None, None]
    assert in_words(deliveries) == "sent over 2 of 2 channels"
    subject, body = mailbox.only()
    assert (subject, body.replace("\r\n", "\n").strip()) == (MESSAGE.subject, MESSAGE.body.strip())
    ((recipients, mail),) = mailbox.mails
    assert recipients == ["operator@example.org"]
    assert [part.get_content_type() for part in mail.walk()] == ["text/plain"], "no page is made of it"
    ((taken),) = webhook.bodies
    assert taken["title"] == MESSAGE.subject
    assert taken["message"].strip() == MESSAGE.body.strip()


def test_a_channel_that_fails_is_told_without_its_secrets_and_the_next_one_is_tried(
    mailbox: Mailbox, webhook: Webhook, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    webhook.status = 500
    with caplog.at_level(logging.INFO):
        refused, taken = send(AlertSettings(urls=(webhook.url, mailbox.url)), MESSAGE)
    assert taken.fault is None and len(mailbox.mails) == 1
    assert refused.channel == "channel 1 (json)"
    assert refused.fault is not None and "500" in refused.fault
    assert not any(record.name.startswith("apprise") for record in caplog.records), "its log may hold secrets"
    printed = capfd.readouterr()
    for said in (refused.fault, caplog.text, printed.out, printed.err, repr(AlertSettings(urls=(webhook.url,)))):
        assert "s3cret" not in said and "T0KEN" not in said


def test_a_channel_that_hangs_or_is_no_address_is_given_up(mailbox: Mailbox) -> None:
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        urls = (f"json://127.0.0.1:{deaf.getsockname()[1]}/", "nonsense://s3cret", "s3cret")
        hung, unknown, no_url = send(AlertSettings(urls=urls), MESSAGE, seconds=0.3)
    assert hung.fault == "did not end within 0.3 s"
    assert unknown.fault is not None and "no address that apprise knows" in unknown.fault
    assert no_url.channel == "channel 3 (of no known kind)"
    assert "s3cret" not in f"{unknown} {no_url}"


def test_nothing_is_kept_beside_the_message(webhook: Webhook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    send(AlertSettings(urls=(webhook.url,)), MESSAGE)
    assert list(tmp_path.rglob("*")) == []


@contextmanager
def answering(answer: bytes, until: threading.Event | None = None) -> Iterator[str]:
    """A server that gives one answer, whatever that is, at once or when it may; gives its address with secrets."""

    def serve(server: socket.socket) -> None:
        connection, _ = server.accept()
        with connection:
            connection.recv(65_536)
            if until is not None:
                until.wait(10)
            connection.sendall(answer)

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=serve, args=(server,), daemon=True)
        thread.start()
        yield f"json://operator:s3cret-word@127.0.0.1:{server.getsockname()[1]}/hooks/T0KEN-of-the-hook"
        thread.join(10)


def test_what_libraries_say_of_a_malformed_answer_reaches_no_log_of_the_run(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    malformed = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n no colon\r\nbad\r\n\r\n"
    with answering(malformed) as url, logged(tmp_path, "20261126T190000Z") as log:
        send(AlertSettings(urls=(url,)), MESSAGE)
        logging.getLogger("urllib3.connection").warning("of somebody else")
    said = log.read_text("utf-8") + "".join(capfd.readouterr())
    assert "of somebody else" in said, "other threads and later words are heard as before"
    assert "s3cret" not in said and "T0KEN" not in said


def test_a_channel_that_was_given_up_says_nothing_in_the_next_one_s_name(webhook: Webhook, tmp_path: Path) -> None:
    given_up = threading.Event()
    late = b"HTTP/1.1 418 I'm a teapot\r\nContent-Length: 0\r\n\r\n"
    with answering(late, given_up) as hanging, logged(tmp_path, "20261126T190000Z") as log:
        (first,) = send(AlertSettings(urls=(hanging,)), MESSAGE, seconds=0.3)
        webhook.status = 500
        webhook.before_answer = lambda: (given_up.set(), time.sleep(0.5))
        (second,) = send(AlertSettings(urls=(webhook.url,)), MESSAGE)
    assert first.fault == "did not end within 0.3 s"
    assert second.fault is not None and "500" in second.fault and "418" not in second.fault
    assert log.read_text("utf-8") == ""
