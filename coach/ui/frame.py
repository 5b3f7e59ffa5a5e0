"""First pictures, remembered from the last time so that they need nothing loaded: the start
page's, and that of a session that was begun with the same words on the command line.

Each stands in the cache folder with the stamps (time of change, size) of all files it was made
from; when any of them has changed, it is not used. Deleting them loses nothing. This module imports
nothing heavy: it runs before everything else.
"""

import json
import os
import sys

from coach.cache_place import cache_folder
from coach.files import read_plain, replace_with

NAME = "start-page.json"
SESSIONS = "first-sight"
"""The folder of the sessions' pictures in the cache folder."""
_MOST = 80
"""Pictures of sessions that are kept; the oldest ones go."""
_SIZE_LIMIT = 1_000_000
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


def key(
    environ: "Mapping[str, str]",
    version: str,
    columns: int,
    lines: int,
    words: "Sequence[str]" = (),
) -> str:
    """What the picture depends on besides files."""
    named = ("NO_COLOR", "COLORTERM", "LC_ALL", "LC_CTYPE", "LANG")
    said = f" {list(words)}" if words else ""
    return f"{version} {columns}x{lines} {tuple(map(environ.get, named))}{said}"


def file_of(words: "Sequence[str]") -> str:
    """The file of the picture that these words on the command line lead to."""
    if not words:
        return NAME
    named = "".join(sign if sign.isalnum() and sign.isascii() else "-" for sign in "-".join(words))
    return os.path.join(SESSIONS, f"{named[:120]}.json")


def stamps(paths: "Iterable[str]") -> dict[str, list[int]]:
    """Time of change and size of each path, zeros for those that are not there."""
    by_name = {}
    for path in paths:
        try:
            seen = os.stat(path)
            by_name[path] = [seen.st_mtime_ns, seen.st_size]
        except OSError:
            by_name[path] = [0, 0]
    return by_name


def remember(
    folder: str, name: str, paths: "Iterable[str]", text: str, words: "Sequence[str]" = ()
) -> None:
    """Keeps the picture; a cache that cannot be written is no matter."""
    whole = {"key": name, "stamps": stamps(paths), "text": text}
    target = os.path.join(folder, file_of(words))
    try:
        if words:
            _make_room(os.path.dirname(target))
        replace_with(target, json.dumps(whole))
    except OSError:
        return


def _make_room(folder: str) -> None:
    """The folder is there and has room for one picture more."""
    os.makedirs(folder, 0o700, exist_ok=True)
    with os.scandir(folder) as entries:
        kept = sorted((entry.stat().st_mtime_ns, entry.path) for entry in entries)
    for _, path in kept[: max(0, len(kept) + 1 - _MOST)]:
        os.unlink(path)


def recall(folder: str, name: str, words: "Sequence[str]" = ()) -> str:
    """The picture, "" where there is none or something has changed since."""
    try:
        whole = json.loads(read_plain(os.path.join(folder, file_of(words)), _SIZE_LIMIT))
        if whole["key"] != name or stamps(whole["stamps"]) != whole["stamps"]:
            return ""
        text = whole["text"]
    except (OSError, ValueError, KeyError, TypeError):
        return ""
    return text if isinstance(text, str) else ""


def show(environ: "Mapping[str, str]", version: str, words: "Sequence[str]" = ()) -> str:
    """Writes the remembered picture to the terminal and gives it; "" where there was none. Over
    that of a session, keys are taken as they are typed."""
    try:
        size = os.get_terminal_size(sys.stdout.fileno())
    except OSError:
        return ""
    name = key(environ, version, size.columns, size.lines, words)
    text = recall(cache_folder(environ), name, words)
    if text:
        if words:
            from coach.ui.hush import HUSH

            HUSH.begin()
        sys.stdout.write(text)
        sys.stdout.flush()
    return text
