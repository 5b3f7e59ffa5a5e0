"""What of a session does not fit together: a sentence against a fact that was told, against the
candidate's own numbers, or against their own drawing.

Each rule speaks only where nothing else explains the difference, for a remark that is unfair costs
more than one that is missing: a number must be far from every number of its kind that was told or
worked out, and no word may say that it is another's share, peak or limit. Nothing of it changes a
point.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from coach.boards.diagram.graph import Kind
from coach.catalog.prompt import Fact
from coach.debrief.case import Case
from coach.debrief.evidence import Evidence, Sentence, quoted
from coach.debrief.likely import cited, single
from coach.frozen import dataclass
from coach.language.alike import folded
from coach.language.denial import negative
from coach.language.normal import normal
from coach.language.smallwords import denied
from coach.language.wordlists import ORDINARY, stemmed
from coach.language.words import Stems, stem, stems, tokens
from coach.match.amounts import LEAST, Amount, amount_of, amounts
from coach.match.components import graph_of
from coach.match.sheets import values

FAR = 3.0
"""From which factor on two numbers are not one: less is rounding, another day or a peak."""
COVERED, LEAST_WORDS = 0.75, 3
"""The share of a told clause's words, and how many, that a sentence must have to gainsay it."""
MOST = 4
"""Remarks of one debrief."""
_ANOTHER = re.compile(
    r"\b(?:peak|times|twice|double|triple|growth|grow\w*|year|later|if|would|could|up to|at most|"
    r"least|limit|max\w*|min\w*|per (?:node|server|machine|shard|box|worker|region|partition|zone)|"
    r"each|every|single|(?:1|one|a) (?:node|server|machine|shard|box|worker|instance|partition)|"
    r"(?:1|one) (?!(?:second|minute|hour|day|week|month|year|thousand|million|billion)s?\b)[a-z]+|"
    r"giants?|big\w*|huge|whales?|"
    r"handle\w*|takes?|can|share|part|percent|half|third|of them|of those|largest|hot\w*|viral|"
    r"celebrit\w*|star|worst|burst\w*|spike\w*|instead|not|no|between|about half|cache\w*|rest|"
    r"cap\w*|only|new|extra|more|less|than|without|after|copies|replicas?|before|wrong|"
    r"in memory)\b",
    re.I,
)
"""Words that make a number another's than the one it is held against."""
_COUNTED = re.compile(
    r"(?<![\w.])(\d+(?:\.\d+)?)(?:\s(thousand|million|billion))?\s+([a-z]+)s?"
    r"\s+(?:a|an|per|each|every) (second|minute|hour|day|month)\b",
    re.I,
)
_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9}
_KEPT = re.compile(
    r"((?:[a-z-]+ ){1,4})for (?:about |some )?(\d+(?:\.\d+)?) (day|week|month|year)s?\b", re.I
)
_DAYS = {"day": 1.0, "week": 7.0, "month": 30.0, "year": 365.0}
MANY = 1000.0
"""How much of a thing must have been told at least: small numbers are of many things."""
_CLAUSE = re.compile(r"[.,;:]\s+|\b(?:but|because|so|and)\b")
_UNSURE = re.compile(
    r"\?|\b(?:if|unless|would|could|might|until|except|first|then|later|where|when|"
    r"(?<!body )else)\b",
    re.I,
)
_SCOPED = frozenset(map(stem, ("for", "in", "on", "between", "here", "from", "to", "at", "of")))
_PARTS = {
    "cache": (Kind.CACHE,),
    "queue": (Kind.QUEUE, Kind.STREAM),
    "load balancer": (Kind.LOAD_BALANCER, Kind.GATEWAY),
    "cdn": (Kind.CDN,),
}
"""Parts that can be denied in words, and the kinds of boxes that are such a part."""


@dataclass(frozen=True, slots=True)
class AtOdds:
    """A sentence of the candidate's, what it does not fit to (`how` is told, estimated or drew),
    and why, in a sentence."""

    said: Evidence
    against: Evidence
    why: str


def at_odds(case: Case) -> tuple[AtOdds, ...]:
    """What does not fit together in a session, in the order in which it was said."""
    talked = [sentence for sentence in single(case) if not case.workflow.listens(sentence.phase)]
    seen: dict[int, AtOdds] = {}
    for remark in (*_with_facts(case, talked), *_with_sheet(case, talked), *_drawing(case, talked)):
        seen.setdefault(remark.said.entry, remark)
    return tuple(seen[entry] for entry in sorted(seen))[:MOST]


def _with_facts(case: Case, talked: Sequence[Sentence]) -> Iterator[AtOdds]:
    """Sentences against facts that carry the problem and were told before them."""
    for told in case.record.state.facts:
        fact = case.prompt.fact(told.fact)
        if fact is None or not fact.must:
            continue
        against = Evidence(told.n, "told", quoted(fact.answer))
        for sentence in talked:
            if sentence.entry > told.n and (why := gainsaid(case, fact, sentence.text)):
                yield AtOdds(cited(sentence), against, why)


def gainsaid(case: Case, fact: Fact, text: str) -> str:
    """Why a sentence does not fit to a fact; "" where it does, or is about something else."""
    if other_number(fact.answer, text, _known(case)):
        return "The number that you were told is another one."
    if denies(fact.answer, text):
        return "You were told the contrary."
    return ""


def _known(case: Case) -> tuple[str, ...]:
    """Every text whose numbers a candidate may mean: all facts, and the lines of the sheet with
    what they come to."""
    sheet = values(case.record.text("estimate"))
    lines = (f"{value.shown} {value.name.replace('_', ' ')}" for value in sheet)
    return (*(fact.answer for fact in case.prompt.facts), case.prompt.statement, *lines)


def other_number(answer: str, text: str, known: Iterable[str]) -> bool:
    """Whether a sentence gives another number than a fact for the same thing in the same time, or
    keeps it for another time, far from every such number in the texts that are known."""
    if _ANOTHER.search(normal(text)):
        return False
    sources = tuple(known)
    for read, least in ((_rates, MANY), (_kept, 0.0)):
        told, said = read(answer), read(text)
        for thing in told.keys() & said.keys():
            others = [value for source in sources for value in read(source).get(thing, ())]
            every = (*told[thing], *others)
            if min(every) >= least and all(_far(a, b) for a in said[thing] for b in every):
                return True
    return False


def _rates(text: str) -> dict[str, tuple[float, ...]]:
    """The numbers of a text that are in a time, by what they count and that time as it is said."""
    things: dict[str, tuple[float, ...]] = {}
    for match in _COUNTED.finditer(normal(text)):
        key = f"{stem(match[3].lower())} {match[4].lower()}"
        value = float(match[1]) * _SCALES.get((match[2] or "").lower(), 1.0)
        things[key] = (*things.get(key, ()), value)
    return things


def _kept(text: str) -> dict[str, tuple[float, ...]]:
    """For how many days something is kept, by each word that may name it."""
    things: dict[str, tuple[float, ...]] = {}
    for match in _KEPT.finditer(normal(text)):
        days = float(match[2]) * _DAYS[match[3].lower()]
        for word in tokens(match[1]):
            if word not in ORDINARY and not stemmed("empty") & {stem(word)}:
                things[stem(word)] = (*things.get(stem(word), ()), days)
    return things


def _far(first: float, second: float) -> bool:
    return not second or max(first / second, second / first) >= FAR


def denies(answer: str, text: str) -> bool:
    """Whether a sentence says what a clause of a fact denies."""
    if _UNSURE.search(text):
        return False
    mine = [words for part in _CLAUSE.split(text) if (words := folded(part))]
    for clause in _CLAUSE.split(answer):
        told = folded(clause)
        content = frozenset(told) - _SMALL_WORDS
        if len(content) < LEAST_WORDS or _LOSING & content or _UNSURE.search(clause):
            continue
        for words in mine:
            shared = content & frozenset(words)
            enough = len(shared) >= max(LEAST_WORDS, COVERED * len(content))
            if enough and negative(told) and not negative(words):
                return True
    return False


_LOSING = frozenset(folded("lose loss"))
"""What must not be lost is spoken of in many ways that keep it."""
_SMALL_WORDS = stemmed("keeping") | stemmed("denying") | stemmed("lacking") | stemmed("nothing")


def _with_sheet(case: Case, talked: Sequence[Sentence]) -> Iterator[AtOdds]:
    """Rates and bytes that were said of a named line and are far from all lines of its kind."""
    versions = case.record.versions.get("estimate", ())
    if len(versions) < 2:
        return
    edit = versions[-1].n
    for sentence in talked:
        line = other_than_worked_out(versions[-1].text, sentence.text)
        if sentence.entry > edit and line:
            against = Evidence(edit, "estimated", quoted(line))
            yield AtOdds(cited(sentence), against, "Your own sheet comes to another number.")


def other_than_worked_out(sheet: str, text: str) -> str:
    """The line of a sheet whose name a sentence has, with a number far from all that the sheet
    works out of that kind; "" where there is none."""
    if _ANOTHER.search(normal(text)):
        return ""
    words = frozenset(stems(normal(text)))
    named = [(value, amount_of(value.shown)) for value in values(sheet)]
    for said in amounts(text):
        if said.value < LEAST or not (said.data or said.rate):
            continue
        same = [(value, known) for value, known in named if known and _kind(known) == _kind(said)]
        if not same or not all(_far(said.value, known.value) for _, known in same):
            continue
        for value, _ in same:
            name = frozenset(stems(value.name.replace("_", " ")))
            if name and name <= words:
                return f"{value.line} ({value.shown})"
    return ""


def _kind(amount: Amount) -> tuple[bool, bool]:
    return amount.data, amount.rate


def _drawing(case: Case, talked: Sequence[Sentence]) -> Iterator[AtOdds]:
    """Parts that are said not to be there and stand in the drawing."""
    versions = case.record.versions.get("diagram", ())
    if len(versions) < 2:
        return
    for sentence in talked:
        box = drawn_all_the_same(versions[-1].text, sentence.text, sentence.words)
        if box:
            against = Evidence(versions[-1].n, "drew", box)
            yield AtOdds(cited(sentence), against, f"Your drawing has it: {box}.")


def drawn_all_the_same(drawing: str, text: str, words: Stems) -> str:
    """The box of a drawing for a part that a sentence does without altogether; "" where there is
    none, or the sentence does without it somewhere only."""
    if _UNSURE.search(text):
        return ""
    for name, kinds in _PARTS.items():
        run = stems(name)
        for at in range(len(words) - len(run) + 1):
            after = words[at + len(run) : at + len(run) + 1]
            if words[at : at + len(run)] == run and denied(words, at) and not _SCOPED & set(after):
                nodes = graph_of(drawing).nodes
                return next((node.label for node in nodes if node.kind in kinds), "")
    return ""
