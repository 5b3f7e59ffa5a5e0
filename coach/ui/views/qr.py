"""Modules of a code drawn with half blocks: two rows of modules in one row of cells."""

from collections.abc import Sequence

from coach.boards.board import Row

_SHADES = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


def code_rows(modules: Sequence[Sequence[bool]], dark_ground: bool) -> tuple[Row, ...]:
    """The modules (True: dark) so that dark ones are darker than light ones: on a dark ground the
    light ones are filled."""
    filled = [[dark != dark_ground for dark in row] for row in modules]
    below = [*filled[1::2], [False] * len(modules[0])]
    return tuple(
        (("".join(_SHADES[pair] for pair in zip(upper, lower, strict=True)), ""),)
        for upper, lower in zip(filled[::2], below, strict=False)
    )
