"""Faults of TOML as somebody who never read its grammar would need them told."""

import tomllib

import pytest

from coach.catalog.content_source import Flaw, parse

FAULTS = [
    ("a = word\n", 1, 'a text stands in quotes: "word"'),
    ("a = 1\nb = two words # and more\n", 2, 'a text stands in quotes: "two words"'),
    ("a = [1, oops]\n", 1, 'a text stands in quotes: "oops"'),
    ('a = "x "y" z"\n', 1, 'a " inside a text is written with a backslash'),
    ("a = 'it's'\n", 1, "the text ends at its second '"),
    ('a = "x\n', 1, 'a text that begins with " does not end'),
    ("b = 1\na = 'x\nc = 2\n", 2, "a text that begins with ' does not end"),
    ("a = “x”\n", 1, "the quotes are curly"),
    ("a = [„x“]\n", 1, "the quotes are curly"),
    ('a "x"\n', 1, "a line is a name, an = and a value"),
    ("just some words\n", 1, "a line is a name, an = and a value"),
    ("- a\n", 1, "a line is a name, an = and a value"),
    ('{"a": 1}\n', 1, "a line is a name, an = and a value"),
    ('a: "x"\n', 1, "a is followed by a colon; TOML wants an ="),
    ('a = "C:\\dir"\n', 1, "a backslash is written twice"),
    ("a = 1\na = 2\n", 2, "a stands twice here"),
    ("[a]\n[a]\n", 2, "a stands twice here"),
    ("x = {a = 1, a = 2}\n", 1, "stands twice here"),
    ("a = True\n", 1, "write true or false"),
    ("a = yes\n", 1, "write true or false"),
    ("a = null\n", 1, "leave the line out"),
    ("a = \nb = 1\n", 1, "a value is missing after the ="),
    ('a = ["x" "y"]\n', 1, "a comma stands between two texts"),
    ('a = ["it"s"]\n', 1, "a comma stands between two texts"),
    ("a = {b = 1\n", 1, "the { is not closed"),
    ("[a b]\n", 1, "the name of a table stands alone between brackets"),
    ("a = 3 minutes\n", 1, "3 minutes is no number"),
    ("a = 10%\n", 1, "10% is no number"),
    ('a = "x",\n', 1, "nothing stands after a value; take the , away"),
    ('a = "x\x01y"\n', 1, "a text holds the control character"),
]
PARSER_WORDS = ("statement", "key/value", "Invalid", "Expected", "Illegal", "initial character")


@pytest.mark.parametrize(("text", "line", "told"), FAULTS)
def test_a_fault_is_told_in_plain_words_at_its_line(text: str, line: int, told: str) -> None:
    with pytest.raises(tomllib.TOMLDecodeError):
        tomllib.loads(text)
    with pytest.raises(Flaw) as caught:
        parse(text)
    assert told in caught.value.reason
    assert caught.value.line == line
    assert not any(word in caught.value.reason for word in PARSER_WORDS)
