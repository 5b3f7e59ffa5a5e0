"""What a diagram's text is (words, a Mermaid flowchart, something else) and its graph.

Markdown is read as the first flowchart in its fenced blocks. A text in a notation that is not read
gives one finding and no component.
"""

import re

from coach.boards.board import Severity, Span
from coach.boards.diagram import notation, states
from coach.boards.diagram.arrow_lexer import ARROW
from coach.boards.diagram.builder import NODE_LIMIT, Builder
from coach.boards.diagram.graph import Graph
from coach.boards.foreign import CODE, Foreign, Notation, foreign, refusal

INSTEAD = "Write words (client -> api) or a Mermaid flowchart."
_ON_BOARD = "On the command line, coach draw --format coach turns it into words."
_FENCED = re.compile(
    r"\A\s*```[ \t]*(?:te?xt|plain|plaintext|ascii)?[ \t]*(?=\n)|^ {0,3}```[ \t]*(?=\s*\Z)",
    re.IGNORECASE | re.MULTILINE,
)
"""The fence around a whole text, or what a copy has left of it at one end."""
_MERMAID = frozenset({Notation.FLOWCHART, Notation.MARKDOWN})


def read(text: str, most: int = NODE_LIMIT) -> Graph:
    """The graph of a text on the board, of several states where it has them, each of at most so
    many components; never raises."""
    if states.parts(text):
        return states.joined(text, lambda state: read_state(state, most))
    return read_state(text, most)


def read_state(text: str, most: int = NODE_LIMIT) -> Graph:
    """The graph of a text that is one picture."""
    other = foreign(text)
    if other is None:
        return notation.read(text, most)
    if other.notation in _MERMAID:
        from coach.boards.diagram import mermaid

        if mermaid.is_mermaid(text):
            return mermaid.read(text, most)
        words = _FENCED.sub(lambda mark: " " * len(mark[0]), text)
        if words != text and re.search(ARROW, words) and foreign(words) is None:
            return notation.read(words, most)
    if other.notation is Notation.JSON:
        return refuse(text, other, _ON_BOARD)
    return refuse(text, other)


def refuse(text: str, other: Foreign, instead: str = INSTEAD) -> Graph:
    """The empty graph of a text that is not read, with the finding that says so."""
    builder = Builder()
    finding = refusal(other, instead)
    builder.find(finding.code, finding.severity, finding.message, finding.span)
    return builder.graph(text)


def unread(text: str, message: str) -> Graph:
    """The empty graph of a text that looked like one that is read, and why it is not."""
    builder = Builder()
    end = text.find("\n")
    builder.find(CODE, Severity.ERROR, message, Span(0, len(text) if end < 0 else end))
    return builder.graph(text)
