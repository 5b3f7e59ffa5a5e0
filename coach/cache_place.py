"""Where the cache lies, found without loading anything; `coach.paths` asks platformdirs the same.

It is needed before the first picture.
"""

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_MAC = "~/Library/Caches"
_OTHERS = "~/.cache"


def cache_folder(environ: "Mapping[str, str]") -> str:
    """The cache folder: under COACH_HOME, else where the platform keeps such things."""
    home = environ.get("COACH_HOME", "").strip()
    if home:
        return os.path.join(os.path.abspath(os.path.expanduser(home)), "cache")
    named = "" if sys.platform == "darwin" else environ.get("XDG_CACHE_HOME", "").strip()
    if not os.path.isabs(named):
        named = os.path.expanduser(_MAC if sys.platform == "darwin" else _OTHERS)
    return os.path.join(named, "coach")
