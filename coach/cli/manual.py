"""The manual page coach(1), made of the command line and of the table of keys.

`python3 -m coach.cli.manual > man/coach.1` renews the page that the package installs.
"""

import re
import sys
from collections.abc import Iterable, Iterator

from coach.cli.outline import CommandOption, CommandOutline
from coach.text import clean
from coach.ui.commands import of
from coach.ui.key_profiles import PROFILES, shown

_KEYS = (
    ("In a session", "session"), ("In a text", "text"), ("In the drawing (^S)", "look"),
    ("Under load and in failure", "break"), ("In the library", "review"),
    ("On the page of what to practise", "today"), ("In a replay", "replay"),
)  # fmt: skip
_CODES = (
    ("0", "done"),
    ("1", "a check found something"),
    ("2", "wrong use"),
    ("3", "a prompt or workflow file cannot be used"),
    ("4", "a session's file cannot be read or written, or is damaged"),
    ("5", "no such thing"),
    ("6", "not allowed now"),
    ("130", "interrupted"),
)


def page(top: CommandOutline, version: str) -> str:
    """The page in the man macros."""
    return "\n".join((*_head(version), *_commands(top), *_keys(), *_foot())) + "\n"


def _head(version: str) -> Iterator[str]:
    yield f'.TH COACH 1 "" "coach {version}" "User Commands"'
    yield ".SH NAME"
    yield r"coach \- practise system-design interviews in a terminal"
    yield ".SH SYNOPSIS"
    yield ".B coach"
    yield r"[\fICOMMAND\fR [\fIWORD\fR ...]]"
    yield ".SH DESCRIPTION"
    yield _text("Without a command it opens the start page.")
    yield _text(
        "Everything that coach keeps is a plain file: `coach paths` says where. It asks no "
        "network and needs no account; only a mock between two computers connects them."
    )


def _commands(top: CommandOutline) -> Iterator[str]:
    yield ".SH COMMANDS"
    for command in top.all():
        words = " ".join(command.words)
        operands = " ".join(
            rf"[\fI{_text(operand.name)}\fR]" if operand.optional else rf"\fI{operand.name}\fR"
            for operand in command.operands
        )
        yield ".TP"
        yield rf"\fBcoach {_text(words)}\fR {operands}".rstrip()
        yield _text(_sentence(command.does))
        for operand in command.operands:
            if operand.does:
                yield from _row(rf"\fI{_text(operand.name)}\fR", operand.does, operand.choices)
        for option in command.options:
            if "--help" not in option.flags:
                yield from _row(_flags(option), option.does, option.choices)


def _row(head: str, does: str, choices: Iterable[str]) -> Iterator[str]:
    listed = ", ".join(choices)
    yield ".RS"
    yield ".TP"
    yield head
    yield _text(_sentence(does) + (f" One of: {listed}." if listed else "")) or r"\&"
    yield ".RE"


def _flags(option: CommandOption) -> str:
    value = rf" \fI{_text(option.value)}\fR" if option.value else ""
    return ", ".join(rf"\fB{_text(flag)}\fR" for flag in option.flags) + value


def _keys() -> Iterator[str]:
    yield ".SH KEYS"
    for title, where in _KEYS:
        yield f".SS {_text(title)}"
        for command in of(where):
            key = command.shown_key if command.key else "^O menu"
            yield ".TP"
            yield rf"\fB{_text(key)}\fR  {_text(command.title)}"
            yield _text(_sentence(command.does))
    yield ".SS Other profiles of keys"
    yield _text(
        "These are the keys of the default profile. `keys` in the settings chooses another one; "
        "F1 in the program names those in force."
    )
    for profile, instead in PROFILES.items():
        if instead:
            yield ".TP"
            yield rf"\fB{_text(profile)}\fR"
            pairs = (f"{shown(theirs)} for {shown(key)}" for key, theirs in instead.items())
            yield _text(_sentence(", ".join(pairs)))


def _foot() -> Iterator[str]:
    yield ".SH ENVIRONMENT"
    yield ".TP"
    yield r"\fBCOACH_HOME\fR"
    yield _text("One folder for everything that coach keeps.")
    yield ".SH EXIT STATUS"
    for code, told in _CODES:
        yield ".TP"
        yield code
        yield _text(_sentence(told))


def _sentence(text: str) -> str:
    """Its first letter large, a full stop at its end."""
    text = " ".join(clean(text).split())
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith(('.', '?', '!')) else '.'}" * bool(
        text
    )


def _text(text: str) -> str:
    """The text as troff takes it literally, whatever begins a line."""
    text = text.replace("\\", r"\e").replace("-", r"\-").replace("^", r"\(ha")
    text = text.replace("`", r"\(ga").replace("'", r"\(aq")
    return re.sub(r"^([.'])", r"\\&\1", text)


if __name__ == "__main__":
    from coach import __version__
    from coach.cli import parser
    from coach.cli.outline import outline

    sys.stdout.write(page(outline(parser()), __version__))
