"""Who did it is asked by role: whatever the two are called, the same is heard, scored and told."""

from collections.abc import Sequence
from dataclasses import replace

from coach.authoring.played import Played
from coach.authoring.played_sessions import reference_entries
from coach.catalog.prompt import Prompt
from coach.catalog.workflow import Workflow
from coach.debrief.compare import unanswered
from coach.debrief.score import score
from coach.interviewer.interviewer import Interviewer
from coach.session import events as ev
from coach.session.decide import Close, EditBoard
from coach.session.entry import Entry
from coach.session.fold import fold
from coach.session.history import whole

SEATS = (ev.Seat("anna", ev.CANDIDATE), ev.Seat("bo", ev.INTERVIEWER))
NAMES = {seat.role: seat.author for seat in SEATS}


def renamed(entries: Sequence[Entry]) -> list[Entry]:
    """The same session between two people with names of their own."""
    made = []
    for entry in entries:
        event = entry.event
        if isinstance(event, ev.SessionOpened):
            event = replace(event, roles=SEATS)
        made.append(replace(entry, by=NAMES.get(entry.by, entry.by), event=event))
    return made


def test_the_score_does_not_depend_on_the_names(prompt: Prompt, workflow: Workflow) -> None:
    entries = reference_entries(prompt, workflow)
    plain = score(prompt, workflow, whole(entries))
    named = score(prompt, workflow, whole(renamed(entries)))
    assert plain.total >= 25
    assert named.tally.points == plain.tally.points
    assert named.findings == plain.findings


def test_the_interviewer_hears_who_sits_on_the_candidates_seat(
    stage: Played, prompt: Prompt, workflow: Workflow
) -> None:
    stage.say("How many reports come in a day?")
    interviewer = Interviewer(prompt, workflow)
    entries = renamed(stage.entries)
    assert interviewer.on_entry(fold(entries), entries[-1])
    stranger = [*entries[:-1], replace(entries[-1], by="carl")]
    assert not interviewer.on_entry(fold(stranger), stranger[-1])


def test_a_probe_is_answered_by_the_candidate_alone(stage: Played) -> None:
    stage.enter("deep-dive")
    stage.reply("What if it fails?", "probe", 5)
    stage.say("Then it is tried again.", 5)
    stage.do(Close(), after=5)
    entries = renamed(stage.entries)
    assert unanswered(fold(entries)) == ()
    said = next(entry for entry in entries if entry.by == "anna" and entry.event.TYPE == "said")
    others = [replace(entry, by="carl") if entry is said else entry for entry in entries]
    assert len(unanswered(fold(others))) == 1


def test_what_the_interviewer_writes_on_a_board_earns_nothing(
    stage: Played, prompt: Prompt, workflow: Workflow
) -> None:
    stage.enter("deep-dive")
    text = "A shortlist of candidates comes first, then each of them is scored by words.\n"
    stage.do(EditBoard("notes", text))
    stage.do(Close())
    entries = renamed(stage.entries)
    met = {
        point.id for point in score(prompt, workflow, whole(entries), "senior").points if point.met
    }
    assert met == {"scoring"}
    theirs = [
        replace(entry, by="bo") if isinstance(entry.event, ev.TextEdited) else entry
        for entry in entries
    ]
    points = score(prompt, workflow, whole(theirs), "senior").points
    assert not any(point.met for point in points)
