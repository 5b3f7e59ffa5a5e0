"""The documents a session comes to: what its boards are written as, beside the transcript."""

from collections.abc import Iterator

from coach.boards import registry
from coach.boards.board import Context, Severity
from coach.boards.escape import inline
from coach.errors import CoachError
from coach.export.outcome import noted, outcome
from coach.session.state import State
from coach.text import cut


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
        text = _own(text, starts.get(spec.name, ""))
        model = board.parse(text)
        for ending, kind in spec.leaves:
            try:
                written = board.export(model, kind)
            except CoachError:
                continue
            if written and ending in own:
                yield ending, own.pop(ending)
            elif written:
                page = ending.endswith(".md")
                yield ending, _whole(written, state, spec.name, text) if page else written
    yield from own.items()


def _own(text: str, start: str) -> str:
    """A board's text without the remarks that it began with: those are no notes of anybody's."""
    given = {line for line in start.split("\n") if line.lstrip().startswith("#")}
    return "\n".join(line for line in text.split("\n") if line not in given) if given else text


def _whole(page: str, state: State, name: str, text: str) -> str:
    """A board's page as a document: under the session's title, with what is still open on the board
    where the page does not tell it, and with what was noted."""
    title = f"# {inline(state.title)}\n"
    first, _, rest = page.partition("\n")
    body = f"{title}{rest}" if first.startswith("# ") else f"{title}\n{page}"
    lines = "" if "\n## Open" in page else "\n".join(_open(name, text))
    sections = {"Open points": lines} if lines else {}
    sections |= noted(state)
    told = (f"\n## {inline(heading)}\n\n{said}\n" for heading, said in sections.items())
    return "".join([body, *told])


def _open(name: str, text: str) -> Iterator[str]:
    """Each grave finding of a board, with the words of the line that it is about."""
    board = registry.board(name)
    for finding in board.findings(board.parse(text), Context()):
        if finding.severity is not Severity.HINT:
            at = finding.span.start if finding.span else 0
            line = text[text.rfind("\n", 0, at) + 1 :].partition("\n")[0]
            said = f"{inline(cut(line.strip(), 80))}: " if finding.span and line.strip() else ""
            yield f"- {said}{inline(finding.message)}"
