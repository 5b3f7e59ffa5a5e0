"""How a question fits each fact as a search does: by the likeness of askings and of all of them.

Every fact is a shelf of askings: the prompt's own, those written beside it, and with less weight
those of its topic. Measured are the cosine with the three nearest askings, the likelihood of the
question under the fact's words with Dirichlet's smoothing (Zhai and Lafferty 2001), how much of
the question the fact's words, its answer and its reason cover, the likeness in runs of letters, in
form and in topic. Rare features among the facts weigh more (inverse document frequency).
"""

from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from math import log, sqrt

from coach.catalog.prompt import Fact
from coach.frozen import dataclass
from coach.interviewer.features import features
from coach.interviewer.question_form import forms
from coach.interviewer.sense import Senses
from coach.interviewer.shorthand import expanded
from coach.interviewer.topic_odds import odds
from coach.interviewer.weighing import Weights, pieces, weighed
from coach.interviewer.written_askings import NOTHING, OTHER, PREFIX, shared, topic

SHARED = 0.3
"""What an asking of the topic counts among a fact's words."""
SPREAD = 0.7
ANSWERED = 0.3
"""How much of a fact holds a feature that its answer alone has, against its askings."""
UNKNOWN_STEM = 0.6
UNKNOWN = 0.1
"""What is left of the weight of what no fact knows: a stem, and anything else."""
CORRECTED = 0.9
"""The weight of a word that a slip of the keys was put right to."""
PRIOR = 20.0
"""The pseudo-counts of the smoothing."""
DEPTH = 3.0
"""How many askings of a fact hold a feature that the fact knows half."""
SPOKEN = 0.75
"""The share of an asking that a fact must know, and how like it one of the fact's own must be, for
the fact to be asked by it after all."""
USUAL = 0.17
"""How like what a prompt leaves open the questions for its facts are on average: so like is any
question taken to be where nobody has written what that is."""
NEAREST = 3
"""So many of the nearest askings are looked at."""


@dataclass(frozen=True, slots=True)
class Fit:
    """The measures of a question by fact, and of the question by itself.

    `nearest` and `covered` are the best likeness and the best coverage among the facts,
    `unknown` the share of the question that no fact knows, `strangers` how many words of it
    neither the facts nor the prompt's statement know. `aside` is the likeness of the nearest thing
    that people ask and no fact decides, `idle` how likely it is such a thing by its topic.
    """

    by_fact: Mapping[str, tuple[float, ...]]
    unknown: float
    nearest: float
    covered: float
    strangers: int
    aside: float
    idle: float
    meant: float
    meant_aside: float


class Retrieval:
    """The askings of one prompt's facts, prepared for questions."""

    def __init__(
        self, facts: Sequence[Fact], written: Mapping[str, Sequence[str]], setting: frozenset[str]
    ) -> None:
        """`written` are further askings by fact; `setting` features of the prompt's statement."""
        self._facts = facts
        self._setting = setting
        asks = {fact.id: (*fact.asks, *written.get(fact.id, ())) for fact in facts}
        self._forms = {id_: [forms(ask) for ask in each] for id_, each in asks.items()}
        self._pieces = {id_: [pieces(ask) for ask in each] for id_, each in asks.items()}
        self._answers = {f.id: weighed(f"{f.answer} {f.default}").keys() for f in facts}
        self._matters = {fact.id: weighed(fact.matters).keys() for fact in facts}
        self._topics = {fact.id: topic(fact.id) for fact in facts}
        shelves = {
            fact.id: [*(weighed(ask) for ask in asks[fact.id]), weighed(fact.name)]
            for fact in facts
        }
        self._counts = {id_: self._counted(id_, shelf) for id_, shelf in shelves.items()}
        self._lengths = {id_: sum(counts.values()) for id_, counts in self._counts.items()}
        self._all: defaultdict[str, float] = defaultdict(float)
        for counts in self._counts.values():
            for feature, times in counts.items():
                self._all[feature] += times
        self._whole = sum(self._lengths.values()) or 1.0
        self._rarity = self._rarities()
        self._unheard = log((len(facts) + 1) / 0.5)
        self._fact_of: list[str] = []
        self._holding: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
        for id_, shelf in shelves.items():
            self._index(id_, shelf)
        self._open = [weighed(ask) for ask in written.get(NOTHING, ()) if self._strange(ask)]
        self._index(NOTHING, self._open)
        self._senses = Senses(
            asks, {f.id: f"{f.answer} {f.default}" for f in facts}, written.get(NOTHING, ())
        )
        self.words = frozenset(
            feature[2:] for feature in self._all if feature.startswith("s:") and len(feature) > 5
        )

    def _strange(self, ask: str) -> bool:
        """Whether an asking is none of a fact's after all: one that knows most of its words and
        has an asking like it."""
        heard = weighed(ask).items()
        weights = {feature: weight * self._rare(feature) for feature, weight in heard}
        most = max((_covered(weights, counts) for counts in self._counts.values()), default=0.0)
        if most < SPOKEN * sum(weights.values()):
            return True
        near = self._nearest(weights).values()
        return max((each[0] for each in near if each), default=0.0) < SPOKEN

    def _counted(self, id_: str, shelf: Sequence[Weights]) -> Mapping[str, float]:
        """How many askings of a fact hold each feature."""
        counts: defaultdict[str, float] = defaultdict(float)
        for ask in shelf:
            for feature in ask:
                counts[feature] += 1.0
        for text in shared().get(self._topics[id_], ()):
            for feature in weighed(text):
                counts[feature] += SHARED
        return dict(counts)

    def _rarities(self) -> Mapping[str, float]:
        spread: defaultdict[str, float] = defaultdict(float)
        for counts in self._counts.values():
            for feature, times in counts.items():
                spread[feature] += times / (times + SPREAD)
        for id_, answer in self._answers.items():
            for feature in answer - self._counts[id_].keys():
                spread[feature] += ANSWERED
        return {feature: log((len(self._facts) + 1) / (n + 0.5)) for feature, n in spread.items()}

    def _index(self, id_: str, shelf: Sequence[Weights]) -> None:
        """Notes which asking of a shelf holds each feature, and how much of its length."""
        for ask in shelf:
            lengths = {feature: weight * self._rare(feature) for feature, weight in ask.items()}
            whole = sqrt(sum(length * length for length in lengths.values())) or 1e-9
            for feature, length in lengths.items():
                self._holding[feature].append((len(self._fact_of), length / whole))
            self._fact_of.append(id_)

    def _rare(self, feature: str) -> float:
        return self._rarity.get(feature, self._unheard)

    def knows(self, feature: str) -> bool:
        """Whether an asking, of a fact or of what is left open, has this feature."""
        return feature in self._holding

    def fit(self, question: str) -> Fit:
        """How the question fits each fact."""
        weights = self._weights(question)
        whole = sum(weights.values()) or 1e-9
        near = self._nearest(weights)
        aside = near.pop(NOTHING)
        topics = odds(question)
        form, letters = forms(question), pieces(expanded(question))
        near_in_sense = self._senses.nearness(question)
        rows = {}
        for fact in self._facts:
            id_ = fact.id
            about = self._topics[id_]
            rows[id_] = (
                sum(near[id_][:NEAREST]) / NEAREST,
                self._likelihood(id_, weights) / whole,
                _covered(weights, self._counts[id_].keys()) / whole,
                self._dwelt(id_, weights) / whole,
                _covered(weights, self._answers[id_]) / whole,
                _covered(weights, self._matters[id_]) / whole,
                max((_alike(letters, each) for each in self._pieces[id_]), default=0.0),
                _same_form(form, self._forms[id_]),
                topics.get(about, 0.0) if about != OTHER else 0.0,
                1 - topics[OTHER] if about == OTHER else 0.0,
                1.0 if about == OTHER else 0.0,
                1.0 if id_.startswith(PREFIX) else 0.0,
                *near_in_sense.by_fact[id_],
            )
        strange = [
            feature for feature in weights if feature.startswith("s:") and feature not in self._all
        ]
        return Fit(
            rows,
            sum(weights[feature] for feature in strange) / whole,
            max((each[0] for each in near.values() if each), default=0.0),
            max((row[2] for row in rows.values()), default=0.0),
            sum(1 for feature in strange if feature not in self._setting),
            max(aside, default=0.0) if self._open else USUAL,
            topics[NOTHING] if self._open else 0.0,
            near_in_sense.nearest,
            near_in_sense.aside,
        )

    def _weights(self, question: str) -> dict[str, float]:
        """The question's features by weight: rare ones and known ones weigh more."""
        heard = dict(weighed(question))
        for feature in features(question, self.words):
            heard.setdefault(feature, CORRECTED)
        weights = {}
        for feature, weight in heard.items():
            known = (
                1.0 if feature in self._rarity else UNKNOWN_STEM if feature[0] == "s" else UNKNOWN
            )
            weights[feature] = weight * self._rare(feature) * known
        return weights

    def _nearest(self, weights: Weights) -> dict[str, list[float]]:
        """The cosines with the askings of each fact that share anything, the largest first."""
        sums: defaultdict[int, float] = defaultdict(float)
        for feature, weight in weights.items():
            for at, share in self._holding.get(feature, ()):
                sums[at] += weight * share
        length = sqrt(sum(weight * weight for weight in weights.values())) or 1e-9
        near: dict[str, list[float]] = {id_: [] for id_ in (*self._counts, NOTHING)}
        for at, value in sums.items():
            near[self._fact_of[at]].append(value / length)
        return {id_: sorted(values, reverse=True) for id_, values in near.items()}

    def _likelihood(self, id_: str, weights: Weights) -> float:
        counts, room = self._counts[id_], self._lengths[id_] + PRIOR
        likelihood = 0.0
        for feature, weight in weights.items():
            if feature in self._all:
                usual = self._all[feature] / self._whole
                likelihood += weight * log((counts.get(feature, 0) + PRIOR * usual) / room / usual)
        return likelihood

    def _dwelt(self, id_: str, weights: Weights) -> float:
        counts = self._counts[id_]
        times = ((counts.get(feature, 0), weight) for feature, weight in weights.items())
        return sum(weight * n / (n + DEPTH) for n, weight in times if n)


def _covered(weights: Weights, held: Container[str]) -> float:
    return sum(weight for feature, weight in weights.items() if feature in held)


def _alike(letters: frozenset[str], others: frozenset[str]) -> float:
    return len(letters & others) / sqrt(len(letters) * len(others) + 1)


def _same_form(form: frozenset[str], others: Sequence[frozenset[str]]) -> float:
    """The mean share of forms that a question has in common with askings."""
    shares = [len(form & other) / (len(form | other) or 1) for other in others]
    return sum(shares) / (len(shares) or 1)
