"""Where a page may write: served to a browser, coach stays inside its own folders."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.app import App

    from coach.live.environment import Environment


def out_of_reach(app: "App[Any]", environment: "Environment", typed: str) -> str:
    """Why a page may not write to the place that was typed; "" where it may, and in a terminal,
    whose user may write wherever the system lets them."""
    if not app.is_web or not typed.strip():
        return ""
    folder = environment.paths.data
    try:
        inside = Path(typed.strip()).expanduser().resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):
        inside = False
    return "" if inside else f"In a browser coach writes only inside its own folder: {folder}"
