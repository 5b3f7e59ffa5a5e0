"""How likely a point that was not heard was made all the same, and by which sentence.

A logistic of what speaks for it: the sentence that ranks best by weighted stems, lists spread over
two lines, a question that was not understood, a walk played by roles, a value without its name, and
how much this candidate says, how much of it was heard (of all, of the point's level and of what a
senior is asked), is wrong or claims too much. The last is a matter of style, so a likelihood may
choose what is asked; it is never credit.

The constants are those of `tests/debrief/fit_likely.py`, from 480 points that were not heard of 48
rehearsed candidates on seventeen prompts, by five hands. Each hand left out in turn, of the points
given .6 and more 172 of 190 were due.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import exp

from coach.catalog.observable import Observable, Shows
from coach.debrief.case import Case
from coach.debrief.closeness import Closeness
from coach.debrief.evidence import Evidence, Sentence
from coach.debrief.near_values import by_value
from coach.frozen import dataclass
from coach.interviewer.placing import scores
from coach.language.denial import overclaims
from coach.language.hearing import hears
from coach.language.normal import normal_stems
from coach.language.sentences import telling
from coach.language.words import tokens
from coach.match import listings
from coach.match.amounts import counted
from coach.match.quantities import judge
from coach.match.roles import likeness
from coach.session.events import CANDIDATE

BIAS = -5.84
SLOPES: Mapping[str, float] = {
    "over two": 0.41, "rank": 0.83, "margin": 0.36, "asked": 3.27, "role": 0.52, "endpoint": 0.12,
    "value": -0.16, "is estimate": 1.03, "rich": 2.51, "heard": 2.67, "rich unheard": 8.27,
    "staff": -1.64, "senior": -0.98, "too much": -16.81, "wrong": -0.55, "of its level": 1.23,
    "of senior": 2.65, "long": -0.25,
}  # fmt: skip
_RANKS = 6.0
"""Closeness from which on more says nothing more."""
_UNANSWERED = 0.3
"""What an unanswered question counts more than one that was answered by another fact."""
_PLACES = (1.0, 0.6, 0.4)
"""What a fact counts that is the first, second or third guess for a question."""
_WINDOWS = (2, 3)
"""Over how many lines in a row the lists of a way may be spread."""
OF_THE_WHOLE, REMOTE = 2.6, 0.2
"""How close a sentence must come to a point about the whole (a summing-up), which everybody who is
rich makes by how much he says, and the most likelihood that is left where none does: of 47 such
ones that were not heard ten had been made."""


@dataclass(frozen=True, slots=True)
class Likely:
    """A point that was not heard: how likely it was made (0 to 1), and what comes near to it, the
    nearest first; `remote` where it is of the whole, and nothing comes near enough to be it."""

    observable: Observable
    chance: float
    near: tuple[Evidence, ...]
    remote: bool = False

    @property
    def nearest(self) -> Evidence | None:
        """What comes nearest; None where nothing does."""
        return self.near[0] if self.near else None


@dataclass(frozen=True, slots=True)
class Manner:
    """A prior on the session: how much is said and with how many numbers, how much of the prompt's
    weight was heard and which points, the share of what a senior is to say that was heard, how
    many points were said wrongly, the share of sentences that claim too much, and the words that
    carry meaning in a sentence."""

    rich: float
    heard: float
    points: frozenset[str]
    senior: float
    wrong: int
    too_much: float
    long: float


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the candidate's while clarifying: its entry, text, whether it got no fact, and
    the guesses for it, best first."""

    entry: int
    text: str
    unanswered: bool
    guesses: tuple[tuple[str, float], ...]


def manner(case: Case, heard: Iterable[str], wrong: int = 0) -> Manner:
    """The prior on a session of which these observables were heard, and so many said wrongly."""
    said = [sentence for sentence in single(case) if not case.workflow.listens(sentence.phase)]
    words = sum(telling(word) for sentence in said for word in tokens(sentence.text))
    numbers = sum(any(letter.isdigit() for letter in sentence.text) for sentence in said)
    known = frozenset(heard)
    whole = sum(observable.weight for observable in case.prompt.observables) or 1.0
    part = sum(
        observable.weight for observable in case.prompt.observables if observable.id in known
    )
    rich = min(1.5, words / 600 + numbers / max(1, len(said)))
    too_much = sum(overclaims(sentence.text) for sentence in single(case)) / max(
        1, len(single(case))
    )
    senior = [
        observable.id in known for observable in case.prompt.observables if _is_senior(observable)
    ]
    share = sum(senior) / max(1, len(senior))
    return Manner(rich, part / whole, known, share, wrong, too_much, words / max(1, len(said)))


def _is_senior(observable: Observable) -> bool:
    """Whether a senior is to say this: no fact to be asked for, and no matter of the clock."""
    shows = observable.shows
    return observable.level == "senior" and not any(show.facts or show.pace for show in shows)


def single(case: Case) -> tuple[Sentence, ...]:
    """The candidate's sentences one by one, without the pairs."""
    return tuple(sentence for sentence in case.record.sentences if not sentence.pair)


def questions(case: Case) -> tuple[Asked, ...]:
    """What the candidate said while clarifying, with the facts it may have asked for."""
    state = case.record.state
    answered = {fact.question for fact in state.facts}
    asked = []
    for utterance in state.conversation:
        if utterance.by == CANDIDATE and case.workflow.listens(utterance.phase):
            guesses = tuple(
                (score.fact, score.total) for score in scores(case.prompt, utterance.text)
            )
            asked.append(
                Asked(utterance.n, utterance.text, utterance.n not in answered, guesses[:3])
            )
    return tuple(asked)


@dataclass(frozen=True, slots=True, eq=False)
class Listening:
    """All that likelihoods are worked out from."""

    case: Case
    close: Closeness
    asked: Sequence[Asked]
    manner: Manner


def likely(ear: Listening, observable: Observable) -> Likely:
    """The likelihood of a point that was not heard."""
    features, near = signs(ear, observable)
    z = BIAS + sum(SLOPES[name] * value for name, value in features.items() if name in SLOPES)
    chance = 1 / (1 + exp(-max(-30.0, min(30.0, z))))
    if _of_the_whole(ear.case, observable) and not _comes_near(features):
        return Likely(observable, min(chance, REMOTE), near, remote=True)
    return Likely(observable, chance, near)


def _of_the_whole(case: Case, observable: Observable) -> bool:
    group = case.workflow.group(observable.group)
    return group is not None and group.whole


def _comes_near(features: Mapping[str, float]) -> bool:
    """Whether a sentence is about the point, or the lists of a way stand in lines in a row."""
    close = 3 * features.get("rank", 0.0) >= OF_THE_WHOLE
    return close or features.get("over two", 0.0) > 0


def signs(ear: Listening, observable: Observable) -> tuple[dict[str, float], tuple[Evidence, ...]]:
    """What speaks for a point that was not heard, by name, and what comes near to it."""
    features: dict[str, float] = {}
    nearest: list[Evidence] = []
    for look in (_valued, _listed, _spoken, _ranked, _drawn):
        nearest += look(ear, observable, features)
    nearest += _questioned(ear, observable, features)
    features["is estimate"] = any(show.estimate for show in observable.shows)
    features |= {"rich": ear.manner.rich, "heard": ear.manner.heard}
    features["rich unheard"] = ear.manner.rich * (1 - ear.manner.heard)
    features |= {"too much": ear.manner.too_much, "wrong": float(ear.manner.wrong)}
    features[observable.level] = 1.0
    peers = [peer for peer in ear.case.prompt.observables if peer.level == observable.level]
    others = [peer.id in ear.manner.points for peer in peers if peer is not observable]
    features["of its level"] = sum(others) / max(1, len(others))
    features |= {"of senior": ear.manner.senior, "long": ear.manner.long}
    return features, tuple(nearest)


def cited(sentence: Sentence) -> Evidence:
    """A sentence as evidence."""
    return Evidence(sentence.entry, sentence.how, sentence.text)


def _spoken(ear: Listening, observable: Observable, features: dict[str, float]) -> list[Evidence]:
    """Sentences that hold all lists in another phase, all but one, or all over some lines."""
    lines = single(ear.case)
    nearest: list[Sentence] = []
    for show in observable.shows:
        if not show.said:
            continue
        phases = show.phases or (observable.phase,)
        held = [frozenset(_held(line, show)) for line in lines]
        count = len(show.said)
        for at, line in enumerate(lines):
            if len(held[at]) == count and line.phase not in phases:
                nearest.append(line)
            if line.phase not in phases:
                continue
            if count >= 3 and len(held[at]) >= count - 1:
                nearest.append(line)
            for width in _WINDOWS:
                window = range(at, min(at + width, len(lines)))
                inside = len(window) == width and all(lines[i].phase in phases for i in window)
                if inside and len(frozenset[int]().union(*(held[i] for i in window))) == count:
                    features["over two"] = max(features.get("over two", 0.0), float(width == 2))
                    nearest.append(line)
    return [cited(line) for line in nearest[:1]]


def _held(sentence: Sentence, show: Shows) -> Iterable[int]:
    return (at for at, terms in enumerate(show.said) if hears(sentence.words, terms))


def _ranked(ear: Listening, observable: Observable, features: dict[str, float]) -> list[Evidence]:
    """The sentence that comes closest by weighted stems, in the phases where it would count; with
    a number, where one is to be worked out."""
    if ear.case.workflow.listens(observable.phase):
        return []
    phases: set[str] = set()
    phases.update(phase for show in observable.shows if show.said for phase in show.phases)
    phases.add(observable.phase)
    if not any(show.said for show in observable.shows):
        phases |= ear.case.designing
    there = [sentence for sentence in single(ear.case) if sentence.phase in phases]
    if _worked_out(observable):
        there = [sentence for sentence in there if counted(sentence.text)]
    scored = [(ear.close.score(observable.id, sentence.words), sentence) for sentence in there]
    top, best = max(scored, key=lambda row: row[0], default=(0.0, None))
    features["rank"] = min(_RANKS, top) / 3
    if best is None or top <= 0:
        return []
    every = ear.close.scores(best.words)
    second = max((value for name, value in every.items() if name != observable.id), default=0.0)
    features["margin"] = max(-2.0, min(3.0, top - second))
    return [cited(best)]


def _questioned(
    ear: Listening, observable: Observable, features: dict[str, float]
) -> list[Evidence]:
    """The question of the candidate's that may have asked for one of the observable's facts."""
    facts = {fact for show in observable.shows for fact in show.facts}
    if not facts:
        return []
    best, nearest = 0.0, None
    for asked in ear.asked:
        for (fact, total), share in zip(asked.guesses, _PLACES, strict=False):
            value = (total + (_UNANSWERED if asked.unanswered else 0.0)) * share
            if fact in facts and value > best:
                best, nearest = value, asked
    features["asked"] = best
    return [Evidence(nearest.entry, "asked", nearest.text)] if nearest else []


def _worked_out(observable: Observable) -> bool:
    """Whether a point is about a number alone."""
    return all(show.estimate for show in observable.shows)


def _drawn(ear: Listening, observable: Observable, features: dict[str, float]) -> list[Evidence]:
    """The walk that boxes may play by their roles; the last edit of the diagram stands for it."""
    paths = [show.path or show.components for show in observable.shows]
    values = [likeness(ear.case.prompt, ear.case.drawn, path) for path in paths if path]
    if not values:
        return []
    features["role"] = max(values)
    return _last(ear.case, "diagram", "drew", "your diagram") if max(values) > 0 else []


def _listed(ear: Listening, observable: Observable, features: dict[str, float]) -> list[Evidence]:
    """The interface of the same kind, or the table, that comes closest."""
    nearest: list[Evidence] = []
    best = -1.0
    for show in observable.shows:
        if show.endpoint and (wanted := listings.parsed(show.endpoint)):
            text = ear.case.record.text("api")
            for endpoint in listings.endpoints(text):
                if listings.same_work(wanted, endpoint):
                    line = listings.line(text, endpoint)
                    score = ear.close.score(observable.id, normal_stems(line))
                    value = 0.5 + 0.1 * min(5.0, score)
                    if value > features.get("endpoint", 0.0):
                        features["endpoint"] = value
                        nearest = _last(ear.case, "api", "wrote on the api board", line)
        if show.table:
            text = ear.case.record.text("schema")
            for known in listings.tables(text):
                line = listings.line(text, known)
                score = ear.close.score(observable.id, normal_stems(line.replace("_", " ")))
                if score > best:
                    best = score
                    nearest = _last(ear.case, "schema", "wrote on the schema board", line)
    return nearest


def _valued(ear: Listening, observable: Observable, features: dict[str, float]) -> list[Evidence]:
    """A line of the sheet with the dimension and about the value of the quantity, whatever its
    name; else the one of its name."""
    sheet = ear.case.record.text("estimate")
    for show in observable.shows:
        quantity = ear.case.prompt.quantity(show.estimate or "")
        if quantity is None:
            continue
        value, line = by_value(quantity, sheet)
        features["value"] = max(features.get("value", 0.0), value)
        figure = judge(quantity, sheet)
        if value or figure:
            text = line or (figure.line if figure else "")
            return _last(ear.case, "estimate", "estimated", text)
    return []


def _last(case: Case, board: str, how: str, text: str) -> list[Evidence]:
    """Something on a board, cited by the board's last edit."""
    versions = case.record.versions.get(board, ())
    return [Evidence(versions[-1].n, how, text)] if len(versions) > 1 else []
