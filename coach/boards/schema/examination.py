"""All findings of a schema: those of its reading and those of the rules, silenced ones left out."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from coach.boards.board import Finding, Severity
from coach.boards.schema.advised import QueryAdvice
from coach.boards.schema.finding_rules import RULES
from coach.boards.schema.index_findings import index_findings
from coach.boards.schema.integrity import integrity
from coach.boards.schema.relation_findings import relation_findings
from coach.boards.schema.scale_findings import scale_findings
from coach.boards.schema.schema_parts import Schema
from coach.boards.schema.type_findings import type_findings

_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.HINT: 2}


def line_of(schema: Schema, at: int) -> int:
    """The number of the line of a place in the text, from 1."""
    return bisect_left(schema.breaks, at) + 1


def examined(schema: Schema, answers: Sequence[QueryAdvice]) -> tuple[Finding, ...]:
    """The findings, errors first, then in the order of the text."""
    findings = [known for known in _all(schema, answers) if not _silenced(schema, known)]
    return tuple(
        sorted(
            findings,
            key=lambda finding: (
                _ORDER[finding.severity],
                finding.span.start if finding.span else 0,
            ),
        )
    )


def _all(schema: Schema, answers: Sequence[QueryAdvice]) -> Iterator[Finding]:
    yield from schema.findings
    yield from integrity(schema)
    yield from relation_findings(schema)
    yield from type_findings(schema)
    yield from index_findings(schema, answers)
    yield from scale_findings(schema)


def _silenced(schema: Schema, finding: Finding) -> bool:
    if not schema.silenced or finding.code not in RULES:
        return False
    line = line_of(schema, finding.span.start) if finding.span else -1
    return (0, finding.code) in schema.silenced or (line, finding.code) in schema.silenced
