"""The words one was looking for: what was described at length and has a word in the field."""

from collections.abc import Iterator, Sequence

from coach.boards.board import Row
from coach.debrief.score import Debrief
from coach.debrief.typeset import heading, paragraph
from coach.frozen import dataclass
from coach.language.field_words import circumlocutions
from coach.session.events import CANDIDATE
from coach.session.state import State

MOST = 5
"""So many are told on the page."""


@dataclass(frozen=True, slots=True)
class Described:
    """A word of the field, the entry that describes the thing instead, and by which words."""

    word: str
    entry: int
    clock: float
    said: str


def described(state: State) -> tuple[Described, ...]:
    """What the candidate described aloud and never called by its word, on no board either."""
    own: Sequence[tuple[int, float, str]] = [
        (utterance.n, utterance.clock, " ".join(utterance.text.split()))
        for utterance in state.conversation
        if utterance.by == CANDIDATE or state.role(utterance.by) == CANDIDATE
    ]
    circumlocutions_said = circumlocutions([text for _, _, text in own], state.boards.values())
    return tuple(
        Described(circumlocution.word, *own[circumlocution.at][:2], circumlocution.said)
        for circumlocution in circumlocutions_said
    )


def wording(debrief: Debrief, cells: int) -> Iterator[Row]:
    """What the page says of it; nothing where every thing was called by its word."""
    describeds = described(debrief.state)
    if not describeds:
        return
    yield heading("The word you were looking for")
    for circumlocution in describeds[:MOST]:
        told = f"you said “{circumlocution.said}”: an interviewer says {circumlocution.word}."
        yield from paragraph(told, cells, "", f"  #{circumlocution.entry} ", "key")
    told = "No points hang on it; `coach words` asks you for yours until they come by themselves."
    yield from paragraph(told, cells, "dim", "  ")
