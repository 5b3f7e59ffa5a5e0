"""A mock that is handed on to be graded by somebody else: its forms stay behind."""

from coach.mock.grade import fingerprint
from coach.mock.sealed_form import packed, seal_in
from coach.session import events as ev
from coach.session import together as tg
from coach.session.entry import Entry
from coach.session.wire import from_data
from tests.mock.at_table import opening

OPENED = from_data("session_opened", 1, opening("aaaa0001"))
TALK: tuple[tuple[str, ev.Event], ...] = (
    (ev.INTERVIEWER, OPENED),
    (ev.CANDIDATE, ev.Said("I would keep a log.", "", "")),
    (ev.INTERVIEWER, ev.SessionClosed("finished")),
)
AFTER: tuple[tuple[str, ev.Event], ...] = (
    (ev.INTERVIEWER, tg.Sealed("a" * 64)),
    (ev.CANDIDATE, tg.Waived()),
    (ev.INTERVIEWER, tg.Unsealed("a verdict of somebody's", "b" * 32)),
    (ev.INTERVIEWER, tg.Shared("notes", 1, 1, "a note of somebody's")),
)


def _entries(*told: tuple[str, ev.Event]) -> list[Entry]:
    return [Entry(n, float(n), by, event) for n, (by, event) in enumerate(told, 1)]


def test_no_form_and_nothing_that_was_given_travels() -> None:
    sent = packed(_entries(*TALK, *AFTER), "d" * 64)
    assert "I would keep a log." in sent
    assert "somebody" not in sent
    assert "a" * 64 not in sent
    assert sent.count('"sealed"') == 1
    assert sent.count("\n") == len(TALK) + len(AFTER) + 1


def test_a_session_has_one_fingerprint_before_its_forms_and_after() -> None:
    assert fingerprint(_entries(*TALK)) == fingerprint(_entries(*TALK, *AFTER))


def test_the_seal_that_travels_is_the_hand_offs_own() -> None:
    own = Entry(9, 9.0, ev.CANDIDATE, tg.Sealed("d" * 64))
    assert seal_in([*_entries(*TALK, *AFTER), own]) == "d" * 64
