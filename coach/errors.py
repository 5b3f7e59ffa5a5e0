"""The one tree of errors a user may meet.

CoachError
├── UsageError        2  the command line asks for something that does not exist
├── ContentError      3  a prompt or workflow file cannot be used
├── JournalError      4  a session's file cannot be read or written
│   ├── DamagedJournal      what can be read is shown, nothing is written
│   ├── LockedJournal       another process has it open
│   └── NotSaved            the disk refused; the session goes on in memory
├── NotFound          5  no such session, prompt, phase or component
└── Refused           6  the session does not allow this now (paused, closed, pressure mode)

Each error is a sentence (`message`), a way out (`hint`) and an exit code.
"""


class CoachError(Exception):
    """A sentence for the user, a way out, and the exit code of the command line."""

    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        """Both on one line and harmless for a terminal, whatever path or name stands in them."""
        from coach.text import clean

        super().__init__(message)
        self.message = " ".join(clean(message).split("\n"))
        self.hint = " ".join(clean(hint).split("\n"))

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".rstrip()


class UsageError(CoachError):
    exit_code = 2


class ContentError(CoachError):
    exit_code = 3


class JournalError(CoachError):
    exit_code = 4


class DamagedJournal(JournalError):
    pass


class LockedJournal(JournalError):
    pass


class NotSaved(JournalError):
    pass


class NotFound(CoachError):
    exit_code = 5


class Refused(CoachError):
    exit_code = 6
