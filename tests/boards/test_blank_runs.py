"""A long run of blanks inside a line costs no more than a short one, and moves no place."""

import time

import pytest

from coach.boards.blank_runs import LONGEST, shortened
from coach.boards.board import Context, Span
from coach.boards.registry import board

LINES = (
    "users: id{}x",
    "users(id pk,{}email unique)\nindex users(id,{}email)",
    "id int{}x\nindex users(a{}b)",
    "users{}1:N{}orders\nshard orders by{}user_id",
    "orders(id pk, total int{}-- in cents)",
)


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("blank", [" ", "\t", " \t"])
def test_a_run_of_blanks_is_read_as_a_short_one(line: str, blank: str) -> None:
    schema = board("schema")
    few = schema.parse(line.replace("{}", blank[0] * (LONGEST - 1)))
    began = time.process_time()
    many = schema.parse(line.replace("{}", blank * (20_000 // len(blank))))
    findings = schema.findings(many, Context())
    assert time.process_time() - began < 1
    named = [[column.name for column in table.columns] for table in many.tables]
    assert named == [[column.name for column in table.columns] for table in few.tables]
    assert [finding.code for finding in findings] == [
        finding.code for finding in schema.findings(few, Context())
    ]


def test_places_behind_a_run_are_those_of_the_text_as_written() -> None:
    text = f"users(id pk,{' ' * 500}email unique)\nquery users by{' ' * 300}phone\n"
    model = board("schema").parse(text)
    email = model.tables[0].columns[1]
    assert text[email.span.start : email.span.end].startswith("email")
    told = [finding.span for finding in board("schema").findings(model, Context()) if finding.span]
    assert told and all("query" in text[span.start : span.end] for span in told)
    assert model.breaks == (text.index("\n"), len(text) - 1)


def test_a_run_of_the_longest_kept_is_left_alone() -> None:
    assert shortened(f"a{' ' * LONGEST}b") is None
    short = shortened(f"a{' ' * (LONGEST + 5)}b")
    assert short is not None and short[0] == f"a{' ' * LONGEST}b"
    assert short[1](Span(0, LONGEST + 2)) == Span(0, LONGEST + 7)
