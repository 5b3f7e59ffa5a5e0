"""After a claim in a debrief: the sentence written into one's own prompt, where there is one."""

from collections.abc import Callable
from pathlib import Path

from coach.boards.board import Row
from coach.debrief.evidence import Evidence
from coach.debrief.point import Point
from coach.errors import CoachError
from coach.live.environment import Environment

YES, NO = "yes", "no"
TITLE = "Should this have counted? It can be written into your prompt."


def own_file(environment: Environment, slug: str, workflow: str) -> Path | None:
    """The file of a prompt of one's own; None for any other, and where there is none."""
    from coach.catalog.shelf import find

    try:
        path, own = find(slug, environment.folders, workflow)
    except CoachError:
        return None
    return path if own else None


def offer(point: Point, said: Evidence) -> list[tuple[str, str, Row]]:
    """The two answers to whether a sentence is written down, as a list to choose from."""
    yes = f"Yes: “{said.text}” shows from now on: {point.text}"
    no = "No: only in this session"
    return [(YES, yes, ((yes, ""),)), (NO, no, ((no, ""),))]


def write(
    environment: Environment, path: Path, point: Point, said: Evidence, say: Callable[[str], None]
) -> None:
    """Writes the sentence into the prompt and says by which words it is heard, or why not."""
    from coach.catalog.prompt_widening import count_from_now

    root = environment.folders.own
    if root is None:
        return
    try:
        words = count_from_now(path, root, point.id, said.text)
    except CoachError as error:
        say(str(error))
        return
    say(f"Written into {path.name}: from now on heard by {', '.join(words)}.")
