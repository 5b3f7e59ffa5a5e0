"""Which fact a question asks for.

Each fact is a bag of features: the stems, phrases and meanings of its known askings, its id, its
answer. A question's features are weighed by how few of the prompt's facts they speak of (inverse
document frequency) and by how often a fact's own words say them, as in Rocchio's centroids; an
asking that is nearly the question itself counts beside that. The numbers below were tuned on the
rounds of tests/data/questions, each after it had been measured.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import log

from coach.catalog.prompt import Fact
from coach.frozen import dataclass
from coach.interviewer.answer_type import agreement, fits
from coach.interviewer.certainty import Grip, certainties, gripped
from coach.interviewer.common_askings import CUSTOMARY
from coach.interviewer.features import ASIDE, Features, corrected, features
from coach.interviewer.question_form import closed
from coach.interviewer.retrieval import Retrieval
from coach.interviewer.written_askings import written
from coach.language.lexicon import WEAK, heard, meanings_of
from coach.language.words import tokens

LOAD = frozenset({"traffic", "readwrite"})
VOLUME = LOAD | WEAK | {"scale", "read", "write"}
"""Meanings of the words in a question for the load as a whole."""
LOADS = {"traffic": 1.0, "often": 1.0, "day": 1.0, "count": 0.5, "readwrite": 0.5}
LOADS |= {"peak": -1.0, "latency": -1.0, "user": -0.3}
"""How much a fact that dwells on a meaning is the one about the load."""
LOADED = 0.3
"""How near to the most a fact must dwell on the load to be about it."""
RATIO = 2.2
"""How much a fact must dwell on reads against writes to be the one about their ratio."""
MEANING = 2.0
PHRASE = 0.35
WEAK_MEANING = 0.42
AMBIGUITY = 1.05
DILUTION = 0.44
"""A word of n meanings lends each of them 1/n to a power: the first in a question, the second in
a fact."""
UNHEARD = 0.6
STEEPNESS = 0.77
DEPTH = 3.3
ANSWER = 1.9
MATTERS = 0.5
MISFIT = 0.6
"""What is left of the score of a fact whose answer is no time or number where one is asked for."""
ID = 4.1
NAME = 2.0
SHARED = 0.2
SHARED_FIT = 0.85
SPREAD = 0.7
NEAREST = 0.24
"""How much the nearest asking counts beside the whole fact."""
STEM_HOLD = 1.5
MEANING_HOLD = 4.0
"""How much a fact must dwell on a word, or on a meaning of it, to hold it half."""
FAR = 0.03
"""The certainty under which no fact is near."""
REMEMBERED = 64
"""How many questions a matcher keeps the scores of: one is asked about several times."""
STRANGER = 2.6
SETTING = 0.6
"""What a word counts that no fact knows, and one that only the prompt's statement knows."""


@dataclass(frozen=True, slots=True)
class FactScore:
    """How well a question fits a fact, each from 0 to about 1.

    `depth`: how much the fact's words dwell on the question's. `fit`: the likeness of the nearest
    asking. `heard`: the share of the question's words that the fact knows at all.
    """

    fact: str
    depth: float
    fit: float
    heard: float

    @property
    def total(self) -> float:
        """What facts are ordered by."""
        return self.depth + NEAREST * self.fit

    def lessened(self, share: float) -> "FactScore":
        """The score of a fact whose answer is no answer in its form."""
        return FactScore(self.fact, share * self.depth, share * self.fit, share * self.heard)


@dataclass(frozen=True, slots=True)
class Guess:
    """The best fact for a question, how sure it and the next best are (0 to 1), and how likely it
    is that none is asked for."""

    fact: str
    sure: float
    rival: float
    none: float


class Matcher:
    """The facts of one prompt, prepared for questions."""

    def __init__(
        self,
        facts: Sequence[Fact],
        setting: str = "",
        written: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        """`setting` is other text of the prompt: its words are not strange, but mean no fact.
        `written` are askings by fact that stand beside the prompt."""
        self._setting = frozenset(features(setting))
        self._retrieval = Retrieval(facts, written or {}, self._setting)
        self._sure: dict[str, tuple[tuple[str, float], ...]] = {}
        self._asks = {fact.id: [features(ask) for ask in fact.asks] for fact in facts}
        self._scored: dict[str, tuple[FactScore, ...]] = {}
        self._answers = {fact.id: fact.answer for fact in facts}
        self._bags = {fact.id: _bag(fact) for fact in facts}
        self._shared = {
            fact.id: [features(ask) for ask in CUSTOMARY.get(fact.id, ())] for fact in facts
        }
        self._spread: defaultdict[str, float] = defaultdict(float)
        for bag in self._bags.values():
            for feature, times in bag.items():
                self._spread[feature] += times / (times + SPREAD)
        words = {
            feature[2:]
            for bag in self._bags.values()
            for feature in bag
            if feature.startswith("s:")
        }
        self._words = frozenset(word for word in words if len(word) >= 4)

    def guess(self, question: str) -> Guess:
        """The fact a question most likely asks for."""
        ranked = self.ranked(question)
        (fact, sure), (_, rival), *_ = (*ranked, ("", 0.0), ("", 0.0))
        return Guess(fact, sure, rival, 1 - sum(share for _, share in ranked))

    def ranked(self, question: str) -> tuple[tuple[str, float], ...]:
        """All facts with the probability that each is asked for, the likeliest first; none where
        nothing was understood. What is missing from 1 is that none is."""
        if question not in self._sure:
            if len(self._sure) >= REMEMBERED:
                self._sure.clear()
            scores = self.scores(question)
            sure = certainties(*self.measured(question, scores)) if scores else {}
            ranked = sorted(sure.items(), key=lambda pair: (-pair[1], pair[0]))
            self._sure[question] = tuple(ranked)
        return self._sure[question]

    def measured(
        self, question: str, scores: Sequence[FactScore]
    ) -> tuple[Mapping[str, tuple[float, ...]], tuple[float, ...]]:
        """What certainty depends on: measures of each fact, and of the question by itself."""
        grip, fit = self.grip(question), self._retrieval.fit(question)
        by_fact = {
            feature.fact: (
                feature.depth,
                grip.by_fact[feature.fact],
                agreement(question, self._answers[feature.fact]),
                *fit.by_fact[feature.fact],
            )
            for feature in scores
        }
        yes_or_no = float(closed(question))
        strange = self.strange(question)
        long = log(len(tokens(question)) + 1)
        words = (yes_or_no, yes_or_no * (1 - grip.known), log(grip.words + 1), long)
        told = (fit.nearest, fit.covered, float(fit.strangers), fit.aside, fit.idle)
        sense = (fit.meant, fit.meant_aside)
        return by_fact, (*strange, fit.unknown, grip.known, grip.worst, *words, *told, *sense)

    def grip(self, question: str) -> Grip:
        """How firmly each fact holds each word of a question, by its best reading."""
        weights: list[float] = []
        held: dict[str, list[float]] = {id_: [] for id_ in self._bags}
        for word, meanings in self._parts(question):
            key = f"p:{word}" if " " in word else f"s:{word}"
            weights.append(self._worth(key, meanings))
            for id_, bag in self._bags.items():
                own = bag.get(key, 0.0)
                best = max((bag.get(f"m:{name}", 0.0) for name in meanings), default=0.0)
                best /= max(1, len(meanings)) ** 0.25
                held[id_].append(max(own / (own + STEM_HOLD), best / (best + MEANING_HOLD)))
        return gripped(weights, held)

    def _parts(self, question: str) -> list[tuple[str, frozenset[str]]]:
        """A question's words and phrases with their meanings, slips of the keys put right."""
        parts = []
        for word, meanings in heard(question):
            right = word if " " in word else corrected(word, self._words)
            parts.append((right, meanings or meanings_of(right)))
        return parts

    def _worth(self, key: str, meanings: frozenset[str]) -> float:
        """What a word counts in a question: the more, the fewer facts know it."""
        known = [f"m:{name}" for name in meanings if f"m:{name}" in self._spread]
        if key in self._spread:
            worth = self._rarity(key)
        elif known:
            worth = min(self._rarity(name) for name in known)
        else:
            worth = SETTING if key in self._setting else STRANGER
        return worth * 0.5 if meanings and meanings <= WEAK else worth

    def _rarity(self, feature: str) -> float:
        spread = self._spread.get(feature, 0.0)
        return float(max(0.05, log((len(self._bags) + 1) / (spread + 0.5))) ** STEEPNESS)

    def volume(self, question: str, guess: str = "") -> str:
        """The fact that says how much there is to do, for a question about nothing else, or else
        `guess`, which also stands where it dwells on the load.

        "QPS?" and "read/write ratio?" name no thing of the prompt's, so that no fact stands out.
        """
        meant = [
            meanings for _, meanings in heard(question) if not meanings <= WEAK or not meanings
        ]
        if not meant or not all(
            meanings and meanings <= VOLUME and meanings & LOAD for meanings in meant
        ):
            return guess
        ratios = [id_ for id_ in self._bags if self._ratio(id_) >= RATIO]
        if ratios and all("readwrite" in meanings for meanings in meant):
            return max(ratios, key=self._ratio)
        most = max(self._bags, key=lambda id_: (self._load(id_), id_), default="")
        loaded = guess and self._load(guess) >= LOADED * self._load(most)
        return guess if loaded else most

    def _ratio(self, id_: str) -> float:
        """How much a fact dwells on reads against writes, 0 for one about peaks."""
        return self._bags[id_].get("m:readwrite", 0.0) if self._load(id_) > 0 else 0.0

    def _load(self, id_: str) -> float:
        bag = self._bags[id_]
        return sum(worth * bag.get(f"m:{name}", 0.0) for name, worth in LOADS.items())

    def scores(self, question: str) -> tuple[FactScore, ...]:
        """All facts with their scores, the best first; none where nothing was understood."""
        if question not in self._scored:
            if len(self._scored) >= REMEMBERED:
                self._scored.clear()
            self._scored[question] = self._scores(question)
        return self._scored[question]

    def _scores(self, question: str) -> tuple[FactScore, ...]:
        asked = features(question, self._words)
        weights = {feature: self.weight(feature, meanings) for feature, meanings in asked.items()}
        whole = sum(weights.values())
        if not any(feature in self._spread or self._retrieval.knows(feature) for feature in asked):
            return ()
        scores = [self._score(id_, weights, whole) for id_ in self._bags]
        scores = [
            feature if fits(question, self._answers[feature.fact]) else feature.lessened(MISFIT)
            for feature in scores
        ]
        return tuple(sorted(scores, key=lambda feature: (-feature.total, feature.fact)))

    def strange(self, question: str) -> tuple[float, float]:
        """The share of a question's words that no fact of this prompt has ever heard of, and 1
        where one of them belongs to what interviews are never about, else 0.

        A word with a meaning is strange when neither it nor any of its meanings occurs.
        """
        parts = self._parts(question)
        odd = aside = 0
        for word, names in parts:
            if names and names <= WEAK:
                continue
            alone = {f"s:{word}", f"p:{word}", *(f"m:{name}" for name in names - ASIDE)}
            if not (alone & self._spread.keys() or f"s:{word}" in self._setting):
                odd += 1
            if names & ASIDE and not {f"s:{word}", f"p:{word}"} & self._spread.keys():
                aside = 1
        return (odd / len(parts) if parts else 0.0), float(aside)

    def is_aside(self, question: str) -> bool:
        """Whether a question is about nothing but what interviews are never about."""
        told = [names for _, names in self._parts(question) if not names & ASIDE]
        known = any(f"m:{name}" in self._spread for names in told for name in names - WEAK)
        return bool(self.strange(question)[1]) and not known and self.guess(question).sure < FAR

    def _score(self, id_: str, weights: Mapping[str, float], whole: float) -> FactScore:
        bag = self._bags[id_]
        depth = sum(
            w * bag[feature] / (bag[feature] + DEPTH)
            for feature, w in weights.items()
            if feature in bag
        )
        heard = sum(w for feature, w in weights.items() if feature in bag)
        fit = max((self._likeness(ask, weights, whole) for ask in self._asks[id_]), default=0.0)
        shared = max(
            (self._likeness(ask, weights, whole) for ask in self._shared[id_]), default=0.0
        )
        return FactScore(id_, depth / whole, max(fit, SHARED_FIT * shared), heard / whole)

    def _likeness(self, ask: Features, weights: Mapping[str, float], whole: float) -> float:
        """The share of the question's weight that an asking holds, times the share of the
        asking's features that the question holds."""
        shared = [w for feature, w in weights.items() if feature in ask]
        return sum(shared) / whole * len(shared) / len(ask) if shared else 0.0

    def weight(self, feature: str, meanings: int) -> float:
        """What a feature of a word with so many meanings is worth in this prompt."""
        rarity = self._rarity(feature)
        if feature.startswith("m:"):
            kind = MEANING * (WEAK_MEANING if feature[2:] in WEAK else 1.0)
            kind /= meanings**AMBIGUITY
            unheard = 0.2 * UNHEARD
        else:
            kind = PHRASE if feature.startswith("p:") else 1.0
            unheard = UNHEARD
        return float(max(0.03, kind * rarity * (1.0 if self._spread.get(feature) else unheard)))


@lru_cache(maxsize=8)
def matcher(facts: tuple[Fact, ...], setting: str = "", name: str = "") -> Matcher:
    """The matcher of a prompt's facts, kept for the next question; `name` is that of the prompt
    whose written askings belong to it."""
    return Matcher(facts, setting, written(name))


def _bag(fact: Fact) -> Mapping[str, float]:
    """How much a fact's texts dwell on each feature."""
    bag: defaultdict[str, float] = defaultdict(float)
    texts = [(ask, 1.0) for ask in fact.asks]
    texts += [(f"{fact.answer} {fact.default}", ANSWER), (fact.matters, MATTERS)]
    texts.append((fact.id.replace("-", " "), ID))
    texts.append((fact.name, NAME))
    texts += [(ask, SHARED) for ask in CUSTOMARY.get(fact.id, ())]
    for text, worth in texts:
        for feature, meanings in features(text).items():
            bag[feature] += worth / meanings**DILUTION
    return dict(bag)
