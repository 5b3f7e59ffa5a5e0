"""A session as a document: Markdown for people, JSON for programs. Both are pure functions of the
entries; writing a file is the caller's.

Times are minutes and seconds since the session opened; numbers after # are entries, the ones
a debrief cites.
"""

import json
from collections.abc import Sequence
from typing import Any, assert_never

from coach.boards import registry
from coach.boards.board import PAGE_COLUMNS, PAGE_ROWS, Row, Way, plain
from coach.boards.escape import fence, inline, quote
from coach.errors import NotFound
from coach.session.events import Phase
from coach.session.history import History
from coach.session.pacing import clock
from coach.session.state import State
from coach.session.timeline import Moment, MomentKind, replayed

_BLOCKS = frozenset({MomentKind.EDIT, MomentKind.OPENED_FORM, MomentKind.SHARED})
"""Moments whose text stands in a block of its own, as it is."""


def markdown(history: History, debrief: Sequence[Row] = (), remark: str = "") -> str:
    """The whole session as CommonMark with GitHub's tables, ending in a newline.

    What is lost of it stands before anything else. `debrief` are the rows of its debrief, none
    where there is none; `remark` is a sentence that stands above everything.
    """
    state, told = replayed(history.entries)
    parts = [
        *([f"*{inline(remark)}*"] if remark else []),
        *_losses(history),
        *_head(state),
        *_pace(state),
        "## What happened",
        *_timeline(told),
        *_gathered(state),
        *_checklist(state),
        *_boards(state),
        *_score(state),
        *_debrief(debrief),
    ]
    return "\n\n".join(parts) + "\n"


def as_json(history: History, debrief: Any = None, remark: str = "") -> str:
    """The same as one JSON object: losses, head, phases, moments, checklist, boards, score, and
    the debrief as it is given (`coach.export.json_schema`)."""
    state, told = replayed(history.entries)
    opened = state.opened
    document: dict[str, Any] = {
        "damage": list(history.losses()),
        "session": opened.session if opened else "",
        "prompt": opened.prompt if opened else "",
        "title": state.title,
        "statement": opened.statement if opened else "",
        "workflow": opened.workflow if opened else "",
        "level": opened.level if opened else "",
        "pace": opened.pace if opened else "",
        "mode": opened.mode if opened else "",
        "wall": opened.wall if opened else "",
        "closed": state.closed,
        "seconds": round(state.elapsed(state.at), 3),
        "seconds_paused": round(state.paused_total, 3),
        "seconds_away": round(state.away_total, 3),
        "phases": [_phase_data(state, phase) for phase in state.phases],
        "moments": [_moment_data(moment) for moment in told],
        "checklist": [
            {
                "phase": phase.id,
                "item": item.id,
                "text": item.text,
                "on": _on(state, phase, item.id),
            }
            for phase in state.phases
            for item in phase.items
        ],
        "boards": dict(state.boards),
        "score": None
        if state.score is None
        else {
            "total": state.score.total,
            "verdict": state.score.verdict,
            "groups": dict(state.score.groups),
        },
    }
    document["debrief"] = debrief
    if remark:
        document["remark"] = remark
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _debrief(rows: Sequence[Row]) -> list[str]:
    text = plain(tuple(rows)).strip("\n")
    return ["## Debrief", fence(text)] if text.strip() else []


def _phase_data(state: State, phase: Phase) -> dict[str, Any]:
    return {
        "id": phase.id,
        "title": phase.title,
        "least": phase.least,
        "most": phase.most,
        "used": round(state.seconds(phase.id, state.at), 3),
        "entered": state.entered.get(phase.id, 0),
    }


def _moment_data(moment: Moment) -> dict[str, Any]:
    return {
        "n": moment.n,
        "last": moment.last,
        "at": round(moment.at, 3),
        "clock": round(moment.clock, 3),
        "by": moment.by,
        "phase": moment.phase,
        "kind": moment.kind,
        "ref": moment.ref,
        "text": moment.text,
    }


def _on(state: State, phase: Phase, item: str) -> bool:
    return (phase.id, item) in state.ticked


def _losses(history: History) -> list[str]:
    losses = history.losses()
    if not losses:
        return []
    return [
        "**Not all of this session is here.**",
        "\n".join(f"- {inline(loss)}" for loss in losses),
    ]


def _head(state: State) -> list[str]:
    opened = state.opened
    if opened is None:
        return ["# A session that was never opened"]
    pace = "untimed" if opened.pace == "untimed" else f"{inline(opened.pace)} minutes"
    lines = [
        f"- Date: {inline(opened.wall)}",
        f"- Level: {inline(opened.level)}; pace: {pace}; mode: {inline(opened.mode)}",
        f"- Session: {inline(opened.session)}, prompt {inline(opened.prompt)}",
        f"- Time used: {clock(state.elapsed(state.at))}{_aside(state)}",
    ]
    if not state.closed:
        lines.append("- Still open")
    return [f"# {inline(state.title)}", quote(opened.statement), "\n".join(lines)]


def _aside(state: State) -> str:
    aside = []
    if state.paused_total:
        aside.append(f"{clock(state.paused_total)} paused")
    if state.away_total:
        aside.append(f"{clock(state.away_total)} away")
    return f" ({', '.join(aside)} not counted)" if aside else ""


def _pace(state: State) -> list[str]:
    if not state.phases:
        return []
    rows = ["| Phase | Planned | Used |", "|---|---|---|"]
    for phase in state.phases:
        planned = f"{clock(phase.least)}–{clock(phase.most)}" if phase.most else "untimed"
        used = clock(state.seconds(phase.id, state.at)) if phase.id in state.entered else "–"
        rows.append(f"| {inline(phase.title)} | {planned} | {used} |")
    return ["## Time", "\n".join(rows)]


def _timeline(told: Sequence[Moment]) -> list[str]:
    return [_paragraph(moment) for moment in told]


def _paragraph(moment: Moment) -> str:
    """One moment as it stands in the document."""
    text, ref = "" if moment.kind in _BLOCKS else inline(moment.text), inline(moment.ref)
    match moment.kind:
        case MomentKind.PHASE:
            return f"### {text} (from {clock(moment.clock)})"
        case MomentKind.SAID:
            return _quoted(moment, f" ({ref})" if ref else "")
        case MomentKind.FACT:
            return _quoted(moment, f" (fact: {ref})")
        case MomentKind.HINT:
            return _quoted(moment, f" (hint: {ref})")
        case MomentKind.CURVEBALL:
            return _quoted(moment, " (curveball)")
        case MomentKind.EDIT:
            head = f"{_stamp(moment)} {inline(moment.by)} wrote on the {ref} board"
            return f"{head}\n\n{fence(moment.text, 'diff')}"
        case MomentKind.OPENED_FORM:
            return (
                f"{_stamp(moment)} **{inline(moment.by)}** (form)\n\n{fence(moment.text, 'json')}"
            )
        case MomentKind.SHARED:
            head = f"{_stamp(moment)} **{inline(moment.by)}** shared: {ref}"
            return f"{head}\n\n{fence(moment.text)}"
        case _:
            return f"{_stamp(moment)} *{_half_line(moment, text, ref)}*"


def _half_line(moment: Moment, text: str, ref: str) -> str:
    """What is told of a moment in half a line; "" of those that are told at length."""
    match moment.kind:
        case MomentKind.TICKED:
            return f"ticked off: {text}"
        case MomentKind.UNTICKED:
            return f"no longer ticked: {text}"
        case MomentKind.PAUSED:
            return "paused"
        case MomentKind.RESUMED:
            return "went on"
        case MomentKind.AWAY:
            return f"away for {clock(float(moment.text))} ({ref})"
        case MomentKind.PREDICTED:
            return f"predicted a score of {text}"
        case MomentKind.OVERRULED:
            return f"self-assessment of {ref}: {text}"
        case MomentKind.SCORED:
            return f"scored {text}"
        case MomentKind.TESTIFIED:
            return f"testimony of the witness {ref}: {text}"
        case MomentKind.GAVE_UP:
            return "gave up"
        case MomentKind.LABELLED:
            return f"label {ref} {'put on' if text == 'on' else 'taken off'}"
        case MomentKind.RENAMED:
            return f"renamed to {text}" if text else "goes by the prompt's title again"
        case MomentKind.CLOSED:
            return f"closed: {ref}"
        case MomentKind.FILED:
            return f"{inline(moment.by)}: form {ref}"
        case MomentKind.CAME:
            return f"came: {text} ({ref})"
        case MomentKind.WENT:
            return f"went: {ref} ({text})"
        case MomentKind.UNKNOWN:
            return f"{ref}: {text}"
        case (
            MomentKind.PHASE
            | MomentKind.SAID
            | MomentKind.FACT
            | MomentKind.HINT
            | MomentKind.CURVEBALL
            | MomentKind.EDIT
            | MomentKind.OPENED_FORM
            | MomentKind.SHARED
        ):
            return ""
        case _ as never:
            assert_never(never)


def _quoted(moment: Moment, label: str) -> str:
    return f"{_stamp(moment)} **{inline(moment.by)}**{label}\n\n{quote(moment.text)}"


def _stamp(moment: Moment) -> str:
    numbers = f"#{moment.n}" if moment.n == moment.last else f"#{moment.n}–{moment.last}"
    return f"{clock(moment.clock)} {numbers}"


def _gathered(state: State) -> list[str]:
    facts = [f"- #{fact.n} {inline(fact.answer)}" for fact in state.facts]
    hints = [
        f"- #{hint.n} {inline(hint.ladder)}, {inline(hint.rung)} ({hint.price:g} points): "
        f"{inline(hint.text)}"
        for hint in state.hints
    ]
    balls = [f"- #{ball.n} {inline(ball.text)}" for ball in state.curveballs]
    parts = []
    for title, lines in (("Facts asked for", facts), ("Hints", hints), ("Curveballs", balls)):
        if lines:
            parts += [f"## {title}", "\n".join(lines)]
    return parts


def _checklist(state: State) -> list[str]:
    parts = []
    for phase in state.phases:
        lines = [
            f"- [{'x' if _on(state, phase, item.id) else ' '}] {inline(item.text)}"
            for item in phase.items
        ]
        if lines:
            parts += [f"### {inline(phase.title)}", "\n".join(lines)]
    return ["## Checklist", *parts] if parts else []


def _boards(state: State) -> list[str]:
    parts = []
    starts = {board.name: board.text for board in state.opened.boards} if state.opened else {}
    for name, text in state.boards.items():
        if not text.strip() or text == starts.get(name):
            continue
        parts += [f"### {inline(name)}", fence(text)]
        if name not in registry.PROSE:
            parts.append(fence(drawn(name, text, state.drawing(name))))
    return ["## Boards", *parts] if parts else []


def drawn(name: str, text: str, way: Way) -> str:
    """The board's drawing as plain text on a page, grown as it was; a sentence for an unknown
    board."""
    try:
        return plain(registry.drawn(name, text, PAGE_COLUMNS, PAGE_ROWS, way))
    except NotFound as error:
        return error.message


def _score(state: State) -> list[str]:
    if state.score is None:
        return []
    rows = ["| Part | Points |", "|---|---|"]
    rows += [f"| {inline(name)} | {points:g} |" for name, points in state.score.groups.items()]
    predicted = "" if state.predicted is None else f" Predicted: {state.predicted}."
    verdict = inline(state.score.verdict)
    return ["## Score", f"{state.score.total:g} of 100, {verdict}.{predicted}", "\n".join(rows)]
