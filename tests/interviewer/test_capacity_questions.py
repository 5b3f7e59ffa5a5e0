"""What one machine carries is told when it is asked, and only then."""

import pytest

from coach.catalog import shelf
from coach.interviewer.capacity_questions import capacity_asked
from tests.sampled import sampled

FOLDERS = shelf.folders()
INTERVIEWS = [one.slug for one in shelf.headers(FOLDERS)[0] if one.workflow == "interview"]
CAPACITIES = shelf.load_workflow("interview", FOLDERS).capacities
ASKED = {
    "How much does one Postgres box do?": "database",
    "how many transactions can one database machine handle?": "database",
    "how many qps can postgres take": "database",
    "can a single Postgres handle 20k writes a second?": "database",
    "What's the capacity of a db server?": "database",
    "how many tps can one primary do": "database",
    "how often can one row be updated?": "row",
    "how many requests does one server handle?": "service",
    "how many commands a second does redis do?": "cache",
    "what throughput can I assume for a single Kafka broker?": "stream",
    "How many connections per server?": "connections",
    "how many open websockets can a gateway hold?": "connections",
    "how many IOPS has an NVMe?": "disk",
    "how many writes a second does one Cassandra node take?": "wide-column",
    "how many reads per second does S3 do?": "objects",
}
ANOTHER = (
    "How many requests per second do we expect?",
    "How many writes per second are there?",
    "How many users are online at once?",
    "How many requests per second per user?",
    "how many photos does one user upload per day?",
    "how many users does a group have?",
    "what does a server cost?",
    "What happens when one database fails?",
    "what does redis give us?",
    "what is the throughput?",
    "how much data does one user store?",
    "does one database suffice?",
    "About 12 payments a second and 120 at the peak; one relational database takes that.",
    "That is 170 thousand a second, no single database takes it; a log with many partitions does.",
    "Postgres can handle 10k writes a second per machine, so I need four of them.",
)


@pytest.mark.parametrize("question", ASKED)
def test_a_question_for_one_machine_gets_its_row(question: str) -> None:
    row = capacity_asked(shelf.load("url-shortener", FOLDERS), CAPACITIES, question)
    assert row is not None
    assert row.id == f"capacity-{ASKED[question]}"


@pytest.mark.parametrize("question", ANOTHER)
def test_a_question_for_the_load_is_none_for_a_machine(question: str) -> None:
    assert capacity_asked(shelf.load("url-shortener", FOLDERS), CAPACITIES, question) is None


def test_a_prompt_that_tells_its_machines_answers_itself() -> None:
    prompt = shelf.load("key-value-store", FOLDERS)
    assert capacity_asked(prompt, CAPACITIES, "How much can one node handle?") is None


@pytest.mark.parametrize("slug", sampled(INTERVIEWS))
def test_no_asking_of_a_shipped_fact_is_taken_for_one_of_a_machine(slug: str) -> None:
    prompt = shelf.load(slug, FOLDERS)
    taken = [
        (fact.id, ask)
        for fact in prompt.facts
        for ask in fact.asks
        if capacity_asked(prompt, CAPACITIES, ask) is not None
    ]
    assert taken == []


def test_in_a_session_it_is_told_as_a_fact_and_then_said_again(stages: object) -> None:
    stage = stages.open()  # type: ignore[attr-defined]
    stage.enter("clarify")
    stage.say("How much does one Postgres box do?")
    assert [fact.fact for fact in stage.state.facts] == ["common-capacity-database"]
    assert "10,000 to 50,000" in stage.state.facts[0].answer
    stage.say("And how many transactions can one Postgres do?")
    assert len(stage.state.facts) == 1
    assert "10,000 to 50,000" in stage.state.conversation[-1].text
