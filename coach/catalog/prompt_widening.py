"""Writing into a prompt of one's own what it should have heard."""

import json
from pathlib import Path

from coach.catalog.content_source import FILE_LIMIT, Flaw, read
from coach.catalog.counted import words_of
from coach.catalog.folders import folders
from coach.catalog.prompt_text import checked_prompt
from coach.errors import ContentError, NotFound, UsageError
from coach.files import replace_with
from coach.text import clean_line

LONGEST = 600
"""Characters of a sentence that is written down."""


def count_from_now(path: Path, root: Path, point: str, says: str) -> tuple[str, ...]:
    """Writes at the end of a prompt's file within `root` that a sentence shows a point; gives the
    words that are listened for from then on.

    NotFound where the prompt has no such point, UsageError where the sentence tells too little,
    ContentError where the file cannot be read or written; then nothing was changed.
    """
    says = " ".join(clean_line(says.strip(), LONGEST).rstrip("…").split())
    try:
        text = read(path, root)
        prompt = checked_prompt(text, folders(root))
    except Flaw as flaw:
        raise ContentError(f"{path.name} cannot be used: {flaw.reason}") from None
    known = [observable.id for observable in prompt.observables]
    if point not in known:
        hint = f"Its points: {', '.join(known)}."
        raise NotFound(f"{prompt.slug} has no point called {clean_line(point, 60)}.", hint)
    words = words_of(prompt, says)
    if not words:
        raise UsageError(
            "That sentence holds too few words that the prompt does not say itself.",
            "Take one that says how it works.",
        )
    told = json.dumps(says, ensure_ascii=False)
    fresh = f'{text.rstrip()}\n\n[[counted]]\npoint = "{point}"\nsays = {told}\n'
    try:
        if len(fresh.encode()) > FILE_LIMIT:
            raise ContentError(f"{path.name} would grow beyond {FILE_LIMIT // 1000} kB.")
        if len(checked_prompt(fresh, folders(root)).counted) != len(prompt.counted) + 1:
            raise ContentError(f"{path.name} would not hold the sentence.")
        replace_with(str(path.resolve()), fresh)
    except Flaw as flaw:
        raise ContentError(f"{path.name} would be broken by it: {flaw.reason}") from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ContentError(f"{path.name} cannot be written: {reason}.") from None
    return words
