"""What is drawn and was never spoken of, and which lines of a board are the candidate's own."""

from dataclasses import replace

import pytest

from coach.match.boards_seen import own_lines, unspoken
from coach.session.events import CANDIDATE, INTERVIEWER
from coach.session.state import EMPTY, State, Utterance


def session(diagram: str, said: str = "", notes: str = "", by: str = CANDIDATE) -> State:
    spoken = (Utterance(3, 5.0, by, said, "said", "design"),) if said else ()
    return replace(EMPTY, boards={"diagram": diagram, "notes": notes}, conversation=spoken)


@pytest.mark.parametrize(
    ("said", "silent"),
    [
        ("", ["click counter", "redis"]),
        ("The counter adds up.", ["redis"]),
        ("Redis is warm, clicks are counted.", []),
        ("The cache is warm and clicks are counted.", []),
        ("The service is stateless.", ["click counter", "redis"]),
    ],
)
def test_a_component_is_spoken_of_by_a_telling_word_or_its_kind(
    said: str, silent: list[str]
) -> None:
    state = session("client -> load balancer -> click counter -> redis", said)
    assert [node.label for node in unspoken(state)] == silent


@pytest.mark.parametrize(
    ("diagram", "silent"),
    [
        ("app -> gateway\ngateway -> ledger", ["gateway", "ledger"]),
        ("buyer -> checkout -> ledger", ["checkout", "ledger"]),
        ("app -> cdn\napp -> lb -> ledger", ["cdn", "ledger"]),
        ("vote api -> ledger", ["vote api", "ledger"]),
        ("importer -> postgres", ["importer", "postgres"]),
        ("importer ~> kafka", ["importer", "kafka"]),
        ("renderer x3 -> ledger", ["renderer", "ledger"]),
        ("renderer [service] -> ledger", ["renderer", "ledger"]),
        ("cron ~> ledger\nledger -> cron", ["cron", "ledger"]),
    ],
)
def test_who_only_calls_the_system_needs_no_word(diagram: str, silent: list[str]) -> None:
    assert [node.label for node in unspoken(session(diagram))] == silent


def test_notes_speak_and_the_interviewer_does_not() -> None:
    diagram = "client -> click counter"
    assert unspoken(session(diagram, "What does the counter do?", by=INTERVIEWER))
    assert not unspoken(session(diagram, notes="clicks are counted"))


def test_a_name_of_common_words_only_is_spoken_of_by_them() -> None:
    assert unspoken(session("client -> api", "it is fast"))
    assert not unspoken(session("client -> api", "the api is fast"))


def test_the_lines_a_board_started_with_are_not_the_candidates() -> None:
    assert own_lines(session("", notes="mine\n"), "notes") == "mine"
    assert own_lines(EMPTY, "notes") == ""
