"""How a running session ends, whatever it is sat at: what is still missing, what must still be
said, and the last words."""

from collections.abc import Iterator

from coach.journal.writer import Durability
from coach.live.live import Live
from coach.live.opening import OpenSession
from coach.paths import Paths
from coach.session.decide import Intent


def told(
    sitting: OpenSession, paths: Paths, standing: Durability, road: str = "coach resume"
) -> str:
    """The last line in the terminal: what is saved, and by which command one goes on."""
    from coach.live.elsewhere import way_to

    opened = sitting.live.state.opened
    way = way_to(sitting.journal, paths, opened.session if opened else "")
    way = f"`{road} {way}` goes on with it."
    if not standing.unsaved:
        return f"Saved. {way}"
    lost = f"NOT SAVED: {standing.unsaved} of {standing.n} entries were lost ({standing.why})."
    return f"{lost} {way}" if standing.saved else lost


def blank(sitting: OpenSession) -> str:
    """Which board stands empty that a phase entered was there for, in a sentence; "" for none."""
    from coach.boards.registry import spec

    workflow, state = sitting.workflow, sitting.live.state
    for phase in workflow.phases if workflow else ():
        entered = phase.draws and phase.id in state.entered
        if entered and not state.boards.get(phase.draws, "").strip():
            return f"The {spec(phase.draws).title.lower()} is empty."
    return ""


def still_due(live: Live) -> tuple[Intent, ...]:
    """What the interviewer must still say before a real attempt may end."""
    from coach.debrief.evidence import attempted

    if live.partner is None or not attempted(live.entries):
        return ()
    return live.partner.before_closing(live.state)


def left_beside(sitting: OpenSession, paths: Paths) -> Iterator[str]:
    """Writes a closed session's transcript and documents beside it; a line of each as it is
    written, and before them where the session lies, if that could not be noted. CoachError where
    the disk refuses."""
    from coach.live.closing import write_documents, write_transcript
    from coach.live.elsewhere import noted

    sitting.journal.sync()
    path, entries = sitting.journal.path, sitting.live.entries
    if not noted(sitting.journal, paths):
        yield f"The session, which coach could not note: {path}"
    yield f"Transcript: {write_transcript(path, entries)}"
    for made in write_documents(path, entries):
        yield f"Document: {made}"
