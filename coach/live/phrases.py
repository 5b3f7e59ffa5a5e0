"""What a transcriber's lines say, put together as it was spoken.

Some transcribers print a line whenever a few seconds have passed, in the middle of a sentence, and
set stops; others print a line an utterance, without any. A sentence cut in two says nothing to who
listens, and one without those beside it little; so pieces wait for a silence, as one does who
listens to somebody. A line of a transcriber that sets no stops is a sentence, and gets its stop.
"""

import re

PAUSE = 1.5
"""Seconds of silence after which what was held back is said."""
WORDS_MOST = 60
"""With more words than these, what is whole is said without a silence."""
_STOP = re.compile(r"[.?!…]+[\"'”’)\]]*(?=\s|$)")
_ASKS = re.compile(
    r"(?:and |so |but |ok(?:ay)? )*(?:how|what|which|when|where|who|why|do|does|did|is|are|can"
    r"|could|should|would|will|may|must)\b",
    re.I,
)
_KNOWN = 3
"""After so many pieces without any stop a transcriber is one that sets none."""
_ABBREVIATED = re.compile(r"\b(?:e\.g|i\.e|vs|etc|approx|no)\.$", re.I)


class Phrases:
    """Takes pieces as they come, gives what is whole. Pure: times are given, in seconds."""

    def __init__(self) -> None:
        self._held: list[str] = []
        self._last = 0.0
        self._stops = False
        self._seen = 0

    def take(self, piece: str, now: float) -> tuple[str, ...]:
        """What is whole once this piece has come."""
        told = self.due(now)
        self._last = now
        self._seen += 1
        self._stops = self._stops or _STOP.search(piece) is not None
        self._held.append(piece)
        if not self._stops and self._seen >= _KNOWN:
            self._held = [_stopped(phrase) for phrase in self._held]
        text = " ".join(self._held)
        if len(text.split()) <= WORDS_MOST:
            return told
        end = _last_stop(text) or len(text)
        whole, rest = text[:end].strip(), text[end:].strip()
        self._held = [rest] if rest else []
        return (*told, whole) if whole else told

    def due(self, now: float) -> tuple[str, ...]:
        """What was held back, after a silence."""
        return self.rest() if self._held and now - self._last >= PAUSE else ()

    def rest(self) -> tuple[str, ...]:
        """All that was held back."""
        held, self._held = self._held, []
        return (" ".join(held),) if held else ()


def _stopped(piece: str) -> str:
    """A sentence with its stop, as its first word has it."""
    if _STOP.search(piece):
        return piece
    return f"{piece}{'?' if _ASKS.match(piece) else '.'}"


def _last_stop(text: str) -> int:
    """Behind the last stop of the text that ends a sentence; 0 where there is none."""
    ends = [match.end() for match in _STOP.finditer(text)]
    return next((end for end in reversed(ends) if not _ABBREVIATED.search(text[:end])), 0)
