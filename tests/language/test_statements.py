"""What a written statement of a database says, and what it does not."""

import pytest

from coach.language.database_statements import aloud
from coach.language.hearing import hears
from coach.language.normal import normal, normal_stems


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("update seats set holder=me where id=? and holder is null", "only if still free"),
        ("UPDATE seat SET holder=me WHERE id=? AND (holder IS NULL OR until<now)", "has expired"),
        ("update acc set bal = bal - x where id = ? and bal >= x", "only if at least that is left"),
        ("set sold = sold + 1 where day = ? and sold < cap", "only below the limit"),
        ("set courier.job=77 if it was free", "only if still free"),
        ("delete from pastes where id=? and not read returning body, key=?", "one statement"),
        ("redis SET driver:77 ride9 NX EX 20", "only one wins"),
        ("insert into seen (id) values (?) on conflict do nothing", "only one wins"),
    ],
)
def test_a_statement_that_depends_on_what_it_finds_is_said_in_words(text: str, told: str) -> None:
    assert aloud(text).startswith(text)
    assert told in aloud(text)
    assert told in normal(text)


@pytest.mark.parametrize(
    "text",
    [
        "update users set name=x where id=?",
        "we set up a cache if the load is high",
        "the set of rules is pushed where it is needed",
        "delete the key in redis where it lies",
        "I insert a row and then send the event",
        "",
    ],
)
def test_nothing_is_added_where_nothing_depends_on_a_state(text: str) -> None:
    assert aloud(text) == text


def test_a_list_of_words_hears_the_statement() -> None:
    words = normal_stems("update seat set holder=me, until=now+7m where id=? and holder is null")
    for terms in (("conditional update",), ("only one",), ("zero rows",), ("still free",)):
        assert hears(words, terms)


def test_a_long_text_without_an_end_is_read_in_bounded_time() -> None:
    text = "set " * 20_000 + "where " * 20_000
    assert aloud(text)
