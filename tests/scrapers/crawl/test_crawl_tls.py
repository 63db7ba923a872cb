"""The same bounds over TLS, where the socket is another one; and whom a host is believed by."""

from __future__ import annotations

import datetime
import ipaddress
import socket
import ssl
import threading
import time

import pytest

from tests.scrapers.crawl.nights import failure

pytest.importorskip("cryptography", reason="makes the certificates of the test's server")

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec


class Authority:
    """A key and its certificate, which may sign others."""

    def __init__(self, name, issuer=None, *, is_host=False):
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
        signer = issuer or self
        names = [x509.IPAddress(ipaddress.ip_address("127.0.0.1")), x509.DNSName("sonoivu.example.vn")]
        key_id = x509.SubjectKeyIdentifier.from_public_key(self.key.public_key())
        signer_id = x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.key.public_key())
        usage = dict.fromkeys(
            ("content_commitment", "key_encipherment", "data_encipherment", "key_agreement", "encipher_only"), False
        )
        builder = (
            x509.CertificateBuilder(signer.name, self.name, self.key.public_key(), x509.random_serial_number())
            .not_valid_before(datetime.datetime(2020, 1, 1))
            .not_valid_after(datetime.datetime(2120, 1, 1))
            .add_extension(x509.BasicConstraints(ca=not is_host, path_length=None), True)
            .add_extension(key_id, False)
            .add_extension(signer_id, False)
            .add_extension(
                x509.KeyUsage(
                    digital_signature=True,
                    key_cert_sign=not is_host,
                    crl_sign=not is_host,
                    decipher_only=False,
                    **usage,
                ),
                True,
            )
        )
        if is_host:
            builder = builder.add_extension(x509.SubjectAlternativeName(names), False)
        self.pem = builder.sign(signer.key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)

    def key_pem(self):
        plain = serialization.NoEncryption()
        return self.key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)


@pytest.fixture(scope="module")
def chain(tmp_path_factory):
    """A folder with root.pem, middle.pem, other.pem (of a stranger) and host.pem (key and certificate, no middle)."""
    folder = tmp_path_factory.mktemp("tls")
    root = Authority("root")
    middle = Authority("middle", root)
    host = Authority("host", middle, is_host=True)
    for name, pem in {
        "root": root.pem,
        "middle": middle.pem,
        "other": Authority("other").pem,
        "host": host.pem + host.key_pem(),
        "whole": host.pem + middle.pem + host.key_pem(),
    }.items():
        (folder / f"{name}.pem").write_bytes(pem)
    return folder


@pytest.fixture
def served(site, chain):
    """Serves over TLS with the given chain; the site's root is then https."""

    def serve(name):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(chain / f"{name}.pem")
        site.server.socket = context.wrap_socket(site.server.socket, server_side=True, do_handshake_on_connect=False)
        site.root = site.root.replace("http:", "https:")
        return site

    return serve


@pytest.fixture
def pinned(chain, tmp_path):
    """A folder of intermediates in which a host has the given one."""

    def pin(host, name):
        (tmp_path / f"{host}.pem").write_bytes((chain / f"{name}.pem").read_bytes())
        return tmp_path

    return pin


def test_certificate_must_be_known(served, exchange_with):
    site = served("whole")

    message = str(failure(exchange_with(), site.page("/x", b"secret")))

    assert "the certificate of 127.0.0.1 cannot be verified" in message
    assert site.asked == []


def test_certificate_must_be_that_of_the_host(served, exchange_with, chain):
    site = served("whole")
    exchange = exchange_with(ca_bundle=chain / "root.pem", connect_https=("127.0.0.1", site.server.server_port))
    site.page("/x", b"page")

    assert exchange.ask("https://sonoivu.example.vn/x", {}).data == b"page"
    assert "certificate of moha.example.vn cannot be verified" in str(failure(exchange, "https://moha.example.vn/x"))


def test_page_comes_over_tls(served, exchange_with, chain):
    site = served("whole")

    assert exchange_with(ca_bundle=chain / "root.pem").ask(site.page("/x", b"page"), {}).data == b"page"


def test_missing_intermediate_is_pinned_for_its_host_alone(served, exchange_with, chain, pinned):
    url = served("host").page("/x", b"page")
    trusting = {"ca_bundle": chain / "root.pem"}

    failure(exchange_with(**trusting), url)
    failure(exchange_with(**trusting, intermediates=pinned("sonoivu.example.vn", "middle")), url)
    exchange = exchange_with(**trusting, intermediates=pinned("127.0.0.1", "middle"))
    assert exchange.ask(url, {}).data == b"page"


@pytest.mark.parametrize("name", ["middle", "other"])
def test_pinned_intermediate_is_no_root(served, exchange_with, chain, pinned, name):
    url = served("host").page("/x", b"page")
    exchange = exchange_with(ca_bundle=chain / "other.pem", intermediates=pinned("127.0.0.1", name))

    assert "cannot be verified" in str(failure(exchange, url))


def test_private_address_is_refused(served, exchange_with, chain):
    site = served("whole")
    exchange = exchange_with(allow_private=False, ca_bundle=chain / "root.pem")

    assert "not a public address" in str(failure(exchange, site.page("/x", b"page")))
    assert site.asked == []


@pytest.mark.parametrize("path", ["/drip", "/drip-headers"])
def test_slow_drip_is_cut_off(served, exchange_with, chain, path):
    site = served("whole")
    begun = time.monotonic()

    message = str(failure(exchange_with(total_seconds=0.3, ca_bundle=chain / "root.pem"), site.root + path))

    assert "took more than 0.3 seconds" in message
    assert time.monotonic() - begun < 3


def test_handshake_that_never_ends_is_cut_off(exchange_with):
    """A byte now and then before TLS is agreed on: no read times out."""
    over = threading.Event()

    def drip(listening):
        connection, _ = listening.accept()
        with connection:
            record = b"\x16\x03\x03\x40\x00"
            while not over.wait(0.02):
                try:
                    connection.send(record[:1])
                except OSError:
                    return
                record = record[1:] or b"\x02"

    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = threading.Thread(target=drip, args=(listening,))
        server.start()
        begun = time.monotonic()
        message = str(failure(exchange_with(total_seconds=0.3), f"https://127.0.0.1:{listening.getsockname()[1]}/"))
        over.set()
        server.join()

    assert "took more than 0.3 seconds" in message
    assert time.monotonic() - begun < 3
