"""Where one line says several things, divided by semicolons: `web -> api; api -> db`."""

import re
from itertools import pairwise

from coach.boards.diagram.arrow_lexer import ARROW

_PASSED = re.compile(
    r'"[^"]*"|\[[^\[\]]*\]|&#?\w{1,10};|(?:^\s*(?:\#|//|%%)|(?<=\s)\#(?=\s|$)).*|(?P<end>;)',
    re.DOTALL,
)
_ARROW = re.compile(ARROW)
_COLON = re.compile(r"[:：](?!//)")


def statements(line: str) -> list[tuple[int, str]]:
    """The parts of a line with where each begins; one for most lines.

    A semicolon divides where nothing follows it, where an arrow follows, or where an arrow stands
    before it and no label; in a label, a name, quotes or brackets it is text.
    """
    if ";" not in line:
        return [(0, line)]
    ends = [match.start() for match in _PASSED.finditer(line) if match["end"]]
    out: list[tuple[int, str]] = []
    start = 0
    for end, after in pairwise([*ends, len(line)]):
        before, behind = line[start:end], line[end + 1 : after]
        arrows = [match.end() for match in _ARROW.finditer(before)]
        joined = bool(arrows) and not _COLON.search(before, arrows[-1])
        if joined or not line[end + 1 :].strip(" ;\t") or _ARROW.search(behind):
            out.append((start, before))
            start = end + 1
    out.append((start, line[start:]))
    return [part for part in out if part[1].strip()] or [(0, "")]
