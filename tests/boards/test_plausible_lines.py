"""Texts made of what people write on the boards of lines: endpoints, tables, steps, notes.

Nothing raises; what is found stands in the text; the drawing keeps its width; a text that a board
writes in its own formats is read again without a word that it is foreign.
"""

import random
from typing import Final

import pytest

from coach.boards import registry
from coach.boards.board import AnyBoard, Context, plain
from coach.errors import UsageError

QUICK, LONG = 40, 1_500

_API: Final = """
POST|GET|PUT|PATCH|DELETE|/orders|/orders/{id}|/v1/users/{user_id}/posts|?limit=20&cursor=abc|
{sku, qty: int}|{url!, alias?: string}|-> 201 {id}|-> 200 [{id, name}]|-> 404|-> 409 {error}|
: place an order|- one order|Idempotency-Key|auth: bearer|rate 100/min|ws /live|
event order.created {id}|{|}|[|]|->|{a: {b: [c]}}|retry after 30s|# Orders|openapi: 3.1.0|
paths:|get:|"id": 1|{"a": [1, 2]}|cursor|page=2|/|//|?|!|, |GET /a/{b}/{b}|\u0301|支付|
POST /pay {amount: decimal(10,2)}|202|5xx|2XX|`GET /x`|curl -X POST https://a.b/c -d '{"x":1}'"""
_SCHEMA: Final = """
users(id pk, email unique, name)|orders(id pk, user_id -> users.id, total numeric(10,2))|
CREATE TABLE a (|id bigint PRIMARY KEY,|b_id bigint REFERENCES b(id) ON DELETE CASCADE|);|
index orders(user_id, created_at desc)|
query orders where user_id = ? order by created_at desc limit 20|rows users 200M|rows orders 5B|
shard orders by user_id|a 1-* b|users has many orders|partition orders by month|unique (a, b)|
check (x > 0)|not null|default now()|uuid|jsonb|timestamptz|text[]|pk|fk|->|(|)|,|;|-- note|
ALTER TABLE a ADD COLUMN x int;|erDiagram|A |--o{ B : has|model User {|}|@id|
exclude using gist (room with =, during with &&)|grows 2M/day|keep 90 days|\u0301|表|
"quoted name"|select * from a|a(id)|a(id pk|a(id, id)|b(a_id -> a.id, a_id -> a.id)"""
_PLAN: Final = """
# Expand|# Cut over|step: add column|1. dual write|2. backfill 10M rows at 5k/s|- verify counts|
rollback: drop column|check: error rate < 1%|owner: db team|start day 3|takes 2 h|
after: backfill|gate: p99 < 200 ms|flag new_reads 5%|freeze writes|reads: old -> new|at 02:00|
until|when lag > 10 s then stop|day 1|week 2|backup|restore|drop table old|trigger: cpu > 70%|
action: add shard|point of no return|phase|go / no-go|10%|50% -> 100%|expand|migrate|contract|#|
-|:|->|[ ]|[x] done|\u0301|計画|step|rollback:|2026-01-01|in 3 days|T-2h"""
_NOTES: Final = """
# Functional requirements|- shorten|- [ ] tick|- [x] done|1. first|> said|`code`|```|**bold**|
100M users|p99 < 100 ms|A: 5|Q: how many?| a | b |---|https://x.y|\u0301|備考|
trade-off: latency for cost|because|not"""
WORDS: Final = {
    name: [word.strip("\n") for word in text.split("|") if word.strip("\n")]
    for name, text in (("api", _API), ("schema", _SCHEMA), ("plan", _PLAN), ("notes", _NOTES))
}


def text_of(name: str, chance: random.Random) -> str:
    """A text of up to twelve lines, each of one to five things people write on this board."""
    words = WORDS[name]
    lines = []
    for _ in range(chance.randrange(1, 13)):
        said = [chance.choice(words) for _ in range(chance.choice((1, 1, 1, 2, 3, 5)))]
        lines.append(chance.choice(("", "", "  ", "- ")) + chance.choice((" ", " ", "")).join(said))
    return "\n".join(lines)


def check(board: AnyBoard, text: str) -> None:
    """All that a session and a filter do with a text."""
    model = board.parse(text)
    for finding in board.findings(model, Context()):
        assert finding.message
        span = finding.span
        assert span is None or 0 <= span.start <= span.end <= len(text)
    for width in (40, 78, 120):
        assert isinstance(plain(board.draw(model, width, 20)), str)
    for form in board.formats:
        try:
            written = board.export(model, form)
        except UsageError:
            continue
        again = board.parse(written)
        assert isinstance(plain(board.draw(again, 78, 20)), str)


def run(name: str, seeds: range) -> None:
    board = registry.board(name)
    for seed in seeds:
        text = text_of(name, random.Random(seed))
        try:
            check(board, text)
        except Exception as error:
            raise AssertionError(f"{type(error).__name__}: {error} in {text!r}") from error


@pytest.mark.parametrize("name", sorted(WORDS))
def test_a_plausible_text_raises_nothing(name: str) -> None:
    run(name, range(QUICK))


@pytest.mark.long
@pytest.mark.parametrize("name", sorted(WORDS))
def test_many_plausible_texts_raise_nothing(name: str) -> None:
    run(name, range(QUICK, QUICK + LONG))


def test_every_board_of_lines_is_fuzzed() -> None:
    elsewhere = {"estimate", "diagram"}
    boards = {spec.name for spec in registry.SPECS} - elsewhere
    assert boards == set(WORDS), "give the board some lines as people write them, in WORDS"
