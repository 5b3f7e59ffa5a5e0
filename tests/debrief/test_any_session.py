"""Whatever happened in a session, its debrief comes out, twice the same."""

from hypothesis import given, settings
from hypothesis import strategies as st

from coach.authoring.played import Played
from coach.authoring.played_sessions import opening
from coach.boards.board import plain
from coach.catalog.prompt import Prompt
from coach.catalog.workflow import Workflow
from coach.debrief.as_json import as_json
from coach.debrief.report import report
from coach.debrief.score import score
from coach.export.transcript import as_json as transcript_json
from coach.export.transcript import markdown
from coach.session import events as ev
from coach.session.history import whole

TEXTS = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        [
            "We use a queue and the matcher ranks each candidate by its score.",
            "api ~> queue -> matcher\nmatcher => \n-> db\ngroup x: api, queue",
            "photos per year = 1 TB\nstorage = = 3\nreports = 1/0",
            "POST /reports {\nGET /{a}/{b\nitems(id",
            "# Functional requirements\n- find things\n# Non-functional\n- 5 minutes\n",
            "",
        ]
    ),
)
PHASES = st.sampled_from(["clarify", "estimate", "design", "deep-dive", "bottlenecks", "lunch"])
BOARDS = st.sampled_from(["notes", "estimate", "diagram", "api", "schema", "napkin"])
NUMBERS = st.integers(-2, 60)
EVENTS = st.one_of(
    st.builds(ev.PhaseEntered, PHASES),
    st.builds(ev.Said, TEXTS, st.sampled_from(["", "probe", "answer"])),
    st.builds(ev.TextEdited, BOARDS, st.integers(-1, 3), st.sampled_from(["", "a"]), TEXTS),
    st.builds(ev.TextEdited, BOARDS, st.just(0), st.just(""), TEXTS),
    st.builds(ev.FactRevealed, st.sampled_from(["volume", "?"]), TEXTS, NUMBERS),
    st.builds(ev.HintGiven, PHASES, TEXTS, TEXTS, TEXTS, st.floats(-5, 50)),
    st.builds(ev.CurveballThrown, st.sampled_from(["airports", "?"]), TEXTS),
    st.builds(ev.Overruled, st.sampled_from(["aside", "?"]), st.booleans(), NUMBERS, TEXTS),
    st.builds(ev.ScorePredicted, st.integers(0, 100)),
    st.builds(ev.Paused),
    st.builds(ev.Resumed),
    st.builds(ev.WasAway, st.floats(-5, 500)),
    st.builds(ev.SessionClosed),
    st.builds(ev.Unknown, st.just("danced"), st.just(3), st.just({})),
)
STEPS = st.lists(
    st.tuples(EVENTS, st.sampled_from(["candidate", "interviewer"]), st.floats(0, 300)),
    max_size=25,
)


@settings(max_examples=60, deadline=None)
@given(steps=STEPS, cells=st.integers(1, 200))
def test_any_session_can_be_debriefed(
    steps: list[tuple[ev.Event, str, float]], cells: int, prompt: Prompt, workflow: Workflow
) -> None:
    stage = Played(opening(prompt, workflow, "mid"))
    for event, by, after in steps:
        stage.wait(after)
        stage.append(event, by)
    stage.append(ev.GaveUp())
    debrief = score(prompt, workflow, stage.history)
    assert 0 <= debrief.total <= 100
    page = plain(report(debrief, cells))
    assert page == plain(report(score(prompt, workflow, stage.history), cells))
    assert as_json(debrief) == as_json(score(prompt, workflow, stage.history))
    assert markdown(stage.history)
    assert transcript_json(stage.history)


@settings(max_examples=20, deadline=None)
@given(steps=STEPS)
def test_a_session_without_an_opening_can_be_debriefed(
    steps: list[tuple[ev.Event, str, float]], prompt: Prompt, workflow: Workflow
) -> None:
    stage = Played(opening(prompt, workflow, "mid"))
    for event, by, after in steps:
        stage.wait(after)
        stage.append(event, by)
    assert 0 <= score(prompt, workflow, whole(stage.entries[1:])).total <= 100
