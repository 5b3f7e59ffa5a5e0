"""Lines in words: what they ask, what each amount is for, and what is left alone.

A row of spoken_lines.tsv is a line, sheets of several joined by //, and what its writer worked out
for the last one before anything was run.
"""

import pytest

from coach.boards.estimate.note import NoteKind
from tests.boards.estimate.worked_rows import hold, last, rows

ROWS = rows("spoken_lines.tsv")


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_a_line_in_words_comes_to_what_its_writer_worked_out(row: list[str]) -> None:
    hold(row)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("12M riders, each opens the app 6 times a day: opens per second?", "12M riders × 6 times"),
        ("each box handles 800 rps, load is 30k rps -> boxes", "1 / 800 rps × 30k rps"),
        ("hit ratio 97%, 120k qps: qps on the database", "(100% - 97%) × 120k qps"),
    ],
)
def test_how_it_was_read_is_said(text: str, said: str) -> None:
    notes = [note.text for note in last(text).notes if note.kind is NoteKind.JOINED]
    assert len(notes) == 1 and notes[0].startswith(f"read as {said}"), notes


@pytest.mark.parametrize(
    "text",
    [
        "two zones, 99.5% each",
        "5 GB, 40% compressed",
        "6 MB/s down, 8x compression",
        "3 replicas across 2 regions",
        "4 GB RAM, 2 cores",
        "20k rps, not more than 500 each",
        "how many of 300 nodes fail at 2% each, unless 5 are spare?",
        "traffic grew 20% last year, 40k rps",
        "we dropped 3 of 12 services last week",
        "either 40 GB or 60 GB for 30 days",
    ],
)
def test_what_turns_or_only_stands_there_is_no_product(text: str) -> None:
    line = last(text)
    assert line.value is None or any(note.kind is NoteKind.SPARE for note in line.notes), line.shown


def test_a_multiple_behind_a_comma_is_never_dropped_without_a_word() -> None:
    line = last("peak load: 6k rps, on sale days about 4x of whatever we planned in spring")
    assert any(note.kind is NoteKind.SPARE and "4x" in note.text for note in line.notes)
