"""Which pane a board gets: most get the common one, two have more to show."""

from collections.abc import Callable

from coach.boards.board import Context
from coach.ui.widgets.pane import BoardPane


def make_pane(name: str, text: str, context: Callable[[], Context], checked: bool) -> BoardPane:
    """The pane of the board of that name, with its text."""
    if name == "estimate":
        from coach.ui.widgets.sheet_pane import EstimatePane

        return EstimatePane(name, text, context, checked)
    if name == "diagram":
        from coach.ui.widgets.drawing_pane import DiagramPane

        return DiagramPane(name, text, context, checked)
    return BoardPane(name, text, context, checked)
