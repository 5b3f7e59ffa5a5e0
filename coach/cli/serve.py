"""`coach serve`: coach in a browser, by textual-serve, with a page that asks no other host.

textual-serve's own page (1.1.3) fetches a font from a public host, and its socket answers any page
that the browser has open; this one does neither.
"""

import argparse
import shlex
import sys
from pathlib import Path
from typing import Any, TextIO
from urllib.parse import urlsplit

from coach.errors import UsageError

PAGE = Path(__file__).parents[1] / "served_page"
"""The folder of the page's template."""
PORTS = 65_535
_HERE = ("localhost", "127.0.0.1", "[::1]")


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Registers the command."""
    serve = commands.add_parser("serve", help="coach in a browser on this computer")
    serve.add_argument("--port", type=int, default=8000, metavar="N", help="where to wait")
    serve.add_argument("--host", default="localhost", metavar="ADDRESS", help="at which address")
    serve.add_argument(
        "--url", default="", metavar="URL", help="what the browser calls it, where that is another"
    )
    serve.set_defaults(run=_run)


def _run(args: argparse.Namespace, stdin: TextIO, stdout: TextIO) -> int:
    if not 0 < args.port <= PORTS:
        raise UsageError(f"A port is a number from 1 to {PORTS}.", "coach serve --port 8000.")
    url = args.url.rstrip("/")
    if url and urlsplit(url).scheme not in ("http", "https"):
        raise UsageError("--url begins with http:// or https://.", "coach serve --url http://HOST.")
    server(args.host, args.port, url).serve()
    return 0


def server(host: str, port: int, url: str = "") -> Any:
    """The server, not yet running; `url` is what the browser calls it where that is not the
    address itself. UsageError where textual-serve is not installed."""
    try:
        from aiohttp import web
        from textual_serve.server import Server
    except ModuleNotFoundError as error:
        hint = "python3 -m pip install 'sysdesign-coach[serve]' (in a clone: '.[serve]')."
        raise UsageError(f"{error.name} is missing: a browser needs it.", hint) from error

    class OwnServer(Server):  # type: ignore[misc, unused-ignore]
        """textual-serve with coach's page, whose socket answers that page alone."""

        async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
            """The program behind a page; refused to pages of other servers."""
            if not same_place(request.headers.get("Origin", ""), request.host, self.public_url):
                raise web.HTTPForbidden(text="This page is another server's.")
            return await super().handle_websocket(request)

    command = f"{shlex.quote(sys.executable)} -m coach"
    return OwnServer(
        command, host=host, port=port, title="coach", public_url=url or None, templates_path=PAGE
    )


def same_place(origin: str, host: str, url: str) -> bool:
    """Whether a page of that origin (the header, "" where a program sends none) is the server's
    own: of the host that was asked, or of the public address; the names of this computer are one.
    """
    places = (_place(f"http://{host}"), _place(url))
    return not origin or _place(origin) in places


def _place(url: str) -> str:
    place = urlsplit(url).netloc.casefold()
    name, colon, port = place.rpartition(":")
    return f"localhost:{port}" if colon and name in _HERE else place
