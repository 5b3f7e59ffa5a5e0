"""Progress as pictures of the same numbers: an SVG, and a page of HTML with a table beside it."""

from collections.abc import Iterator, Sequence
from html import escape

from coach.progress.groups import title
from coach.progress.series import Progress, SeriesPoint
from coach.text import clean

_WIDE, _ROW, _LEFT, _PLOT = 860, 64, 190, 520
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_STYLE = """
.name, .value { font: 15px system-ui, sans-serif; fill: #1b1f23; }
.line { fill: none; stroke: #0b4a8f; stroke-width: 2; }
.dot { fill: #0b4a8f; }
.base { stroke: #6b7280; stroke-width: 1; }
.rules { stroke: #8a4b00; stroke-width: 1; stroke-dasharray: 3 3; }
"""


def as_svg(progress: Progress) -> str:
    """The charts, a row a series, first and last value beside each line."""
    rows = _drawn(progress)
    high = _ROW * max(1, len(rows)) + 40
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE} {high}" role="img">',
        f"<title>Progress over {progress.sessions} sessions</title>",
        f"<desc>{_text(_told(rows))}</desc>",
        f"<style>{_STYLE}</style>",
        f'<rect width="{_WIDE}" height="{high}" fill="#ffffff"/>',
    ]
    if not rows:
        parts.append('<text class="name" x="12" y="30">No scored session yet.</text>')
    for place, (name, points, least, most) in enumerate(rows):
        parts += _row(name, points, least, most, 20 + place * _ROW)
    return "\n".join((*parts, "</svg>")) + "\n"


def _drawn(progress: Progress) -> list[tuple[str, tuple[SeriesPoint, ...], float, float]]:
    """Name, points and scale of each series that has any."""
    rows = []
    for name, points in progress.series.items():
        if not points:
            continue
        kind, _, rest = name.partition(".")
        values = [point.value for point in points]
        least, most = 0.0, 100.0
        if kind == "calibration":
            most = max(10.0, *(abs(value) for value in values))
            least = -most
        elif kind in ("hints", "pace"):
            most = max(1.0, *values)
        shown = {"total": "Score", "group": title(rest).capitalize(),
                 "pace": f"Pace: {rest}"}.get(kind, name.capitalize())  # fmt: skip
        rows.append((shown, points, least, most))
    return rows


def _told(rows: Sequence[tuple[str, tuple[SeriesPoint, ...], float, float]]) -> str:
    return "; ".join(
        f"{name} from {points[0].value:g} to {points[-1].value:g}" for name, points, _, _ in rows
    )


def _row(
    name: str, points: Sequence[SeriesPoint], least: float, most: float, top: int
) -> Iterator[str]:
    base, high = top + _ROW - 20, _ROW - 26
    step = _PLOT / max(1, len(points) - 1)
    places = [
        (_LEFT + index * step, base - high * (point.value - least) / (most - least))
        for index, point in enumerate(points)
    ]
    yield f'<text class="name" x="12" y="{base - 8}">{_text(name)}</text>'
    yield f'<line class="base" x1="{_LEFT}" y1="{base}" x2="{_LEFT + _PLOT}" y2="{base}"/>'
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    yield f'<polyline class="line" points="{line}"/>'
    for index, (x, y) in enumerate(places):
        yield f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="3"/>'
        if index and points[index].rules != points[index - 1].rules:
            at = x - step / 2
            yield (
                f'<line class="rules" x1="{at:.1f}" y1="{top}" x2="{at:.1f}" y2="{base}">'
                "<title>The scoring rules changed</title></line>"
            )
    told = f"{points[0].value:g} → {points[-1].value:g}"
    yield f'<text class="value" x="{_LEFT + _PLOT + 14}" y="{base - 8}">{_text(told)}</text>'


def as_html(progress: Progress) -> str:
    """The charts and their numbers as one page that fetches nothing and runs nothing."""
    rows = []
    for name, points in progress.series.items():
        values = "".join(f"<td>{point.value:g}</td>" for point in points)
        if points:
            rows.append(f'<tr><th scope="row">{_text(name)}</th>{values}</tr>')
    days = "".join(
        f'<th scope="col">{_text(point.opened[:10])}</th>' for point in progress.series["total"]
    )
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<title>Progress</title><style>body { font: 17px/1.5 system-ui, sans-serif; margin: 1rem;"
        " color: #1b1f23; background: #ffffff; } table { border-collapse: collapse; }"
        " th, td { border: 1px solid #6b7280; padding: .1rem .5rem; text-align: right; }"
        " .wide { overflow-x: auto; } svg { max-width: 100%; height: auto; }"
        f"</style></head><body><main><h1>Progress over {progress.sessions} sessions</h1>\n"
        f"{as_svg(progress)}<h2>The numbers</h2>\n"
        '<div class="wide" tabindex="0" role="region" aria-label="The numbers"><table>'
        f'<caption>Oldest first</caption><tr><th scope="col">Series</th>{days}</tr>'
        f"{''.join(rows)}</table></div></main></body></html>\n"
    )


def _text(text: str) -> str:
    return escape(clean(text), quote=True)
