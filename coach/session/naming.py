"""What one calls a session oneself: labels and a title of one's own, allowed after its end too."""

from coach.errors import Refused
from coach.frozen import dataclass
from coach.session import events as ev
from coach.session.fold import LABELS_MOST
from coach.session.state import State
from coach.text import clean_line

LABEL_LIMIT = 40
TITLE_LIMIT = 120


@dataclass(frozen=True, slots=True)
class LabelSession:
    """The wish to put a label on, or to take it off."""

    label: str
    on: bool = True


@dataclass(frozen=True, slots=True)
class RenameSession:
    """The wish for a title of one's own, "" for the prompt's again."""

    title: str


def labelled(state: State, intent: LabelSession) -> tuple[ev.Event, ...]:
    """The events that put a label on or take it off; none where it is so already.

    Refused where it is no single word of at most `LABEL_LIMIT` characters, or one too many.
    """
    label = clean_line(intent.label).strip()
    if not label or len(label.split()) > 1 or len(label) > LABEL_LIMIT:
        raise Refused(
            f"A label is one word of at most {LABEL_LIMIT} letters.", "Join words with a hyphen."
        )
    if intent.on == (label in state.labels):
        return ()
    if intent.on and len(state.labels) >= LABELS_MOST:
        raise Refused(f"A session carries at most {LABELS_MOST} labels.", "Take one off first.")
    return (ev.Labelled(label, intent.on),)


def renamed(state: State, intent: RenameSession) -> tuple[ev.Event, ...]:
    """The event that gives a session a title of one's own, "" its prompt's again; none where it
    has that already. Refused above `TITLE_LIMIT` characters."""
    title = clean_line(intent.title).strip()
    if len(title) > TITLE_LIMIT:
        raise Refused(f"A title has at most {TITLE_LIMIT} characters.", "Shorten it.")
    return () if title == state.renamed else (ev.Renamed(title),)
