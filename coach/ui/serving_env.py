"""Whether a page in a browser is on the other side, not a terminal."""

from collections.abc import Mapping


def is_served(environ: Mapping[str, str]) -> bool:
    """Whether textual-serve has started this program for a page."""
    return environ.get("TEXTUAL_DRIVER", "").endswith(":WebDriver")
