"""Style sheets that are parsed once for all applications of a test process.

Every application parses the same hundred of them, a sixteenth of all that a test of a screen
costs. It leans on Textual 8.2.8 (`Stylesheet._parse_rules`, which keeps them for one application).
"""

from typing import Any

from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

_PARSE = Stylesheet._parse_rules


def keep_styles() -> None:
    """From now on a style sheet is known by its text, its place and the theme's colours."""
    kept: dict[tuple[Any, ...], list[RuleSet]] = {}

    def parse(self: Stylesheet, css: str, read_from: Any, *more: Any, **named: Any) -> Any:
        colours = tuple(sorted(self._variables.items()))
        key = (css, read_from, more, tuple(sorted(named.items())), colours)
        if key not in kept:
            kept[key] = _PARSE(self, css, read_from, *more, **named)
        return kept[key]

    Stylesheet._parse_rules = parse  # type: ignore[method-assign]
