"""The fenced blocks of a Markdown text."""

import re
from collections.abc import Callable
from typing import Final

_FENCE: Final = re.compile(r" {0,3}(```+|~~~+)[ \t]*(\w*)[^`]*$")


def in_fences(text: str, wanted: Callable[[str, str], bool]) -> str:
    """The text with blanks in place of all but its fenced blocks that are wanted.

    wanted: is asked with a block's language in small letters, "" for none, and its text. Every
    character that is left stands where it stood.
    """
    lines = text.split("\n")
    out = [" " * len(line) for line in lines]
    opened, mark, language = -1, "", ""
    for at, line in enumerate(lines):
        fence = _FENCE.match(line)
        if fence is None:
            continue
        if opened < 0:
            opened, mark, language = at, fence[1], fence[2].lower()
        elif line.strip() == mark:
            if wanted(language, "\n".join(lines[opened + 1 : at])):
                out[opened + 1 : at] = lines[opened + 1 : at]
            opened = -1
    return "\n".join(out)
