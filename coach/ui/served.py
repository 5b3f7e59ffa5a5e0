"""Served to a browser by textual-serve: a driver whose other end is a server, not a terminal.

Leans on Textual's web driver, read in version 8.2.8. Closing or reloading the page ends the program
in order: what was typed is appended, and the next page finds the session where it was.
"""

import sys
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from textual.drivers.web_driver import WebDriver

READ_IN = "8.2.8"


class ServedDriver(WebDriver):
    """The web driver; a page that goes away leaves in order."""

    def run_input_thread(self) -> None:
        """Feeds what the page sends until the server has gone, which is the end of the page too."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            self._leave()

    def on_meta(self, packet_type: str, payload: dict[str, Any]) -> None:
        """Resizes, focus, and the end of the page."""
        if packet_type == "quit":
            self._leave()
        elif packet_type != "resize" or _is_size(payload):
            super().on_meta(packet_type, payload)

    def _leave(self) -> None:
        with suppress(RuntimeError):
            self._app.call_later(self._app.action_leave_in_order)  # type: ignore[attr-defined]

    def write(self, data: str) -> None:
        """Writes to the server; a server that has gone takes nothing more."""
        with suppress(BrokenPipeError):
            super().write(data)

    def write_meta(self, data: dict[str, object]) -> None:
        """As `write`."""
        with suppress(BrokenPipeError):
            super().write_meta(data)

    def close(self) -> None:
        """Says nothing more on standard output, which the server would take for the page's."""
        with suppress(OSError, ValueError):
            sys.stdout.flush()


def _is_size(payload: Mapping[str, Any]) -> bool:
    """Whether a page can have that many columns and lines."""
    return all(
        type(payload.get(key)) is int and 0 < payload[key] <= 2000 for key in ("width", "height")
    )
