"""The fold: the pure function from entries to state.

`fold` is a loop over `step`; live screen, resume, replay, transcript and debrief all use it.
A step never fails: what does not fit (a splice beyond the text, an unknown board) is counted in
`unknown` and changes nothing else.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeAlias

from coach.session import events as ev
from coach.session.entry import Entry
from coach.session.state import (
    EMPTY,
    Curveball,
    Hint,
    Overrule,
    Revealed,
    Score,
    State,
    Tag,
    Utterance,
)

Changes: TypeAlias = dict[str, Any]
Step: TypeAlias = Callable[[State, Entry, Any], Changes]


def fold(entries: Iterable[Entry], start: State = EMPTY) -> State:
    """The state after all entries, beginning from `start`."""
    state = start
    for entry in entries:
        state = step(state, entry)
    return state


def step(state: State, entry: Entry) -> State:
    """The state after one more entry."""
    handler = _STEPS.get(type(entry.event))
    changes = handler(state, entry, entry.event) if handler else {"unknown": state.unknown + 1}
    return replace(state, n=entry.n, at=max(state.at, entry.at), **changes)


def splice(text: str, edit: ev.TextEdited | ev.DraftEdited) -> str | None:
    """The text after an edit, None where the removed part is not what stands there."""
    end = edit.at + len(edit.removed)
    if edit.at < 0 or text[edit.at : end] != edit.removed:
        return None
    return text[: edit.at] + edit.inserted + text[end:]


def _stopped(state: State, at: float) -> Changes:
    """The clock's stretch up to `at` moved into the current phase's used seconds."""
    if state.since is None:
        return {}
    used = dict(state.used)
    used[state.phase] = used.get(state.phase, 0.0) + max(0.0, at - state.since)
    return {"used": used, "since": None}


def _opened(state: State, entry: Entry, event: ev.SessionOpened) -> Changes:
    return {"opened": event, "boards": {board.name: board.text for board in event.boards}}


def _phase(state: State, entry: Entry, event: ev.PhaseEntered) -> Changes:
    changes = _stopped(state, entry.at)
    entered = dict(state.entered)
    entered[event.phase] = entered.get(event.phase, 0) + 1
    since = None if state.paused or state.closed else entry.at
    return {**changes, "phase": event.phase, "since": since, "entered": entered}


def _paused(state: State, entry: Entry, event: ev.Paused) -> Changes:
    if state.paused:
        return {}
    return {**_stopped(state, entry.at), "paused": True, "paused_since": entry.at}


def _resumed(state: State, entry: Entry, event: ev.Resumed) -> Changes:
    if not state.paused:
        return {}
    total = state.paused_total + max(0.0, entry.at - state.paused_since)
    since = entry.at if state.phase and not state.closed else None
    return {"paused": False, "paused_total": total, "since": since}


def _away(state: State, entry: Entry, event: ev.WasAway) -> Changes:
    return {"away_total": state.away_total + max(0.0, event.seconds), "away_at": entry.at}


def _noted(state: State, entry: Entry, event: ev.ClockNoted) -> Changes:
    return {}


def _edited(state: State, entry: Entry, event: ev.TextEdited) -> Changes:
    text = splice(state.boards.get(event.board, ""), event)
    if text is None or event.board not in state.boards:
        return {"unknown": state.unknown + 1}
    return {"boards": {**state.boards, event.board: text}}


def _drafted(state: State, entry: Entry, event: ev.DraftEdited) -> Changes:
    text = splice(state.draft, event)
    return {"unknown": state.unknown + 1} if text is None else {"draft": text}


def _ticked(state: State, entry: Entry, event: ev.ItemTicked) -> Changes:
    item = (event.phase, event.item)
    return {"ticked": state.ticked | {item} if event.on else state.ticked - {item}}


def _words(state: State, entry: Entry, text: str, kind: str, ref: str) -> Utterance:
    clock = state.elapsed(entry.at)
    return Utterance(entry.n, entry.at, entry.by, text, kind, state.phase, ref, clock)


def _said(state: State, entry: Entry, event: ev.Said) -> Changes:
    words = _words(state, entry, event.text, event.kind, event.ref)
    draft = "" if entry.by == ev.CANDIDATE else state.draft
    return {"conversation": (*state.conversation, words), "draft": draft}


def _revealed(state: State, entry: Entry, event: ev.FactRevealed) -> Changes:
    fact = Revealed(entry.n, event.fact, event.answer, event.question, state.phase)
    words = _words(state, entry, event.answer, "fact", event.fact)
    return {"facts": (*state.facts, fact), "conversation": (*state.conversation, words)}


def _hinted(state: State, entry: Entry, event: ev.HintGiven) -> Changes:
    hint = Hint(entry.n, event.phase, event.ladder, event.rung, event.text, event.price)
    words = _words(state, entry, event.text, "hint", event.ladder)
    return {"hints": (*state.hints, hint), "conversation": (*state.conversation, words)}


def _thrown(state: State, entry: Entry, event: ev.CurveballThrown) -> Changes:
    ball = Curveball(entry.n, entry.at, state.phase, event.curveball, event.text)
    words = _words(state, entry, event.text, "curveball", event.curveball)
    return {
        "curveballs": (*state.curveballs, ball),
        "conversation": (*state.conversation, words),
    }


def _tagged(state: State, entry: Entry, event: ev.Tagged) -> Changes:
    return {"tags": (*state.tags, Tag(entry.n, event.entry, event.tag, event.note))}


def _predicted(state: State, entry: Entry, event: ev.ScorePredicted) -> Changes:
    return {"predicted": event.score}


def _overruled(state: State, entry: Entry, event: ev.Overruled) -> Changes:
    one = Overrule(entry.n, event.observable, event.met, event.entry, event.note)
    return {"overruled": (*state.overruled, one)}


def _scored(state: State, entry: Entry, event: ev.Scored) -> Changes:
    return {"score": Score(entry.n, event.total, event.verdict, event.groups)}


def _gave_up(state: State, entry: Entry, event: ev.GaveUp) -> Changes:
    return {"gave_up": True}


def _closed(state: State, entry: Entry, event: ev.SessionClosed) -> Changes:
    ending = {**_stopped(state, entry.at), "closed": True, "closed_why": event.why, "since": None}
    if state.paused:
        ending["paused"] = False
        ending["paused_total"] = state.paused_total + max(0.0, entry.at - state.paused_since)
    return ending


_STEPS: Mapping[type[ev.Event], Step] = {
    ev.SessionOpened: _opened,
    ev.PhaseEntered: _phase,
    ev.Paused: _paused,
    ev.Resumed: _resumed,
    ev.WasAway: _away,
    ev.ClockNoted: _noted,
    ev.TextEdited: _edited,
    ev.DraftEdited: _drafted,
    ev.ItemTicked: _ticked,
    ev.Said: _said,
    ev.FactRevealed: _revealed,
    ev.HintGiven: _hinted,
    ev.CurveballThrown: _thrown,
    ev.Tagged: _tagged,
    ev.ScorePredicted: _predicted,
    ev.Overruled: _overruled,
    ev.Scored: _scored,
    ev.GaveUp: _gave_up,
    ev.SessionClosed: _closed,
}
