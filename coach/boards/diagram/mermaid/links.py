"""The links of a flowchart: what a line between two nodes looks like, says and ends in.

Links are read as Mermaid reads them, over line ends too, an o or x glued to a line being a tip.
The language: https://mermaid.js.org/syntax/flowchart.html
"""

import re

from coach.boards.diagram.graph import EdgeStyle, Tip
from coach.boards.diagram.mermaid.labels import plain
from coach.tuples import NamedTuple

_NAMED = re.compile(r'\s*+([^\s"@]{1,200})@(?=[^{"])')
_WHOLE = re.compile(
    r"\s*+([xo<]?(?:-{2,}[-xo>]|={2,}[=xo>]|-?\.{1,}-[xo>]?)|~{3,})\s*+",
)
_OPENED = re.compile(r"\s*+([xo<]?)(--|==|-\.)\s*+")
_CLOSED = {
    "--": re.compile(r"[xo<]?-{2,}[-xo>]"),
    "==": re.compile(r"[xo<]?={2,}[=xo>]"),
    "-.": re.compile(r"[xo<]?-?\.{1,}-[xo>]?"),
}
_QUOTED = re.compile(r'"([^"]*)"\s*+')
_PIPED = re.compile(r'\|\s*+(?:"([^"]*)"\s*|([^|\n]*(?:\n[^|\n\[\](){}]*)*))\|\s*+')
_WORDS = 2_000
_TIPS = {">": Tip.ARROW, "<": Tip.ARROW, "o": Tip.CIRCLE, "x": Tip.CROSS}
_STYLES = {"-": EdgeStyle.SYNC, "=": EdgeStyle.COPY, ".": EdgeStyle.ASYNC, "~": None}


class MermaidLink(NamedTuple):
    """What joins two stretches of nodes. A link of "~~~" only arranges: its style is None.

    `id` is what the link is called in its own statement. `odd` says what of its form Mermaid takes
    otherwise than a person may mean it, "" for most.
    """

    style: EdgeStyle | None
    tip: Tip
    both: bool
    back: bool
    label: str
    id: str
    odd: str


def link(text: str, at: int) -> tuple[MermaidLink | None, int]:
    """The link that begins at a place or after white space there, and where it ends."""
    named = _NAMED.match(text, at)
    if named is not None:
        drawn, end = _link(text, named.end(), named[1])
        return (drawn, end) if drawn is not None else (None, at)
    return _link(text, at, "")


def _link(text: str, at: int, id: str) -> tuple[MermaidLink | None, int]:
    whole = _WHOLE.match(text, at)
    if whole is not None:
        shaft = whole[1]
        drawn = _drawn(shaft[0] if shaft[0] in "xo<" else "", shaft, "", id)
        if shaft[0] in "xo" and "\n" in text[at : whole.start(1)] and not drawn.both:
            drawn = drawn._replace(odd=f"The {shaft[0]} glued to the link is read as its tip.")
        end = whole.end()
    else:
        opened = _OPENED.match(text, at)
        if opened is None:
            return None, at
        worded = _worded(text, opened)
        if worded is None:
            return _backwards(text, opened, id, at)
        label, shaft, end = worded
        first = shaft[0] if shaft[0] in "xo<" else ""
        drawn = _drawn(opened[1] or first, shaft, plain(label.strip().strip('"')), id)
        if first and not drawn.both and label and not label[-1].isspace():
            odd = f"The {first} before the link's end is read as its tip: put a space there."
            drawn = drawn._replace(odd=odd)
        elif "\n" in label.strip() and text[opened.end()] != '"':
            odd = "The words of this link run on over lines to its next dashes, as in Mermaid."
            drawn = drawn._replace(odd=odd)
    if drawn.tip in (Tip.CIRCLE, Tip.CROSS) and text[end - 1] in "xo" and text[end : end + 1]:
        following = text[end]
        if following.isalnum() or following == "_":
            odd = f"The {text[end - 1]} before {following} is read as the link's tip."
            drawn = drawn._replace(odd=f"{odd[:-1]}: put a space before the name.")
    piped = _PIPED.match(text, end)
    if piped is not None:
        drawn = drawn._replace(label=plain(piped[1] if piped[1] is not None else piped[2]))
        end = piped.end()
    return drawn, end


def _worded(text: str, opened: re.Match[str]) -> tuple[str, str, int] | None:
    """The words of a link that is opened, how it closes, and where it ends."""
    closing = _CLOSED[opened[2]]
    quoted = _QUOTED.match(text, opened.end())
    if quoted is not None:
        closed = closing.match(text, quoted.end())
        if closed is not None:
            return quoted[1], closed[0], _past_blank(text, closed.end())
    closed = closing.search(text, opened.end(), opened.end() + _WORDS)
    if closed is None:
        return None
    return text[opened.end() : closed.start()], closed[0], _past_blank(text, closed.end())


def _backwards(
    text: str, opened: re.Match[str], id: str, at: int
) -> tuple[MermaidLink | None, int]:
    """A link that only has a tip at its beginning, which Mermaid refuses and people write."""
    if opened[1] != "<":
        return None, at
    drawn = _drawn("<", opened[2], "", id)._replace(tip=Tip.ARROW, back=True, odd="")
    return drawn, opened.end()


def _drawn(first: str, shaft: str, label: str, id: str) -> MermaidLink:
    last = shaft[-1]
    tip = _TIPS.get(last, Tip.NONE)
    both = bool(first) and _TIPS.get(first) is tip and last != "<"
    sign = "." if "." in shaft else shaft.strip("xo<>")[:1]
    odd = ""
    if first == "<" and not both:
        odd = "A link with a tip only at its beginning is drawn by Mermaid without it: turn it."
    return MermaidLink(_STYLES[sign], tip, both, False, label, id, odd)


def _past_blank(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at
