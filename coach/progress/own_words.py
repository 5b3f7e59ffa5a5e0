"""The words of the field that a person did not have: what they described in their last sessions,
and what an interviewer calls it. A word that was used since is not asked for any more."""

from collections.abc import Iterator

from coach.debrief.described_instead import described
from coach.errors import CoachError
from coach.frozen import dataclass
from coach.journal.file import read
from coach.journal.library import Library
from coach.language.field_words import names_it, used
from coach.session.authors import CANDIDATE
from coach.session.fold import fold

SESSIONS = 40
"""The newest sessions that are read, of which the finished ones count."""
ASKED = 12
"""Questions of one round."""


@dataclass(frozen=True, slots=True)
class WordAsked:
    """A word to be named, what was said instead of it, in which session, and how often."""

    word: str
    said: str
    title: str
    times: int

    @property
    def clue(self) -> str:
        """How the word begins, and of how many words it is."""
        count = len(self.word.split())
        words = "1 word" if count == 1 else f"{count} words"
        return f"it begins with {self.word[0].upper()} and has {words}"

    def named_by(self, answer: str) -> bool:
        """Whether an answer names it."""
        return names_it(self.word, answer)


def words_asked(library: Library) -> tuple[WordAsked, ...]:
    """What one round asks for, the most often described first."""
    places_by_word: dict[str, list[tuple[str, str]]] = {}
    for title, word, said in _described(library):
        places_by_word.setdefault(word, []).append((said, title))
    ranked = sorted(places_by_word.items(), key=lambda pair: -len(pair[1]))
    asked = (WordAsked(word, *places[0], len(places)) for word, places in ranked)
    return tuple(asked)[:ASKED]


def _described(library: Library) -> Iterator[tuple[str, str, str]]:
    """Of the newest sessions what was described: title, word and what was said; a word that a
    newer session has is left out."""
    had: set[str] = set()
    for session in library.sessions(SESSIONS):
        try:
            state = fold(read(session.path).history.entries)
        except CoachError:
            continue
        if not state.closed:
            continue
        for described_thing in described(state):
            if described_thing.word not in had:
                yield state.title, described_thing.word, described_thing.said
        own = [utterance.text for utterance in state.conversation if utterance.by == CANDIDATE]
        had |= used([*own, *state.boards.values()])
