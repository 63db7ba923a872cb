"""`cchc serve`: the explorer and the files of a release in a browser, for this machine only.

Belongs here: the command. Does not belong here: the server (`cchc.serving`), the pages (`explorer/`).
"""

from __future__ import annotations

import webbrowser
from pathlib import Path

import click

from cchc.errors import CchcError
from cchc.releases import find_release, release_option
from cchc.serving.server import HOST, ReleaseServer


def make_server(folder: Path, version: str, port: int) -> ReleaseServer:
    """A server of the release in `folder` on the loopback address; port 0 takes any free one.

    Raises CchcError if the port is taken.
    """
    try:
        return ReleaseServer(folder, version, port)
    except OSError as error:
        raise CchcError(f"Port {port} cannot be used ({error.strerror}); choose another with --port.") from None


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), help="That of the configuration if none; 0 takes any free port.")
@click.option("--open", "is_opened", is_flag=True, help="Open the explorer in the browser.")
@release_option
def serve(port: int | None, is_opened: bool, release_name: str) -> None:
    """Serve the release and its explorer on http://127.0.0.1 until Ctrl-C."""
    from orchestration.settings import load_settings

    release = find_release(release_name)
    wanted = load_settings().serve_port if port is None else port
    with make_server(release.path, release.version, wanted) as server:
        address = f"http://{HOST}:{server.server_port}/"
        click.echo(f"Release {release.version} is at {address} (Ctrl-C ends).")
        try:
            if is_opened:
                webbrowser.open(address)
            server.serve_forever()
        except KeyboardInterrupt:
            click.echo("Stopped.")
