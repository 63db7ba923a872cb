"""The child's side of `sandbox`: limits itself, opens a file, writes its answer.

Belongs here: what the child does, with as few imports as that takes, for its start is most of its time. Does not belong
here: any opening.
"""

from __future__ import annotations

import json
import os
import sys
from importlib import import_module

from scrapers.documents.model import DocumentError

MAX_SECONDS = 25
"""Of wall clock and of processor: the whole of opening and reading is to end within 30 seconds."""
MAX_MEMORY = 896 * 2**20
"""Bytes of address space: child and parent together stay below 1 GiB."""
MAX_ANSWER = 64 * 2**20
"""Bytes that the child may write, into its answer or any other file."""


def main() -> None:
    """Limits first, then the module, then its answer as JSON on the standard output."""
    _limit()
    stream = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what a library prints is no part of the answer
    module, name, *arguments = sys.argv[2:]
    data = sys.stdin.buffer.read()
    try:
        text = json.dumps({"answer": import_module(module).answer(data, name, arguments)})
    except DocumentError as error:
        text = json.dumps({"error": str(error)})
    except MemoryError:
        text = json.dumps(
            {"error": f"{name} needs more than {MAX_MEMORY >> 20} MiB of memory: add only the part that matters."}
        )
    except Exception as error:
        said = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        text = json.dumps({"error": f"{name} cannot be opened ({said}): save it anew and add that."})
    with stream:
        stream.write(text)


def _limit() -> None:
    import resource

    limits = {
        resource.RLIMIT_AS: MAX_MEMORY,
        resource.RLIMIT_CPU: MAX_SECONDS,
        resource.RLIMIT_FSIZE: MAX_ANSWER,
        resource.RLIMIT_CORE: 0,
    }
    for kind, most in limits.items():
        _, hard = resource.getrlimit(kind)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (most, most))
