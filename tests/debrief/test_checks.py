"""Checks across boards and talk: each finds its fault, none finds one where there is none."""

import pytest

from coach.authoring.played import Played
from coach.catalog.prompt import Prompt
from coach.debrief.checks import check, praise
from coach.session import decide as it

NOTES = "# Functional requirements\n- {0}\n\n# Non-functional requirements\n- {1}\n"


def codes(stage: Played, prompt: Prompt) -> list[str]:
    return [finding.code for finding in check(stage.state, prompt)]


def sentences(stage: Played, prompt: Prompt) -> str:
    return "\n".join(finding.message for finding in check(stage.state, prompt))


def test_an_untouched_session_has_nothing_to_remark(stage: Played, prompt: Prompt) -> None:
    assert codes(stage, prompt) == []


def test_a_component_never_spoken_of(stage: Played, prompt: Prompt) -> None:
    stage.do(it.EditBoard("diagram", "client -> api -> zookeeper\n"))
    stage.say("The api takes the report.")
    assert "“zookeeper” is drawn, but you never spoke of it" in sentences(stage, prompt)
    assert "“api”" not in sentences(stage, prompt)
    stage.say("Zookeeper keeps the leases.")
    assert "component-unspoken" not in codes(stage, prompt)


def test_a_requirement_that_nothing_serves(stage: Played, prompt: Prompt) -> None:
    stage.do(it.EditBoard("notes", NOTES.format("export invoices as PDF", "fast")))
    stage.do(it.EditBoard("api", "POST /reports {kind} -> 201\n"))
    assert "seems to serve “export invoices as PDF”" in sentences(stage, prompt)
    stage.do(it.EditBoard("api", "POST /reports {kind} -> 201\nGET /invoices -> 200\n"))
    assert "requirement-unserved" not in codes(stage, prompt)


def test_a_number_without_a_mechanism(stage: Played, prompt: Prompt) -> None:
    stage.do(it.EditBoard("notes", NOTES.format("report", "match shown in 5 minutes")))
    assert "number-unkept" not in codes(stage, prompt)
    stage.do(it.EditBoard("diagram", "client -> api -> db\n"))
    assert "You wrote “match shown in 5 minutes”" in sentences(stage, prompt)
    stage.say("A worker does the matching.")
    assert "number-unkept" not in codes(stage, prompt)


def test_what_the_prompt_knows_waits_for_the_end(stage: Played, prompt: Prompt) -> None:
    stage.do(it.EditBoard("api", "GET /nothing -> 200\n"))
    assert "within 5 minutes" not in sentences(stage, prompt)
    assert "requirement-unserved" not in codes(stage, prompt)
    stage.do(it.Close())
    assert "within 5 minutes" in sentences(stage, prompt)
    assert "requirement-unserved" in codes(stage, prompt)


def test_a_table_that_nothing_writes(stage: Played, prompt: Prompt) -> None:
    stage.do(it.EditBoard("schema", "audits(id pk)\nreports(id pk)\n"))
    stage.do(it.EditBoard("api", "POST /reports -> 201\nGET /audits -> 200\n"))
    assert "“audits” is on the schema board" in sentences(stage, prompt)
    assert "“reports” is on" not in sentences(stage, prompt)


@pytest.mark.parametrize(
    ("diagram", "broken"),
    [
        ("api ~> queue\nmatcher -> db\n", True),
        ("api ~> queue ~> matcher -> db\n", False),
        ("api -> db\n", False),
    ],
)
def test_a_walk_that_breaks_between_drawn_parts(
    diagram: str, broken: bool, stage: Played, prompt: Prompt
) -> None:
    stage.do(it.EditBoard("diagram", diagram))
    assert "walk-broken" not in codes(stage, prompt), "no walk is asked for while the session runs"
    stage.do(it.Close())
    assert ("walk-broken" in codes(stage, prompt)) is broken


def test_a_met_observable_is_not_asked_for_again(stage: Played, prompt: Prompt) -> None:
    stage.do(it.Close())
    wanted = prompt.requirements.non_functional[0].but(mechanisms=("candidate shortlist", "score"))
    changed = prompt.but(requirements=prompt.requirements.but(non_functional=(wanted,)))
    assert any(one.code == "number-unkept" for one in check(stage.state, changed))
    met = frozenset({"scoring"})
    assert not any(one.code == "number-unkept" for one in check(stage.state, changed, met))


def test_what_fits_is_said_too(stage: Played, prompt: Prompt) -> None:
    assert praise(stage.state, prompt) == ()
    stage.do(it.EditBoard("diagram", "client -> api x2 -> redis\n"))
    assert "You have spoken of every component you drew." not in praise(stage.state, prompt)
    stage.do(it.Say("The api reads from redis."))
    assert "You have spoken of every component you drew." in praise(stage.state, prompt)
