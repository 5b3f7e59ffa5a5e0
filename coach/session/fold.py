"""The fold: the pure function from entries to state.

`fold` is a loop over `step`; live screen, resume, replay, transcript and debrief all use it.
A step never fails: what does not fit (a splice beyond the text, an unknown board, more of anything
than a session can have) is counted in `unknown` and changes nothing else. A step costs the same
however many came before it, apart from the text of the board that it edits.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

from coach.session import events as ev
from coach.session.chain import chained
from coach.session.entry import Entry
from coach.session.gathered import SILENT as SILENT_TOGETHER
from coach.session.gathered import STEPS as STEPS_TOGETHER
from coach.session.landmarks import passed
from coach.session.state import (
    EMPTY,
    Hint,
    OverruledPoint,
    Revealed,
    Score,
    State,
    Tag,
    ThrownCurveball,
    Utterance,
)
from coach.session.turning import DrawingTurned, turns
from coach.session.witnessed import Testified

TEXT_MOST = 1_000_000
"""Characters of a board's text; more than `decide` lets anybody write."""
_PLANNED_MOST = 100
_ITEMS_MOST = 2_000
_TICKED_MOST = 500
LABELS_MOST = 50
"""Labels that one session can carry."""
_LOOKED_BACK = 400
_DRAFT = "\0draft"

Changes: TypeAlias = dict[str, Any]
Step: TypeAlias = Callable[[State, Entry, Any], Changes]


def fold(entries: Iterable[Entry], start: State = EMPTY) -> State:
    """The state after all entries, beginning from `start`."""
    folding = Folding(start)
    for entry in entries:
        folding.take(entry)
    return folding.state


def step(state: State, entry: Entry) -> State:
    """The state after one more entry."""
    handler = _STEPS.get(type(entry.event))
    changes = handler(state, entry, entry.event) if handler else _misfit(state)
    return state.but({"n": entry.n, "at": max(state.at, entry.at), **changes})


class Folding:
    """A fold under way, for whoever keeps no state but the last: `state` is one object that every
    entry changes, by the same steps at half the cost of a state an entry. Its values are replaced
    and never changed themselves, so that one read before an entry stays as it was."""

    def __init__(self, start: State = EMPTY) -> None:
        """Begins from `start`, which stays as it is."""
        self.state = start.but({})
        self._fields = vars(self.state)
        self._size = len(self._fields)

    def take(self, entry: Entry) -> None:
        """One more entry; TypeError where its step changes what is no field of a state."""
        fields = self._fields
        handler = _STEPS.get(type(entry.event))
        changes = handler(self.state, entry, entry.event) if handler else _misfit(self.state)
        fields["n"] = entry.n
        fields["at"] = max(fields["at"], entry.at)
        if changes:
            fields.update(changes)
            if len(fields) != self._size:
                raise TypeError(f"a state has no fields {sorted(changes)}")


def effort(entries: Iterable[Entry]) -> int:
    """How many characters folding has to move: the length of the text that each edit changes.

    Counted without folding, so that a file made to be slow is known before it is.
    """
    lengths: dict[str, int] = {}
    moved = 0
    for entry in entries:
        event = entry.event
        if isinstance(event, ev.TextEdited | ev.DraftEdited):
            name = event.board if isinstance(event, ev.TextEdited) else _DRAFT
            grown = lengths.get(name, 0) + len(event.inserted) - len(event.removed)
            lengths[name] = min(max(0, grown), TEXT_MOST)
            moved += lengths[name] + len(event.removed)
        elif isinstance(event, ev.SessionOpened):
            lengths = {board.name: len(board.text) for board in event.boards}
    return moved


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


def _misfit(state: State) -> Changes:
    return {"unknown": state.unknown + 1}


def _opened(state: State, entry: Entry, event: ev.SessionOpened) -> Changes:
    items = sum(len(phase.items) for phase in event.phases)
    if max(len(event.phases), len(event.boards)) > _PLANNED_MOST or items > _ITEMS_MOST:
        return _misfit(state)
    return {"opened": event, "boards": {board.name: board.text for board in event.boards}}


def _phase(state: State, entry: Entry, event: ev.PhaseEntered) -> Changes:
    if event.phase not in state.entered and len(state.entered) >= _PLANNED_MOST:
        return _misfit(state)
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


def edited(boards: Mapping[str, str], event: ev.TextEdited) -> str | None:
    """The edited board's text, None where the edit fits no board or makes too much of it."""
    text = splice(boards[event.board], event) if event.board in boards else None
    return None if text is None or len(text) > TEXT_MOST else text


def _edited(state: State, entry: Entry, event: ev.TextEdited) -> Changes:
    text = edited(state.boards, event)
    if text is None:
        return _misfit(state)
    before = state.boards[event.board]
    changes: Changes = {"boards": {**state.boards, event.board: text}}
    over = state.landmarks.get(event.board, ())
    grown = passed(over, before, event, text)
    if grown is not over:
        changes["landmarks"] = {**state.landmarks, event.board: grown}
    return changes


def _turned(state: State, entry: Entry, event: DrawingTurned) -> Changes:
    if not turns(state, event):
        return _misfit(state)
    text = state.boards[event.board]
    return {
        "landmarks": {**state.landmarks, event.board: (text,) if text.strip() else ()},
        "directions": {**state.directions, event.board: event.direction},
    }


def _drafted(state: State, entry: Entry, event: ev.DraftEdited) -> Changes:
    text = splice(state.draft, event)
    return _misfit(state) if text is None or len(text) > TEXT_MOST else {"draft": text}


def _ticked(state: State, entry: Entry, event: ev.ItemTicked) -> Changes:
    item = (event.phase, event.item)
    if event.on and len(state.ticked) >= _TICKED_MOST:
        return _misfit(state)
    return {"ticked": state.ticked | {item} if event.on else state.ticked - {item}}


def _words(state: State, entry: Entry, text: str, kind: str, ref: str) -> Utterance:
    clock = state.elapsed(entry.at)
    return Utterance(entry.n, entry.at, entry.by, text, kind, state.phase, ref, clock, entry.hub)


def _said(state: State, entry: Entry, event: ev.Said) -> Changes:
    words = _words(state, entry, event.text, event.kind, event.ref)
    draft = "" if state.role(entry.by) == ev.CANDIDATE else state.draft
    return {"conversation": chained(state.conversation, words), "draft": draft}


def _asked_as(state: State, hub: int) -> int:
    """The entry in this file of the question that has that number at the hub; 0 for none of the
    last `_LOOKED_BACK` utterances."""
    if not hub:
        return 0
    said = state.conversation
    for place in range(len(said) - 1, max(-1, len(said) - 1 - _LOOKED_BACK), -1):
        if said[place].hub == hub:
            return said[place].n
    return 0


def _revealed(state: State, entry: Entry, event: ev.FactRevealed) -> Changes:
    question = event.question if not entry.hub else _asked_as(state, event.question)
    fact = Revealed(entry.n, event.fact, event.answer, question, state.phase)
    words = _words(state, entry, event.answer, "fact", event.fact)
    return {"facts": chained(state.facts, fact), "conversation": chained(state.conversation, words)}


def _hinted(state: State, entry: Entry, event: ev.HintGiven) -> Changes:
    hint = Hint(entry.n, event.phase, event.ladder, event.rung, event.text, event.price)
    words = _words(state, entry, event.text, "hint", event.ladder)
    return {"hints": chained(state.hints, hint), "conversation": chained(state.conversation, words)}


def _thrown(state: State, entry: Entry, event: ev.CurveballThrown) -> Changes:
    ball = ThrownCurveball(entry.n, entry.at, state.phase, event.curveball, event.text)
    words = _words(state, entry, event.text, "curveball", event.curveball)
    return {
        "curveballs": chained(state.curveballs, ball),
        "conversation": chained(state.conversation, words),
    }


def _tagged(state: State, entry: Entry, event: ev.Tagged) -> Changes:
    return {"tags": chained(state.tags, Tag(entry.n, event.entry, event.tag, event.note))}


def _predicted(state: State, entry: Entry, event: ev.ScorePredicted) -> Changes:
    return {"predicted": event.score}


def _overruled(state: State, entry: Entry, event: ev.Overruled) -> Changes:
    overrule = OverruledPoint(entry.n, event.observable, event.met, event.entry, event.note)
    return {"overruled": chained(state.overruled, overrule)}


def _scored(state: State, entry: Entry, event: ev.Scored) -> Changes:
    score = Score(
        entry.n,
        event.total,
        event.verdict,
        event.groups,
        event.rules,
        event.worth,
        event.met,
        event.missed,
    )
    return {"score": score}


def _testified(state: State, entry: Entry, event: Testified) -> Changes:
    return {"testimonies": chained(state.testimonies, event)}


def _gave_up(state: State, entry: Entry, event: ev.GaveUp) -> Changes:
    return {"gave_up": True}


def _labelled(state: State, entry: Entry, event: ev.Labelled) -> Changes:
    if not event.on:
        return {"labels": state.labels - {event.label}}
    if len(state.labels) >= LABELS_MOST:
        return _misfit(state)
    return {"labels": state.labels | {event.label}}


def _renamed(state: State, entry: Entry, event: ev.Renamed) -> Changes:
    return {"renamed": event.title}


def _closed(state: State, entry: Entry, event: ev.SessionClosed) -> Changes:
    ending = {**_stopped(state, entry.at), "closed": True, "closed_why": event.why, "since": None}
    if state.paused:
        ending["paused"] = False
        ending["paused_total"] = state.paused_total + max(0.0, entry.at - state.paused_since)
    return ending


SILENT: frozenset[type[ev.Event]] = frozenset({ev.ClockNoted}) | SILENT_TOGETHER
"""Events that change nothing but the number and the time of the last entry."""

_STEPS: Mapping[type[ev.Event], Step] = {
    ev.SessionOpened: _opened,
    ev.PhaseEntered: _phase,
    ev.Paused: _paused,
    ev.Resumed: _resumed,
    ev.WasAway: _away,
    ev.ClockNoted: _noted,
    ev.TextEdited: _edited,
    ev.DraftEdited: _drafted,
    DrawingTurned: _turned,
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
    Testified: _testified,
    ev.Labelled: _labelled,
    ev.Renamed: _renamed,
    ev.SessionClosed: _closed,
    **STEPS_TOGETHER,
}
