"""What each amount of a line in words is for each of: `12 actions each`, `each box does 800 rps`,
`64 shards of 250 GB`."""

from collections.abc import Sequence
from typing import Final

from coach.boards.estimate import units
from coach.boards.estimate.nouns import is_capacity, noun
from coach.boards.estimate.spoken_fact import SpokenFact, counted
from coach.boards.estimate.spoken_question import Question
from coach.boards.estimate.spoken_words import AVERAGE, FUNCTION, LASTING
from coach.boards.estimate.units import BARE

_LINKS: Final = frozenset(("of", "at", "x", "with", "sending", "each", "in", "to"))


def owned(facts: list[SpokenFact], asked: Question) -> list[SpokenFact] | None:
    """The facts, each with the noun that it is for each of below its line."""
    nouns = [noun for fact in facts for noun in units.nouns_of(fact.unit)]
    known = {*nouns, asked.noun, asked.below} - {""}
    out: list[SpokenFact] = []
    for at, fact in enumerate(facts):
        before = out[-1] if out else None
        owner = fact.of
        if not owner and AVERAGE & {*fact.lead, *fact.trail} and not _below(fact):
            owner = _counted_last(out, fact)
        if fact.scalar:
            out.append(fact)
            continue
        after_all = bool(fact.lead) and "each" not in fact.lead and fact.lead[-1].endswith("s")
        if owner == "*" and after_all and not fact.counts:
            named = counted(fact.lead[-1]) if noun(fact.lead[-1]) or len(fact.lead) == 1 else ""
            owner = named if named not in nouns or fact.size == (0, 1, 0) else owner
        if owner == "*":
            owner = _counted_last(out, fact) or _counted_next(facts[at + 1 :], fact) or asked.noun
            if not owner:
                return None
        elif owner and owner not in known and not fact.sign:
            if not fact.soft:
                return None
            owner = ""
        elif not owner and not out and fact.lead[:1] == ("of",):
            owner = asked.noun
        elif not owner and before is not None and not fact.paused:
            owner = _by_verb(before, fact, asked.asks)
        elif not owner:
            owner = _subject(fact, known)
        if owner and (owner, -1) not in fact.unit and (owner, 1) not in fact.unit:
            out.append(fact._replace(unit=units.merge(fact.unit, ((owner, -1),)), of=owner))
        elif owner and owner == fact.of and (owner, 1) in fact.unit:
            return None
        else:
            out.append(fact._replace(of=owner))
    return out


def _below(fact: SpokenFact) -> bool:
    return any(power < 0 and not units.is_hard(symbol) for symbol, power in fact.unit)


def _counted_last(before: Sequence[SpokenFact], fact: SpokenFact) -> str:
    for other in reversed(before):
        above = units.nouns_of(other.unit)
        if above and other.size[units.DATA] == 0 and not other.scalar:
            same = other.size == fact.size and above == units.nouns_of(fact.unit)
            return "" if same else above[0]
    return ""


def _counted_next(after: Sequence[SpokenFact], fact: SpokenFact) -> str:
    counts = [other.counts for other in after if other.counts]
    return counts[0] if len(counts) == 1 else ""


def _by_verb(before: SpokenFact, fact: SpokenFact, asked: bool) -> str:
    """The noun of a count that does, has or is so much: `2,000 stores sending 4 updates a minute`,
    `64 shards of 250 GB`."""
    above = units.nouns_of(before.unit)
    if not above or before.scalar or len(above) > 1 or (above[0], 1) in fact.unit:
        return ""
    if any(power < 0 and not units.is_hard(symbol) for symbol, power in fact.unit):
        return ""
    lead = fact.lead
    opened = [word for word in lead if word not in FUNCTION]
    rate = before.size[units.TIME] == -1
    if fact.size == (0, 1, 0):
        return above[0] if lead in (("of",), ("at",)) and not rate else ""
    if fact.size[units.TIME] == -1 and rate:
        return ""
    if set(lead) & LASTING or set(lead) & {"over", "across", "through", "into", "from"}:
        return ""
    priced = asked or fact.size[units.MONEY]
    linked = bool(opened or (_LINKS - {"at"}) & set(lead)) or bool(priced and "at" in lead)
    return above[0] if linked and (fact.size != BARE or fact.counts) else ""


def _subject(fact: SpokenFact, known: set[str]) -> str:
    """`server does 400 rps`, `a video is 90 MB`: what the amount is said of, where it counts."""
    lead = [word for word in fact.lead if word not in ("a", "an", "the", "one", "each")]
    if not 1 <= len(lead) <= 3:
        return ""
    if fact.lead[0] in ("a", "an", "one", "each"):
        machine = next((counted(word) for word in lead[:2] if is_capacity(counted(word))), "")
        if machine:
            return machine
    if fact.counts:
        return ""
    named = counted(lead[0])
    return named if named in known and not lead[0].endswith("s") else ""
