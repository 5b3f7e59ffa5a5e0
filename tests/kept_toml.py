"""Shipped prompts that are parsed once for all test processes and not several hundred times.

A prompt takes a tenth of a second to parse, and the tests read the sixty of them again and again.
What `tomllib.loads` gives for one is kept under the text's hash beside the tests' own cache, and
given anew at each call, so that nobody sees what another changed. Any other text is parsed.
"""

import hashlib
import marshal
import os
import sys
import tomllib
from pathlib import Path
from typing import Any

_PROMPTS = Path(__file__).resolve().parents[1] / "prompts"
_PARSE = tomllib.loads


def keep_parsed(folder: Path) -> None:
    """From now on `tomllib.loads` looks into that folder first."""
    folder = folder / f"{sys.implementation.cache_tag}"
    shipped: set[str] = set()
    kept: dict[str, bytes] = {}

    def loads(text: str, /, **more: Any) -> dict[str, Any]:
        if not shipped:
            shipped.update(path.read_text("utf-8") for path in _PROMPTS.glob("**/*.toml"))
        if more or text not in shipped:
            return _PARSE(text, **more)
        if text not in kept:
            kept[text] = _kept(text, folder)
        whole: dict[str, Any] = marshal.loads(kept[text])
        return whole

    tomllib.loads = loads


def _kept(text: str, folder: Path) -> bytes:
    """What a shipped file says, as `marshal` writes it; parsed where no process has yet."""
    path = folder / hashlib.sha256(text.encode()).hexdigest()
    try:
        return path.read_bytes()
    except OSError:
        written = marshal.dumps(_PARSE(text))
    folder.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    fresh.write_bytes(written)
    fresh.replace(path)
    return written
