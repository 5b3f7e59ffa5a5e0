"""`coach draw`: an architecture in words, Mermaid or JSON in; a drawing or another format out."""

import argparse
import sys
from typing import TYPE_CHECKING, TextIO

from coach.errors import NotFound, UsageError
from coach.files import read_anything

if TYPE_CHECKING:
    from coach.boards.board import Finding
    from coach.boards.diagram.graph import Graph
    from coach.boards.diagram.picture import Direction, Picture

SIZE_LIMIT = 4_000_000
_WIDTH = 80
_NARROW, _WIDE = 10, 10_000
_LEGIBLE, _MOST = 240, 1_000
_SOURCES = ("coach", "mermaid", "json")
_DIRECTIONS = ("auto", "td", "lr")
_FORMATS = ("text", "ascii", "words", "coach", "mermaid", "d2", "dot", "svg", "json")
_TOLD = """Reads FILE or standard input: `client -> lb -> api x3 -> redis, postgres`. What it is
(words, a Mermaid flowchart, Markdown with one, JSON) is seen from its beginning unless --from says
so; another notation is refused with 2, and with 1 a text of which nothing could be read.
JSON in is {"nodes": [{"id", "label", "group"}], "edges": [{"from", "to", "label"}],
"groups": [{"id", "label", "parent"}]}, drawn without the marks of kinds unless it says kinds; JSON
out is the same and {"boxes": [{"id", "x", "y", "w", "h"}], "width", "height", "text"}, in cells.
--format coach turns a flowchart or JSON into words of this notation; --format words tells the
drawing in sentences, for ears.
--check prints what is remarkable instead of a drawing and ends with 1 if any of it is an error
or a warning, with 0 if there is nothing or only hints."""


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Registers the command."""
    draw = subparsers.add_parser("draw", help="draw an architecture from words", description=_TOLD)
    draw.add_argument(
        "file", nargs="?", metavar="FILE", help="a text; - or nothing: standard input"
    )
    draw.add_argument("--from", dest="source", choices=_SOURCES, help="what the text is")
    draw.add_argument("--direction", choices=_DIRECTIONS, help="where arrows lead (default: auto)")
    draw.add_argument(
        "--width",
        type=int,
        metavar="N",
        help=f"columns to fit into (default: terminal or {_WIDTH})",
    )
    draw.add_argument("--format", choices=_FORMATS, default="text", help="what to write")
    draw.add_argument(
        "--previous", metavar="FILE", help="a drawing as --format json wrote it: stay close to it"
    )
    draw.add_argument(
        "--most",
        type=int,
        default=_LEGIBLE,
        metavar="N",
        help=f"components drawn at most (default: {_LEGIBLE}, which can still be read)",
    )
    draw.add_argument("--check", action="store_true", help="print remarks with their lines")
    draw.set_defaults(run=run)


def run(args: argparse.Namespace, stdin: TextIO, stdout: TextIO) -> int:
    """Draws or checks one text; the exit code. What cannot be read at all raises UsageError."""
    text = read_input(args.file, stdin)
    source = args.source or _guess(text)
    if not 1 <= args.most <= _MOST:
        message = f"--most is a number of components from 1 to {_MOST}."
        raise UsageError(message, f"Without it the first {_LEGIBLE} are drawn.")
    graph = _graph(text, source, args.most)
    _refuse_foreign(graph)
    if args.check:
        return _check(graph, text, stdout)
    told = [finding for finding in graph.findings if finding.severity != "hint"]
    _tell(_lines(told, text))
    if told and not graph.nodes:
        return 1
    written = _written(args, graph, text, source, stdout)
    stdout.write(written)
    return 0


def _refuse_foreign(graph: "Graph") -> None:
    """A text in a notation that is not read ends the command."""
    from coach.boards.foreign import refused

    finding = refused(graph.findings)
    if finding is not None:
        raise UsageError(finding.message, "coach draw --help tells what is read.")


def _tell(lines: list[str]) -> None:
    for line in lines:
        sys.stderr.write(f"{line}\n")


def read_input(file: str | None, stdin: TextIO) -> str:
    from coach.text import clean

    if file is not None and file != "-":
        return clean(_file(file))
    raw = getattr(stdin, "buffer", None)
    try:
        text = stdin.read(SIZE_LIMIT + 1) if raw is None else _decoded(raw.read(SIZE_LIMIT + 1))
    except UnicodeDecodeError as error:
        raise _undecodable("standard input") from error
    if len(text) > SIZE_LIMIT:
        raise _oversized("standard input")
    return clean(text)


def _file(name: str) -> str:
    try:
        data = read_anything(name, SIZE_LIMIT)
    except FileNotFoundError as error:
        raise NotFound(
            f"There is no file {name}.", "Give a path, or - for standard input."
        ) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a path"
        raise UsageError(f"{name} cannot be read: {reason}.", "Give a readable text.") from error
    if len(data) > SIZE_LIMIT:
        raise _oversized(name)
    try:
        return _decoded(data)
    except UnicodeDecodeError as error:
        raise _undecodable(name) from error


def _decoded(data: bytes) -> str:
    return data.decode("utf-8-sig")


def _undecodable(name: str) -> UsageError:
    return UsageError(f"{name} is not UTF-8.", "Save it as UTF-8, or convert it with iconv.")


def _oversized(name: str) -> UsageError:
    message = f"{name} has more than {SIZE_LIMIT // 1_000_000} MB."
    return UsageError(message, "A drawing of 240 components needs a hundredth of that.")


def _guess(text: str) -> str:
    from coach.boards.foreign import Notation, foreign

    notation = foreign(text)
    if notation is None:
        return "json" if text.lstrip().startswith("{") else "board"
    if notation.notation is Notation.JSON:
        return "json"
    from coach.boards.diagram import mermaid

    return "mermaid" if mermaid.is_mermaid(text) else "board"


def _graph(text: str, source: str, most: int) -> "Graph":
    if source == "json":
        from coach.boards.diagram import interchange

        return interchange.read(text, most)
    if source == "mermaid":
        from coach.boards.diagram import mermaid

        return mermaid.read(text, most)
    if source == "board":
        from coach.boards.diagram import diagram_text

        return diagram_text.read(text, most)
    from coach.boards.diagram import notation

    return notation.read(text, most)


def _written(
    args: argparse.Namespace, graph: "Graph", text: str, source: str, stdout: TextIO
) -> str:
    from coach.boards.diagram.picture import Direction

    direction = Direction(args.direction or "auto")
    if args.direction is None and source == "mermaid":
        from coach.boards.diagram import mermaid

        direction = mermaid.direction(text)
    if args.format == "coach":
        from coach.boards.diagram import wording

        _tell(_lines(wording.losses(graph), text))
        return wording.write(graph)
    if args.format == "words":
        from coach.boards.diagram.describe import whole

        return "".join(f"{sentence}\n" for sentence in whole(graph))
    if args.format in ("mermaid", "d2", "dot"):
        from importlib import import_module

        written: str = import_module(f"coach.boards.diagram.{args.format}").write(graph, direction)
        return written
    from coach.boards.diagram.captions import shortened

    _tell(_lines(shortened(graph), text))
    picture = _picture(args, graph, direction, source, stdout)
    if args.format == "svg":
        from coach.boards.diagram import svg

        return svg.write(picture)
    if args.format == "json":
        from coach.boards.diagram import interchange

        return interchange.write_placed(picture, graph)
    changes = "".join(f"{sign} {words}".strip() + "\n" for sign, words in _changes(graph.text))
    return f"{picture.text}\n{changes and chr(10)}{changes}" if picture.text else ""


def _changes(text: str) -> list[tuple[str, str]]:
    """What changes from one state of a text to the next (=== current, === target)."""
    from coach.boards.diagram import diagram_text, states

    return states.told(text, diagram_text.read_state)


def _picture(
    args: argparse.Namespace, graph: "Graph", direction: "Direction", source: str, stdout: TextIO
) -> "Picture":
    """The picture; a direction that only the text asks for yields to the width."""
    from coach.boards.diagram.layout import ASCII, UNICODE, lay_out
    from coach.boards.diagram.picture import Direction
    from coach.text import clean

    previous = None
    if args.previous is not None:
        from coach.boards.diagram import interchange

        previous = interchange.read_placed(clean(_file(args.previous)))
    width = _width(args.width, stdout)
    marks = source != "json" or any(node.kind_said for node in graph.nodes)
    glyphs = ASCII if args.format == "ascii" else UNICODE

    def drawn(way: "Direction") -> "Picture":
        return lay_out(
            graph,
            direction=way,
            width=width,
            previous=previous,
            marks=marks,
            glyphs=glyphs,
            limit=max(_LEGIBLE, args.most),
        )

    picture = drawn(direction)
    if picture.width > width and args.direction is None and direction is not Direction.AUTO:
        other = drawn(Direction.AUTO)
        picture = other if other.width < picture.width else picture
    return picture


def _width(wanted: int | None, stdout: TextIO) -> int:
    if wanted is None:
        if not stdout.isatty():
            return _WIDTH
        from shutil import get_terminal_size

        return get_terminal_size((_WIDTH, 24)).columns
    if not _NARROW <= wanted <= _WIDE:
        message = f"--width is a number of columns from {_NARROW} to {_WIDE}."
        raise UsageError(message, f"Without it a drawing is fitted to the terminal or {_WIDTH}.")
    return wanted


def _check(graph: "Graph", text: str, stdout: TextIO) -> int:
    from coach.boards.board import Context
    from coach.boards.diagram.diagram_board import BOARD

    findings = BOARD.findings(graph, Context())
    for line in _lines(findings, text):
        stdout.write(f"{line}\n")
    return int(any(finding.severity != "hint" for finding in findings))


def _lines(findings: "list[Finding] | tuple[Finding, ...]", text: str) -> list[str]:
    """Findings as lines: where the text begins that each is about, how grave, what."""
    told: list[str] = []
    for finding in findings:
        place = ""
        if finding.span is not None:
            place = f"line {text.count(chr(10), 0, finding.span.start) + 1}: "
        told.append(f"{place}{finding.severity}: {finding.message}")
    return told
