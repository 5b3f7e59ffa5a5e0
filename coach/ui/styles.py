"""The palettes as Textual themes and the roles as rich styles."""

from functools import cache

from rich.style import Style
from textual.theme import BUILTIN_THEMES, Theme

from coach.ui.theme import PALETTES, look


def own_variables(palette: str) -> dict[str, str]:
    """What our stylesheets name beside Textual's own colours: $rule for lines between parts,
    $quiet for words that only help."""
    colors = PALETTES[palette]
    prefix = "ansi_" if palette == "ansi" else ""
    return {"rule": prefix + colors["rule"], "quiet": prefix + colors["dim"]}


def themes() -> tuple[Theme, ...]:
    """One Textual theme a palette, called coach-<palette>."""
    made = []
    for name, colors in PALETTES.items():
        ansi = name == "ansi"
        named = {k: (f"ansi_{v}" if ansi else v) for k, v in colors.items()}
        made.append(
            Theme(
                name=f"coach-{name}",
                primary=named["accent"],
                secondary=named["accent"],
                accent=named["accent"],
                warning=named["warn"],
                error=named["bad"],
                success=named["good"],
                foreground=named["text"],
                background=named["back"],
                surface=named["back"],
                panel=named["panel"],
                boost=named["panel"],
                dark=name != "light",
                ansi=ansi,
                variables={
                    **(BUILTIN_THEMES["ansi-dark"].variables if ansi else {}),
                    **own_variables(name),
                },
            )
        )
    return tuple(made)


@cache
def style(palette: str, role: str) -> Style:
    """The rich style of a role in a palette; the background is the widget's own."""
    wanted = look(role)
    color = PALETTES[palette][wanted.color]
    has = wanted.attributes.__contains__
    return Style(
        color=None if color == "default" else color,
        bold=has("bold") or None,
        dim=(has("dim") and palette == "ansi") or None,
        italic=has("italic") or None,
        underline=has("underline") or None,
        reverse=has("reverse") or None,
    )
