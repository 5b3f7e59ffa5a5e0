"""Golden files: texts that somebody has read and found right. One switch rewrites all of them."""

import os
from pathlib import Path

GOLDEN = Path(__file__).parent / "golden"


def check(name: str, text: str) -> None:
    """Compares with tests/golden/<name>; COACH_UPDATE_GOLDEN=1 writes it anew, to be read."""
    path = GOLDEN / name
    if os.environ.get("COACH_UPDATE_GOLDEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    assert path.exists(), f"{path.name} is missing; run with COACH_UPDATE_GOLDEN=1 and read it"
    told = f"{path.relative_to(GOLDEN.parent)}: COACH_UPDATE_GOLDEN=1 writes it anew, to be read"
    assert text == path.read_text("utf-8"), told
