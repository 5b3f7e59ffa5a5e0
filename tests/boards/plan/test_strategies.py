"""The choice of a strategy: what a constraint excludes, and the first rule that holds."""

import pytest

from coach.boards.plan.document import Constraints
from coach.boards.plan.strategies import choose, relaxing, strategy_named

HOUR = 3600


@pytest.mark.parametrize(
    ("facts", "moves", "schema", "want"),
    [
        (Constraints(), True, True, "expand-contract"),
        (Constraints(schema_only=True, size="large"), True, False, "expand-contract"),
        (Constraints(size="large"), True, False, "strangler-fig"),
        (Constraints(size="large", split=False, downtime=HOUR), True, False, "blue-green"),
        (Constraints(size="small", downtime=1800), True, False, "big-bang"),
        (Constraints(size="small", downtime=1799), True, False, "canary"),
        (Constraints(size="small", downtime=HOUR, reversible=True), True, False, "canary"),
        (Constraints(stateless=True), False, False, "blue-green"),
        (Constraints(stateless=True), True, False, "canary"),
        (Constraints(downtime=0), True, False, "canary"),
        (Constraints(split=False), True, False, "blue-green"),
        (Constraints(split=False, downtime=0, double=False), True, False, "none"),
        (Constraints(split=False, double=False, downtime=HOUR), True, False, "big-bang"),
    ],
)
def test_the_first_rule_that_holds(
    facts: Constraints, moves: bool, schema: bool, want: str
) -> None:
    assert choose(facts, moves, schema).recommended == want


def test_a_window_shorter_than_the_copy_rules_out_the_big_bang() -> None:
    slow = Constraints(downtime=HOUR, data_bytes=4 * 10**12, copy_rate=2e8)
    assert "big-bang" in {one.strategy for one in choose(slow, True, False).excluded}
    fast = Constraints(downtime=6 * HOUR, data_bytes=4 * 10**12, copy_rate=2e8)
    assert choose(fast, True, False).excluded == ()


def test_what_to_relax_frees_the_most() -> None:
    facts = Constraints(downtime=0, split=False, double=False)
    assert relaxing(facts, True) == "let traffic be split (by user or by share)"


def test_names_and_denials() -> None:
    assert strategy_named("We do a blue/green switch") == "blue-green"
    assert strategy_named("no big bang, a canary instead") == "canary"
    assert strategy_named("parallel change") == "expand-contract"
    assert strategy_named("horizontal scaling") == ""
