"""Which keys are in force: the table's own, or those of a profile for places that take some away.

A profile gives another key for a key, everywhere alike, so that a sentence that names a key can be
told anew; a single key of the user's own is given to one command. `use` sets them for this run.
"""

import re
from collections.abc import Iterable, Mapping

from coach.config import KEYS, fits_a_key

ZELLIJ = {
    "ctrl+n": "alt+e", "ctrl+p": "alt+c", "ctrl+s": "alt+s", "ctrl+g": "alt+g",
    "ctrl+o": "f11", "ctrl+q": "alt+q", "ctrl+t": "alt+t",
}  # fmt: skip
"""Zellij takes ^P ^T ^N ^H ^S ^O ^Q ^G ^B, and Alt with n f h j k l i o p, arrows, + - = [ ]."""
BROWSER = {
    "ctrl+n": "ctrl+b", "ctrl+t": "ctrl+a", "f1": "ctrl+k", "f3": "ctrl+u", "f5": "ctrl+a",
    "f6": "ctrl+x", "f12": "ctrl+e",
}  # fmt: skip
"""A browser or an editor keeps ^N ^T ^W for itself, and F1 F3 F5 F6 F11 F12."""
PLAIN = {
    "f1": "ctrl+k", "f2": "ctrl+a", "f3": "ctrl+u", "f4": "ctrl+d", "f5": "ctrl+b", "f6": "ctrl+x",
    "f7": "ctrl+t", "f8": "ctrl+e", "f9": "ctrl+backslash", "f10": "ctrl+underscore",
    "f12": "ctrl+w",
}  # fmt: skip
"""For keyboards without a row of F-keys: Ctrl and a letter, no Alt."""
PROFILES: Mapping[str, Mapping[str, str]] = dict(
    zip(KEYS, ({}, ZELLIJ, BROWSER, PLAIN), strict=True)
)
_NAMED = re.compile(r"\^[A-Z]|\bF\d{1,2}\b")

_NAMES = {
    "escape": "Esc",
    "ctrl+home": "^Home",
    "ctrl+end": "^End",
    "enter": "Enter",
    "space": "Space",
    "tab": "Tab",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "slash": "/",
    "comma": ",",
    "full_stop": ".",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "shift+left": "⇧←",
    "shift+right": "⇧→",
    "delete": "Del",
    "question_mark": "?",
    "plus": "+",
    "ctrl+underscore": "^_",
    "ctrl+backslash": "^\\",
}

_by_key: dict[str, str] = {}
_by_id: dict[str, str] = {}


def use(profile: str, own: Mapping[str, str] | None = None) -> None:
    """From now on the keys are those of the profile, and those of one's own by a command's id."""
    _by_key.clear()
    _by_id.clear()
    _by_key.update(PROFILES.get(profile, {}))
    _by_id.update({id_: key for id_, key in (own or {}).items() if fits_a_key(key)})


def in_force(id: str, usual: str) -> str:
    """The key of a command that is usually on `usual`."""
    return _by_id.get(id) or _by_key.get(usual, usual)


def keymap(commands: Iterable[tuple[str, str]]) -> dict[str, str]:
    """By command, the key that is in force where it is not the usual one; from (id, usual key)."""
    told = ((name, usual, in_force(name, usual)) for name, usual in commands)
    return {name: key for name, usual, key in told if key != usual}


def rekeyed(sentence: str) -> str:
    """A sentence of the program's in which keys are named (^N, F4), with the keys in force."""
    if not _by_key:
        return sentence
    return _NAMED.sub(_anew, sentence)


def _anew(name: re.Match[str]) -> str:
    usual = f"ctrl+{name[0][1:].lower()}" if name[0][0] == "^" else name[0].lower()
    return shown(_by_key.get(usual, usual))


def shown(key: str) -> str:
    """A key's name as people write it."""
    if key in _NAMES:
        return _NAMES[key]
    if key.startswith("alt+"):
        return "Alt-" + key.removeprefix("alt+").upper()
    if key.startswith("ctrl+"):
        return "^" + key.removeprefix("ctrl+").upper()
    return key.upper() if key[:1] == "f" and key[1:].isdigit() else key
