"""After a debrief over lines: claiming a point that was missed by one of one's own sentences."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from coach.session.decide import Overrule
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
    """Offers to claim what was missed, until an empty line; then `end`."""
    if not _missed(result):
        end()
        return
    seat.tell(HOW)
    _listen(seat, result, end)


def _missed(result: "Debrief") -> "tuple[Point, ...]":
    return tuple(point for point in result.tally.every if not point.met)


def _listen(seat: EndingSeat, result: "Debrief", end: Callable[[], None]) -> None:
    def answered(line: str) -> None:
        text = line.strip()
        if not text or text.lower() in ("/leave", "/finish", "no"):
            seat.answer = None
            end()
        elif text.lower() == "missed":
            seat.say([f"{at}: {one.text}" for at, one in enumerate(_missed(result), 1)])
        else:
            _claim(seat, result, text, end)

    seat.answer = answered


def _claim(seat: EndingSeat, result: "Debrief", text: str, end: Callable[[], None]) -> None:
    number, colon, words = text.partition(":")
    missed = _missed(result)
    digits = number.strip()
    if not (colon and digits.isdecimal() and 1 <= int(digits[:6]) <= len(missed)):
        seat.tell(f"The number of a point, 1 to {len(missed)}, a colon, and words of yours.")
        return
    point = missed[int(digits[:6]) - 1]
    fitting = _with(words, result.own)
    if len(fitting) != 1:
        _choose(seat, fitting)
        return
    _count(seat, point, fitting[0], result, end)


def _with(words: str, own: "Sequence[Evidence]") -> "tuple[Evidence, ...]":
    """One's own sentences that have all of these words, or the one of that entry: #17."""
    wanted = words.casefold().split()
    if len(wanted) == 1 and wanted[0].startswith("#"):
        return tuple(one for one in own if f"#{one.entry}" == wanted[0])[:1]
    return tuple(one for one in own if all(word in one.text.casefold() for word in wanted))


def _choose(seat: EndingSeat, fitting: "Sequence[Evidence]") -> None:
    if not fitting:
        seat.tell("No sentence of yours has these words. `coach show` reads all.")
        return
    seat.say([f"#{one.entry}: {one.text}" for one in fitting[:SHOWN]])
    more = len(fitting) - SHOWN
    rest = f"{more} more have them. " if more > 0 else ""
    seat.tell(f"{rest}Which? More of its words, or its entry: 3: #{fitting[0].entry}")


def _count(
    seat: EndingSeat,
    point: "Point",
    said: "Evidence",
    result: "Debrief",
    end: Callable[[], None],
) -> None:
    from coach.live.closing import record_score

    seat.do(Overrule(point.id, True, said.entry))
    fresh = record_score(seat.sitting)
    if fresh is None:
        end()
        return
    gained = fresh.total - result.total
    seat.tell(
        f"Counted on your word, by #{said.entry}: {point.text.rstrip('.')}. "
        f"{gained:+.0f}, now {fresh.total:.0f} points, {fresh.tally.told}."
    )
    _listen(seat, fresh, end)
