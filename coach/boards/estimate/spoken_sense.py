"""The one product that the amounts of a line in words can be, by what each is for and by what is
asked. Where more than one fits, or a count is left over, there is none."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import product
from typing import Final

from coach.boards.estimate import units
from coach.boards.estimate.nodes import Conversion, Node, Number, Product, Sum
from coach.boards.estimate.nouns import is_capacity, words
from coach.boards.estimate.spoken_fact import SpokenFact
from coach.boards.estimate.spoken_owners import owned
from coach.boards.estimate.spoken_question import Question
from coach.boards.estimate.spoken_rates import Sense, busiest_hour, piled_up, without_counts
from coach.boards.estimate.spoken_words import (
    LASTING,
    PEAKS,
    SPREAD,
    SPREADING,
    TURNING,
    WIDENING,
)
from coach.boards.estimate.units import BARE, NONE, Unit
from coach.tuples import NamedTuple

_MOST: Final = 6
_HITS: Final = frozenset(("hit", "hits", "hitrate", "served", "cached"))
_PACKED: Final = words(
    "compress compressed compression compressing dedup dedupe deduped gzip zstd lz4 snappy brotli"
)
_ON_TOP: Final = ("on", "top", "of")
_FIRST: Final = words("the first last next a an about")
_SHORTEST_STAY: Final = 60


class _Term(NamedTuple):
    fact: SpokenFact
    unit: Unit
    signs: tuple[int, ...]
    linked: bool


def sense(facts: Sequence[SpokenFact], asked: Question) -> Sense | None:
    """The product; None where it is not sure."""
    if not facts or len(facts) > _MOST or any(_turned(fact, asked) for fact in facts):
        return None
    if asked.missed and not _served(facts):
        return None
    busiest = busiest_hour(facts)
    if busiest is not None:
        return busiest
    flows = piled_up(facts)
    if flows is not None:
        return flows
    if len(facts) == 1 and not (asked.unit or asked.per or facts[0].summed):
        return None
    assigned = owned(list(facts), asked)
    if assigned is None:
        return None
    terms = [_term(at, assigned, asked) for at in range(len(assigned))]
    if not asked.asks and not all(term.linked for term in terms[1:]):
        return None
    fits: list[tuple[tuple[int, ...], Unit]] = []
    for signs in product(*(term.signs for term in terms)):
        unit = units.merge(
            *(
                term.unit if sign > 0 else units.inverse(term.unit)
                for term, sign in zip(terms, signs, strict=True)
            )
        )
        if _fits(unit, signs, terms, asked):
            fits.append((signs, unit))
    if len(fits) != 1:
        return None
    signs, unit = fits[0]
    if not asked.asks and not unit:
        return None
    return _made(terms, signs, unit, asked)


def _served(facts: Sequence[SpokenFact]) -> bool:
    """Whether one share of the line is what is hit or served, so that the rest is missed."""
    said = {word for fact in facts for word in (*fact.lead, *fact.trail)}
    return sum(fact.share for fact in facts) == 1 and bool(said & _HITS)


def _turned(fact: SpokenFact, asked: Question) -> bool:
    """Whether a word beside an amount makes something else of it than a factor."""
    said = {*fact.lead, *fact.trail}
    if said & TURNING or (fact.share and (fact.of == "*" or fact.lead[-1:] == ("at",))):
        return True
    return fact.share and bool(said & _HITS) and not asked.missed


def _term(at: int, facts: Sequence[SpokenFact], asked: Question) -> _Term:
    fact = facts[at]
    said = {*fact.lead, *fact.trail}
    unit = fact.unit
    if fact.of == ":":
        packed = bool(said & _PACKED) or any(w.startswith("compress") for w in said)
        return _Term(fact, unit, (-1,) if packed else (), packed)
    if fact.sign:
        return _Term(fact, unit, (fact.sign,), _scales(at, facts, asked))
    linked = bool(fact.of) or _cancels(at, facts)
    if _parts_off(at, facts):
        return _Term(fact, unit, (-1,), True)
    if fact.counts:
        over = bool(set(fact.lead) & SPREADING) and at > 0 and not fact.paused
        spread = over or bool(said & SPREAD) or asked.below == fact.counts
        if spread and asked.noun != fact.counts:
            return _Term(fact, unit if asked.below == fact.counts else NONE, (-1,), True)
        joined = {"of", "x"} & set(fact.lead) and (facts[at - 1].share or facts[at - 1].unit)
        return _Term(fact, unit, (1,), linked or bool(joined))
    if fact.size == (0, 1, 0):
        within = at > 0 and not fact.paused and fact.lead[:1] in (("within",), ("in",), ("over",))
        within = within and set(fact.lead[1:]) <= _FIRST
        if within and facts[at - 1].counts and not asked.kind:
            return _Term(fact, unit, (-1,), True)
        rated = any(other.size[units.TIME] == -1 for other in facts)
        seconds = _seconds(fact)
        during = bool(said & LASTING) or any(_time(word) for word in fact.lead)
        during = during or (fact.paused and not said)
        lasts = rated and during and seconds >= _SHORTEST_STAY
        if lasts and not asked.kind:
            return _Term(fact, unit, (1,), True)
        return _Term(fact, unit, (1, -1) if asked.asks else (1,), linked)
    so_many = fact.size == (0, -1, 0) and not units.nouns_of(unit) and not fact.lead
    linked = linked or (so_many and any(other.summed for other in facts[:at]))
    before = facts[at - 1] if at else None
    if before is not None and before.scalar:
        said_of = before.of == ":" or (before.share and (before.of, 1) in unit)
        linked = linked or said_of or (fact.lead[:1] in (("of",), ("on",)) and before.share)
    priced = fact.size[units.MONEY] and (" per " in fact.said or "/" in fact.said)
    linked = linked or bool(priced and not units.dimension(unit)[units.DATA])
    if _parts_off(at, facts):
        return _Term(fact, unit, (-1,), True)
    return _Term(fact, unit, (1, -1) if asked.asks else (1,), linked)


def _parts_off(at: int, facts: Sequence[SpokenFact]) -> bool:
    """Whether one machine does so much of what all do: `3M sockets, 50k per gateway`."""
    if len(facts) != 2:
        return False
    own = [symbol for symbol, power in facts[at].unit if power < 0 and is_capacity(symbol)]
    other = facts[1 - at]
    if len(own) == 1 and other.counts and facts[at].unit and facts[at].size == BARE:
        return (other.counts, 1) in facts[at].unit
    same = other.size == facts[at].size and not any(is_capacity(s) for s, _ in other.unit)
    return len(own) == 1 and same and not other.scalar


def _scales(at: int, facts: Sequence[SpokenFact], asked: Question) -> bool:
    """Whether a share, a multiple or an interval is plainly one of the rest of the line."""
    fact = facts[at]
    if fact.share:
        after = facts[at + 1] if at + 1 < len(facts) else None
        led = after is not None and (after.lead[:1] == ("of",) or after.lead[:3] == _ON_TOP)
        of = after is not None and led and not after.paused
        return of or bool(fact.of) or (asked.asks and not fact.trail)
    if isinstance(fact.node, Number) and fact.node.times:
        said = {*fact.lead, *fact.trail}
        return (
            bool(said & PEAKS)
            or (bool(said) and said <= WIDENING)
            or fact.of == "x"
            or "x" in fact.lead
            or asked.asks
        )
    return True


def _time(word: str) -> bool:
    scaled = units.lookup(word) if len(word) > 2 else None
    return scaled is not None and units.dimension(scaled[0]) == (0, 1, 0)


def _seconds(fact: SpokenFact) -> Fraction:
    node = fact.node
    return node.value * units.factor(node.unit) if isinstance(node, Number) else Fraction(0)


def _cancels(at: int, facts: Sequence[SpokenFact]) -> bool:
    """Whether a noun of a fact stands on the other side of the line in another one."""
    soft = {(symbol, power) for symbol, power in facts[at].unit if not units.is_hard(symbol)}
    rest = [fact for place, fact in enumerate(facts) if place != at]
    others = {item for fact in rest for item in fact.unit}
    if any((symbol, -power) in others for symbol, power in soft):
        return True
    here = facts[at].size[units.DATA]
    priced = facts[at].size[units.MONEY] or any(fact.size[units.MONEY] for fact in rest)
    return bool(priced and here and any(fact.size[units.DATA] == -here for fact in rest))


def _fits(unit: Unit, signs: Sequence[int], terms: Sequence[_Term], asked: Question) -> bool:
    size = units.dimension(unit)
    if not _sized(size, asked):
        return False
    left = 0
    for symbol, power in unit:
        if units.is_hard(symbol) or (symbol == asked.noun and power == 1):
            continue
        if power < 0 and symbol == asked.below:
            continue
        if power != 1:
            return False
        left += 1
    named = (asked.noun, 1) in unit
    if asked.noun and not named and is_capacity(asked.noun) and not _busy(terms):
        return False
    if asked.noun and not named and any(asked.noun in dict(t.unit) for t in terms):
        return False
    if asked.noun and not named and size == BARE and _rates_alone(terms):
        return False
    if asked.below and (asked.below, -1) not in unit:
        return False
    if left > 1 + (size == (0, -1, 0)) and not size[units.DATA]:
        return False
    if left and size == BARE and named:
        return False
    return any(sign > 0 for sign in signs)


def _busy(terms: Sequence[_Term]) -> bool:
    """Whether a rate lasts a time: as many are busy with it (Little, 1961)."""
    sizes = [term.fact.size for term in terms if not term.fact.scalar]
    return sorted(sizes) == [(0, -1, 0), (0, 1, 0)]


def _rates_alone(terms: Sequence[_Term]) -> bool:
    """Whether all there is are rates: one divided by another counts nothing."""
    sizes = [term.fact.size for term in terms if not term.fact.scalar]
    return all(size[units.TIME] == -1 for size in sizes)


def _sized(size: units.Dimension, asked: Question) -> bool:
    if asked.percent:
        return size == BARE
    if asked.unit:
        wanted = units.dimension(asked.unit)
        if asked.per:
            wanted = (wanted[0], wanted[1] - 1, wanted[2])
        return size == wanted and wanted != BARE
    if asked.kind is not None:
        if asked.per and asked.kind[units.TIME] == 0:
            return size == (asked.kind[0], -1, asked.kind[2])
        if asked.kind == (1, 0, 0):
            return size in ((1, 0, 0), (1, -1, 0))
        return size == asked.kind
    if asked.per:
        return size[units.TIME] == -1 and size[units.DATA] >= 0 and size[units.MONEY] >= 0
    if asked.noun and is_capacity(asked.noun):
        return size == BARE
    if asked.noun:
        return size[units.DATA] == 0 and size[units.MONEY] == 0 and size[units.TIME] in (0, -1)
    return min(size[units.DATA], size[units.MONEY]) >= 0 and abs(size[units.TIME]) < 2


def _made(terms: Sequence[_Term], signs: Sequence[int], unit: Unit, asked: Question) -> Sense:
    """The calculation with the nouns that are left over taken out, so that what comes out is in
    what was asked for."""
    factors: list[tuple[int, Node]] = []
    said = ""
    nouns = [(symbol, power) for symbol, power in unit if not units.is_hard(symbol)]
    kept = _kept(nouns, unit, asked)
    for term, sign in zip(terms, signs, strict=True):
        node: Node = without_counts(term.fact.node)
        shown = term.fact.said
        if term.fact.share and term.fact.sign and _on_top(terms, term.fact):
            node = Sum(((1, Number(Fraction(1))), (1, node)))
            shown = f"(100% + {shown})"
        if term.fact.share and asked.missed:
            node = Sum(((1, Number(Fraction(1))), (-1, node)))
            shown = f"(100% - {shown})"
        if kept and sign > 0 and isinstance(node, Number) and not (node.percent or node.times):
            node = node._replace(unit=units.merge(kept, node.unit))
            kept = NONE
        factors.append((sign, node))
        mark = ("" if sign > 0 else "1 / ") if not said else (" × " if sign > 0 else " / ")
        said += f"{mark}{shown}"
    node = Product(tuple(factors))
    wanted = _wanted(unit, asked)
    if asked.percent:
        return Sense(Conversion(node, NONE, Fraction(1), True), f"read as {said}")
    if wanted:
        return Sense(Conversion(node, wanted, Fraction(1)), f"read as {said}")
    return Sense(node, f"read as {said}")


def _on_top(terms: Sequence[_Term], share: SpokenFact) -> bool:
    """Whether a share comes on top of what follows it: `25% on top of 2.1 TB`."""
    at = next(place for place, term in enumerate(terms) if term.fact is share)
    after = terms[at + 1].fact if at + 1 < len(terms) else None
    return after is not None and after.lead[:3] == _ON_TOP


def _kept(nouns: Sequence[tuple[str, int]], unit: Unit, asked: Question) -> Unit:
    """The noun of what comes out: the one asked for, or the one that is left."""
    if asked.noun:
        return ((asked.said or asked.noun, 1),)
    if units.dimension(unit)[units.DATA] or units.dimension(unit)[units.MONEY]:
        return NONE
    above = [item for item in nouns if item[1] > 0]
    return (above[0],) if len(above) == 1 else NONE


def _wanted(unit: Unit, asked: Question) -> Unit:
    """The unit to convert to, its time as asked."""
    if asked.unit:
        return units.merge(asked.unit, ((asked.per, -1),)) if asked.per else asked.unit
    if not asked.per:
        return NONE
    hard = [
        (symbol, power)
        for symbol, power in units.without_nouns(unit)
        if units.KINDS[symbol] != units.TIME and power > 0
    ]
    first = tuple(hard[:1])
    noun: Unit = ((asked.said or asked.noun, 1),) if asked.noun else NONE
    return units.merge(noun, first, ((asked.per, -1),))
