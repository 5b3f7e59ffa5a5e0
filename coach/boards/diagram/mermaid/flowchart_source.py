"""Where a flowchart is in a text: behind front matter, in a fence of Markdown, between comments."""

import re
from dataclasses import replace
from functools import lru_cache

from coach.boards.diagram.builder import LINE_LIMIT, TEXT_LIMIT
from coach.frozen import dataclass

_FENCE = re.compile(
    r"^(?P<lead>[ \t>]*(?:[-*+][ \t]+|\d+\.[ \t]+)?)(?P<mark>`{3,}|~{3,}|:::)[ \t]*"
    r"(?P<info>[^\n`]*)$",
    re.M,
)
_CLOSING = re.compile(r"^ {0,3}```[ \t]*$", re.M)
_MATTER = re.compile(r"\s*^([ \t]*)---[ \t]*\n(?:.*?\n)??\1---[ \t]*$", re.M | re.S)
_DIRECTIVE = re.compile(r"%%\{.*?\}%%|%%\{[^\n]*", re.S)
_COMMENT = re.compile(r"^[ \t]*(?:%%|```)[^\n]*", re.M)
_HEADER = re.compile(
    r"\s*(?:graph|flowchart(?:-elk)?|swimlane-beta)"
    r"(?:[ \t]+(TB|TD|BT|RL|LR|BR|>|<|v|\^))?[ \t]*(?:;|(?=\n|\Z)|(?<=[A-Z])[ \t](?=[ \t]*\w))"
)
_KEPT = re.compile(r"[^\n]")


@dataclass(frozen=True, slots=True)
class FlowchartSource:
    """The chart of a text. Places in `text` are places in the original.

    What is no part of the chart is blank in it. `start` is where its first statement may begin,
    `end` where the chart ends; `wanted` is the direction its header asks for, and `blocks` are how
    many charts there are.
    """

    text: str
    start: int
    end: int
    headed: bool
    wanted: str
    blocks: int


@lru_cache(maxsize=4)
def find(text: str) -> FlowchartSource:
    """The first flowchart of a text, or the text without a header where there is none.

    The last texts are remembered, for whoever asks what a text is reads it next.
    """
    text = _bounded(text)
    whole = _source(text, 0, len(text), False)
    fence = _FENCE.search(text) if whole.headed else None
    if whole.headed and (fence is None or fence.start() >= whole.start):
        closed = _CLOSING.search(text, whole.start)
        return whole if closed is None else _source(text, 0, closed.start(), False)
    first: FlowchartSource | None = None
    blocks = 0
    for start, end, quoted in _blocks(text):
        flowchart_source = _source(text, start, end, quoted)
        blocks += 1
        if first is None or (flowchart_source.headed and not first.headed):
            first = flowchart_source
    return whole if first is None else replace(first, blocks=blocks)


def is_cut(text: str) -> int | None:
    """Where reading ends before the end of the text, or None."""
    bounded = len(_bounded(text))
    return bounded if bounded < len(text) else None


def _bounded(text: str) -> str:
    text = text[:TEXT_LIMIT]
    if text.count("\n") >= LINE_LIMIT:
        text = "\n".join(text.split("\n", LINE_LIMIT)[:LINE_LIMIT])
    return text


def _blocks(text: str) -> list[tuple[int, int, bool]]:
    """The fenced blocks that are Mermaid: their ends, and whether they stand in a quotation."""
    if "```" not in text and "~~~" not in text and ":::" not in text:
        return []
    named: list[tuple[int, int, bool]] = []
    unnamed: list[tuple[int, int, bool]] = []
    opened: re.Match[str] | None = None
    for fence in _FENCE.finditer(text):
        if opened is None:
            word = fence["info"].strip().strip("{}. ").partition(" ")[0]
            if fence["mark"] != ":::" or word == "mermaid":
                opened = fence
        elif fence["mark"].startswith(opened["mark"]) and not fence["info"].strip():
            _take(opened, fence.start(), named, unnamed)
            opened = None
    if opened is not None:
        _take(opened, len(text), named, unnamed)
    headed = [block for block in unnamed if _source(text, *block).headed]
    return named or headed


def _take(
    opened: re.Match[str],
    end: int,
    named: list[tuple[int, int, bool]],
    unnamed: list[tuple[int, int, bool]],
) -> None:
    word = opened["info"].strip().strip("{}. ").partition(" ")[0].casefold()
    block = (opened.end(), end, ">" in opened["lead"])
    if word == "mermaid":
        named.append(block)
    elif not word:
        unnamed.append(block)


def _source(text: str, start: int, end: int, quoted: bool) -> FlowchartSource:
    inside = text[start:end]
    if quoted:
        inside = re.sub(r"^[ \t]*>+", _blank, inside, flags=re.M)
    inside = _MATTER.sub(_blank, inside, count=1) if inside.lstrip()[:3] == "---" else inside
    if "%%" in inside or "```" in inside:
        inside = _COMMENT.sub(_blank, _DIRECTIVE.sub(_blank, inside))
    chart = _KEPT.sub(" ", text[:start]) + inside
    header = _HEADER.match(chart, start)
    begin = header.end() if header else start
    return FlowchartSource(chart, begin, end, header is not None, (header and header[1]) or "", 1)


def _blank(match: re.Match[str]) -> str:
    return _KEPT.sub(" ", match[0])
