"""Certificates for the hosts over TLS: good ones of an authority of our own, and four kinds of bad ones.

Belongs here: making them anew for a run, by the `openssl` command. Does not belong here: who serves them (`running`).
"""

from __future__ import annotations

import shutil
import ssl
import subprocess
from collections.abc import Mapping
from pathlib import Path

GOOD, SELF_SIGNED, EXPIRED, WRONG_NAME, NO_CHAIN = "good", "self_signed", "expired", "wrong_name", "no_chain"
BAD = {SELF_SIGNED, EXPIRED, WRONG_NAME}
"""Kinds that no client may take; `NO_CHAIN` is taken where its intermediate is known."""
_EXTENSIONS = "subjectAltName=DNS:{name}\nbasicConstraints=critical,CA:FALSE\nauthorityKeyIdentifier=keyid:always\n"
_AUTHORITY = "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash\n"
_CONFIGURATION = """[ca]
default_ca=d
[d]
database={folder}/index.txt
new_certs_dir={folder}
serial={folder}/serial
default_md=sha256
policy=p
unique_subject=no
[p]
commonName=supplied
[req]
distinguished_name=n
[n]
"""


class NoOpenSslError(RuntimeError):
    """The `openssl` command is not there, so no certificates can be made."""


class Authority:
    """A root and an intermediate in a folder, and the certificates that they sign."""

    def __init__(self, folder: Path) -> None:
        if shutil.which("openssl") is None:
            raise NoOpenSslError("The command openssl is not there: install openssl.")
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "openssl.cnf").write_text(_CONFIGURATION.format(folder=folder))
        (folder / "index.txt").touch()
        (folder / "serial").write_text("1000\n")
        (folder / "authority.ext").write_text(_AUTHORITY)
        self._run("ecparam -name prime256v1 -genkey -noout -out key.pem")
        self._request("root", "Test root")
        self._run("x509 -req -in root.csr -signkey key.pem -days 3650 -extfile authority.ext -out root.pem")
        self._request("middle", "Test intermediate")
        self._sign("middle", "root", "authority.ext", "20200101000000Z", "20991231000000Z")

    @property
    def root(self) -> Path:
        """What a client has to trust."""
        return self._folder / "root.pem"

    @property
    def intermediate(self) -> Path:
        """What a server of kind `NO_CHAIN` does not send."""
        return self._folder / "middle.pem"

    def context(self, kind: str, name: str) -> ssl.SSLContext:
        """What a host of that name shows as its certificate."""
        stem = f"{kind}-{name}"
        shown = "www.other.test" if kind == WRONG_NAME else name
        (self._folder / f"{stem}.ext").write_text(_EXTENSIONS.format(name=shown))
        self._request(stem, shown)
        until = "20210101000000Z" if kind == EXPIRED else "20991231000000Z"
        if kind == SELF_SIGNED:
            self._run(f"x509 -req -in {stem}.csr -signkey key.pem -days 3650 -out {stem}.pem")
        else:
            self._sign(stem, "middle", f"{stem}.ext", "20200101000000Z", until)
        chain = self._folder / f"{stem}-chain.pem"
        more = "" if kind in (SELF_SIGNED, NO_CHAIN) else self.intermediate.read_text()
        chain.write_text((self._folder / f"{stem}.pem").read_text() + more)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(chain, self._folder / "key.pem")
        return context

    def _request(self, stem: str, name: str) -> None:
        self._run(f"req -new -config openssl.cnf -key key.pem -out {stem}.csr", "-subj", f"/CN={name}")

    def _sign(self, stem: str, by: str, extensions: str, first: str, last: str) -> None:
        self._run(
            f"ca -batch -notext -config openssl.cnf -cert {by}.pem -keyfile key.pem -in {stem}.csr -out {stem}.pem "
            f"-startdate {first} -enddate {last} -extfile {extensions}"
        )

    def _run(self, words: str, *more: str) -> None:
        done = subprocess.run(["openssl", *words.split(), *more], cwd=self._folder, capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(f"openssl {words}: {done.stderr.strip()}")


def by_name(contexts: Mapping[str, ssl.SSLContext]) -> ssl.SSLContext:
    """One context for a port that shows each name its own certificate, and the first one to who names none."""
    first = next(iter(contexts.values()))

    def choose(connection: ssl.SSLObject, name: str | None, _: ssl.SSLContext) -> None:
        connection.context = contexts.get(name or "", first)

    first.sni_callback = choose
    return first
