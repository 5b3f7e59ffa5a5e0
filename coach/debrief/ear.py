"""What was heard of each point, in four states, and which of them are worth a question.

`heard`: a sentence, board or drawing shows it. `wrong`: said by a mechanism that fails, and not
corrected. `unsure`: something comes near, or shows it with a doubt; the likeliest of those, worth
most, become questions. `missed`: nothing of the kind.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from math import sqrt
from typing import Literal, TypeAlias

from coach.catalog.observable import Observable
from coach.debrief.aptness import points_there
from coach.debrief.case import Case
from coach.debrief.closeness import Closeness, closeness
from coach.debrief.detect import shown
from coach.debrief.doubts import SUSPECTED, TORN
from coach.debrief.evidence import Evidence, quoted
from coach.debrief.following import Following, following
from coach.debrief.likely import Likely, Listening, likely, manner, questions, single
from coach.debrief.not_understood import left_open
from coach.debrief.wrongs import Wrong, wrongs
from coach.frozen import dataclass

HeardAs: TypeAlias = Literal["heard", "wrong", "unsure", "missed"]

ASKED_FROM = 0.6
"""The least likelihood of a point that is asked about."""
ASKED_LOST = 0.1
"""The same where the candidate was not followed, and likelihoods are too low: of eight such ones
of the fit three of the five points that lie between had been made, of a ninth, who says his numbers
in words, six of ten."""
LEAST_MEANT = 0.05
"""The least likelihood of a point that is asked about because its sentence sounds like what fails:
who said so little else rightly meant it as it sounds. Of six such questions to rehearsed candidates
the two that were rightly asked have .09 and .21, and two that were not .01."""
PLAIN, SURE = 0.55, 0.75
"""How alike a sentence must be to a written error to stand against other words that show the point
(who shows it elsewhere has told why not, as reasons against name the same things), and against
being such words itself."""
MOST, MOST_LOST = 8, 16
"""The most questions of a debrief, and where the candidate was not followed or the prompt hears
with few words."""


@dataclass(frozen=True, slots=True, eq=False)
class Heard:
    """One point: its state, the evidence, the sentence that is wrong about it, and what comes
    nearest where it was not heard. A heard point may have a wrong sentence before it."""

    state: HeardAs
    evidence: tuple[Evidence, ...]
    wrong: Wrong | None = None
    nearest: Evidence | None = None
    chance: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Listened:
    """All points by observable, and how much of the whole was followed."""

    points: Mapping[str, Heard]
    following: Following


def listen(
    case: Case, worth: Callable[[Observable], float], settled: Iterable[str] = ()
) -> Listened:
    """What was heard of every point of a case. `worth` says what a point can bring; what a person
    has `settled` is not asked again, and counts among the questions."""
    prompt, done = case.prompt, frozenset(settled)
    evidence = {observable.id: shown(case, observable) for observable in prompt.observables}
    alike = {wrong.observable: wrong for wrong in wrongs(case)}
    errors = {name: wrong for name, wrong in alike.items() if _stands(wrong, evidence)}
    yielding = {name: wrong for name, wrong in alike.items() if name not in errors}
    doubtful = {(w.sentence.entry, quoted(w.sentence.text)) for w in alike.values() if w.doubtful}
    evidence = {
        name: _torn(shows, yielding.get(name), doubtful) for name, shows in evidence.items()
    }
    spoilt = tuple({quoted(error.sentence.text).rstrip("…") for error in errors.values()})
    points: dict[str, Heard] = {}
    close = closeness(prompt)
    for observable in prompt.observables:
        wrong = errors.get(observable.id)
        shows = evidence[observable.id]
        shows = tuple(each for each in shows if not any(text in each.text for text in spoilt))
        if wrong:
            shows = tuple(each for each in shows if _about(case, close, observable.id, each))
        points[observable.id] = _first(shows, wrong)
    heard = [name for name, point in points.items() if point.state == "heard"]
    before = manner(case, heard, sum(point.state == "wrong" for point in points.values()))
    proof = [evidence for name in heard for evidence in points[name].evidence]
    left = [
        observable
        for observable in prompt.observables
        if points[observable.id].state in ("missed", "unsure")
        and not any(show.pace for show in observable.shows)
    ]
    wanted = any(show.facts for observable in left for show in observable.shows)
    ear = Listening(case, close, questions(case) if wanted else (), before)
    near = {observable.id: likely(ear, observable) for observable in left}
    near |= _asked_about(case, near)
    near |= _suspected(near, evidence)
    askable = [hunch for hunch in near.values() if _askable(case, hunch, ASKED_FROM)]
    followed = following(case, proof, before, len(askable))
    light = prompt.tier == "light"
    limit = MOST if followed.enough and not light else MOST_LOST
    if not followed.enough:
        askable = [hunch for hunch in near.values() if _askable(case, hunch, ASKED_LOST)]
    asked = _asked(askable, worth, done, max(0, limit - len(done)))
    for name, hunch in near.items():
        state: HeardAs = "unsure" if name in asked else "missed"
        nearest = _nearest(ear, points[name], hunch, state)
        points[name] = Heard(state, (), points[name].wrong, nearest, hunch.chance)
    return Listened(points, followed)


def _asked_about(case: Case, near: Mapping[str, Likely]) -> dict[str, Likely]:
    """The points of a fact that the interviewer offered when it asked back, where that question
    was left open: whether it was meant is for the candidate to say."""
    open_ = left_open(case.record.state)
    asked_about = {}
    for name, hunch in near.items():
        facts = [fact for show in hunch.observable.shows for fact in show.facts if fact in open_]
        if facts and hunch.chance < ASKED_FROM:
            question = open_[facts[0]]
            said = Evidence(question.n, "asked", quoted(question.text))
            asked_about[name] = replace(hunch, chance=ASKED_FROM, near=(said,))
    return asked_about


def _suspected(
    near: Mapping[str, Likely], evidence: Mapping[str, tuple[Evidence, ...]]
) -> dict[str, Likely]:
    """The points that a sentence would show if it did not sound like what fails: whether it was
    meant so is for the candidate to say."""
    asked = {}
    for name, hunch in near.items():
        doubtful = [show for show in evidence[name] if show.doubt == SUSPECTED]
        if doubtful and LEAST_MEANT <= hunch.chance < ASKED_FROM:
            asked[name] = replace(hunch, chance=ASKED_FROM, near=(doubtful[0],))
    return asked


def _stands(wrong: Wrong, evidence: Mapping[str, tuple[Evidence, ...]]) -> bool:
    """Whether a sentence is taken for an error: one that is barely alike, or that fails anywhere
    and is about the point by its words alone, yields to words that show it without doubt, and more
    so to its own. A doubtful one is none."""
    if wrong.doubtful:
        return False
    shows = [evidence for evidence in evidence[wrong.observable] if not evidence.doubt]
    if not shows:
        return True
    own = any(show.entry == wrong.sentence.entry for show in shows)
    return wrong.likeness >= SURE if own else wrong.likeness >= PLAIN and not wrong.anywhere


def _torn(
    shows: tuple[Evidence, ...], wrong: Wrong | None, doubtful: Collection[tuple[int, str]]
) -> tuple[Evidence, ...]:
    """Evidence with a doubt where its very entry is alike to an error of its point, or its sentence
    to a doubtful one of any: there one has to ask."""
    entry = wrong.sentence.entry if wrong else None
    return tuple(
        replace(show, doubt=show.doubt or TORN)
        if show.entry == entry or (show.entry, show.text) in doubtful
        else show
        for show in shows
    )


def _first(evidence: tuple[Evidence, ...], wrong: Wrong | None) -> Heard:
    """A point by what shows it and what is wrong about it: of two sentences the later stands, but
    one that was right before a wrong one is a question."""
    doubted = any(evidence.doubt for evidence in evidence)
    if wrong is None:
        return Heard("heard" if evidence and not doubted else "missed", evidence)
    if (
        evidence
        and not doubted
        and all(evidence.entry > wrong.sentence.entry for evidence in evidence)
    ):
        return Heard("heard", evidence, wrong)
    elsewhere = tuple(evidence for evidence in evidence if evidence.entry != wrong.sentence.entry)
    if elsewhere and not doubted:
        return Heard("unsure", elsewhere, wrong)
    return Heard("wrong", (), wrong)


def _about(case: Case, close: Closeness, name: str, evidence: Evidence) -> bool:
    """Whether evidence is strong enough to stand against a wrong sentence: one sentence, and about
    nothing else more than about this. A drawing says nothing about how."""
    for sentence in single(case):
        if sentence.entry == evidence.entry and quoted(sentence.text) == evidence.text:
            every = close.scores(sentence.words)
            return every[name] >= max(every.values())
    return False


def _nearest(ear: Listening, point: Heard, hunch: Likely, state: HeardAs) -> Evidence | None:
    """What to quote: doubtful evidence before what only comes near, and of that what is about the
    point; beside a missed point nothing else."""
    if point.evidence:
        return point.evidence[0]
    there = partial(points_there, ear.close, ear.asked, hunch.observable)
    return next(filter(there, hunch.near), hunch.nearest if state == "unsure" else None)


def _askable(case: Case, hunch: Likely, least: float) -> bool:
    """Whether a point may become a question: likely enough, with an entry of one's own to quote."""
    near = hunch.nearest
    likely_enough = hunch.chance >= least and not hunch.remote
    return likely_enough and near is not None and near.entry in case.record.own


def _asked(
    askable: Sequence[Likely],
    worth: Callable[[Observable], float],
    settled: frozenset[str],
    limit: int,
) -> frozenset[str]:
    """The points that become questions: the likeliest, worth most, that nobody has settled."""
    left = [candidate for candidate in askable if candidate.observable.id not in settled]
    best = sorted(left, key=lambda candidate: -candidate.chance * sqrt(worth(candidate.observable)))
    return frozenset(candidate.observable.id for candidate in best[:limit])
