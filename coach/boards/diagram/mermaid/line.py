"""One line of a Mermaid flowchart as nodes and the links between them.

Nothing here knows other lines. The language: https://mermaid.js.org/syntax/flowchart.html
"""

import re
from html import unescape
from typing import NamedTuple

from coach.boards.board import Span
from coach.boards.diagram.graph import EdgeStyle

_ID = re.compile(r"\s*((?:\w|\.(?!-)|-(?![-.>]))+)")
_SHAPES = (
    ("(((", (")))",)),
    ("((", ("))",)),
    ("([", ("])",)),
    ("(", (")",)),
    ("[[", ("]]",)),
    ("[(", (")]",)),
    ("[/", ("/]", "\\]")),
    ("[\\", ("\\]", "/]")),
    ("[", ("]",)),
    ("{{", ("}}",)),
    ("{", ("}",)),
    (">", ("]",)),
)
_SETTINGS = re.compile(r"@\{([^}]*)\}")
_SETTING = re.compile(r'(\w+)\s*:\s*(?:"([^"]*)"|([^,}"]+))')
_CYLINDERS = frozenset({"cyl", "cylinder", "database", "db", "das", "lin-cyl", "disk"})
_CLASS = re.compile(r":::((?:\w|-(?![-.>]))+)")
_LINK = re.compile(
    r"\s*(?:\w+@)?(?P<left>[<xo](?=[-=]))?"
    r"(?P<line>-\.{1,20}-|-\.|-{2,20}|={2,20}|~{3,20})(?P<head>>|[xo](?!\w))?"
)
_WORDED = {
    "--": re.compile(r"(.*?)-{2,20}(>|[xo](?!\w))?"),
    "==": re.compile(r"(.*?)={2,20}(>|[xo](?!\w))?"),
    "-.": re.compile(r"(.*?)\.{1,20}-(>|[xo](?!\w))?"),
}
_PIPED = re.compile(r'\s*\|\s*(?:"([^"]*)"|([^|]*?))\s*\|')
_QUOTED = re.compile(r'\s*"([^"]*)"\s*')
_AND = re.compile(r"\s*&")
_TAG = re.compile(r"<[^<>]{0,40}>|\bfa[bsrl]?:fa-[\w-]+")
_ENTITY = re.compile(r"[#&]#?(\w{1,8});")


class Point(NamedTuple):
    """A node as one place names it; `cylinder` is the shape of a database."""

    id: str
    label: str
    cylinder: bool
    classes: tuple[str, ...]
    span: Span


class Link(NamedTuple):
    """What joins two stretches of nodes. A link of "~~~" only arranges: its style is None."""

    style: EdgeStyle | None
    both: bool
    back: bool
    label: str


class Line(NamedTuple):
    """Stretches of nodes, one more than links. `rest` is where reading ended, or None."""

    stretches: tuple[tuple[Point, ...], ...]
    links: tuple[Link, ...]
    rest: int | None


def line(text: str, offset: int = 0) -> Line:
    """Reads a line; spans count from `offset`. What was read before a fault is kept."""
    stretches: list[tuple[Point, ...]] = []
    links: list[Link] = []
    at = 0
    while True:
        points, at = _points(text, at, offset)
        if not points:
            return Line(tuple(stretches), tuple(links[: max(0, len(stretches) - 1)]), at)
        stretches.append(points)
        if not text[at:].strip():
            return Line(tuple(stretches), tuple(links), None)
        link, at = _link(text, at)
        if link is None:
            return Line(tuple(stretches), tuple(links), at)
        links.append(link)


def plain(text: str) -> str:
    """A label without markup: entities decoded, tags and icons dropped, breaks as spaces."""
    text = text.strip()
    if text.startswith("`") and text.endswith("`"):
        text = text.strip("`")
    return _ENTITY.sub(_decoded, _TAG.sub(" ", text)).strip()


def _decoded(match: re.Match[str]) -> str:
    word = match[1]
    return unescape(f"&#{word};" if word.isdecimal() else f"&{word};")


def _points(text: str, at: int, offset: int) -> tuple[tuple[Point, ...], int]:
    points: list[Point] = []
    while True:
        point, at = _point(text, at, offset)
        if point is None:
            return (), at
        points.append(point)
        following = _AND.match(text, at)
        if following is None:
            return tuple(points), at
        at = following.end()


def _point(text: str, at: int, offset: int) -> tuple[Point | None, int]:
    name = _ID.match(text, at)
    if name is None:
        return None, at
    label, cylinder, end = _shape(text, name.end())
    settings = _SETTINGS.match(text, end)
    if settings:
        end = settings.end()
        for key, quoted, bare in _SETTING.findall(settings[1]):
            if key == "label":
                label = plain(quoted or bare)
            cylinder = cylinder or (key == "shape" and (quoted or bare).strip() in _CYLINDERS)
    classes: list[str] = []
    while classed := _CLASS.match(text, end):
        classes.append(classed[1])
        end = classed.end()
    span = Span(offset + name.start(1), offset + end)
    return Point(name[1], label, cylinder, tuple(classes), span), end


def _shape(text: str, at: int) -> tuple[str, bool, int]:
    """The label in a node's brackets, whether they draw a cylinder, and where they end."""
    for opening, closings in _SHAPES:
        if not text.startswith(opening, at):
            continue
        begin = at + len(opening)
        quoted = _QUOTED.match(text, begin)
        cylinder = opening == "[("
        if quoted and text.startswith(closings, quoted.end()):
            return plain(quoted[1]), cylinder, quoted.end() + len(closings[0])
        ends = [end for end in (text.find(closing, begin) for closing in closings) if end >= 0]
        if ends and not quoted:
            return plain(text[begin : min(ends)]), cylinder, min(ends) + len(closings[0])
    return "", False, at


def _link(text: str, at: int) -> tuple[Link | None, int]:
    match = _LINK.match(text, at)
    if match is None:
        return None, at
    shaft, head, label, end = match["line"], match["head"], "", match.end()
    if len(shaft) == 2 and head is None:
        worded = _WORDED[shaft].match(text, end)
        if worded is None:
            return None, at
        label, head, end = plain(worded[1].strip().strip('"')), worded[2], worded.end()
    piped = _PIPED.match(text, end)
    if piped:
        label, end = plain(piped[1] or piped[2] or ""), piped.end()
    styles = {"~": None, "=": EdgeStyle.COPY, "-": EdgeStyle.SYNC}
    style = EdgeStyle.ASYNC if "." in shaft else styles[shaft[0]]
    both = match["left"] is not None and head is not None
    return Link(style, both, match["left"] is not None and head is None, label), end
