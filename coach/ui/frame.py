"""The start page's first picture, remembered from the last time so that it needs nothing loaded.

It stands in the cache folder with the stamps (time of change, size) of all files it was made
from; when any of them has changed, it is not used. Deleting it loses nothing. This module imports
nothing heavy: it runs before everything else.
"""

import json
import os
import sys

from coach.files import read_plain, replace_with

NAME = "start-page.json"
_SIZE_LIMIT = 1_000_000
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def cache_folder(environ: "Mapping[str, str]") -> str:
    """The cache folder, as `coach.paths` finds it."""
    home = environ.get("COACH_HOME", "").strip()
    if home:
        return os.path.join(os.path.abspath(os.path.expanduser(home)), "cache")
    from platformdirs import user_cache_dir

    folder = str(user_cache_dir("coach", appauthor=False))
    return folder if os.path.isabs(folder) else os.path.expanduser("~/.cache/coach")


def key(environ: "Mapping[str, str]", version: str, columns: int, lines: int) -> str:
    """What the picture depends on besides files."""
    named = ("NO_COLOR", "COLORTERM", "LC_ALL", "LC_CTYPE", "LANG")
    return f"{version} {columns}x{lines} {tuple(map(environ.get, named))}"


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


def remember(folder: str, name: str, paths: "Iterable[str]", text: str) -> None:
    """Keeps the picture; a cache that cannot be written is no matter."""
    whole = {"key": name, "stamps": stamps(paths), "text": text}
    target = os.path.join(folder, NAME)
    try:
        replace_with(target, json.dumps(whole))
    except OSError:
        return


def recall(folder: str, name: str) -> str:
    """The picture, "" where there is none or something has changed since."""
    try:
        whole = json.loads(read_plain(os.path.join(folder, NAME), _SIZE_LIMIT))
        if whole["key"] != name or stamps(whole["stamps"]) != whole["stamps"]:
            return ""
        text = whole["text"]
    except (OSError, ValueError, KeyError, TypeError):
        return ""
    return text if isinstance(text, str) else ""


def show(environ: "Mapping[str, str]", version: str) -> str:
    """Writes the remembered picture to the terminal and gives it; "" where there was none."""
    try:
        size = os.get_terminal_size(sys.stdout.fileno())
    except OSError:
        return ""
    text = recall(cache_folder(environ), key(environ, version, size.columns, size.lines))
    if text:
        sys.stdout.write(text)
        sys.stdout.flush()
    return text
