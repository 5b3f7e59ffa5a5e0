"""The nodes of a flowchart as one place names them: identifier, shape, label, classes.

Identifiers and labels are read as Mermaid reads them; where it would refuse a label (brackets or
quotation marks inside) the label ends at a bracket after which a statement can go on.
"""

import re

from coach.boards.board import Span
from coach.boards.diagram.mermaid.labels import plain
from coach.boards.diagram.mermaid.links import MermaidLink, link
from coach.tuples import NamedTuple

_NAME = r"""((?:[^\s\[\](){}<>|;@"^~:=&%-]|%(?!%)|(?<=\S)%%|:(?!::)|=(?!=)|&(?=\w)|-(?![-.>]))+)"""
_ID = re.compile(rf"\s*+{_NAME}")
_CLASS = re.compile(rf":::{_NAME}")
_STRUCTURE = re.compile(r"[ \t]*(?:end[ \t]*(?=[;\n]|\Z)|subgraph[ \t\n])")
_SHAPES = (
    ("(((", (")))",)),
    ("((", ("))",)),
    ("([", ("])",)),
    ("(-", ("-)",)),
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
_UNQUOTED = re.compile(r'[^\[\](){}|"]*')
_QUOTED = re.compile(r'\s*+"([^"]*)"\s*+')
_PROPERTY = re.compile(r"\|[^|\n\[\]]*\|")
_GOES_ON = re.compile(r"[ \t]*(?:\Z|[;&\n]|:::|@\{|%%|[xo<]?(?:--|==|-?\.|~~~)|\w+@[-=<.])")
_SETTINGS = re.compile(r'@\{((?>(?:"[^"]*"|[^}"])*))\}')
_SETTING = r"(?:\A|[,\n])\s*(\w+)\s*:[ \t]*(?:\"((?:[^\"\\]|\\.)*)\"|'([^'\n]*)'|({}))"
_QUOTES = re.compile(r'"(?:[^"\\]|\\.)*"')
_BY_LINES = re.compile(_SETTING.format(r"[^\n]*"))
_BY_COMMAS = re.compile(_SETTING.format(r"[^,\n]*"))
_CYLINDER_NAMES = """cyl cylinder database db das h-cyl horizontal-cylinder lin-cyl
    lined-cylinder disk"""
_CYLINDERS = frozenset(_CYLINDER_NAMES.split())
_AND = re.compile(r"[ \t]*&\s*")
_LENGTH = 4_000


class MermaidNode(NamedTuple):
    """A node as one place names it; `cylinder` is the shape of a database.

    `label` has a newline where a line of it ends, and is "" where none is given. `alone` says that
    the place only tells how something called so looks.
    """

    id: str
    label: str
    cylinder: bool
    classes: tuple[str, ...]
    span: Span
    alone: bool = False


class MermaidLine(NamedTuple):
    """Stretches of nodes and the links between them, up to `end`.

    `fault` is where reading broke off inside the statement, or None; a link that leads to nothing
    is not among `links`.
    """

    stretches: tuple[tuple[MermaidNode, ...], ...]
    links: tuple[MermaidLink, ...]
    end: int
    fault: int | None


def line(text: str, at: int) -> MermaidLine:
    """Reads a statement of nodes and links. What was read before a fault is kept."""
    stretches: list[tuple[MermaidNode, ...]] = []
    links: list[MermaidLink] = []
    while True:
        points, end = _points(text, at)
        if not points:
            return MermaidLine(
                tuple(stretches), tuple(links[: max(0, len(stretches) - 1)]), at, end
            )
        stretches.append(points)
        link_read, at = link(text, end)
        if link_read is None:
            rest = _past_blank(text, end)
            fault = None if _ends(text, rest) else rest
            return MermaidLine(tuple(stretches), tuple(links), rest, fault)
        links.append(link_read)


def _points(text: str, at: int) -> tuple[tuple[MermaidNode, ...], int]:
    points: list[MermaidNode] = []
    while True:
        point, end = _point(text, at)
        if point is None:
            return tuple(points), at
        points.append(point)
        following = _AND.match(text, end)
        if following is None:
            return tuple(points), end
        at = following.end()


def _point(text: str, at: int) -> tuple[MermaidNode | None, int]:
    name = _ID.match(text, at)
    if name is None or _STRUCTURE.match(text, text.rfind("\n", 0, name.start(1)) + 1):
        return None, at
    label, cylinder, end = _shape(text, name.end())
    alone = False
    settings = _SETTINGS.match(text, end)
    if settings is not None:
        alone = end == name.end()
        end = settings.end()
        told = _settings(settings[1])
        if told.get("label", "").strip():
            label = plain(told["label"], markdown=True)
        cylinder = cylinder or told.get("shape", "").strip() in _CYLINDERS
    classes: list[str] = []
    while classed := _CLASS.match(text, end):
        classes.append(classed[1])
        end = classed.end()
    span = Span(name.start(1), end)
    return MermaidNode(name[1], label, cylinder, tuple(classes), span, alone), end


def _settings(text: str) -> dict[str, str]:
    """What stands in the braces behind @: on one line divided by commas, else by lines.

    A line that ends within quotes is part of a label and divides nothing.
    """
    pattern = _BY_LINES if "\n" in _QUOTES.sub("", text) else _BY_COMMAS
    return {
        match[1]: next(part for part in match.groups()[1:] if part is not None).rstrip(", \t")
        for match in pattern.finditer(text)
    }


def _shape(text: str, at: int) -> tuple[str, bool, int]:
    """The label in a node's brackets, whether they draw a cylinder, and where they end."""
    if at >= len(text) or text[at] not in "([{>":
        return "", False, at
    fitting = [shape for shape in _SHAPES if text.startswith(shape[0], at)]
    for opening, closings in fitting:
        begin = at + len(opening)
        bare = _UNQUOTED.match(text, begin, begin + _LENGTH)
        quoted = _QUOTED.match(text, begin)
        if quoted is not None and text.startswith(closings, quoted.end()):
            return plain(quoted[1]), opening == "[(", quoted.end() + len(closings[0])
        if bare is None:
            continue
        inside, end = bare[0], bare.end()
        if len(closings) > 1 and inside[-1:] in ("/", "\\"):
            inside, end = inside[:-1], end - 1
        if text.startswith(closings, end):
            return plain(inside), opening == "[(", end + len(closings[0])
    for opening, closings in fitting:
        closing = _closing(text, at + len(opening), closings)
        if closing is not None:
            inside = _PROPERTY.sub("", text[at + len(opening) : closing], count=1).strip()
            if len(inside) > 1 and inside[0] == inside[-1] == '"':
                inside = inside[1:-1]
            return plain(inside), opening == "[(", closing + len(closings[0])
    return "", False, at


def _closing(text: str, begin: int, closings: tuple[str, ...]) -> int | None:
    """Where on the line brackets close, best where a statement can go on after them."""
    stop = text.find("\n", begin)
    stop = min(len(text) if stop < 0 else stop, begin + _LENGTH)
    first: int | None = None
    at = begin
    while True:
        ends = [place for c in closings if (place := text.find(c, at, stop)) >= 0]
        if not ends:
            return first
        at = min(ends)
        first = at if first is None else first
        if _GOES_ON.match(text, at + len(closings[0])):
            return at
        at += 1


def _ends(text: str, at: int) -> bool:
    return at >= len(text) or text[at] in ";\n" or text.startswith("%%", at)


def _past_blank(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t":
        at += 1
    return at
