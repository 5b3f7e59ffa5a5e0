"""The user's settings: one small JSON file in the configuration folder.

What cannot be read is left alone and the defaults are used; a value of the wrong kind is ignored.
`faults` says what was passed over so.
"""

import errno
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, field, replace
from pathlib import Path
from typing import Any

from coach.errors import CoachError
from coach.files import read_plain, replace_with
from coach.frozen import dataclass
from coach.text import clean_line

NAME = "settings.json"
_SIZE_LIMIT = 1_000_000
LEVELS = ("mid", "senior", "staff")
MODES = ("coach", "pressure")
PACES = ("35", "45", "60", "untimed")
THEMES = ("dark", "light", "ansi")
GLYPHS = ("auto", "unicode", "ascii")
WITNESS = "witness"
COMMAND_MOST = 1000
"""The most characters of a witness's command."""
KEYS = ("default", "zellij", "browser", "plain")
OWN_KEYS = "own_keys"
OWN_MOST = 60
"""Keys of one's own that are read at most."""
BELLS = ("none", "bell", "bell and line")
CLOCKS = ("running", "quiet")


@dataclass(frozen=True, slots=True)
class Settings:
    """What `coach start` assumes when it is not told, and how the screen looks and sounds.

    `bell` says whether one rings when the interviewer breaks in and a minute before a phase's
    window ends, and whether the latter is also said in a line. `clock` says whether a session's
    clock shows its seconds, or moves once a minute. `glyphs` says whether lines and
    boxes are drawn with Unicode or in plain ASCII; auto goes by the locale. `keys` is the profile
    of keys, `own_keys` a key for a command by its word. `witness` is the command of a program that
    may be asked to read a finished session, "" for none.
    """

    level: str = "mid"
    pace: str = "45"
    mode: str = "coach"
    theme: str = "dark"
    bell: str = "bell and line"
    glyphs: str = "auto"
    witness: str = ""
    keys: str = "default"
    clock: str = "running"
    own_keys: Mapping[str, str] = field(default_factory=dict)


_CHOICES = {
    "level": LEVELS,
    "pace": PACES,
    "mode": MODES,
    "theme": THEMES,
    "bell": BELLS,
    "glyphs": GLYPHS,
    "keys": KEYS,
    "clock": CLOCKS,
}
_KEY = re.compile(r"(?:(?:ctrl|alt)\+(?:[a-z]|underscore|backslash)|f(?:[1-9]|1[0-2]))\Z")


def fits_a_key(key: object) -> bool:
    """Whether a terminal can send it and no text means it: ctrl+e, alt+h, f11."""
    return isinstance(key, str) and _KEY.match(key) is not None


def load(folder: Path) -> Settings:
    """The settings in that folder; defaults where there are none or they cannot be read."""
    try:
        tables = _read(folder)
    except (OSError, ValueError, RecursionError):
        return Settings()
    if not isinstance(tables, dict):
        return Settings()
    sound = {
        name: tables[name] for name, allowed in _CHOICES.items() if tables.get(name) in allowed
    }
    witness = tables.get(WITNESS)
    if isinstance(witness, str) and len(witness) <= COMMAND_MOST:
        sound[WITNESS] = clean_line(witness)
    own = tables.get(OWN_KEYS)
    if isinstance(own, dict):
        kept = [(clean_line(word, 40), key) for word, key in own.items() if fits_a_key(key)]
        sound[OWN_KEYS] = dict(kept[:OWN_MOST])
    return replace(Settings(), **sound)


def _read(folder: Path) -> Any:
    raw = read_plain(folder / NAME, _SIZE_LIMIT)
    if len(raw) > _SIZE_LIMIT:
        raise OSError(errno.EFBIG, "it is too large for settings")
    return json.loads(raw.decode("utf-8"))


def faults(folder: Path) -> tuple[str, ...]:
    """What `load` passes over in that folder's settings, a sentence each; none where all is used
    or there is no file."""
    try:
        tables = _read(folder)
    except FileNotFoundError:
        return ()
    except OSError as reason:
        return (f"It cannot be read: {reason.strerror or reason}.",)
    except json.JSONDecodeError as reason:
        return (f"Line {reason.lineno} is not JSON.",)
    except (ValueError, RecursionError):
        return ("It is not JSON in UTF-8.",)
    if not isinstance(tables, dict):
        return ('It is no JSON object, such as {"theme": "dark"}.',)
    told = []
    for name, value in tables.items():
        shown = clean_line(json.dumps(value, ensure_ascii=False), 40)
        if name == WITNESS:
            if not (isinstance(value, str) and len(value) <= COMMAND_MOST):
                told.append(f"witness cannot be {shown}; it is a command of a line.")
        elif name == OWN_KEYS:
            told += _wrong_keys(value, shown)
        elif name not in _CHOICES:
            known = _listed((*_CHOICES, WITNESS, OWN_KEYS))
            told.append(f"There is no setting {clean_line(name, 40)}; {known} are.")
        elif value not in _CHOICES[name]:
            told.append(f"{name} cannot be {shown}; it is {_listed(_CHOICES[name], 'or')}.")
    return tuple(told)


def _wrong_keys(value: object, shown: str) -> list[str]:
    if not isinstance(value, dict):
        return [f'own_keys cannot be {shown}; it is an object such as {{"hint": "alt+h"}}.']
    return [
        f"{clean_line(word, 40)} cannot be on {clean_line(str(key), 40)}; "
        "keys are such as ctrl+e, alt+h, f11."
        for word, key in value.items()
        if not fits_a_key(key)
    ]


def _listed(words: Iterable[str], last: str = "and") -> str:
    *most, final = words
    return f"{', '.join(most)} {last} {final}"


def save(folder: Path, settings: Settings) -> None:
    """Writes the settings whole or not at all; CoachError when the folder cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        replace_with(str(folder / NAME), json.dumps(asdict(settings), indent=2) + "\n")
    except OSError as reason:
        raise CoachError(
            f"The settings could not be saved in {folder}: {reason.strerror}.",
            "The session is not affected.",
        ) from None
