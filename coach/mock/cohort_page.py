"""The group's sessions as one HTML page: complete in itself, nothing fetched, no script."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from coach.mock.cohort_rows import CohortRow, missed_most
from coach.mock.forms import spoken
from coach.text import clean

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_STYLE = """
:root { color-scheme: light dark; }
body { font: 17px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 0 auto; padding: 1rem; }
table { border-collapse: collapse; }
caption { text-align: left; }
th, td { border: 1px solid #6b7280; padding: .2rem .6rem; text-align: left; }
td.n { text-align: right; font-variant-numeric: tabular-nums; }
"""


def page(rows: Sequence[CohortRow], texts: Mapping[str, str], remark: str = "") -> str:
    """The page; `texts` are the points by their ids, `remark` a sentence that stands above."""
    people = len({row.who for row in rows})
    head = (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f"<title>A group's sessions</title><style>{_STYLE}</style></head>\n<body>\n"
    )
    body = [
        "<h1>A group’s sessions</h1>",
        f"<p>{len(rows)} finished sessions of {people} people.</p>",
        *([f"<p>{_text(remark)}</p>"] if remark else []),
        *_people(rows),
        *_missed(rows, texts),
        *_sessions(rows),
    ]
    return head + "\n".join(body) + "\n</body></html>\n"


def _text(text: str) -> str:
    return escape(clean(text), quote=True)


def _table(caption: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"<table><caption>{_text(caption)}</caption><thead><tr>"
    yield "".join(f'<th scope="col">{_text(head)}</th>' for head in heads)
    yield "</tr></thead><tbody>"
    for first, *rest in rows:
        cells = "".join(
            f'<td class="n">{_text(cell)}</td>'
            if cell.replace(".", "").isdigit()
            else f"<td>{_text(cell)}</td>"
            for cell in rest
        )
        yield f'<tr><th scope="row">{_text(first)}</th>{cells}</tr>'
    yield "</tbody></table>"


def _people(rows: Sequence[CohortRow]) -> Iterator[str]:
    """Everybody with their first and last points."""
    yield "<h2>People</h2>"
    told = []
    for who in dict.fromkeys(row.who for row in rows):
        mine = [row for row in rows if row.who == who]
        points = [row.points for row in mine if row.points is not None]
        ends = [f"{points[0]:.0f}", f"{points[-1]:.0f}"] if points else ["", ""]
        told.append([who, str(len(mine)), *ends, str(sum(row.minutes for row in mine))])
    heads = ("Who", "Sessions", "First points", "Last points", "Minutes in all")
    yield from _table("In the order of their first session", heads, told)


def _missed(rows: Sequence[CohortRow], texts: Mapping[str, str]) -> Iterator[str]:
    """What the group could practise together."""
    missed_points = missed_most(rows)
    if not missed_points:
        return
    yield "<h2>Missed most</h2>"
    told = [
        [
            texts.get(missed.observable, missed.observable),
            missed.prompt,
            f"{missed.missed} of {missed.sat}",
        ]
        for missed in missed_points
    ]
    yield from _table(
        "Points that two or more could have made", ("Point", "Prompt", "Missed"), told
    )


def _sessions(rows: Sequence[CohortRow]) -> Iterator[str]:
    yield "<h2>Sessions</h2>"
    told = [
        [
            row.who, row.day, row.prompt, row.level, row.mode, str(row.minutes),
            "" if row.points is None else f"{row.points:.0f}", row.verdict,
            ", ".join(map(spoken, row.grades)),
        ]
        for row in rows
    ]  # fmt: skip
    heads = ("Who", "Day", "Prompt", "Level", "Mode", "Minutes", "Points", "Verdict", "Graded")
    yield from _table("The earliest first", heads, told)
