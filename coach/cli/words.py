"""`coach words`: a drill of one's own: things that were described in sessions, to be named."""

import argparse
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TextIO

from coach.errors import CoachError

SESSIONS = 40
"""The newest finished sessions that are read."""
ASKED = 12
"""Questions of one round."""
_TOLD = """Asks for the words that you did not have: what you described in your last sessions, one
thing after another, and what an interviewer calls it. Enter alone tells the word. Nothing is
kept: a word that you have used since is not asked for any more."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A word to be named, what was said instead of it, in which session, and how often."""

    word: str
    said: str
    title: str
    times: int


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Registers the command."""
    words = commands.add_parser(
        "words", help="a drill of the words that you described instead of saying", description=_TOLD
    )
    words.add_argument("--list", action="store_true", help="only lists them, with the words")
    words.set_defaults(run=_run)


def _run(args: argparse.Namespace, stdin: TextIO, stdout: TextIO) -> int:
    asked = tuple(_asked())[:ASKED]
    if not asked:
        stdout.write("Nothing to ask: in your last sessions you called things by their words.\n")
        return 0
    if args.list:
        for asked_word in asked:
            stdout.write(f"{asked_word.word}: “{asked_word.said}” ({asked_word.title})\n")
        return 0
    return _round(asked, stdin, stdout)


def _round(asked: Sequence[Asked], stdin: TextIO, stdout: TextIO) -> int:
    """Puts the questions, two tries each; 0."""
    from coach.language.field_words import names_it

    right = 0
    for at, question in enumerate(asked, 1):
        stdout.write(f"{at} of {len(asked)}. You said “{question.said}” ({question.title}).\n")
        stdout.write("What does the field call it? Enter alone tells.\n")
        for attempt in (1, 2):
            stdout.flush()
            line = stdin.readline()
            if not line:
                return 0
            if names_it(question.word, line):
                right += attempt == 1
                stdout.write(f"Yes: {question.word}.\n")
                break
            if not line.strip() or attempt == 2:
                stdout.write(f"It is called {question.word}.\n")
                break
            stdout.write(f"Not that: {_clue(question.word)}. Once more?\n")
    stdout.write(f"{right} of {len(asked)} at once.\n")
    return 0


def _clue(word: str) -> str:
    count = len(word.split())
    return f"it begins with {word[0].upper()} and has {count} word{'s' if count > 1 else ''}"


def _asked() -> Iterator[Asked]:
    """The words that were not used since, the most often described first."""
    places_by_word: dict[str, list[tuple[str, str]]] = {}
    for title, word, said in _described():
        places_by_word.setdefault(word, []).append((said, title))
    for word, places in sorted(places_by_word.items(), key=lambda pair: -len(pair[1])):
        said, title = places[0]
        yield Asked(word, said, title, len(places))


def _described() -> Iterator[tuple[str, str, str]]:
    """Of the newest sessions what was described: title, word and what was said; a word that a
    newer session has is left out."""
    from coach.debrief.described_instead import described
    from coach.journal.file import read
    from coach.language.field_words import used
    from coach.live.environment import read_environment
    from coach.session.fold import fold

    library = read_environment(os.environ).library()
    had: set[str] = set()
    try:
        paths = [session.path for session in library.sessions(SESSIONS)]
    finally:
        library.close()
    for path in paths:
        try:
            state = fold(read(path).history.entries)
        except CoachError:
            continue
        if not state.closed:
            continue
        for described_thing in described(state):
            if described_thing.word not in had:
                yield state.title, described_thing.word, described_thing.said
        own = [utterance.text for utterance in state.conversation if utterance.by == "candidate"]
        had |= used([*own, *state.boards.values()])
