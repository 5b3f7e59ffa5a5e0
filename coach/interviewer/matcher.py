"""Which fact a question asks for.

Each fact is a bag of features: the stems, phrases and meanings of its known askings, its id, its
answer. A question's features are weighed by how few of the prompt's facts they speak of (inverse
document frequency) and by how often a fact's own words say them, as in Rocchio's centroids; an
asking that is nearly the question itself counts beside that. How sure one can be that the best
fact is meant, and not none, is a logistic function of seven measures, with weights fitted on
questions whose facts were known and on questions that no fact answers.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, log

from coach.catalog.prompt import Fact
from coach.interviewer.lexicon import WEAK, heard, known, meanings_of, topical
from coach.interviewer.words import PLAIN, stems

Features = Mapping[str, int]
"""Features with the number of meanings that the word behind them may have."""

ASIDE = frozenset({"offtopic"})
"""Meanings that no fact is about: words of theirs are strange unless a fact uses the very word."""
LOAD = frozenset({"traffic", "readwrite"})
VOLUME = LOAD | WEAK | {"scale", "read", "write"}
"""Meanings of the words in a question for the load as a whole."""
LOADS = {"traffic": 1.0, "often": 1.0, "day": 1.0, "count": 0.5, "readwrite": 0.5}
LOADS |= {"peak": -1.0, "latency": -1.0, "user": -0.3}
"""How much a fact that dwells on a meaning is the one about the load."""
LOADED = 0.3
"""How near to the most a fact must dwell on the load to be about it."""
MEANING = 2.0
PHRASE = 0.35
WEAK_MEANING = 0.7
AMBIGUITY = 1.05
DILUTION = 0.35
"""A word of n meanings lends each of them 1/n to a power: the first in a question, the second in
a fact."""
UNHEARD = 0.6
STEEPNESS = 0.77
DEPTH = 5.5
ANSWER = 1.9
MATTERS = 0.5
ID = 4.1
SPREAD = 0.7
NEAREST = 0.4
"""How much the nearest asking counts beside the whole fact."""
BIAS = -3.17
SLOPES = (8.47, 3.05, 0.6, 2.93, 2.6, -8.95, -1.92)


@dataclass(frozen=True, slots=True)
class Score:
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


@dataclass(frozen=True, slots=True)
class Guess:
    """The best fact for a question, the runner-up, and how sure it is (0 to 1)."""

    fact: str
    second: str
    sure: float


class Matcher:
    """The facts of one prompt, prepared for questions."""

    def __init__(self, facts: Sequence[Fact], setting: str = "") -> None:
        """`setting` is other text of the prompt: its words are not strange, but mean no fact."""
        self._setting = frozenset(features(setting))
        self._asks = {fact.id: [features(ask) for ask in fact.asks] for fact in facts}
        self._bags = {fact.id: _bag(fact) for fact in facts}
        self._spread: defaultdict[str, float] = defaultdict(float)
        for bag in self._bags.values():
            for one, times in bag.items():
                self._spread[one] += times / (times + SPREAD)
        words = {one[2:] for bag in self._bags.values() for one in bag if one.startswith("s:")}
        self._words = frozenset(word for word in words if len(word) >= 4)

    def guess(self, question: str) -> Guess:
        """The fact a question most likely asks for."""
        scores = self.scores(question)
        if not scores:
            return Guess("", "", 0.0)
        first = scores[0]
        second = scores[1] if len(scores) > 1 else Score("", 0.0, 0.0, 0.0)
        if not first.fit:
            return Guess(first.fact, second.fact, 0.0)
        strange = self.strange(question)
        return Guess(first.fact, second.fact, certainty(measures(first, second, strange)))

    def volume(self, question: str, guess: str = "") -> str:
        """The fact that says how much there is to do, for a question about nothing else, or else
        `guess`, which also stands where it dwells on the load.

        "QPS?" and "read/write ratio?" name no thing of the prompt's, so that no fact stands out.
        """
        found = [
            meanings for _, meanings in heard(question) if not meanings <= WEAK or not meanings
        ]
        if not found or not all(one and one <= VOLUME and one & LOAD for one in found):
            return guess
        most = max(self._bags, key=lambda id_: (self._load(id_), id_), default="")
        loaded = guess and self._load(guess) >= LOADED * self._load(most)
        return guess if loaded else most

    def _load(self, id_: str) -> float:
        bag = self._bags[id_]
        return sum(worth * bag.get(f"m:{name}", 0.0) for name, worth in LOADS.items())

    def scores(self, question: str) -> tuple[Score, ...]:
        """All facts with their scores, the best first; none where nothing was understood."""
        asked = features(question, self._words)
        weights = {one: self.weight(one, meanings) for one, meanings in asked.items()}
        whole = sum(weights.values())
        if not whole:
            return ()
        found = [self._score(id_, weights, whole) for id_ in self._bags]
        return tuple(sorted(found, key=lambda one: (-one.total, one.fact)))

    def strange(self, question: str) -> tuple[float, float]:
        """The share of a question's words that no fact of this prompt has ever heard of, and 1
        where one of them belongs to what interviews are never about, else 0.

        A word with a meaning is strange when neither it nor any of its meanings occurs.
        """
        found = heard(question)
        odd = aside = 0
        for part, meanings in found:
            word = part if " " in part else _corrected(part, self._words)
            names = meanings or meanings_of(word)
            if names and names <= WEAK:
                continue
            alone = {f"s:{word}", f"p:{word}", *(f"m:{name}" for name in names - ASIDE)}
            if not (alone & self._spread.keys() or f"s:{word}" in self._setting):
                odd += 1
            if names & ASIDE and not {f"s:{word}", f"p:{word}"} & self._spread.keys():
                aside = 1
        return (odd / len(found) if found else 0.0), float(aside)

    def _score(self, id_: str, weights: Mapping[str, float], whole: float) -> Score:
        bag = self._bags[id_]
        depth = sum(w * bag[one] / (bag[one] + DEPTH) for one, w in weights.items() if one in bag)
        heard = sum(w for one, w in weights.items() if one in bag)
        fit = max((self._likeness(ask, weights, whole) for ask in self._asks[id_]), default=0.0)
        return Score(id_, depth / whole, fit, heard / whole)

    def _likeness(self, ask: Features, weights: Mapping[str, float], whole: float) -> float:
        """The share of the question's weight that an asking holds, times the share of the
        asking's features that the question holds."""
        shared = [w for one, w in weights.items() if one in ask]
        return sum(shared) / whole * len(shared) / len(ask) if shared else 0.0

    def weight(self, feature: str, meanings: int) -> float:
        """What a feature of a word with so many meanings is worth in this prompt."""
        spread = self._spread.get(feature, 0.0)
        rarity = max(0.05, log((len(self._bags) + 1) / (spread + 0.5))) ** STEEPNESS
        if feature.startswith("m:"):
            kind = MEANING * (WEAK_MEANING if feature[2:] in WEAK else 1.0)
            kind /= meanings**AMBIGUITY
            unheard = 0.2 * UNHEARD
        else:
            kind = PHRASE if feature.startswith("p:") else 1.0
            unheard = UNHEARD
        return float(max(0.03, kind * rarity * (1.0 if spread else unheard)))


def measures(first: Score, second: Score, strange: tuple[float, float]) -> tuple[float, ...]:
    """What certainty depends on: depth, fit, share heard, lead over the second, strangeness."""
    lead = (first.total - second.total) / first.total if first.total else 0.0
    ahead = first.total - second.total
    return first.depth, first.fit, first.heard, lead, ahead, *strange


def certainty(found: Iterable[float]) -> float:
    """The probability that a guess with these measures is right."""
    return 1 / (1 + exp(-BIAS - sum(a * b for a, b in zip(SLOPES, found, strict=True))))


@lru_cache(maxsize=8)
def matcher(facts: tuple[Fact, ...], setting: str = "") -> Matcher:
    """The matcher of a prompt's facts, kept for the next question."""
    return Matcher(facts, setting)


@lru_cache(maxsize=8192)
def features(text: str, words: frozenset[str] = frozenset()) -> Features:
    """The features of a text: "s:" stems, "p:" phrases, "m:" meanings.

    A stem that neither the lexicon nor `words` knows is read as the one of `words` that it is a
    slip of the keys for.
    """
    found: dict[str, int] = {}
    parts = list(heard(text))
    for word in stems(topical(text)):
        if word not in PLAIN:
            right = _corrected(word, words) if words and word not in words else word
            found[f"s:{right}"] = 1
            if right != word:
                parts += heard(right)
    for part, meanings in parts:
        if " " in part:
            found[f"p:{part}"] = 1
        for name in meanings - ASIDE:
            known_as = found.get(f"m:{name}", len(meanings))
            found[f"m:{name}"] = min(known_as, len(meanings))
    return found


def _bag(fact: Fact) -> Mapping[str, float]:
    """How much a fact's texts dwell on each feature."""
    bag: defaultdict[str, float] = defaultdict(float)
    texts = [(ask, 1.0) for ask in fact.asks]
    texts += [(f"{fact.answer} {fact.default}", ANSWER), (fact.matters, MATTERS)]
    texts.append((fact.id.replace("-", " "), ID))
    for text, worth in texts:
        for one, meanings in features(text).items():
            bag[one] += worth / meanings**DILUTION
    return dict(bag)


def _corrected(word: str, words: frozenset[str]) -> str:
    if len(word) < 6 or known(word) or word.isdigit():
        return word
    if word.startswith("re") and word[2:] in words:
        return word[2:]
    near = [other for other in words if _slip(word, other)]
    return near[0] if len(near) == 1 else word


def _slip(word: str, other: str) -> bool:
    """Whether one word is the other with one slip of the keys (two in long words)."""
    if word[0] != other[0] or abs(len(word) - len(other)) > 2:
        return False
    return distance(word, other) <= (2 if len(word) >= 9 else 1)


def distance(one: str, other: str) -> int:
    """Optimal string alignment distance (Damerau 1964): inserts, deletes, changes, swaps."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        here = [row]
        for column, compared in enumerate(other, 1):
            cost = min(
                last[column] + 1, here[column - 1] + 1, last[column - 1] + (letter != compared)
            )
            if row > 1 and column > 1 and letter == other[column - 2] and compared == one[row - 2]:
                cost = min(cost, before[column - 2] + 1)
            here.append(cost)
        before, last = last, here
    return last[-1]
