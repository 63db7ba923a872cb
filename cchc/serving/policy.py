"""What a served page may do: the Content-Security-Policy of each file, and the headers that every answer has.

Belongs here: policies. Does not belong here: answering (`cchc.serving.handler`). No page may load anything from another
address, be framed, or run a script that is not a file of the release. Two exceptions, both by digest: a page of the
release's own may hold its style sheet, and dbt's documentation holds its program and sets styles as it runs.
"""

from __future__ import annotations

import base64
import hashlib
import re

DBT_PAGE = "docs/index.html"
STRICT = {
    "default-src": "'none'",
    "script-src": "'self' 'wasm-unsafe-eval'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self' blob:",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
}
"""The policy of the explorer, and of all that is no page."""
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_STATIC = STRICT | {"script-src": "'none'", "connect-src": "'none'", "worker-src": "'none'"}
_INLINE = re.compile(rb"<(script|style)\b([^>]*)>(.*?)</\1", re.IGNORECASE | re.DOTALL)


def policy_text(policy: dict[str, str] = STRICT) -> str:
    """A policy as the value of its header."""
    return "; ".join(f"{name} {value}" for name, value in policy.items())


def page_policy(name: str, page: bytes) -> str:
    """The policy of an HTML file of the release, from what stands in it."""
    if name == "index.html":
        return policy_text()
    digests = inline_digests(page)
    styles = " ".join(["'self'", *digests["style"]])
    if name != DBT_PAGE:
        return policy_text(_STATIC | {"style-src": styles})
    own = {
        "script-src": " ".join(digests["script"]) or "'none'",
        "style-src": "'self' 'unsafe-inline'",
        "font-src": "'self' data:",
    }
    return policy_text(STRICT | own | {"worker-src": "'none'"})


def inline_digests(page: bytes) -> dict[str, list[str]]:
    """The sources of a policy that allow the scripts and styles written into a page, and nothing else."""
    digests: dict[str, list[str]] = {"script": [], "style": []}
    for kind, attributes, content in _INLINE.findall(page):
        if b"src=" not in attributes:
            digest = base64.b64encode(hashlib.sha256(content).digest()).decode("ascii")
            digests[kind.decode("ascii").lower()].append(f"'sha256-{digest}'")
    return digests
