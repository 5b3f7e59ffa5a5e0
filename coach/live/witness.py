"""Running a witness: a program that reads a text on standard input and writes JSON.

It is started without a shell, in a session of its own, and whatever it does it is over after three
minutes: it may be slow, hang, die, talk on standard error or write for ever.
"""

import os
import selectors
import shlex
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING

from coach.debrief.testimony import NoTestimony, answered, testimony
from coach.errors import JournalError, UsageError
from coach.session.events import CANDIDATE
from coach.text import clean_line

if TYPE_CHECKING:
    from coach.catalog.shelf import Folders
    from coach.debrief.case import Case
    from coach.session.state import State
    from coach.session.witnessed import Testified

PATIENCE = 180.0
"""Seconds for a whole call."""
MOST = 1_000_000
"""Bytes of an answer; more is no answer."""
_COMPLAINT = 2_000
_PIECE = 1 << 16
_LOOK = 0.2
"""Seconds between two looks at whether to stop."""

Stopped = Callable[[], bool]


def words_of(command: str) -> list[str]:
    """A command's words, split as a shell does; UsageError where that cannot be done."""
    try:
        words = shlex.split(command)
    except ValueError as reason:
        raise UsageError(f"The witness's command cannot be read: {reason}.") from None
    if not words or "\0" in command:
        raise UsageError(
            "The witness's command has no words.", "Name a program: `my-model --json`."
        )
    return words


def ask(case: "Case", level: str, command: str, stopped: Stopped = lambda: False) -> "Testified":
    """What a witness says of a session, checked.

    UsageError where the command cannot be read; NoTestimony says why there is no answer. `stopped`
    is asked now and then whether to give up.
    """
    from coach.debrief.witness_brief import brief

    words = words_of(command)
    begun = time.monotonic()
    told = run(words, brief(case, level), stopped)
    return testimony(case, answered(told), words[0], time.monotonic() - begun)


def case_on_disk(path: Path, folders: "Folders") -> "Case":
    """A finished session on disk, ready to be shown to a witness; NotFound and ContentError where
    its prompt cannot be loaded, Refused without a real attempt."""
    from coach.catalog import shelf
    from coach.debrief.score import case_from, ensure_attempted
    from coach.journal.file import read
    from coach.session.events import SessionOpened

    journal = read(path)
    opened = journal.entries[0].event if journal.entries else None
    if not isinstance(opened, SessionOpened) or not opened.prompt:
        raise JournalError(f"{path.name} does not say which prompt it was about.")
    ensure_attempted(journal.entries)
    prompt = shelf.load(opened.prompt, folders, opened.workflow)
    workflow = shelf.load_workflow(opened.workflow, folders)
    return case_from(prompt, workflow, journal.history)


def leaves(state: "State", command: str) -> str:
    """What is handed to the program, said to whom it belongs before it is."""
    said = sum(utterance.by == CANDIDATE for utterance in state.conversation)
    return (
        f"This starts “{clean_line(command, 200)}” and hands it the points of this prompt and the "
        f"session's transcript: {said} things you said, the interviewer's words and your boards. "
        "Where that program sends them is its affair. No reference answer and no name goes along."
    )


def run(
    words: list[str], text: str, stopped: Stopped = lambda: False, patience: float = PATIENCE
) -> str:
    """What a program writes when it reads this text; NoTestimony where it does not come to an end
    in time and by itself."""
    try:
        process = subprocess.Popen(
            words,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
    except (OSError, ValueError) as reason:
        why = getattr(reason, "strerror", None) or str(reason)
        name = clean_line(words[0], 60)
        raise NoTestimony(f"The witness {name} could not be started: {why}.") from None
    try:
        return _answer(_Talk(process, text.encode()), time.monotonic() + patience, stopped)
    finally:
        _end(process)


@dataclass(slots=True)
class _Talk:
    """A running witness: what is still to be told, and what it has said."""

    process: "subprocess.Popen[bytes]"
    left: bytes
    said: bytearray = field(default_factory=bytearray)
    complained: bytearray = field(default_factory=bytearray)


def _answer(talk: _Talk, end: float, stopped: Stopped) -> str:
    _converse(talk, end, stopped)
    try:
        code = talk.process.wait(max(0.0, end - time.monotonic()))
    except subprocess.TimeoutExpired:
        raise _late() from None
    if code:
        lines = talk.complained.decode("utf-8", "replace").strip().splitlines()
        why = f": {clean_line(lines[-1], 200)}" if lines else ""
        how = f"by signal {-code}" if code < 0 else f"with exit code {code}"
        raise NoTestimony(f"The witness ended {how}{why}.", "Nothing was changed.")
    return talk.said.decode("utf-8", "replace")


def _converse(talk: _Talk, end: float, stopped: Stopped) -> None:
    """Writes what is to be told and reads what is said, until both pipes of the answer close."""
    process = talk.process
    assert process.stdin and process.stdout and process.stderr
    with selectors.DefaultSelector() as selector:
        for pipe in (process.stdin, process.stdout, process.stderr):
            os.set_blocking(pipe.fileno(), False)
        selector.register(process.stdin, selectors.EVENT_WRITE)
        selector.register(process.stdout, selectors.EVENT_READ, talk.said)
        selector.register(process.stderr, selectors.EVENT_READ, talk.complained)
        while process.stdout in _open(selector):
            left = end - time.monotonic()
            if left <= 0:
                raise _late()
            if stopped():
                raise NoTestimony("The witness was sent away.", "Nothing was changed.")
            for key, _ in selector.select(min(left, _LOOK)):
                if key.fileobj is process.stdin:
                    _tell(talk, selector)
                else:
                    _hear(key, selector)
            if len(talk.said) > MOST:
                raise NoTestimony("The witness wrote more than a megabyte.", "Nothing was changed.")


def _open(selector: selectors.BaseSelector) -> list[object]:
    return [key.fileobj for key in selector.get_map().values()]


def _tell(talk: _Talk, selector: selectors.BaseSelector) -> None:
    """Writes a piece; a witness that does not listen to the end may still answer."""
    pipe = talk.process.stdin
    assert pipe is not None
    try:
        talk.left = talk.left[os.write(pipe.fileno(), talk.left[:_PIECE]) :]
    except BlockingIOError:
        return
    except OSError:
        talk.left = b""
    if not talk.left:
        selector.unregister(pipe)
        _close(pipe)


def _hear(key: selectors.SelectorKey, selector: selectors.BaseSelector) -> None:
    try:
        piece = os.read(key.fd, _PIECE)
    except BlockingIOError:
        return
    if not piece:
        selector.unregister(key.fileobj)
    key.data.extend(piece)
    if key.data is not None and len(key.data) > MOST + _PIECE:
        del key.data[:-_COMPLAINT]


def _late() -> NoTestimony:
    return NoTestimony(
        f"The witness gave no answer within {PATIENCE:.0f} seconds.", "Nothing was changed."
    )


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Ends the program and all that it started, and closes its pipes."""
    with suppress(OSError):
        os.killpg(process.pid, signal.SIGKILL)
    for pipe in (process.stdin, process.stdout, process.stderr):
        if pipe is not None:
            _close(pipe)
    with suppress(subprocess.TimeoutExpired):
        process.wait(5)


def _close(pipe: "IO[bytes]") -> None:
    with suppress(OSError):
        pipe.close()
