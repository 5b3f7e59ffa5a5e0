"""The points that a session missed, as places of its replay: what would have been said there, by
oneself first and then by the reference answer."""

from coach.catalog.observable import Observable
from coach.catalog.prompt import Prompt
from coach.catalog.workflow import Workflow
from coach.debrief.score import ensure_attempted, score
from coach.frozen import dataclass
from coach.language.hearing import shows_all
from coach.language.normal import normal_stems
from coach.language.sentences import split
from coach.language.words import stems
from coach.session.course import Course
from coach.session.events import SessionClosed
from coach.session.fold import fold
from coach.session.history import History

ENOUGH = 2
"""Stems that a sentence of the reference answer must share with a point to be shown for it,
where no sentence shows it by the point's own terms."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A missed point at the end of the phase that it belongs to: behind so many entries. `point`
    is what was missed, `why` what that means, `reference` what the answer says ("" where nothing
    of it is about the point)."""

    count: int
    clock: float
    id: str
    phase: str
    point: str
    why: str
    reference: str


def stops(history: History, line: Course, prompt: Prompt, workflow: Workflow) -> tuple[Stop, ...]:
    """The stops of a finished session, in its order; Refused where it was no real attempt, as then
    the answer is not to be seen. Costs what scoring costs where the session was never scored."""
    entries = history.entries
    ensure_attempted(entries)
    recorded = fold(entries).score
    missed = set(recorded.missed) if recorded else set()
    if recorded is None or not (recorded.met or recorded.missed):
        debrief = score(prompt, workflow, history)
        missed = {point.id for point in debrief.points if not point.met and not point.extra}
    closed = next(
        (at for at, entry in enumerate(entries) if isinstance(entry.event, SessionClosed)),
        len(entries),
    )
    places = []
    for observable in prompt.observables:
        count = min(_end_of(observable.phase, line), closed)
        if observable.id in missed and count:
            places.append(
                Stop(
                    count,
                    line.clocks[count - 1],
                    observable.id,
                    observable.phase,
                    observable.text,
                    observable.missed,
                    _said_of(observable, prompt),
                )
            )
    return tuple(sorted(places, key=lambda stop: stop.count))


def _end_of(phase: str, line: Course) -> int:
    """How many entries there were when the phase was left for the last time; 0 where it was never
    entered."""
    ends = [
        line.bands[at + 1].start if at + 1 < len(line.bands) else band.end
        for at, band in enumerate(line.bands)
        if band.phase == phase
    ]
    if not ends:
        return 0
    begins = [mark.n for mark in line.marks if mark.kind == "phase"]
    after = [line.count_of(n) for n in begins if line.clocks[line.count_of(n) - 1] >= ends[-1]]
    return after[0] - 1 if after and after[0] > 1 else line.count_at(ends[-1])


def _said_of(observable: Observable, prompt: Prompt) -> str:
    """The reference answer's sentence about a point, of those of its phase: one that shows it,
    else the one that shares most with it; of several the nearer to what missing it means."""
    topic, around = set(stems(observable.text)), set(stems(observable.missed))
    ways = [show.said for show in (*observable.shows, *observable.how) if show.said]
    best, chosen = (False, ENOUGH - 1, len(around)), ""
    for saying in prompt.answer.says:
        if saying.phase != observable.phase:
            continue
        for sentence in split(saying.text):
            words = set(stems(sentence))
            shows = any(shows_all(normal_stems(sentence), said) for said in ways)
            near = (shows, len(topic & words), len(around & words))
            if near > best:
                best, chosen = near, sentence
    return chosen
