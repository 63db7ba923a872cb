"""The desk of the local web: its account for who runs it, and changes of hosts between two nights.

Belongs here: these few requests. Does not belong here: what visitors see.
"""

from __future__ import annotations

import json
from dataclasses import fields, replace

from tests.site.guestbook import Guestbook
from tests.site.hosts import Row, Site
from tests.site.request import NOT_FOUND, Reply, Request

_JSON = (("Content-Type", "application/json"), ("Connection", "close"))
_CHANGEABLE = {field.name for field in fields(Row)} - {"name", "robots"}


class Desk:
    """Answers about `book`, and rebuilds a host of `sites` in place."""

    name = "desk"

    def __init__(self, book: Guestbook, sites: dict[str, Site]) -> None:
        self._book = book
        self._sites = sites

    def answer(self, request: Request) -> Reply:
        """The reply to a request of the one who runs the web."""
        match request.method, request.path:
            case "GET", "/report":
                return _told(self._book.report())
            case "GET", "/visits":
                return _told(self._book.visits())
            case "POST", "/night":
                self._book.next_night()
            case "POST", "/change":
                self._change(request.query)
            case _:
                return NOT_FOUND
        return _told({"done": True})

    def _change(self, query: dict[str, str]) -> None:
        site = self._sites[query.pop("host")]
        changes = {name: json.loads(value) for name, value in query.items() if name in _CHANGEABLE}
        site.rebuild(replace(site.row, **changes))


def _told(value: object) -> Reply:
    return Reply(json.dumps(value).encode(), headers=_JSON)
