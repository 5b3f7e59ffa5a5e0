"""The console's line NOW: the one thing an interviewer should look at, with the words for it.

It never speaks by itself. In this order: a question waits; the phase is overrun; silence, or a
request for a hint; the last words say what fails; a part of the answer is missing late in the
phase; the minute of the change of requirements; the end; else "Listen.".
"""

from collections.abc import Sequence
from dataclasses import replace

from coach.errors import CoachError
from coach.frozen import dataclass
from coach.mock.dossier import Dossier
from coach.mock.listening import ListenedPoint
from coach.session import events as ev
from coach.session.admit import HINT_WANTED
from coach.session.entry import Entry
from coach.session.pacing import clock, pace, whole_minutes
from coach.session.state import State, Utterance

ALOUD, NO_QUESTION = "aloud", "no question"
"""Tags by which an interviewer says that an utterance waits for no answer."""
SILENCE = 90.0
"""Seconds without a key of the candidate's or a mark of the interviewer's that are silence."""
LATE = 2 / 3
"""Of a phase's window: from here on what is missing is asked about."""
CHANGE_FROM = 0.35
"""Of the deepest phase's window: from here on the requirements may change."""
FRESH = 60.0
"""Seconds after the interviewer's last words in which nothing new is asked unasked."""
ASK_MORE = "What else would you want to know before you go on?"
MISSING = "What is still missing, in your view?"
STUCK = "Tell me what you are weighing up."
ENDING = 150.0
"""Seconds before the interview's end in which one sums up."""


@dataclass(frozen=True, slots=True)
class Now:
    """What is to be done now: why, the key that does it ("" for none), and the words to say."""

    why: str
    key: str = ""
    words: str = ""


def advise(
    state: State,
    dossier: Dossier | None,
    listening: Sequence[ListenedPoint],
    *,
    now: float,
    silent: float,
    name: str,
    settled: frozenset[int] = frozenset(),
    quiet: bool = False,
) -> Now:
    """The one thing to do at `now` (the session's seconds); `silent` seconds passed since the last
    sign of the candidate, `name` is how they are called, `settled` are utterances that were no
    questions or were answered aloud. `quiet` tells times in whole minutes."""

    def told(seconds: float) -> str:
        return clock(whole_minutes(seconds) if quiet else seconds)

    if state.closed:
        return Now("The interview is over.", "", "Thank you. Write your form before you talk.")
    if not state.phase:
        return Now("Open with the first phase.", "n", "Think aloud, and type what you decide.")
    if state.paused:
        return Now("Paused.")
    waiting = _question(state, settled)
    if waiting is not None:
        return Now(f"{name} asks: {waiting.text}", "a")
    if more := _second_question(state, dossier, settled):
        return Now(f"{name} also asked: {more}", "a")
    minutes = pace(state, now)
    current = minutes.current
    if minutes.total and minutes.left < 0:
        return Now(f"The time is over, by {told(-minutes.left)}.", "^Q", "Let us stop here.")
    if current is not None and current.most and current.used > current.most:
        late = _late_words(dossier, state.phase)
        return Now(f"This phase is over, by {told(current.over)}.", "n", late)
    if _wants_hint(state):
        return _hint(state, dossier, f"{name} asks for a hint.")
    if silent >= SILENCE:
        return _hint(state, dossier, f"{name} has been silent for {told(silent)}.")
    if wrong := _just_wrong(state, listening):
        return Now(f"{name} may be wrong on this: {wrong.text}.", "?")
    if current is not None and current.most and current.used >= LATE * current.most:
        missing = [
            listened_point
            for listened_point in listening
            if not listened_point.mark and not listened_point.seen
        ]
        if missing and (asking := _go_on_asking(state, dossier, now)):
            parts = "One part" if len(missing) == 1 else f"{len(missing)} parts"
            return replace(asking, why=f"{parts} of the answer not heard yet.")
    if _change_due(state, dossier, now):
        return Now("Time for the change of requirements.", "c")
    if minutes.total and minutes.left < ENDING:
        words = "Sum it up for me, and name one thing you would do otherwise."
        return Now("The last minutes.", "s", words)
    return Now("Listen.")


def _just_wrong(state: State, listening: Sequence[ListenedPoint]) -> ListenedPoint | None:
    """The point of which the last words said something that fails; None once anybody went on."""
    last = state.conversation[-1].n if state.conversation else 0
    return next(
        (
            point
            for point in listening
            if point.wrong and not point.mark and point.wrong.sentence.entry == last
        ),
        None,
    )


def dismissed(state: State) -> frozenset[int]:
    """Utterances that were no questions, or were answered aloud."""
    return frozenset(tag.entry for tag in state.tags if tag.tag in (NO_QUESTION, ALOUD))


def silent(entries: Sequence[Entry], me: str, now: float) -> float:
    """Seconds since the candidate's last key, or the last mark of this file's owner."""
    for entry in reversed(entries):
        own = entry.event.AUDIENCE is ev.Audience.OWN and entry.by == me
        if (entry.hub and entry.by == ev.CANDIDATE) or own:
            return max(0.0, now - entry.at)
    return 0.0


def _question(state: State, settled: frozenset[int]) -> Utterance | None:
    """The candidate's last words, where they ask something and nobody has answered. A fact told
    for an earlier question, while these words were on their way, is no answer to them."""
    from coach.interviewer.questions import is_question

    crossed = {fact.n: fact.question for fact in state.facts}
    earliest = 0
    for said in reversed(state.conversation):
        role = state.role(said.by)
        if role == ev.INTERVIEWER:
            if not crossed.get(said.n):
                return None
            earliest = max(earliest, crossed[said.n])
        if role == ev.CANDIDATE and said.n <= earliest:
            return None
        if role == ev.CANDIDATE:
            if said.n in settled or said.kind == HINT_WANTED or not is_question(said.text):
                return None
            return said
    return None


def _second_question(state: State, dossier: Dossier | None, settled: frozenset[int]) -> str:
    """What the candidate's last words asked beside what was told for them; "" for nothing."""
    if dossier is None or not state.facts:
        return ""
    said = next((u for u in reversed(state.conversation) if u.n == state.facts[-1].question), None)
    later = [u for u in state.conversation if said is not None and u.n > said.n]
    if said is None or said.n in settled or any(state.role(u.by) == ev.CANDIDATE for u in later):
        return ""
    if any(u.kind != "fact" for u in later):
        return ""
    return ", ".join(name.replace("-", " ") for name in dossier.unanswered(state, said))


def _wants_hint(state: State) -> bool:
    asked = [u.n for u in state.conversation if u.kind == HINT_WANTED]
    given = [u.n for u in state.conversation if u.kind in ("hint", "answer", "fact", "probe", "")
             and state.role(u.by) == ev.INTERVIEWER]  # fmt: skip
    return bool(asked) and (not given or given[-1] < asked[-1])


def _hint(state: State, dossier: Dossier | None, why: str) -> Now:
    if dossier is None:
        return Now(why, "s")
    try:
        return Now(why, "h", dossier.hint(state).text)
    except CoachError:
        return Now(why, "s", STUCK)


def _go_on_asking(state: State, dossier: Dossier | None, now: float) -> Now | None:
    """A question that gives nothing away: a probe, else an open one, once a phase; None while the
    interviewer's last words are fresh. What the answer lacks is never told: a hint has a price, and
    only silence or asking for one brings it."""
    spoken = [u for u in state.conversation if state.role(u.by) == ev.INTERVIEWER]
    if spoken and now - spoken[-1].at < FRESH:
        return None
    if dossier is not None and dossier.workflow.probes(state.phase):
        for dive, number, asked in dossier.probes(state):
            if not asked:
                return Now("", "p", dive.probes[number])
    said = {u.text for u in spoken if u.phase == state.phase}
    phase = dossier.workflow.phase(state.phase) if dossier is not None else None
    words = ASK_MORE if phase is not None and phase.listens else MISSING
    return None if words in said else Now("", "s", words)


def _late_words(dossier: Dossier | None, phase: str) -> str:
    known = dossier.workflow.phase(phase) if dossier is not None else None
    return known.late if known is not None and known.late else "Let us go on."


def _change_due(state: State, dossier: Dossier | None, now: float) -> bool:
    if dossier is None or state.curveballs or not dossier.prompt.curveballs:
        return False
    order = [phase.id for phase in state.phases]
    deepest = dossier.workflow.deepest
    if deepest not in order or state.phase not in order:
        return False
    if order.index(state.phase) > order.index(deepest):
        return True
    window = state.phases[order.index(deepest)].most or 600
    return state.phase == deepest and state.seconds(deepest, now) >= CHANGE_FROM * window
