"""What is wrong with a line that is no TOML, in words for somebody who has never read its grammar.

The parser says what it expected; people want to know what to write. The sentence is found from the
parser's message, the line, and where in the line reading broke off.
"""

import re

_CURLY = "“”„‟‘’‚«»"
_WORD_VALUE = re.compile(r"[^\W\d_]")
_NUMBER = re.compile(r"[+-]?\d[\d_.]*")


def plainly(message: str, line: str, column: int) -> str:
    """The fault as the rest of a sentence without its full stop.

    `message` is the parser's, without the place; `line` the text it is about, `column` where in it
    reading broke off, from 1 (0: not known).
    """
    rest = line[column - 1 :] if column else ""
    before = line[: column - 1] if column else line
    for begins, say in _SAYINGS:
        if message.startswith(begins):
            return say(message, before, rest)
    return message


def _value(message: str, before: str, rest: str) -> str:
    """Reading broke off where a value should begin."""
    given = rest.strip()
    if given.startswith(tuple(_CURLY)):
        return 'the quotes are curly; only straight ones count, as in title = "Bike sharing"'
    word = given.split("#", 1)[0].strip().rstrip(",]}").strip()
    if not word:
        return "a value is missing after the ="
    if word.casefold() in ("true", "false", "yes", "no", "on", "off"):
        return f"{word} is no value; write true or false, in small letters and without quotes"
    if word.casefold() in ("null", "none", "nil"):
        return f"{word} is no value; leave the line out where there is nothing to say"
    if _WORD_VALUE.match(word):
        return f'a text stands in quotes: "{word[:60]}"'
    return f"{word[:60]} is no value; a text stands in quotes, a number is made of digits"


def _more(message: str, before: str, rest: str) -> str:
    """Something stands after a value that was whole."""
    _, _, value = before.partition("=")
    value, more = value.strip(), rest.strip()
    if value.startswith(('"', "'")):
        if more in (",", ";"):
            return f"nothing stands after a value; take the {more} away"
        quote = value[0]
        inside = (
            'with a backslash: \\"' if quote == '"' else "by putting the whole in double quotes"
        )
        return f"the text ends at its second {quote}; a {quote} inside a text is written {inside}"
    if _NUMBER.fullmatch(value):
        return f"{_value_of(before, rest)} is no number; write digits alone, or a text in quotes"
    return f"nothing may stand after a value, but there is: {more[:40]}"


def _value_of(before: str, rest: str) -> str:
    return f"{before.partition('=')[2]}{rest}".strip()[:40]


def _unended(message: str, before: str, rest: str) -> str:
    quote = "'" if message.endswith('"\'"') else '"'
    return f"a text that begins with {quote} does not end with {quote} on the same line"


def _illegal(message: str, before: str, rest: str) -> str:
    if "\\n" in message:
        return _unended('"', before, rest)
    return f"a text holds the control character {message.removeprefix('Illegal character ')}"


def _named(message: str, before: str, rest: str) -> str:
    """A line begins like a name, and no = comes."""
    name = before.strip() or rest.strip()
    if rest.lstrip().startswith(":"):
        return f"{name[:40]} is followed by a colon; TOML wants an ="
    return 'a line is a name, an = and a value: title = "Bike sharing"; a remark begins with #'


def _list(message: str, before: str, rest: str) -> str:
    if rest.lstrip().startswith(('"', "'")) or before.rstrip().endswith('"'):
        return "in a list a comma stands between two texts, and each text has its own two quotes"
    return "the list is not closed by a ] or lacks a comma"


def _twice(message: str, before: str, rest: str) -> str:
    name = before.partition("=")[0].strip(" []") or "this name"
    return f"{name[:60]} stands twice here; one of the two must go"


_SAYINGS = (
    ("Invalid value", _value),
    ("Expected newline or end of document after a statement", _more),
    ("Illegal character", _illegal),
    ("Unterminated string", _unended),
    ('Expected "\'"', _unended),
    ("Expected '=' after a key", _named),
    ("Invalid initial character for a key", _named),
    ("Invalid statement", _named),
    ("Unclosed array", _list),
    ("Cannot overwrite a value", _twice),
    ("Cannot declare", _twice),
    ("Duplicate inline table key", _twice),
    (
        "Unclosed inline table",
        lambda message, before, rest: "the { is not closed by a } on the same line",
    ),
    (
        "Expected ']'",
        lambda message, before, rest: "the name of a table stands alone between brackets: [design]",
    ),
    (
        "Unescaped '\\'",
        lambda message, before, rest: (
            "a backslash is written twice (\\\\), or the text stands in single quotes"
        ),
    ),
)
