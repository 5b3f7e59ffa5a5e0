"""After a debrief over lines: claiming a point that was missed by one of one's own sentences."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.session.scores import Overrule
from coach.sit.ending_seat import EndingSeat

if TYPE_CHECKING:
    from coach.debrief.evidence import Evidence
    from coach.debrief.point import Point
    from coach.debrief.score import Debrief

SHOWN = 12
"""So many of one's own sentences are read out at once; words make them fewer."""
HOW = (
    "A point that you made and that was not heard can be claimed: missed lists them with their "
    "numbers; 3: words of yours claims the third by the sentence that has these words. Enter ends."
)


def offer(seat: EndingSeat, result: "Debrief", end: Callable[[], None]) -> None:
    """Offers to claim what was missed, until an empty line; then `end`. The numbers of the points
    stay as they were first told."""
    missed = tuple(point for point in result.tally.every if not point.met)
    if not missed:
        end()
        return
    seat.tell(HOW)
    _Claiming(seat, result, missed, end).listen()


@dataclass(slots=True)
class _Claiming:
    """The round of claims: the debrief as it stands, and what was missed at its beginning."""

    seat: EndingSeat
    result: "Debrief"
    missed: "tuple[Point, ...]"
    end: Callable[[], None]

    def listen(self) -> None:
        """Takes the next line."""
        self.seat.answer = self._answered

    def _answered(self, line: str) -> None:
        text = line.strip()
        if not text or text.lower() in ("/leave", "/finish", "no"):
            self.seat.answer = None
            self.end()
        elif text.lower() == "missed":
            had = self._had()
            self.seat.say(
                [
                    f"{at}: {point.text}"
                    for at, point in enumerate(self.missed, 1)
                    if point.id not in had
                ]
            )
        else:
            self._claim(text)

    def _had(self) -> frozenset[str]:
        return frozenset(point.id for point in self.result.tally.every if point.met)

    def _claim(self, text: str) -> None:
        number, colon, words = text.partition(":")
        digits = number.strip()
        if not (colon and digits.isdecimal() and 1 <= int(digits[:6]) <= len(self.missed)):
            many = len(self.missed)
            self.seat.tell(f"The number of a point, 1 to {many}, a colon, and words of yours.")
            return
        point = self.missed[int(digits[:6]) - 1]
        if point.id in self._had():
            self.seat.tell("That one counts already.")
            return
        fitting = _with(words, self.result.own)
        if len(fitting) == 1:
            self._count(point, fitting[0])
        else:
            _choose(self.seat, fitting)

    def _count(self, point: "Point", said: "Evidence") -> None:
        from coach.live.closing import record_score

        self.seat.do(Overrule(point.id, True, said.entry))
        fresh = record_score(self.seat.sitting)
        if fresh is None:
            self.seat.answer = None
            self.end()
            return
        gained, self.result = fresh.total - self.result.total, fresh
        self.seat.tell(
            f"Counted on your word, by #{said.entry}: {point.text.rstrip('.')}. "
            f"{gained:+.0f}, now {fresh.total:.0f} points, {fresh.tally.told}."
        )


def _with(words: str, own: "Sequence[Evidence]") -> "tuple[Evidence, ...]":
    """One's own sentences that have all of these words, or the one of that entry: #17."""
    wanted = words.casefold().split()
    if len(wanted) == 1 and wanted[0].startswith("#"):
        return tuple(evidence for evidence in own if f"#{evidence.entry}" == wanted[0])[:1]
    return tuple(
        evidence for evidence in own if all(word in evidence.text.casefold() for word in wanted)
    )


def _choose(seat: EndingSeat, fitting: "Sequence[Evidence]") -> None:
    if not fitting:
        seat.tell("No sentence of yours has these words. `coach show` reads all.")
        return
    seat.say([f"#{evidence.entry}: {evidence.text}" for evidence in fitting[:SHOWN]])
    more = len(fitting) - SHOWN
    rest = f"{more} more have them. " if more > 0 else ""
    seat.tell(f"{rest}Which? More of its words, or its entry: 3: #{fitting[0].entry}")
