"""`coach words`: a drill of one's own: things that were described in sessions, to be named."""

import argparse
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from coach.progress.own_words import WordAsked

_TOLD = """Asks for the words that you did not have: what you described in your last sessions, one
thing after another, and what an interviewer calls it. Enter alone tells the word. Nothing is
kept: a word that you have used since is not asked for any more."""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Registers the command."""
    words = commands.add_parser(
        "words", help="a drill of the words that you described instead of saying", description=_TOLD
    )
    words.add_argument("--list", action="store_true", help="only lists them, with the words")
    words.set_defaults(run=_run)


def _run(args: argparse.Namespace, stdin: TextIO, stdout: TextIO) -> int:
    from coach.live.environment import read_environment
    from coach.progress.own_words import words_asked

    library = read_environment(os.environ).library()
    try:
        asked = words_asked(library)
    finally:
        library.close()
    if not asked:
        stdout.write("Nothing to ask: in your last sessions you called things by their words.\n")
        return 0
    if args.list:
        for asked_word in asked:
            stdout.write(f"{asked_word.word}: “{asked_word.said}” ({asked_word.title})\n")
        return 0
    return _round(asked, stdin, stdout)


def _round(asked: Sequence["WordAsked"], stdin: TextIO, stdout: TextIO) -> int:
    """Puts the questions, two tries each; 0."""
    right = 0
    for at, question in enumerate(asked, 1):
        stdout.write(f"{at} of {len(asked)}. You said “{question.said}” ({question.title}).\n")
        stdout.write("What does the field call it? Enter alone tells.\n")
        for attempt in (1, 2):
            stdout.flush()
            line = stdin.readline()
            if not line:
                return 0
            if question.named_by(line):
                right += attempt == 1
                stdout.write(f"Yes: {question.word}.\n")
                break
            if not line.strip() or attempt == 2:
                stdout.write(f"It is called {question.word}.\n")
                break
            stdout.write(f"Not that: {question.clue}. Once more?\n")
    stdout.write(f"{right} of {len(asked)} at once.\n")
    return 0
