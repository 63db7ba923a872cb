"""The same bounds over TLS, where the socket is another one."""

from __future__ import annotations

import datetime
import ipaddress
import ssl
import time as real_time

import pytest

from scrapers.crawl.limits import FetchError

pytest.importorskip("cryptography", reason="makes the certificate of the test's server")

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A self-signed certificate for 127.0.0.1 and its key, as PEM files."""
    folder = tmp_path_factory.mktemp("tls")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "loopback")])
    signed = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(datetime.datetime(2020, 1, 1))
        .not_valid_after(datetime.datetime(2120, 1, 1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    (folder / "cert.pem").write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return folder


@pytest.fixture
def tls_site(site, certificate):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    site.server.socket = context.wrap_socket(site.server.socket, server_side=True, do_handshake_on_connect=False)
    site.root = site.root.replace("http:", "https:")
    return site


@pytest.fixture
def trusted(certificate, monkeypatch):
    monkeypatch.setattr("requests.adapters.DEFAULT_CA_BUNDLE_PATH", str(certificate / "cert.pem"))


def test_certificate_must_be_known(tls_site, fetcher_with):
    with pytest.raises(FetchError, match=r"the certificate of 127\.0\.0\.1 cannot be verified"):
        fetcher_with().fetch(tls_site.page("/x", b"secret"))
    assert tls_site.asked == []


@pytest.mark.usefixtures("trusted")
def test_page_comes_over_tls(tls_site, fetcher_with):
    assert fetcher_with().fetch(tls_site.page("/x", b"page")).data == b"page"


@pytest.mark.usefixtures("trusted")
def test_private_address_is_refused(tls_site, fetcher_with):
    with pytest.raises(FetchError, match="not a public address"):
        fetcher_with(allow_private=False).fetch(tls_site.page("/x", b"page"))
    assert tls_site.asked == []


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize("path", ["/drip", "/drip-headers"])
def test_slow_drip_is_cut_off(tls_site, fetcher_with, path):
    begun = real_time.monotonic()

    with pytest.raises(FetchError, match=r"took more than 0\.3 seconds"):
        fetcher_with(total_seconds=0.3).fetch(tls_site.root + path)

    assert real_time.monotonic() - begun < 3
