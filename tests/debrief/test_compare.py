"""What stands beside the reference: questions, numbers, drawings, minutes, predictions."""

import pytest

from coach.authoring.played import Played
from coach.catalog.prompt import Prompt
from coach.catalog.shelf import folders, load_workflow
from coach.debrief.beside import how_far
from coach.debrief.score import Debrief, score
from coach.match.quantities import judge
from coach.session import decide as it
from coach.session import scores

INTERVIEW = load_workflow("interview", folders())


def debriefed(stage: Played, prompt: Prompt) -> Debrief:
    return score(prompt, INTERVIEW, stage.history)


def drawn(stage: Played, prompt: Prompt, text: str) -> Debrief:
    stage.enter("design")
    stage.do(it.EditBoard("diagram", text))
    return debriefed(stage, prompt)


def test_what_was_not_asked_comes_with_its_default(stage: Played, prompt: Prompt) -> None:
    found = debriefed(stage, prompt).comparison
    assert [fact.id for fact in found.unasked] == ["volume"]
    stage.do(it.RevealFact("volume", "20,000", 0), "interviewer")
    assert debriefed(stage, prompt).comparison.unasked == ()


@pytest.mark.parametrize(
    ("sheet", "told"),
    [
        ("photos per year = 2.2 TB", "right"),
        ("photo storage = 1 TB", "2.2 times too low, within a factor of 3"),
        ("storage = 300 KB * 20k * 365", "right"),
        ("image storage = 200 TB", "91 times too high, off"),
        ("storage per user = 3 MB", "not estimated"),
        ("image storage per day = 6 GB", "right"),
        ("photos per day = 6 GB", "right"),
        ("photos per day = 2.2 TB", "not estimated"),
        ("daily photos = 6 GB/day", "right"),
        ("photos per year = 4 hours", "a unit that cannot be compared"),
        ("", "not estimated"),
    ],
)
def test_numbers_are_compared_by_factor(
    sheet: str, told: str, stage: Played, prompt: Prompt
) -> None:
    stage.enter("estimate")
    stage.do(it.EditBoard("estimate", sheet))
    assert how_far(debriefed(stage, prompt).comparison.estimates[0]) == told


def test_the_nearest_of_several_lines_counts(prompt: Prompt) -> None:
    quantity = prompt.quantities[0]
    figure = judge(quantity, "storage = 6 GB\nphoto storage = 2 TB\nstorage in all = 30 TB")
    assert figure is not None
    assert figure.line == "photo storage = 2 TB"


def test_a_missing_part_says_what_breaks_without_it(stage: Played, prompt: Prompt) -> None:
    found = drawn(stage, prompt, "client -> api -> db\n").comparison
    assert {part.id for part in found.missing} >= {"queue", "matcher"}
    assert found.walks[0].sentence == "there is no queue"


def test_a_missing_arrow_is_named_in_the_candidates_words(stage: Played, prompt: Prompt) -> None:
    debrief = drawn(stage, prompt, "api ~> rabbitmq\nmatch worker -> db\n")
    assert debrief.comparison.walks[0].sentence == ("no arrow leads from rabbitmq to match worker")


def test_a_walk_steps_over_what_a_design_need_not_have(stage: Played, prompt: Prompt) -> None:
    design = prompt.design
    assert design is not None
    path = prompt.walks[0].path
    spared = tuple(part.but(essential=part.id != path[-1]) for part in design.components)
    text = " -> ".join(part.name for id_ in path[:-1] for part in spared if part.id == id_)
    stage.enter("design")
    stage.do(it.EditBoard("diagram", f"{text}\n"))
    names = [walk.name for walk in prompt.walks[:1]]
    strict = debriefed(stage, prompt).comparison
    assert [broken.walk.name for broken in strict.walks][:1] == names
    loose = prompt.but(design=design.but(components=spared))
    assert names[0] not in [broken.walk.name for broken in debriefed(stage, loose).comparison.walks]


def test_a_variant_is_honoured_and_not_missed(stage: Played, prompt: Prompt) -> None:
    stage.enter("design")
    n = stage.say("A cron job wakes the matcher once a minute, and that is quick enough.")
    found = drawn(stage, prompt, "api -> db\nmatcher -> db\n").comparison
    assert [(one.name, one.entry) for one in found.honoured] == [("match on a timer", n)]
    assert "queue" not in {part.id for part in found.missing}
    assert not found.walks


@pytest.mark.parametrize(
    ("predicted", "told"),
    [(0, "you know where you stand"), (60, "too high"), (None, "No prediction was made.")],
)
def test_the_prediction_is_weighed(
    predicted: int | None, told: str, stage: Played, prompt: Prompt
) -> None:
    if predicted is not None:
        stage.do(scores.PredictScore(predicted))
    assert told in debriefed(stage, prompt).comparison.calibration


def test_probes_without_an_answer_are_kept(stage: Played, prompt: Prompt) -> None:
    stage.enter("deep-dive")
    first = stage.reply("Whose umbrella is it?", "probe")
    second = stage.reply("How do you rank?", "probe")
    stage.say("By how alike the descriptions are.")
    last = stage.reply("And at night?", "probe")
    found = debriefed(stage, prompt).comparison.unanswered
    assert [one.n for one in found] == [first, last]
    assert second not in {one.n for one in found}


def test_a_curveball_is_shown_with_its_reply(stage: Played, prompt: Prompt) -> None:
    stage.enter("deep-dive")
    stage.do(it.ThrowCurveball("airports", "Three airports join."), "interviewer")
    n = stage.say("Then each gets an index of its own.")
    (thrown,) = debriefed(stage, prompt).comparison.thrown
    assert thrown.reply is not None
    assert thrown.reply.n == n
    assert thrown.good.startswith("Keeps matching apart")


def test_the_load_bearing_point_is_worked_on_first(stage: Played, prompt: Prompt) -> None:
    practice = debriefed(stage, prompt).practice
    assert practice.first[0].title == "Do aside next time."
    assert len(practice.first) == 2
    assert practice.drill is not None


def test_the_drill_is_for_the_weakest_phase(stage: Played, prompt: Prompt) -> None:
    stage.do(it.RevealFact("volume", "20,000", 0), "interviewer")
    stage.enter("design")
    stage.do(it.EditBoard("diagram", "queue -> matcher\n"))
    stage.do(it.EditBoard("api", "POST /reports\n"))
    stage.do(it.EditBoard("schema", "items(id)\n"))
    for phase in ("clarify", "estimate", "design", "deep-dive", "bottlenecks"):
        stage.enter(phase)
        stage.say("Let me say a few words here about nothing much.")
    drill = debriefed(stage, prompt).practice.drill
    assert drill is not None
    assert drill.phase == "estimate"
    assert "report rate = 20k reports/day" in drill.text


def test_minutes_that_an_overrun_took_are_told(stage: Played, prompt: Prompt) -> None:
    stage.say("Let me talk and talk and talk about requirements for ever.")
    stage.enter("estimate", after=60)
    stage.say("So some numbers would be good to have here.")
    stage.enter("design", after=60)
    stage.do(it.EditBoard("diagram", "queue -> matcher\n"))
    stage.do(it.EditBoard("api", "POST /reports then more words here\n"))
    stage.wait(2400)
    stage.do(it.Close())
    first = debriefed(stage, prompt).practice.first[0]
    assert first.title.startswith("Leave “High-level design” in time")
    assert "bottlenecks" in first.advice


def test_minutes_that_were_left_are_nobodys_fault_but_ones_own(
    stage: Played, prompt: Prompt
) -> None:
    stage.say("Let me talk and talk and talk about requirements for ever.")
    stage.enter("estimate", after=60)
    stage.say("So some numbers would be good to have here.")
    stage.enter("design", after=600)
    stage.do(it.EditBoard("diagram", "queue -> matcher\n"))
    stage.do(it.EditBoard("api", "POST /reports then more words here\n"))
    stage.do(it.Close(), after=30)
    titles = [advice.title for advice in debriefed(stage, prompt).practice.first]
    assert any(title.startswith("Use the whole time: you ended with") for title in titles)
    assert not any(title.startswith("Leave “") for title in titles)
