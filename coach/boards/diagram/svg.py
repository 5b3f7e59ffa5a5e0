"""Writes SVG: the picture as rectangles, paths, arrow heads and real text.

A cell becomes CELL_WIDTH by CELL_HEIGHT units. Texts are fitted to their cells, so any font will
do. Colours follow the reader's light or dark scheme. Asynchronous edges are dashed and copies
doubled, as in the terminal.
"""

import re
from dataclasses import replace
from html import escape

from coach.boards.diagram.graph import EdgeStyle, Tip
from coach.boards.diagram.picture import Box, Frame, Head, Label, Picture, Pointing, Stroke
from coach.text import width

CELL_WIDTH = 9
CELL_HEIGHT = 18
_MARGIN = 12
_HEAD_LENGTH = 10
_HEAD_HALF = 5
_COPY_HEAD_HALF = 7

_ILLEGAL = re.compile("[^\t\n -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_STYLE = """
svg { font: 14px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; }
.paper { fill: #ffffff; }
.box { fill: #f6f8fa; stroke: #57606a; stroke-width: 1.5; }
.frame { fill: none; stroke: #8c959f; stroke-width: 1; }
.edge { fill: none; stroke: #0b5cad; stroke-width: 1.5; stroke-linejoin: round; }
.async { stroke-dasharray: 5 4; }
.copy { stroke-width: 5; }
.inner { fill: none; stroke: #ffffff; stroke-width: 2; }
.head { fill: #0b5cad; }
.ring { fill: #ffffff; stroke: #0b5cad; stroke-width: 1.5; }
text { fill: #1f2328; }
.edge-label { fill: #0b5cad; }
.mark, .frame-title, .badge { fill: #57606a; }
@media (prefers-color-scheme: dark) {
  .paper { fill: #0d1117; }
  .box { fill: #161b22; stroke: #8b949e; }
  .frame { stroke: #6e7681; }
  .edge { stroke: #79c0ff; }
  .inner { stroke: #0d1117; }
  .head, .edge-label { fill: #79c0ff; }
  .ring { fill: #0d1117; stroke: #79c0ff; }
  text { fill: #e6edf3; }
  .mark, .frame-title, .badge { fill: #9da7b1; }
}
"""


def write(picture: Picture, title: str = "Architecture") -> str:
    """An SVG document of the picture, in units of which a cell has 9 by 18."""
    wide = picture.width * CELL_WIDTH + 2 * _MARGIN
    high = picture.height * CELL_HEIGHT + 2 * _MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" '
        f'width="{wide}" height="{high}" role="img">',
        f"<title>{_text(title)}</title>",
        f"<style>{_STYLE}</style>",
        f'<rect class="paper" width="{wide}" height="{high}"/>',
        f'<g transform="translate({_MARGIN} {_MARGIN})">',
        *map(_frame, picture.frames),
        *_edges(picture.strokes),
        *map(_box, picture.boxes),
        *map(_head, picture.heads),
        *map(_label, picture.labels),
        "</g>",
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _across(x: int) -> float:
    return (x + 0.5) * CELL_WIDTH


def _down(y: int) -> float:
    return (y + 0.5) * CELL_HEIGHT


def _frame(frame: Frame) -> str:
    return _rectangle("frame", frame)


def _box(box: Box) -> str:
    if box.rule:
        place = f"M{_across(box.x):g} {_down(box.y + box.rule):g}H{_across(box.x + box.w - 1):g}"
        return f'{_rectangle("box", box)}\n<path class="edge" d="{place}"/>'
    if not box.stacked:
        return _rectangle("box", box)
    front = replace(box, w=box.w - 1)
    behind = _rectangle("box", replace(front, x=box.x + 1, id=""), inset=4)
    return f"{behind}\n{_rectangle('box', front)}"


def _rectangle(name: str, area: Box | Frame, inset: int = 0) -> str:
    data = f' data-id="{_attribute(area.id)}"' if area.id else ""
    wide, high = (area.w - 1) * CELL_WIDTH, (area.h - 1) * CELL_HEIGHT - 2 * inset
    return (
        f'<rect class="{name}"{data} x="{_across(area.x):g}" y="{_down(area.y) + inset:g}" '
        f'width="{wide}" height="{high}" rx="3"/>'
    )


def _edges(strokes: tuple[Stroke, ...]) -> list[str]:
    parts: list[str] = []
    for style in EdgeStyle:
        path = _path([stroke for stroke in strokes if stroke.style is style])
        if not path:
            continue
        parts.append(f'<path class="edge {style}" d="{path}"/>')
        if style is EdgeStyle.COPY:
            parts.append(f'<path class="inner" d="{path}"/>')
    return parts


def _path(strokes: list[Stroke]) -> str:
    """Strokes as one path; a stroke that begins where the last one ended goes on from there."""
    parts: list[str] = []
    at: tuple[int, int] | None = None
    for stroke in strokes:
        ends = [(stroke.x1, stroke.y1), (stroke.x2, stroke.y2)]
        if ends[1] == at:
            ends.reverse()
        if ends[0] != at:
            parts.append(f"M{_across(ends[0][0]):g} {_down(ends[0][1]):g}")
        parts.append(f"L{_across(ends[1][0]):g} {_down(ends[1][1]):g}")
        at = ends[1]
    return "".join(parts)


_STEPS = {
    Pointing.UP: (0, -1),
    Pointing.DOWN: (0, 1),
    Pointing.LEFT: (-1, 0),
    Pointing.RIGHT: (1, 0),
}


def _head(head: Head) -> str:
    """A triangle, circle or cross that touches the border of the box beside the head's cell."""
    dx, dy = _STEPS[head.heading]
    x, y = _across(head.x + dx) - dx, _down(head.y + dy) - dy
    back_x, back_y = x - dx * _HEAD_LENGTH, y - dy * _HEAD_LENGTH
    if head.tip is Tip.CIRCLE:
        middle = f'cx="{(x + back_x) / 2:g}" cy="{(y + back_y) / 2:g}"'
        return f'<circle class="ring" {middle} r="{_HEAD_HALF}"/>'
    if head.tip is Tip.CROSS:
        near, far = -_HEAD_HALF, _HEAD_HALF
        x, y = (x + back_x) / 2, (y + back_y) / 2
        strokes = f"M{x + near:g} {y + near:g}L{x + far:g} {y + far:g}"
        return (
            f'<path class="edge" d="{strokes}M{x + near:g} {y + far:g}L{x + far:g} {y + near:g}"/>'
        )
    half = _COPY_HEAD_HALF if head.style is EdgeStyle.COPY else _HEAD_HALF
    half_x, half_y = abs(dy) * half, abs(dx) * half
    corners = [(x, y), (back_x - half_x, back_y - half_y), (back_x + half_x, back_y + half_y)]
    points = " ".join(f"{a:g},{b:g}" for a, b in corners)
    return f'<polygon class="head" points="{points}"/>'


def _label(label: Label) -> str:
    text = label.text.strip()
    if not text:
        return ""
    x = label.x + len(label.text) - len(label.text.lstrip())
    left, wide = x * CELL_WIDTH, width(text) * CELL_WIDTH
    words = (
        f'<text class="{label.role}" x="{left}" y="{_down(label.y) + 5:g}" textLength="{wide}" '
        f'lengthAdjust="spacingAndGlyphs">{_text(text)}</text>'
    )
    if label.role not in ("edge-label", "frame-title"):
        return words
    place = f'x="{left - 3}" y="{label.y * CELL_HEIGHT}"'
    paper = f'<rect class="paper" {place} width="{wide + 6}" height="{CELL_HEIGHT}"/>'
    return f"{paper}\n{words}"


def _text(text: str) -> str:
    return escape(_legal(text), quote=False)


def _attribute(text: str) -> str:
    """A value between double quotes; blanks other than spaces would be read as spaces."""
    return escape(_legal(text)).replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;")


def _legal(text: str) -> str:
    """The characters that XML 1.0 allows."""
    return _ILLEGAL.sub("", text)
