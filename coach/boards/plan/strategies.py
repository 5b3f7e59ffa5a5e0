"""The five strategies of a migration: names, the document's matrix, and the choice by rules."""

import re
from functools import lru_cache

from coach.boards.plan.document import Constraints
from coach.boards.plan.durations import in_words
from coach.boards.plan.volumes import bytes_told
from coach.frozen import dataclass

BIG_BANG, BLUE_GREEN, CANARY = "big-bang", "blue-green", "canary"
STRANGLER, EXPAND = "strangler-fig", "expand-contract"
NONE = "none"
NAMES = {
    BIG_BANG: "Big bang",
    BLUE_GREEN: "Blue-green",
    CANARY: "Canary",
    STRANGLER: "Strangler fig",
    EXPAND: "Expand and contract",
}
MATRIX = (
    (BIG_BANG, "High", "Yes", "Low"),
    (BLUE_GREEN, "Medium", "Minimal", "Medium"),
    (CANARY, "Low", "None", "High"),
    (STRANGLER, "Low", "None", "High"),
)
"""Risk, downtime and complexity of each, as the source document's section 6 has them."""
SMALL_WINDOW = 1800
"""Seconds of downtime from which a small system is best moved at once."""
_PATTERNS = (
    (STRANGLER, r"strangl\w*(?:[ -]fig)?"),
    (
        EXPAND,
        (
            r"expand(?:[ ,/&-]+(?:and[ -]|migrate[ ,and]+)?)contract|parallel[ -]?changes?"
            r"|expand[- ]contract"
        ),
    ),
    (BIG_BANG, r"big[ -]?bang|all at once|lift[ -]and[ -]shift"),
    (BLUE_GREEN, r"blue[ /-]*(?:and[ -])?green|red[ /-]black"),
    (CANARY, r"canar(?:y|ies)|gradual (?:roll ?out|ramp)|percentage roll ?out|phased roll ?out"),
)
_NAMED = tuple((name, re.compile(rf"\b(?:{pattern})\b", re.I)) for name, pattern in _PATTERNS)
_NOT = re.compile(
    (
        r"\b(?:no|not|instead of|rather than|without|against|avoid|never|ruled out|isn't"
        r"|why not)\b[^.;,]{0,30}$"
    ),
    re.I,
)


@lru_cache(maxsize=512)
def strategy_named(text: str) -> str:
    """The first strategy a text names and does not deny; "" without one."""
    hits = []
    for name, pattern in _NAMED:
        for match in pattern.finditer(text):
            if not _NOT.search(text[: match.start()]):
                hits.append((match.start(), name))
                break
    return min(hits)[1] if hits else ""


@dataclass(frozen=True, slots=True)
class Excluded:
    """A strategy that a constraint rules out: the constraint's name, and both as a clause."""

    strategy: str
    constraint: str
    needs: str
    because: str


@dataclass(frozen=True, slots=True)
class StrategyChoice:
    """What the rules say: `recommended` is a strategy, "none", or "" where nothing can be said."""

    recommended: str
    reason: str
    excluded: tuple[Excluded, ...]

    def against(self, strategy: str) -> tuple[Excluded, ...]:
        """What rules a strategy out."""
        return tuple(exclusion for exclusion in self.excluded if exclusion.strategy == strategy)


def excluded(facts: Constraints, data_moves: bool) -> tuple[Excluded, ...]:
    """The strategies the constraints rule out; what is unsaid rules out nothing."""
    out: list[Excluded] = []

    def rule(strategy: str, constraint: str, needs: str, because: str) -> None:
        out.append(Excluded(strategy, constraint, needs, because))

    if facts.downtime == 0:
        rule(BIG_BANG, "downtime", "downtime for the copy and the switch", "no downtime is allowed")
    elif facts.downtime is not None and facts.data_bytes and facts.copy_rate:
        copying = facts.data_bytes / facts.copy_rate
        if copying > facts.downtime:
            amount, allowed = bytes_told(facts.data_bytes), in_words(facts.downtime)
            took = in_words(max(60, round(copying / 60) * 60))
            rule(
                BIG_BANG,
                "downtime",
                f"{took} to copy {amount}",
                f"{allowed} of downtime are allowed",
            )
    if facts.reversible:
        rule(BIG_BANG, "reversible", "no way back once it has switched", "it must be reversible")
    if facts.double is False:
        rule(BLUE_GREEN, "double", "two environments side by side", "two environments cannot run")
    if facts.downtime == 0 and data_moves:
        because = "no downtime is allowed and data moves"
        rule(BLUE_GREEN, "downtime", "writes frozen at its switch", because)
    if facts.split is False:
        rule(CANARY, "split", "traffic that can be split", "traffic cannot be split")
        rule(STRANGLER, "split", "traffic that can be routed by part", "traffic cannot be split")
    if facts.piecewise is False:
        because = "the system cannot be moved in pieces"
        rule(STRANGLER, "piecewise", "a system that moves in pieces", because)
    return tuple(out)


def choose(facts: Constraints, data_moves: bool, schema_only: bool) -> StrategyChoice:
    """The first rule that holds and is not excluded, with its reason.

    `data_moves` and `schema_only` come from the steps (coach.boards.plan.acts).
    """
    out = excluded(facts, data_moves)
    barred = {exclusion.strategy for exclusion in out}
    small = facts.size == "small" and facts.downtime is not None and facts.downtime >= SMALL_WINDOW
    still = (facts.stateless or facts.double) and not data_moves
    rules = (
        (EXPAND, facts.schema_only or schema_only, "only a schema changes"),
        (
            STRANGLER,
            facts.size == "large",
            "the system is large, and moves in pieces behind a facade",
        ),
        (BIG_BANG, small, "the system is small and the allowed downtime covers it"),
        (BLUE_GREEN, still, "no data moves, so the switch goes both ways at once"),
        (CANARY, True, "a small share shows a fault before most users meet it"),
        (BLUE_GREEN, True, "traffic cannot be shared out, two environments can run"),
        (STRANGLER, True, "it moves in pieces, each with its own way back"),
        (BIG_BANG, True, "nothing gentler is possible"),
    )
    for strategy, holds, reason in rules:
        if holds and strategy not in barred:
            return StrategyChoice(strategy, reason, out)
    return StrategyChoice(NONE, "the constraints rule out every strategy", out)


def relaxing(facts: Constraints, data_moves: bool) -> str:
    """The one constraint that, relaxed, lets most strategies through: a clause for a sentence."""
    out = excluded(facts, data_moves)
    clauses = {
        "split": "let traffic be split (by user or by share)",
        "double": "make room for two environments",
        "piecewise": "find a seam at which it can be moved in pieces",
        "reversible": "accept one step without a way back",
        "downtime": "allow a window of downtime",
    }

    def freed(name: str) -> int:
        left = {exclusion.strategy for exclusion in out if exclusion.constraint != name}
        return len({row[0] for row in MATRIX} - left)

    said = [name for name in clauses if any(exclusion.constraint == name for exclusion in out)]
    best = max(said, key=freed, default="downtime")
    return clauses[best]
