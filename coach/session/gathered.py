"""The fold's steps for what happens in a session of several: people, forms, what was shared, and
the private pad and marks of whoever's file it is."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeAlias

from coach.session import together as tg
from coach.session.chain import chained
from coach.session.entry import Entry
from coach.session.events import CANDIDATE, Event
from coach.session.filed import points_expected
from coach.session.state import Form, Grade, State

Changes: TypeAlias = dict[str, Any]

MOST = 200
"""So many people, forms or things shared in one session; more changes nothing."""


def _seated(state: State, entry: Entry, event: tg.Seated) -> Changes:
    people = {**state.people, **{person.p: person for person in event.others[:MOST]}}
    people[event.me] = tg.Person(event.me, event.role, event.name)
    return {"seat": event, "people": people}


def _silent(state: State, entry: Entry, event: Event) -> Changes:
    return {}


def _noted(state: State, entry: Entry, event: tg.Noted) -> Changes:
    return {"pad": event.text}


def _graded(state: State, entry: Entry, event: tg.Graded) -> Changes:
    grade = Grade(entry.n, entry.at, event.observable, event.mark, event.note, event.entries)
    return {"grades": chained(state.grades, grade)}


def _form_drafted(state: State, entry: Entry, event: tg.FormDrafted) -> Changes:
    return {"form_draft": event.form}


def _form_kept(state: State, entry: Entry, event: tg.FormKept) -> Changes:
    return {"form_kept": event}


def author(entry: Entry) -> str:
    """The seat of an entry's author; in a session alone the role stands for it."""
    return entry.p or entry.by


def _form(state: State, entry: Entry, **changes: Any) -> Changes:
    p = author(entry)
    if p not in state.forms and len(state.forms) >= MOST:
        return {"unknown": state.unknown + 1}
    form = state.forms.get(p) or Form(p, state.role(entry.by))
    return {"forms": {**state.forms, p: replace(form, **changes)}}


def _sealed(state: State, entry: Entry, event: tg.Sealed) -> Changes:
    return _form(state, entry, digest=event.digest)


def _waived(state: State, entry: Entry, event: tg.Waived) -> Changes:
    return _form(state, entry, waived=True)


def _unsealed(state: State, entry: Entry, event: tg.Unsealed) -> Changes:
    """A form that is opened; what its candidate expected there is their prediction."""
    changes = _form(state, entry, text=event.form, salt=event.salt)
    if state.role(entry.by) == CANDIDATE and state.predicted is None:
        changes["predicted"] = points_expected(event.form)
    return changes


def _shared(state: State, entry: Entry, event: tg.Shared) -> Changes:
    if len(state.shared) >= MOST:
        return {"unknown": state.unknown + 1}
    return {"shared": (*state.shared, event)}


def _came(state: State, entry: Entry, event: tg.Came) -> Changes:
    if event.p not in state.people and len(state.people) >= MOST:
        return {"unknown": state.unknown + 1}
    people = {**state.people, event.p: tg.Person(event.p, event.role, event.name)}
    return {"people": people, "gone": state.gone - {event.p}}


def _went(state: State, entry: Entry, event: tg.Went) -> Changes:
    return {"gone": state.gone | {event.p}} if len(state.gone) < MOST else {}


SILENT: frozenset[type[Event]] = frozenset({tg.Queued, tg.Dropped, tg.ModelCalled})
"""What changes nothing: entries that the hub has not ordered, and what a model did inside."""

STEPS: Mapping[type[Event], Callable[[State, Entry, Any], Changes]] = {
    **dict.fromkeys(SILENT, _silent),
    tg.Seated: _seated,
    tg.Noted: _noted,
    tg.Graded: _graded,
    tg.FormDrafted: _form_drafted,
    tg.FormKept: _form_kept,
    tg.Sealed: _sealed,
    tg.Waived: _waived,
    tg.Unsealed: _unsealed,
    tg.Shared: _shared,
    tg.Came: _came,
    tg.Went: _went,
}
