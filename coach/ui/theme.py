"""Colours and styles: three palettes, and what each role of a row's cells looks like.

Roles never differ by colour alone: bold, dim, italic, underline and reverse carry the same
difference, so that NO_COLOR and a terminal of 16 colours show as much.
"""

from collections.abc import Mapping
from functools import cache

from coach.frozen import dataclass

PALETTES: Mapping[str, Mapping[str, str]] = {
    "dark": {
        "back": "#11161c",
        "panel": "#1a2129",
        "text": "#d5dde6",
        "dim": "#8292a2",
        "accent": "#6cc7f5",
        "good": "#86d993",
        "warn": "#f2c464",
        "bad": "#ff8080",
        "line": "#9fb3c6",
        "rule": "#64778a",
    },
    "light": {
        "back": "#fbfbf8",
        "panel": "#eeeeea",
        "text": "#1d2733",
        "dim": "#5d6b79",
        "accent": "#00629c",
        "good": "#1c7430",
        "warn": "#8a5a00",
        "bad": "#b3261e",
        "line": "#44586c",
        "rule": "#7f8b97",
    },
    "ansi": {
        "back": "default",
        "panel": "default",
        "text": "default",
        "dim": "default",
        "accent": "cyan",
        "good": "green",
        "warn": "yellow",
        "bad": "red",
        "line": "default",
        "rule": "bright_black",
    },
}
"""Text on its ground has a contrast of 4.5 at least, `rule` (lines between parts) of 3: WCAG 2.2,
success criteria 1.4.3 and 1.4.11."""


@dataclass(frozen=True, slots=True)
class Look:
    """A palette colour's name and the attributes beside it (bold dim italic underline reverse)."""

    color: str = "text"
    attributes: tuple[str, ...] = ()


LOOKS: Mapping[str, Look] = {
    "": Look(),
    "text": Look(),
    "dim": Look("dim", ("dim",)),
    "title": Look("text", ("bold",)),
    "heading": Look("accent", ("bold",)),
    "accent": Look("accent"),
    "key": Look("accent", ("bold",)),
    "good": Look("good"),
    "warn": Look("warn", ("bold",)),
    "bad": Look("bad", ("bold",)),
    "error": Look("bad", ("underline",)),
    "warning": Look("warn"),
    "hint": Look("dim", ("italic",)),
    "selected": Look("accent", ("reverse", "bold")),
    "current": Look("accent", ("bold",)),
    "interviewer": Look("accent"),
    "candidate": Look("text"),
    "box": Look("line"),
    "label": Look("text", ("bold",)),
    "mark": Look("accent"),
    "badge": Look("warn"),
    "edge": Look("line"),
    "edge-async": Look("accent"),
    "edge-copy": Look("good"),
    "arrow": Look("text"),
    "edge-label": Look("dim", ("italic",)),
    "frame": Look("dim", ("dim",)),
    "frame-title": Look("dim", ("italic",)),
    "value": Look("good"),
    "range": Look("good"),
    "claim-ok": Look("good"),
    "claim-off": Look("bad", ("bold",)),
}

RULES: Mapping[str, Look] = {"rule": Look("rule")}
"""Lines between parts of a screen: no words stand in their colour."""

_SGR = {"bold": "1", "dim": "2", "italic": "3", "underline": "4", "reverse": "7"}


def look(role: str) -> Look:
    """The look of a role; an unknown role is plain text."""
    return LOOKS.get(role) or RULES.get(role, LOOKS[""])


@cache
def sgr(palette: str, role: str, depth: int, ground: str = "back") -> str:
    """The terminal's codes for a role on one of the palette's grounds, without Textual or rich:
    depth 24, 4 or 0 (no colour)."""
    wanted = look(role)
    codes = [_SGR[name] for name in wanted.attributes if not (name == "dim" and depth == 24)]
    color = PALETTES[palette][wanted.color]
    back = PALETTES[palette][ground]
    if depth == 24 and color.startswith("#"):
        codes.append("38;2;" + _channels(color))
    if depth == 24 and back.startswith("#"):
        codes.append("48;2;" + _channels(back))
    return "\x1b[0;" + ";".join(codes) + "m" if codes else "\x1b[0m"


def _channels(color: str) -> str:
    return ";".join(str(int(color[i : i + 2], 16)) for i in (1, 3, 5))
