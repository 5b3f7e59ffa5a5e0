"""How near a question's sense is to facts, whatever words it uses."""

from coach.interviewer.sense import USUAL, Senses

ASKINGS = {
    "freshness": ("How old may the numbers be?", "How soon must a click show in the report?"),
    "budget": ("What may it cost?", "Is there a budget?"),
    "regions": ("Which countries do we serve?", "Is it in one region?"),
}
ANSWERS = {
    "freshness": "The dashboard may lag by a minute.",
    "budget": "Twenty thousand dollars a month.",
    "regions": "Users live all over the world.",
}


def test_a_question_in_other_words_is_nearest_to_its_fact() -> None:
    senses = Senses(ASKINGS, ANSWERS, ("Which programming language should I use?",))
    for question, fact in (
        ("does anybody mind if the figures they see lag a bit?", "freshness"),
        ("how much money are we willing to spend?", "budget"),
        ("are folks in Europe and Asia going to use this as well?", "regions"),
    ):
        by_fact = senses.nearness(question).by_fact
        assert max(by_fact, key=lambda id_: sum(by_fact[id_])) == fact, question


def test_what_no_fact_decides_is_near_to_what_is_left_open() -> None:
    senses = Senses(ASKINGS, ANSWERS, ("Which programming language should I use?",))
    near = senses.nearness("do you mind which language I write this in?")
    assert near.aside > near.nearest


def test_where_nothing_is_left_open_the_usual_nearness_is_taken() -> None:
    assert Senses(ASKINGS, ANSWERS, ()).nearness("What may it cost?").aside == USUAL


def test_a_fact_without_askings_is_near_by_its_answer_alone() -> None:
    near = Senses({"bare": ()}, {"bare": "Users live all over the world."}, ())
    nearest, middle, answered = near.nearness("Do people everywhere use it?").by_fact["bare"]
    assert (nearest, middle) == (0.0, 0.0)
    assert answered > 0.2
