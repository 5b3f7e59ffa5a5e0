"""The documents a session comes to: what its boards are written as, beside the transcript."""

from collections.abc import Iterator

from coach.boards import registry
from coach.errors import CoachError
from coach.export.outcome import outcome
from coach.session.state import State


def documents(state: State) -> Iterator[tuple[str, str]]:
    """A file's ending and its text, for each board that leaves documents and was worked on, and
    for what the workflow leaves of all its boards.

    A format that the board's text does not allow (a script without a load test) is left out, and
    so is what the workflow's own document holds.
    """
    starts = {board.name: board.text for board in state.opened.boards} if state.opened else {}
    made = outcome(state)
    own = {f".{made.name}.md": made.text} if made is not None else {}
    for spec in registry.SPECS:
        text = state.boards.get(spec.name, "")
        if not spec.leaves or not text.strip() or text == starts.get(spec.name):
            continue
        board = registry.board(spec.name)
        model = board.parse(text)
        for ending, kind in spec.leaves:
            try:
                written = board.export(model, kind)
            except CoachError:
                continue
            if written:
                yield ending, own.pop(ending, written)
    yield from own.items()
