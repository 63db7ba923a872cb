"""The message of a night arrives, once, as it was written; what keeps it from arriving never tells a secret."""

from __future__ import annotations

import logging
import socket
from pathlib import Path

import pytest

from orchestration.alerting import in_words, send
from orchestration.night_message import Message
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
