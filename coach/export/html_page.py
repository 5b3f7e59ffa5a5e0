"""A session as one HTML page: complete in itself, nothing fetched, no script, fit for printing and
for a screen reader."""

from collections.abc import Iterator, Sequence
from html import escape

from coach.boards import registry
from coach.boards.board import Row, Way
from coach.export.transcript import drawn
from coach.session.history import History
from coach.session.state import State
from coach.session.stopwatch import clock
from coach.session.timeline import Moment, MomentKind, replayed
from coach.text import clean

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_STYLE = """
:root { color-scheme: light dark; }
body { font: 17px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 0 auto; padding: 1rem;
  color: #1b1f23; background: #ffffff; }
a { color: #0b4a8f; }
:focus-visible { outline: 3px solid #0b4a8f; outline-offset: 2px; }
.skip { position: absolute; left: -99rem; }
.skip:focus { position: static; }
pre { font: 14px/1.25 ui-monospace, Menlo, Consolas, monospace; overflow-x: auto; padding: .6rem;
  background: #f3f4f6; color: #1b1f23; white-space: pre; }
pre.told { white-space: pre-wrap; background: none; padding: 0; margin: .2rem 0; font: inherit; }
table { border-collapse: collapse; }
th, td { border: 1px solid #6b7280; padding: .2rem .6rem; text-align: left; }
.when, .note { color: #4b5563; }
ol.moments { list-style: none; padding: 0; }
ol.moments > li { margin: .8rem 0; }
svg { max-width: 100%; height: auto; }
@media (prefers-color-scheme: dark) {
  body { color: #e6e6e6; background: #14171a; }
  a { color: #9cc7ff; }
  :focus-visible { outline-color: #9cc7ff; }
  pre { background: #22272c; color: #e6e6e6; }
  .when, .note { color: #b4bcc4; }
}
@media (prefers-reduced-motion: reduce) { * { scroll-behavior: auto; transition: none; } }
@media print {
  body { color: #000; background: #fff; max-width: none; font-size: 11pt; }
  nav, .skip { display: none; }
  pre { white-space: pre-wrap; background: none; color: #000; border: 1px solid #888; }
  pre.drawn { white-space: pre; font-size: 8pt; break-inside: avoid; }
  svg { max-height: 23cm; }
  h2, h3 { break-after: avoid; }
  li, table { break-inside: avoid; }
}
"""


def html(history: History, debrief: Sequence[Row] = (), remark: str = "") -> str:
    """The page of a session; `debrief` are the rows of its debrief, none where there is none,
    `remark` a sentence that stands above everything."""
    state, told = replayed(history.entries)
    sections = [*_phases(told)]
    body = [
        '<a class="skip" href="#content">To the content</a>',
        f"<header><h1>{_text(state.title or 'A session')}</h1>",
        *(f'<p class="note">{_text(remark)}</p>' for remark in (remark, _about(state)) if remark),
        *_lost(history),
        "</header>",
        *_nav(sections, bool(debrief)),
        '<main id="content">',
        *_statement(state),
        *_times(state),
        *(line for section in sections for line in _section(*section)),
        *_boards(state),
        *_debrief(debrief),
        "</main>",
    ]
    title = _text(state.title or "A session")
    head = (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
    )
    return head + "\n".join(body) + "\n</body>\n</html>\n"


def _text(text: str) -> str:
    return escape(clean(text), quote=True)


def _about(state: State) -> str:
    opened = state.opened
    if opened is None:
        return ""
    length = opened.pace if opened.pace == "untimed" else f"{opened.pace} minutes"
    score = f", {state.score.total:g} of 100, {state.score.verdict}" if state.score else ""
    return f"{opened.wall}, {opened.level}, {length}, {opened.mode} mode{score}"


def _lost(history: History) -> Iterator[str]:
    losses = history.losses()
    if losses:
        yield "<p><strong>Not all of this session is here.</strong></p><ul>"
        yield from (f"<li>{_text(loss)}</li>" for loss in losses)
        yield "</ul>"


def _phases(told: Sequence[Moment]) -> Iterator[tuple[str, str, list[Moment]]]:
    """Anchor, title and moments of each stretch in one phase; before the first there is one more
    where anything happened."""
    anchor, title, inside = "before", "Before the first phase", list[Moment]()
    for number, moment in enumerate(told):
        if moment.kind is MomentKind.PHASE:
            if inside or anchor != "before":
                yield anchor, title, inside
            anchor, inside = f"phase-{number}", []
            title = f"{moment.text} (from {clock(moment.clock)})"
        else:
            inside.append(moment)
    if inside or anchor != "before":
        yield anchor, title, inside


def _nav(sections: Sequence[tuple[str, str, list[Moment]]], debrief: bool) -> Iterator[str]:
    yield '<nav aria-label="Parts of the session"><ul>'
    yield '<li><a href="#time">Time</a></li>'
    for anchor, title, _ in sections:
        yield f'<li><a href="#{anchor}">{_text(title)}</a></li>'
    yield '<li><a href="#boards">Boards</a></li>'
    if debrief:
        yield '<li><a href="#debrief">Debrief</a></li>'
    yield "</ul></nav>"


def _statement(state: State) -> Iterator[str]:
    if state.opened is not None:
        yield f'<blockquote><pre class="told">{_text(state.opened.statement)}</pre></blockquote>'


def _times(state: State) -> Iterator[str]:
    yield '<h2 id="time">Time</h2>'
    yield "<table><caption>Minutes planned and used</caption>"
    yield '<tr><th scope="col">Phase</th><th scope="col">Planned</th><th scope="col">Used</th></tr>'
    for phase in state.phases:
        planned = f"{clock(phase.least)}–{clock(phase.most)}" if phase.most else "untimed"
        used = clock(state.seconds(phase.id, state.at)) if phase.id in state.entered else "–"
        yield f'<tr><th scope="row">{_text(phase.title)}</th><td>{planned}</td><td>{used}</td></tr>'
    yield "</table>"


def _section(anchor: str, title: str, inside: Sequence[Moment]) -> Iterator[str]:
    yield f'<h2 id="{anchor}">{_text(title)}</h2>'
    yield '<ol class="moments">'
    for moment in inside:
        yield f"<li>{_moment(moment)}</li>"
    yield "</ol>"


def _moment(moment: Moment) -> str:
    numbers = f"#{moment.n}" if moment.n == moment.last else f"#{moment.n}–{moment.last}"
    what = _text(" ".join(part for part in (moment.kind.value, moment.ref) if part))
    head = f'<span class="when">{clock(moment.clock)} {numbers}</span> '
    head += f"<strong>{_text(moment.by)}</strong> {what}"
    return f'{head}<pre class="told">{_text(moment.text)}</pre>' if moment.text else head


def _boards(state: State) -> Iterator[str]:
    yield '<h2 id="boards">Boards</h2>'
    starts = {board.name: board.text for board in state.opened.boards} if state.opened else {}
    for name, text in state.boards.items():
        if not text.strip() or text == starts.get(name):
            continue
        yield f"<h3>{_text(name)}</h3>"
        yield f"<pre>{_text(text)}</pre>"
        if name == "diagram":
            yield from _picture(text, state.drawing(name))
        elif name not in registry.PROSE:
            yield f'<pre class="drawn">{_text(drawn(name, text, state.drawing(name)))}</pre>'


def _picture(text: str, way: Way) -> Iterator[str]:
    from coach.boards.diagram.diagram_board import BOARD

    yield "<figure>"
    yield BOARD.export(BOARD.parse(text), "svg", way)
    yield "<figcaption>The same as text:</figcaption>"
    yield f'<pre class="drawn">{_text(drawn("diagram", text, way))}</pre></figure>'


def _debrief(rows: Sequence[Row]) -> Iterator[str]:
    """The debrief's rows: headings as headings, the rest as it stands."""
    if not rows:
        return
    yield '<h2 id="debrief">Debrief</h2>'
    told: list[str] = []
    for row in rows:
        line = "".join(text for text, _ in row).rstrip()
        if any(role == "heading" for _, role in row) and line.strip():
            if any(line.strip() for line in told):
                yield f"<pre>{_text(chr(10).join(told))}</pre>"
            told = []
            yield f"<h3>{_text(line.strip())}</h3>"
        else:
            told.append(line)
    if any(line.strip() for line in told):
        yield f"<pre>{_text(chr(10).join(told))}</pre>"
