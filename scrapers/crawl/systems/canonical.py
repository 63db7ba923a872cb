"""One address for one page: how the addresses that pages write are made equal.

Belongs here: joining, percent signs, ports, session ids, counters. Does not belong here: which addresses are followed
(`choosing`), which are safe to ask for (`scrapers.crawl.address`).
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote, urljoin, urlsplit

MAX_LENGTH = 2_000
"""Longer addresses are no pages' own: they hold searches, states or traps."""

_SPACE = re.compile(r"[\t\r\n]+")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
# What most addresses look like, which then need no further work: no percent signs, dots to resolve, ports or names.
_PLAIN = re.compile(r"https?://[a-z0-9.-]+/[A-Za-z0-9._~!$&'*+,=:@/-]*(?:\?[A-Za-z0-9._~!$'()*+,=:@/?&-]+)?")
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_PATH_SAFE = "/%!$&'()*+,;=:@~"
_QUERY_SAFE = "/%!$&'()*+,;=:@~?[]{}|"
_SESSION_PATH = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/?;]*|/\([SXAF]\([A-Za-z0-9_-]{10,}\)\)", re.IGNORECASE)
# Always a session, a token, or where a visitor came from.
_NOISE = re.compile(
    r"(?:jsessionid|phpsessid|aspsessionid\w*|asp\.net_sessionid|sessionid|session_id|zenid|cfid|cftoken|p_auth|p_p_auth"
    r"|utm_\w+|fbclid|gclid|zarsrc|_ga|nocache|_nocache|rand|random|cachebuster|__cf_chl\w*)",
    re.IGNORECASE,
)
# A session or an article's number: only what no number can be is a session.
_PERHAPS_SESSION = re.compile(r"(?:sid|s|sess|session)=(?=[^&]*[A-Za-z])[A-Za-z0-9_-]{6,}", re.IGNORECASE)
_MAYBE_NOISE = re.compile(
    r"sid|sess|zenid|cfid|cftoken|auth|utm_|clid|zarsrc|_ga|cache|rand|__cf|[?&](?:s|_)=|amp;", re.IGNORECASE
)
_COUNTER = re.compile(r"_=\d+")


def canonical(href: str, base: str) -> str | None:
    """The one absolute address of what `href` on a page of address `base` leads to; None where that is no page."""
    url = _absolute(href.strip(), base)
    if url is None or len(url) > MAX_LENGTH:
        return None
    is_plain = _PLAIN.fullmatch(url) and "/." not in url and url.find("//", 8) < 0
    if is_plain and ("?" not in url or _MAYBE_NOISE.search(url) is None):
        return url
    try:
        return _normal(url)
    except ValueError:  # no address: a bad port or bracket, a host that no name can be
        return None


def _absolute(href: str, base: str) -> str | None:
    if not href or href[0] == "#":
        return None
    href = _SPACE.sub("", href) if "\n" in href or "\t" in href or "\r" in href else href
    href = href.partition("#")[0]
    if href.startswith(("http://", "https://")):
        return href
    if (scheme := _SCHEME.match(href)) is not None and not href[: scheme.end()].lower().startswith("http"):
        return None  # javascript:, mailto:, tel:, data:, file:
    href = href.replace("\\", "/")
    if href[:1] == "/" and href[:2] != "//" and "/." not in href:
        return origin_of(base) + href
    try:
        return urljoin(base, href)
    except ValueError:
        return None


@lru_cache(maxsize=256)
def origin_of(url: str) -> str:
    """Scheme and host of an address, without a slash at the end."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def host_of(url: str) -> str:
    """The host of a canonical address."""
    return url.split("/", 3)[2].partition(":")[0]


def _normal(url: str) -> str | None:
    parts = urlsplit(url.replace("&amp;", "&").partition("#")[0])
    host = parts.hostname
    if parts.scheme not in ("http", "https") or not host or parts.username is not None:
        return None
    if not host.isascii():
        host = host.encode("idna").decode("ascii")
    port = parts.port
    usual = port is None or port == (443 if parts.scheme == "https" else 80)
    place = host.rstrip(".") if usual else f"{host.rstrip('.')}:{port}"
    path = _escaped(_SESSION_PATH.sub("", parts.path), _PATH_SAFE) or "/"
    if "/." in path or "//" in path:
        path = _walked(path)
    query = _escaped(_kept(parts.query), _QUERY_SAFE)
    return f"{parts.scheme}://{place}{path}{'?' if query else ''}{query}"


def _kept(query: str) -> str:
    """The query without sessions, tokens and counters, in its order."""
    if not query:
        return query
    fields = [field for field in query.split("&") if field and not _is_noise(field)]
    return "&".join(fields)


def _is_noise(field: str) -> bool:
    name = field.partition("=")[0]
    return bool(_NOISE.fullmatch(name) or _PERHAPS_SESSION.fullmatch(field) or _COUNTER.fullmatch(field))


def _escaped(text: str, safe: str) -> str:
    """Percent signs as RFC 3986 wants them: none before what needs none, capitals, and one before all else."""
    if "%" in text:
        text = _ESCAPE.sub(_settled, text)
        text = re.sub(r"%(?![0-9A-F]{2})", "%25", text)
    return quote(text, safe=safe)


def _settled(found: re.Match[str]) -> str:
    char = chr(int(found[1], 16))
    return char if char in _UNRESERVED else found[0].upper()


def _walked(path: str) -> str:
    """The path without dots and double slashes."""
    kept: list[str] = []
    steps = path.split("/")
    for step in steps:
        if step == "..":
            kept = kept[:-1]
        elif step not in ("", "."):
            kept.append(step)
    end = "/" if steps[-1] in ("", ".", "..") and kept else ""
    return f"/{'/'.join(kept)}{end}"
