"""What the console offers, asks for and shows, without a screen."""

from dataclasses import replace

import pytest

from coach.catalog.shelf import folders, load, load_workflow
from coach.mock.dossier import Dossier
from coach.mock.listening import (
    Boards,
    HeardNumber,
    ListenedPoint,
    cited,
    how_far,
    last_board,
    listened,
    look_closely,
    of_level,
)
from coach.mock.now_line import ASK_MORE, Now, advise
from coach.session import events as ev
from coach.session import together as tg
from coach.session.entry import Entry
from coach.session.fold import fold
from coach.session.state import State
from coach.session.wire import from_data
from coach.ui.commands import of
from coach.ui.mock_commands import INTERVIEWERS
from coach.ui.views import console as views
from coach.ui.views.numbered import numbered_rows
from coach.ui.views.pack import MOST_TOLD, brief_rows, facts_offered
from tests.mock.at_table import opening

PACK = Dossier(load("url-shortener", folders()), load_workflow("interview", folders()))
TWO = "How many new links a day? And how long do they have to live?"


def at_desk(*events: tuple[str, ev.Event]) -> tuple[State, list[Entry]]:
    """A session's state and entries after these events, a second each."""
    data = {**opening("aaaa0001"), "prompt": "url-shortener"}
    told = [("interviewer", from_data("session_opened", 1, data)), *events]
    seats = {"interviewer": "p1", "candidate": "p2"}
    entries = [
        Entry(n, float(n), by, event, f"i{n}", seats[by], None, n, "")
        for n, (by, event) in enumerate(told, 1)
    ]
    return fold(entries), entries


def fact(name: str) -> ev.FactRevealed:
    """Telling a fact for entry 3."""
    known = PACK.prompt.fact(name)
    assert known is not None
    return ev.FactRevealed(name, known.answer, 3)


def asked() -> tuple[tuple[str, ev.Event], ...]:
    return (("interviewer", ev.PhaseEntered("clarify")), ("candidate", ev.Said(TWO, "", "")))


def test_the_question_itself_ranks_the_facts() -> None:
    wanted = PACK.asked_for(TWO)
    assert len(wanted) == 2
    assert tuple(one.id for one in PACK.ranked(TWO)[:2]) == wanted
    assert [one.id for one in PACK.ranked(TWO, {wanted[0]})[:2]] == [wanted[1], wanted[0]]


def test_the_beginning_of_a_name_comes_before_everything_else() -> None:
    for one in PACK.prompt.facts:
        word = one.id.split("-")[0]
        first = PACK.ranked(word[:5], {one.id})[0]
        assert any(part.startswith(word[:5]) for part in first.id.split("-"))


def test_the_second_of_two_questions_waits_until_it_is_answered() -> None:
    first, second = PACK.asked_for(TWO)
    state, _ = at_desk(*asked(), ("interviewer", fact(first)))
    now = advise(state, PACK, (), now=5.0, silent=0.0, name="Ana")
    assert (now.why, now.key) == (f"Ana also asked: {second.replace('-', ' ')}", "a")
    state, _ = at_desk(*asked(), ("interviewer", fact(first)), ("interviewer", fact(second)))
    assert advise(state, PACK, (), now=5.0, silent=0.0, name="Ana").why == "Listen."
    going_on = ("candidate", ev.Said("Never mind, I go on with the numbers.", "", ""))
    state, _ = at_desk(*asked(), ("interviewer", fact(first)), going_on)
    assert advise(state, PACK, (), now=5.0, silent=0.0, name="Ana").why == "Listen."


def test_two_things_in_one_question_are_two() -> None:
    both = (
        "candidate",
        ev.Said("How many links are made a day, and how long do they live?", "", ""),
    )
    phase = ("interviewer", ev.PhaseEntered("clarify"))
    state, _ = at_desk(phase, both, ("interviewer", fact("new-links")))
    assert (
        advise(state, PACK, (), now=5.0, silent=0.0, name="Ana").why == "Ana also asked: lifetime"
    )


@pytest.mark.parametrize("cells", [34, 76])
def test_the_fact_under_the_cursor_is_whole_in_a_narrow_column_too(cells: int) -> None:
    state, _ = at_desk(*asked())
    for at in range(9):
        rows = facts_offered(PACK, state, TWO, at, cells=cells, most=14)
        text = " ".join("".join(text for text, _ in row) for row in rows)
        chosen = PACK.ranked(TWO)[at]
        assert " ".join(chosen.answer.split()) in " ".join(text.split())
        assert len(rows) <= 14


def test_where_no_fact_surely_fits_that_is_offered_first() -> None:
    asking = "Do people pay by card or with coins?"
    assert not PACK.heard(asking).facts
    state, _ = at_desk(*asked())
    rows = facts_offered(PACK, state, asking, -1, cells=34, most=14, nothing="Assume it.")
    told = ["".join(text for text, _ in row) for row in rows]
    assert told[:2] == ["▸  none surely fits: say", "   Assume it."]
    assert sum(line.startswith("▸") for line in told) == 1


def test_a_common_answer_and_what_machines_carry_can_be_told() -> None:
    state, _ = at_desk(*asked())
    for asking in ("Who is woken at night when it breaks?", "How many reads does one Redis take?"):
        (name,) = PACK.asked_for(asking)
        assert PACK.prompt.fact(name) is None
        assert PACK.ranked(asking)[0].id == name
        assert PACK.fact(state, name).answer == PACK.ranked(asking)[0].answer


def test_what_the_debrief_doubts_the_console_does_not_see() -> None:
    pack = Dossier(load("picture-maker", folders()), load_workflow("interview", folders()))
    words = (
        "If a whole hall of cards goes, payers keep their line and the free line closes politely."
    )
    _, entries = at_desk(("interviewer", ev.PhaseEntered("bottlenecks")), *_said(words))
    assert "foresees-the-cards-in-the-evening" not in (look_closely(pack, entries).evidence or {})


def test_what_a_candidate_expected_in_the_opened_form_is_their_prediction() -> None:
    form = '{"form":1,"predicted":62}'
    state, _ = at_desk(("candidate", tg.Unsealed(form, "00")))
    assert state.predicted == 62
    assert at_desk(("interviewer", tg.Unsealed(form, "00")))[0].predicted is None
    broken = '{"form":1,"predicted":620}'
    assert at_desk(("candidate", tg.Unsealed(broken, "00")))[0].predicted is None


def test_what_shows_by_the_clock_is_cited_by_no_words() -> None:
    pack = Dossier(load("url-shortener", folders()), load_workflow("interview", folders()))
    words = "We keep links in a store and a cache in front of it, and we look at what breaks first."
    spoken: list[tuple[str, ev.Event]] = []
    for phase in pack.workflow.phases:
        spoken += [("interviewer", ev.PhaseEntered(phase.id))]
        spoken += [("candidate", ev.Said(words, "", ""))] * 8
    _, entries = at_desk(*spoken)
    timed = [o.id for o in pack.prompt.observables if any(show.pace for show in o.shows)]
    seen = look_closely(pack, entries).evidence or {}
    assert timed
    assert [seen.get(name) for name in timed] == [0] * len(timed)


@pytest.mark.parametrize("slug", ["llm-serving", "url-shortener"])
def test_the_brief_has_the_whole_decision_and_names_every_fact_that_must_be_asked(
    slug: str,
) -> None:
    pack = Dossier(load(slug, folders()), load_workflow("interview", folders()))
    rows = brief_rows(pack, "senior", 60)
    assert all(sum(len(text) for text, _ in row) <= 60 for row in rows)
    text = " ".join(" ".join(text for text, _ in row) for row in rows)
    told = " ".join(text.split())
    (decision,) = (one for one in pack.prompt.decisions if one.load_bearing)
    assert decision.question in told
    musts = [fact.id.replace("-", " ") for fact in pack.prompt.facts if fact.must]
    assert all(name in told for name in musts)
    assert ("and for " in told) is (len(musts) > MOST_TOLD)


def test_a_page_of_what_is_seen_says_so_where_nothing_is() -> None:
    rows = views.evidence_rows((), 60)
    assert "Nothing of this phase so far." in rows[-1][0][0]


def test_a_bare_number_far_off_is_asked_about_and_not_called_wrong() -> None:
    assert how_far(125_000_000.0, 2.0, bare=True) == "no unit: ask what it counts"
    assert how_far(50.0, 2.0, bare=True) == "50 x too much"
    assert how_far(50.0, 2.0) == "50 x too much"
    assert how_far(8.0, 2.0, data=True) == "8 x too much, bits for bytes?"
    assert how_far(8.0, 2.0, data=False) == "8 x too much"
    assert how_far(24.0, 2.0, data=False) == "24 x too much, an hour for a day?"


def _console(state: State, entries: list[Entry], **more: object) -> views.Console:
    class Live:
        """As much of a seat as is drawn."""

        me = "interviewer"

        def clock_of(self, n: int) -> float:
            return fold(entries[:n]).elapsed(entries[n - 1].at)

    live = Live()
    live.state, live.entries = state, entries  # type: ignore[attr-defined]
    made = views.Console(live, PACK, 9.0, Now(""), (), Boards(), "Ana", "", "")  # type: ignore[arg-type]
    return replace(made, **more)  # type: ignore[arg-type]


def test_a_word_added_to_a_mark_makes_no_second_mark() -> None:
    point = PACK.prompt.observables[0].id
    state, entries = at_desk(
        *asked(),
        ("interviewer", tg.Graded(point, "yes")),
        ("interviewer", tg.Graded(point, "yes", "said twice")),
        ("interviewer", tg.Graded(point, "no")),
    )
    rows = views.notes_rows(_console(state, entries), 70)
    told = ["".join(text for text, _ in row) for row in rows[1:]]
    assert len(told) == 2
    assert told[0].startswith(" 0:02 +  said twice · Asks"), "the interview began at second 2"
    assert told[1].startswith(" 0:04 -")


def test_names_of_figures_and_broken_walks_are_whole_in_the_left_part() -> None:
    state, entries = at_desk(*asked())
    figures = (HeardNumber("inventory of nights", "1.46B rows", "18.25B", "12 x too much"),)
    way = "the way from the garage controller to the stay store"
    walks = (("a traveller looks for a room", "no: ends at availability copy"), (way, "yes"))
    console = _console(state, entries, boards=Boards(("api",), (), walks, figures))
    lines = ["".join(t for t, _ in row) for row in views.drawn_rows(console, 38)]
    text = " ".join(" ".join(lines).split())
    for words in ("inventory of nights", "1.46B rows", "18.25B", "ends at availability copy", way):
        assert words in text
    assert all(len(line) <= 39 for line in lines)


def test_the_board_in_sight_is_the_one_written_on_last() -> None:
    state, entries = at_desk(
        *asked(), ("candidate", ev.TextEdited("diagram", 0, "", "a -> b")),
        ("candidate", ev.Said("There.", "", "")),
    )  # fmt: skip
    assert last_board(state, entries) == "diagram"
    state, entries = at_desk()
    assert last_board(state, entries) == "notes"


def advised(events: list[tuple[str, ev.Event]], now: float, silent: float = 0.0) -> Now:
    """What NOW says, two points of the phase being neither heard nor marked."""
    state, _ = at_desk(*events)
    missing = tuple(ListenedPoint(n, f"o{n}", "", "", "", False, 0) for n in (1, 2))
    return advise(state, PACK, missing, now=now, silent=silent, name="Ana")


def test_what_is_missing_is_asked_for_once_and_never_told() -> None:
    events: list[tuple[str, ev.Event]] = [("interviewer", ev.PhaseEntered("clarify"))]
    now = 2.0 + 0.8 * 300
    first = advised(events, now)
    assert (first.key, first.words) == ("s", ASK_MORE)
    assert first.why == "2 parts of the answer not heard yet."
    events.append(("interviewer", ev.Said(ASK_MORE, "", "")))
    assert advised(events, now).why == "Listen."
    assert advised(events, 2.0 + 295).why == "Listen."


def test_nothing_is_asked_while_the_last_words_are_fresh() -> None:
    events: list[tuple[str, ev.Event]] = [("interviewer", ev.PhaseEntered("clarify"))]
    for _ in range(230):
        events.append(("candidate", ev.Said("I note that.", "", "")))
    events.append(("interviewer", ev.Said("Go on.", "", "")))
    assert advised(events, 240.0).why == "Listen."
    assert advised(events, 299.0).key == "s"


def _said(*texts: str) -> tuple[tuple[str, ev.Event], ...]:
    return tuple(("candidate", ev.Said(text, "", "")) for text in texts)


def test_what_fails_is_named_while_it_is_fresh_and_until_it_is_taken_back() -> None:
    pack = Dossier(load("payment-system", folders()), load_workflow("interview", folders()))
    phase = ("interviewer", ev.PhaseEntered("deep-dive"))
    wrong = "A timeout of the provider is a failure, so the buyer tries again with another one."
    right = (
        "No: after a timeout the outcome is unknown, so it stays pending and we ask the provider."
    )

    def heard(*texts: str) -> tuple[Now, ListenedPoint]:
        state, entries = at_desk(phase, *_said(*texts))
        points = listened(state, pack, look_closely(pack, entries))
        told = advise(state, pack, points, now=9.0, silent=0.0, name="Ana")
        return told, next(point for point in points if "timeout" in point.text)

    now, point = heard(wrong)
    assert point.sign == "×"
    assert (now.key, now.why) == ("?", f"Ana may be wrong on this: {point.text}.")
    now, point = heard(wrong, "The ledger has a row for each entry.")
    assert (point.sign, now.why) == ("×", "Listen.")
    now, point = heard(wrong, right)
    assert (point.sign, now.why) == ("≈", "Listen.")
    phase = ("interviewer", ev.PhaseEntered("design"))
    now, point = heard(wrong)
    assert (point.sign, now.key) == ("×", "?")


def test_what_fails_is_named_above_the_level_too() -> None:
    pack = Dossier(load("parking-garages", folders()), load_workflow("interview", folders()))
    said = _said("The queue delivers exactly once, so no event is counted twice.")
    state, entries = at_desk(("interviewer", ev.PhaseEntered("deep-dive")), *said)
    (wrong,) = (p for p in listened(state, pack, look_closely(pack, entries)) if p.wrong)
    assert (wrong.sign, wrong.id in {point.id for point in of_level(state, pack)}) == ("×", False)


def test_hints_lead_to_what_is_not_drawn_yet() -> None:
    pack = Dossier(load("picture-maker", folders()), load_workflow("interview", folders()))
    drawing = "browser -> job api -> job store\njob api ~> free lane ~> card worker\n"
    edit = ("candidate", ev.TextEdited("diagram", 0, "", drawing))
    state, _ = at_desk(("interviewer", ev.PhaseEntered("design")), edit)
    ladders = [hint.ladder for hint in pack.hints(state)]
    assert set(ladders) == {"part-paid-lane", "part-picture-store"}


def test_what_a_sheet_or_a_drawing_shows_is_cited_by_its_board() -> None:
    drawn = ev.TextEdited("diagram", 0, "", "a -> b\nb -> c\n")
    assert cited(drawn) == "(on the board Diagram)"
    assert cited(ev.Said("Reads win.", "", "")) == "Reads win."


def test_probes_about_what_is_spoken_of_come_first() -> None:
    pack = Dossier(load("payment-system", folders()), load_workflow("interview", folders()))
    phase = ("interviewer", ev.PhaseEntered("deep-dive"))

    def topic(*texts: str) -> str:
        state, _ = at_desk(phase, *_said(*texts))
        return pack.probes(state)[0][0].id

    ledger = "Every payment is booked twice in the ledger, debit and credit."
    files = "Each night we reconcile with the provider's settlement file."
    assert (topic(ledger), topic(files)) == ("ledger", "reconcile")


def test_only_silence_or_asking_brings_a_hint() -> None:
    events: list[tuple[str, ev.Event]] = [("interviewer", ev.PhaseEntered("design"))]
    for second in range(2, 602, 20):
        assert advised(events, float(second)).key != "h"
    assert advised(events, 100.0, silent=95.0).key == "h"


def test_a_fact_told_for_an_earlier_question_answers_no_later_one() -> None:
    late = ("candidate", ev.Said("How often is a link opened?", "", ""))
    state, _ = at_desk(*asked(), late, ("interviewer", fact("new-links")))
    now = advise(state, PACK, (), now=5.0, silent=0.0, name="Ana")
    assert (now.why, now.key) == ("Ana asks: How often is a link opened?", "a")
    told = ev.FactRevealed("redirects", "A hundred to one.", 4)
    state, _ = at_desk(*asked(), late, ("interviewer", told))
    assert advise(state, PACK, (), now=5.0, silent=0.0, name="Ana").why == "Listen."
    state, _ = at_desk(*asked(), late, ("interviewer", ev.Said("A hundred to one.", "", "")))
    assert advise(state, PACK, (), now=5.0, silent=0.0, name="Ana").why == "Listen."


def test_a_quiet_clock_is_quiet_on_the_console_too() -> None:
    state, entries = at_desk(("interviewer", ev.PhaseEntered("clarify")))
    shown, said = set(), set()
    for now in (422.0, 450.0, 481.0):
        console = _console(state, entries, now=now, quiet=True)
        shown.add("".join(text for text, _ in views.header(console, 120)))
        advice = advise(state, PACK, (), now=now, silent=0.0, name="Ana", quiet=True)
        said.add(advice.why)
    assert len(shown) == len(said) == 1
    assert "7:00 of" in shown.pop()
    running = _console(state, entries, now=450.0)
    assert "7:28 of" in "".join(text for text, _ in views.header(running, 120))


def test_what_is_neither_drawn_nor_due_leaves_its_place_to_what_is() -> None:
    figures = (HeardNumber("writes", "116 /s", "", ""),)
    boards = Boards((), ("cache",), (), figures)
    state, entries = at_desk(("interviewer", ev.PhaseEntered("clarify")))
    assert views.drawn_rows(_console(state, entries, boards=boards), 38) == []
    state, entries = at_desk(("interviewer", ev.PhaseEntered("design")))
    assert views.drawn_rows(_console(state, entries, boards=boards), 38) != []


def test_a_figure_within_the_tolerance_is_called_ok_in_words() -> None:
    state, entries = at_desk(("interviewer", ev.PhaseEntered("estimate")))
    figures = (
        HeardNumber("writes", "116 /s", "116 /s", "ok"),
        HeardNumber(
            "delivery rate of all customers", "8,102 deliveries/s", "700M events/day", "ok"
        ),
    )
    rows = views.drawn_rows(_console(state, entries, boards=Boards((), (), (), figures)), 38)
    lines = ["".join(text for text, _ in row) for row in rows]
    assert sum(line.endswith(" ok") for line in lines) == 2
    assert all(len(line) <= 39 for line in lines)


def test_a_long_line_of_the_board_goes_on_below_it() -> None:
    text = "short\n" + " ".join(f"word{n}" for n in range(20)) + "\nlast"
    rows = numbered_rows(text, len(text), 1, 44)
    lines = ["".join(cell for cell, _ in row) for row in rows]
    assert all(len(line) <= 44 for line in lines)
    assert " ".join(" ".join(lines).split()).count("word") == 20
    assert lines[1].startswith("▸ 2 ")
    assert lines[2].startswith("    word")
    assert lines[-1] == "  3 last▌"


def test_whoever_watches_is_not_called_the_interviewer() -> None:
    state, entries = at_desk(("interviewer", ev.PhaseEntered("clarify")))
    console = _console(state, entries)
    assert "you interview Ana" in "".join(text for text, _ in views.header(console, 120))
    console.live.me = ev.OBSERVER
    assert "you watch Ana" in "".join(text for text, _ in views.header(console, 120))


def test_what_only_an_interviewer_can_do_is_named_by_its_commands() -> None:
    assert {command.id for command in of("console")} > INTERVIEWERS
