"""Both directions of a terminal that is not always kind: pastes taken out of the input whole, and
an output that may stop flowing without stopping the program.

Leans on Textual's writer thread, read in version 8.2.8.
"""

from collections.abc import Iterator
from contextlib import suppress
from queue import Full
from threading import Thread

from textual.drivers._writer_thread import WriterThread

from coach.frozen import dataclass

PASTE_START, PASTE_END = "\x1b[200~", "\x1b[201~"
PASTE_MOST = 2_000_000
"""Characters of one paste that are kept; what takes it in refuses far less than that."""

PATIENCE = 0.3
"""Seconds that leaving waits for a terminal that takes nothing any more."""

CROWDED = 12
"""So many writes waiting say that the terminal does not keep up (the queue holds 30)."""


@dataclass(frozen=True, slots=True)
class Pasted:
    """A bracketed paste, as the terminal sent it."""

    text: str


class Pastes:
    """Takes bracketed pastes out of a stream of input, whatever stands in them.

    Textual's parser takes an escape sequence inside a paste for keys and hands it on before the
    paste, so that the order of what was pasted is lost.
    """

    def __init__(self) -> None:
        self._held: str | None = None

    @property
    def open(self) -> bool:
        """Whether a paste has begun and not ended."""
        return self._held is not None

    def split(self, text: str) -> Iterator[str | Pasted]:
        """The input in order: keys as they came, pastes that are complete."""
        while text:
            if self._held is None:
                keys, start, text = text.partition(PASTE_START)
                if keys:
                    yield keys
                if start:
                    self._held = ""
                continue
            whole = self._held + text
            pasted, end, rest = whole.partition(PASTE_END)
            if not end:
                kept = whole[:PASTE_MOST]
                self._held = kept if len(kept) == len(whole) else kept + whole[-len(PASTE_END) :]
                return
            self._held, text = None, rest
            yield Pasted(pasted[:PASTE_MOST])

    def give_up(self) -> Iterator[Pasted]:
        """What has come of a paste whose end does not come."""
        held, self._held = self._held, None
        if held:
            yield Pasted(held)


class PatientWriter(WriterThread):
    """Writes in a thread as the stock one does, and never keeps the program waiting for a
    terminal that takes nothing: then what is written is dropped, and `stuck` says so."""

    stuck = False

    @property
    def crowded(self) -> bool:
        """Whether the terminal does not keep up with what is written."""
        return self._queue.qsize() >= CROWDED

    def write(self, text: str) -> None:
        """Hands the text over, unless the terminal takes nothing."""
        try:
            self._queue.put(text, timeout=PATIENCE)
        except Full:
            self.stuck = True

    def run(self) -> None:
        """Writes until told to end; a terminal that is gone ends it too."""
        with suppress(OSError, ValueError):
            super().run()

    def stop(self) -> None:
        """Ends the thread when all is written, or after `PATIENCE`."""
        with suppress(Full):
            self._queue.put(None, timeout=PATIENCE)
        Thread.join(self, PATIENCE)
        self.stuck = self.is_alive()
