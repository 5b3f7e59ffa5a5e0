"""The findings of the schema board: code, severity, where the rule is from. One table of all."""

from coach.boards.board import Finding, Severity, Span
from coach.boards.schema.sketch_words import bag
from coach.tuples import NamedTuple


class Rule(NamedTuple):
    """How much a finding matters, and the source of its rule ("docs" is PostgreSQL 15's manual)."""

    severity: Severity
    source: str


E, W, H = Severity.ERROR, Severity.WARNING, Severity.HINT

RULES: dict[str, Rule] = {
    "unknown-table": Rule(E, ""),
    "unknown-column": Rule(E, ""),
    "table-twice": Rule(E, ""),
    "column-twice": Rule(E, ""),
    "no-column": Rule(W, ""),
    "no-key": Rule(W, "docs 5.4.4"),
    "optional-key": Rule(W, "docs 5.4.4"),
    "missing-fk-index": Rule(W, "docs 5.4.5"),
    "missing-index": Rule(W, "docs 11"),
    "low-selectivity": Rule(H, "docs 14.1"),
    "index-order": Rule(W, "docs 11.3"),
    "redundant-index": Rule(W, "docs 11.3"),
    "unused-index": Rule(H, "docs 11.12"),
    "expression-index": Rule(W, "docs 11.7"),
    "text-search": Rule(W, "docs 11.10, F.35 pg_trgm"),
    "deep-offset": Rule(W, "docs 7.6"),
    "many-to-many": Rule(W, "1NF; source document, step 2"),
    "relation-without-reference": Rule(W, "docs 5.4.5"),
    "one-to-one-not-unique": Rule(W, "docs 5.4.3"),
    "money-float": Rule(W, "docs 8.1.3"),
    "timestamp-without-zone": Rule(H, "PostgreSQL wiki, Don't Do This"),
    "wide-key": Rule(W, "docs 11, nbtree README: an entry ends at 2,704 bytes"),
    "enum-growth": Rule(H, "docs 8.7"),
    "soft-delete-unique": Rule(W, "docs 11.8"),
    "key-exhaustion": Rule(E, "docs 8.1.1"),
    "random-key": Rule(H, "RFC 9562, 6.2"),
    "partition-key-not-in-key": Rule(E, "docs 5.11.2.3"),
    "unique-without-partition-key": Rule(E, "docs 5.11.2.3"),
    "partition-unpruned": Rule(W, "docs 5.11.4"),
    "hot-shard": Rule(W, "Citus: choosing a distribution column; DynamoDB: partition key design"),
    "cross-shard-query": Rule(W, "Citus: choosing a distribution column"),
    "unique-across-shards": Rule(W, "Citus: limitations of unique constraints"),
    "hot-row": Rule(W, "docs 13.3.2"),
    "list-in-column": Rule(W, "1NF"),
    "polymorphic-reference": Rule(H, "docs 5.4.5"),
    "plain-secret": Rule(E, "OWASP ASVS 2.4, 6.1"),
}
READING = bag("unread unclosed stray-words unreadable-column foreign passed-over")
"""Codes of what could not be read."""


def told(code: str, message: str, span: Span) -> Finding:
    """A finding of that rule."""
    rule = RULES[code]
    return Finding(code, rule.severity, message, span, rule.source)
