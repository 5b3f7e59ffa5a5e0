"""A light prompt is made whole: every rule by which a part of it is derived."""

from dataclasses import replace
from pathlib import Path
from time import perf_counter

import pytest

from coach.authoring.played_sessions import Paste, buzzword_entries
from coach.catalog import shelf, strict
from coach.catalog.content_source import Flaw, Flaws
from coach.catalog.counted import words_of
from coach.catalog.derived_sheet import estimates
from coach.catalog.light import LightPrompt
from coach.catalog.light_prompt import whole
from coach.catalog.observable import Counted
from coach.catalog.prompt import Prompt
from coach.catalog.prompt_text import checked_prompt, light_places, shipped_prompt
from coach.catalog.topics import TOPICS
from coach.debrief.score import tallied
from coach.language.hearing import shows_all
from coach.language.normal import normal_stems
from coach.language.sentences import split
from coach.session.history import whole as history

TEMPLATE = (shelf.shipped_folder() / "template-light.toml").read_text("utf-8")
LIGHT = strict.model(TEMPLATE, LightPrompt)
PLACES = light_places(LIGHT.workflow)
PROMPT = whole(LIGHT, PLACES)
SHIPPED = sorted(
    head.path
    for head in shelf.headers(shelf.folders(shelf.shipped_folder() / "none"))[0]
    if head.workflow == "interview" and head.light
)


def point(prompt: Prompt, id_: str) -> str:
    """The text of a point, "" where the prompt has none of that id."""
    return next((one.text for one in prompt.observables if one.id == id_), "")


def test_both_readers_make_the_same_of_it_and_it_keeps_the_bounds_of_a_whole_one() -> None:
    assert shipped_prompt(TEMPLATE) == checked_prompt(TEMPLATE) == PROMPT
    data = PROMPT.data()
    assert strict._adapter(Prompt).validate_python(data) is not None
    assert abs(sum(one.weight for one in PROMPT.observables) - 100) < 0.01


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_light_prompt_is_an_evenings_work(path: Path) -> None:
    lines = [line for line in path.read_text("utf-8").split("\n") if line.strip(" #")]
    assert len([line for line in lines if not line.startswith("#")]) <= 180


def test_a_topic_that_is_not_there_is_answered_with_all_that_are() -> None:
    with pytest.raises(Flaws) as raised:
        strict.model(TEMPLATE.replace('topic = "privacy"', 'topic = "secrecy"'), LightPrompt)
    reason = raised.value.flaws[0].reason
    assert "no topic secrecy" in reason
    assert all(topic in reason for topic in TOPICS)


def test_a_fact_gets_its_topics_askings_about_its_things_and_a_neutral_name() -> None:
    fact = PROMPT.fact("volume")
    assert fact is not None
    assert fact.asks[0] == "how many people lose something each day?"
    assert "how many reports are there a day?" in fact.asks
    assert "how many items are there a day?" in fact.asks
    assert fact.name == "how many reports there are"
    assert fact.default == fact.answer


def test_a_topic_that_stands_twice_is_told_apart_by_its_things() -> None:
    twice = replace(LIGHT, facts=(*LIGHT.facts, replace(LIGHT.facts[0], of=("umbrellas",))))
    ids = [fact.id for fact in whole(twice, PLACES).facts]
    assert "volume-reports" in ids and "volume-umbrellas" in ids


def test_a_fact_without_topic_and_askings_or_with_a_strange_topic_is_refused() -> None:
    for wrong, told in (('topic = "volumes"', "there is no topic volumes"), ("", "needs a topic")):
        with pytest.raises(Flaw) as raised:
            checked_prompt(TEMPLATE.replace('topic = "volume"', wrong))
        assert told in str(raised.value)
        assert raised.value.line


def test_lines_of_the_sheet_that_say_what_they_decide_are_the_quantities() -> None:
    assert [one.id for one in PROMPT.quantities] == ["peak-reports", "photos", "comparisons"]
    peak = PROMPT.quantity("peak-reports")
    assert peak is not None
    assert peak.value == "1.16 report/s"
    assert peak.decides == "One report a second at the worst: one database takes them all."
    assert {"peak", "reports at the peak"} <= set(peak.aliases)
    assert "#" not in PROMPT.reference("estimate")
    assert point(PROMPT, "estimates-photos") == "Works out photos"


def test_a_general_name_belongs_to_the_only_number_of_its_sort() -> None:
    photos = PROMPT.quantity("photos")
    assert photos is not None and "storage" in photos.aliases
    more = LIGHT.sheet + "\nrows = 20k/day * 1 KB * 10 years  # little\n"
    both = whole(replace(LIGHT, sheet=more), PLACES)
    assert all("storage" not in one.aliases for one in both.quantities)


def test_boxes_are_components_with_the_kind_that_no_other_box_has() -> None:
    kinds = {part.id: part.kinds for part in PROMPT.components}
    assert kinds["item-queue"] == ("queue", "stream")
    assert kinds["photo-store"] == ("blob store",)
    assert kinds["api"] == ()
    assert [part.id for part in PROMPT.components if not part.essential] == ["photo-store"]


def test_ways_lead_from_the_client_to_what_is_kept() -> None:
    paths = [walk.path for walk in PROMPT.walks]
    assert ("api", "item-queue", "matcher", "candidate-index") in paths
    assert ("api", "report-store") in paths
    assert point(PROMPT, "draws-report-store") == "Draws api -> report store"
    assert PROMPT.design is not None
    assert PROMPT.design.smallest.startswith("browser -> api -> report store")


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_no_two_ways_have_one_name(path: Path) -> None:
    names = [walk.name for walk in shipped_prompt(path.read_text("utf-8")).walks]
    assert len(set(names)) == len(names) > 1


def test_no_way_ends_at_what_may_be_left_out() -> None:
    assert not any(walk.path[-1] == "photo-store" for walk in PROMPT.walks)


def test_what_no_way_leads_to_is_a_point_of_its_own() -> None:
    alone = LIGHT.design.replace("matcher -> report store: matches\n", "watchman -> report store\n")
    parts = {**LIGHT.components, "watchman": replace(LIGHT.components["matcher"], names=())}
    prompt = whole(replace(LIGHT, design=alone, components=parts), PLACES)
    assert point(prompt, "draws-the-watchman") == "Draws the watchman"


@pytest.mark.parametrize(
    ("changes", "gone"),
    [
        ({"facts": LIGHT.facts[1:]}, "asks-volume"),
        ({"facts": tuple(fact for fact in LIGHT.facts if fact.must)}, "asks-beyond"),
        ({"below_the_line": ()}, "leaves-out"),
        ({"sheet": LIGHT.sheet.replace("# four", "four")}, "estimates-photos"),
        ({"design": LIGHT.design.replace("report store", "thing")}, "draws-report-store"),
        ({"api": None}, "main-call"),
        ({"schema": None}, "main-table"),
        (
            {"deep_dives": LIGHT.deep_dives[1:]},
            "answers-two-people-describe-the-same-black-umbre",
        ),
        ({"bottlenecks": LIGHT.bottlenecks[1:]}, "foresees-the-candidate-index"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_point_stands_on_its_source(changes: dict[str, object], gone: str) -> None:
    assert point(PROMPT, gone)
    prompt = whole(replace(LIGHT, **changes), PLACES)  # type: ignore[arg-type]
    assert not point(prompt, gone)
    assert abs(sum(one.weight for one in prompt.observables) - 100) < 0.01


@pytest.mark.parametrize(
    ("id_", "told", "named"),
    [
        (
            "draws-report-store",
            "The api writes a report into the report store.",
            "There is an api beside a report store.",
        ),
        (
            "draws-candidate-index",
            "The backend puts it on the item queue, and a match worker reads the candidate index.",
            "The backend writes it to the item queue, and everything else comes later.",
        ),
        (
            "main-call",
            "To hand one in, the app sends it in one request to reports.",
            "Some 4,000 reports are sent in a day.",
        ),
        (
            "main-call",
            "The app posts a report and gets 201 with its number as the answer.",
            "The page with all reports is static, and the button sends a tiny request.",
        ),
        (
            "main-table",
            "Reports are one table, with its number as the key.",
            "Reports are kept for ninety days in a table.",
        ),
    ],
)
def test_what_a_board_shows_is_shown_by_telling_it_too(id_: str, told: str, named: str) -> None:
    ways = [show.said for one in PROMPT.observables if one.id == id_ for show in one.shows]
    assert len(ways) == 2
    assert shows_all(normal_stems(told), ways[1])
    assert not shows_all(normal_stems(named), ways[1])


def test_whatever_is_left_out_in_so_many_words_is_heard() -> None:
    ways = [show.said for one in PROMPT.observables if one.id == "leaves-out" for show in one.shows]
    for left in ("I leave the lockers and the price list out.", "Leaving out lockers and prices."):
        assert any(shows_all(normal_stems(left), said) for said in ways)
    assert not any(shows_all(normal_stems("People leave things out there."), said) for said in ways)


def test_something_that_comes_later_or_is_dropped_by_a_part_is_not_left_out() -> None:
    ways = [show.said for one in PROMPT.observables if one.id == "leaves-out" for show in one.shows]
    told = "A worker reads the queue and pays the rewards, and the owner hears of it later."
    assert not any(shows_all(normal_stems(told), said) for said in ways)
    skipping = normal_stems("We skip the rewards.")
    (phases,) = {
        show.phases
        for point in PROMPT.observables
        for show in point.shows
        if point.id == "leaves-out" and shows_all(skipping, show.said)
    }
    assert phases == ("clarify",)
    words = ways[0][1]
    assert {"rewards", "posting"} <= set(words)
    assert "the" not in words


def test_an_option_that_holds_shows_the_decision_and_a_naive_one_does_not() -> None:
    decides = next(one for one in PROMPT.observables if one.load_bearing)
    assert decides.shows[0].said[0] == ("narrow", "shortlist", "prefilter", "block")
    naive = LIGHT.decision.options[0]
    assert not any(naive.name in str(show) for show in decides.shows)


def test_without_lists_three_telling_words_of_the_answer_are_listened_for() -> None:
    dive = LIGHT.deep_dives[0]
    bare = replace(dive, probes=tuple(replace(probe, heard=()) for probe in dive.probes))
    prompt = whole(replace(LIGHT, deep_dives=(bare, *LIGHT.deep_dives[1:])), PLACES)
    one = next(one for one in prompt.observables if "umbre" in one.id)
    assert len(one.shows[0].said) == 3
    assert {"clerk", "detail", "handle"} <= set(one.shows[0].said[0])
    assert "city" not in one.shows[0].said[0]


def test_the_usual_name_of_a_number_is_given_to_the_only_one_of_its_sort_on_the_sheet() -> None:
    def aliases(sheet: str) -> tuple[str, ...]:
        made = estimates(sheet, {})
        assert made is not None
        return made.quantities[0].aliases

    part = "part rate = 50 things/s  # an easy load for one\n"
    assert "average rate" in aliases(part)
    assert aliases(f"{part}whole rate = 5k things/s\n") == ()


def test_what_a_naive_option_says_fails_for_the_reason_that_it_has() -> None:
    decides = next(one for one in PROMPT.observables if one.id == "decides")
    naive = next(option for option in LIGHT.decision.options if option.grade == "naive")
    assert [(error.says, error.why) for error in decides.errors] == [
        (tuple(split(naive.says)), naive.fails)
    ]


def test_a_part_is_heard_by_all_its_names_where_one_word_of_it_is_listened_for() -> None:
    text = TEMPLATE.replace('heard = [["index"], ["lost"', 'heard = [["matcher", "index"], ["lost"')
    point = next(
        one
        for one in whole(strict.model(text, LightPrompt), PLACES).observables
        if one.id.startswith("foresees-the-candidate-index")
    )
    (said,) = (show.said for show in point.shows)
    assert set(said[0]) >= {"matcher", "match worker", "index", "candidate index"}
    assert "lost" in said[1]


def test_hints_lead_by_a_question_a_part_and_a_hole_in_every_phase() -> None:
    ladders = {ladder.id: ladder for ladder in PROMPT.hints}
    assert {ladder.phase for ladder in PROMPT.hints} == {
        "clarify",
        "estimate",
        "design",
        "deep-dive",
        "bottlenecks",
    }
    assert all("???" in ladder.sketch for ladder in PROMPT.hints)
    assert all(ladder.nudge.endswith("?") for ladder in PROMPT.hints)
    assert ladders["part-matcher"].prescribe.startswith("Draw the matcher. Scores a new thing")
    assert "item queue ~> ???" in ladders["part-matcher"].sketch
    assert ladders["break-the-candidate-index"].sketch.startswith("If the candidate index is lost")
    assert ladders["dive-scoring-a-match"].nudge == LIGHT.deep_dives[0].probes[0].ask
    assert "how many reports there are" in ladders["scope"].prescribe


def test_the_answer_is_made_of_the_files_own_sentences() -> None:
    said = {saying.phase: saying.text for saying in PROMPT.answer.says}
    assert "posting the thing home" in said["clarify"]
    assert LIGHT.decision.options[1].says in said["deep-dive"]
    assert LIGHT.bottlenecks[0].answer in said["bottlenecks"]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_derived_point_is_heard_in_the_answer_that_earns_it(path: Path) -> None:
    from coach.authoring.played_sessions import reference_entries

    workflow = shelf.load_workflow("interview", shelf.folders())
    prompt = shipped_prompt(path.read_text("utf-8"))
    result = tallied(prompt, workflow, history(reference_entries(prompt, workflow)), "staff")
    assert [one.id for one in result.points if not one.met] == []


def test_a_sentence_that_should_have_counted_shows_its_point_from_then_on() -> None:
    says = "We keep umbrellas in a drawer until somebody tells us its lining."
    known = whole(replace(LIGHT, counted=(Counted(point="decides", says=says),)), PLACES)
    words = words_of(PROMPT, says)
    assert set(words) <= set(says.lower().rstrip(".").split())
    decides = next(one for one in known.observables if one.id == "decides")
    assert decides.shows[-1].said == tuple((word,) for word in words)
    little = replace(LIGHT, counted=(Counted(point="decides", says="It is so."),))
    assert whole(little, PLACES).observables == PROMPT.observables


def test_the_topics_say_what_they_are_about_and_ask_in_several_ways() -> None:
    for topic in TOPICS.values():
        assert len(topic.asks) >= 4, topic.id
        assert topic.name and "=" not in topic.name
        assert all("|" not in ask and ask == ask.strip() for ask in topic.asks)
    assert TOPICS["volume"].asked(("cars",))[0] == "how many cars are there a day?"


def test_a_hostile_file_is_refused_or_made_whole_in_no_time() -> None:
    boxes = "\n".join(f"user{n} [client] -> b{n % 40}\nb{n % 40} -> d{n}" for n in range(90))
    part = LIGHT.components["matcher"]
    parts = {**{f"b{n}": part for n in range(20)}, **{f"d{n}": part for n in range(20)}}
    start = perf_counter()
    prompt = whole(replace(LIGHT, design=boxes[:3900], components=parts), PLACES)
    assert len(prompt.walks) <= 4
    assert perf_counter() - start < 5
    with pytest.raises(ValueError, match="40 boxes"):
        replace(LIGHT, components={f"b{n}": part for n in range(41)})
    strange = 'tier = "light"\n' + TEMPLATE.replace('tier = "light"\n', "") + '\n[names]\n"" = []\n'
    with pytest.raises(Flaw):
        checked_prompt(strange)


def test_a_sentence_counted_for_no_point_is_named() -> None:
    from coach.authoring.unique_ids import ids

    known = whole(replace(LIGHT, counted=(Counted(point="nothing", says="It is so."),)), PLACES)
    assert [str(one) for one in ids(known)] == ["error: counted: there is no observable nothing."]


@pytest.mark.parametrize("paste", ["one utterance", "pairs"])
def test_a_paste_of_its_terms_stays_low(paste: Paste) -> None:
    workflow = shelf.load_workflow("interview", shelf.folders())
    pasted = history(buzzword_entries(PROMPT, workflow, paste))
    assert tallied(PROMPT, workflow, pasted).total < 25
