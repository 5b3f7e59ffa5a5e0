"""What is lost of a session is said, and nothing is said to be lost that is there."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from coach.session import events as ev
from coach.session.entry import Entry
from coach.session.history import LOST, History, whole


def entries_of(*numbers: int) -> tuple[Entry, ...]:
    return tuple(Entry(n, float(n), "candidate", ev.Said(f"words {n}")) for n in numbers)


def test_nothing_is_said_of_a_whole_session() -> None:
    assert whole(entries_of(1, 2, 3)).losses() == ()
    assert whole(()).losses() == ()


def test_the_reader_s_sentence_comes_first_and_the_gaps_after_it() -> None:
    history = History(entries_of(1, 2, 5, 6, 8), "The file is damaged.")
    assert history.losses() == ("The file is damaged.", "Entries 3 to 4, 7 are lost.")
    assert whole(entries_of(1, 3)).losses() == ("Entry 2 is lost.",)
    assert whole(entries_of(4)).losses() == ("Entries 1 to 3 are lost.",)


def test_many_gaps_are_counted_instead_of_named() -> None:
    (told,) = whole(entries_of(*range(1, 40, 2))).losses()
    assert told == "Entries 2, 4, 6, 8, 10 and 14 more stretches are lost."


def test_what_a_repair_put_in_place_of_lost_entries_is_still_lost() -> None:
    mended = [*entries_of(1, 2, 3, 4, 5, 6)]
    for place in (1, 2, 5):
        mended[place] = replace(mended[place], event=ev.Unknown(LOST, 1, {}))
    assert whole(mended).losses() == ("Entries 2 to 3, 6 are lost.",)


def test_edits_that_no_longer_fit_are_counted(opened: ev.SessionOpened) -> None:
    edits = [
        Entry(1, 0.0, "coach", opened),
        Entry(2, 1.0, "candidate", ev.TextEdited("diagram", 0, "", "client")),
        Entry(3, 2.0, "candidate", ev.TextEdited("diagram", 6, "", " -> api")),
        Entry(4, 3.0, "candidate", ev.TextEdited("diagram", 10, "api", "lb")),
    ]
    assert whole(edits).losses() == ()
    told = whole([edits[0], edits[1], edits[3]]).losses()
    assert told[0] == "Entry 3 is lost."
    assert told[1].startswith("1 edit made after a loss could not be applied")
    assert len(whole([edits[0], edits[3]]).losses()) == 2


@given(st.sets(st.integers(1, 30), min_size=1))
def test_every_missing_number_is_told_and_no_other(numbers: set[int]) -> None:
    kept = sorted(numbers)
    missing = set(range(1, kept[-1] + 1)) - numbers
    gaps = [n for first, last in whole(entries_of(*kept)).gaps() for n in range(first, last + 1)]
    assert sorted(missing) == gaps
    assert bool(whole(entries_of(*kept)).losses()) == bool(missing)
