"""`cchc serve`: the files of a release and its documentation in a browser, for this machine only.

Belongs here: a static server on the loopback address. Does not belong here: pages (`publishing.docs_site`).
"""

from __future__ import annotations

import functools
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import click

from cchc.errors import CchcError
from cchc.releases import find_release, release_option

_HOST = "127.0.0.1"
_DOCS = "/docs/index.html"


class ReleaseHandler(SimpleHTTPRequestHandler):
    """Serves the files of one release; the root leads to the documentation."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".cff": "text/yaml; charset=utf-8",
        ".csv": "text/csv; charset=utf-8",
        ".html": "text/html; charset=utf-8",
        ".json": "application/json",
        ".md": "text/markdown; charset=utf-8",
    }

    def do_GET(self) -> None:
        """Answer a request for a file."""
        if self.path == "/":
            self.send_response(HTTPStatus.FOUND)
            self.send_header("Location", _DOCS)
            self.end_headers()
        else:
            super().do_GET()


def make_server(folder: Path, port: int) -> ThreadingHTTPServer:
    """A server of `folder` on the loopback address; port 0 takes any free one.

    Raises CchcError if the port is taken.
    """
    try:
        return ThreadingHTTPServer((_HOST, port), functools.partial(ReleaseHandler, directory=str(folder)))
    except OSError as error:
        raise CchcError(f"Port {port} cannot be used ({error.strerror}); choose another with --port.") from None


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), help="That of the configuration if none; 0 takes any free port.")
@release_option
def serve(port: int | None, release_name: str) -> None:
    """Serve the release and its documentation on http://127.0.0.1 until Ctrl-C."""
    from orchestration.settings import load_settings

    release = find_release(release_name)
    with make_server(release.path, load_settings().serve_port if port is None else port) as server:
        click.echo(f"Release {release.version} is at http://{_HOST}:{server.server_port}/ (Ctrl-C ends).")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            click.echo("Stopped.")
