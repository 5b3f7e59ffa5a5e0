"""How a prompt is sat: level, minutes and mode, asked before the session begins."""

from coach import config
from coach.boards.board import Row
from coach.catalog.header import INTERVIEW, Header
from coach.catalog.workflow_outline import Outline
from coach.ui.screens.setup import LEVEL, MODE, SetupModal, meanings, pace
from coach.ui.views.wrap import wrapped


class StartModal(SetupModal):
    """The statement above level, pace and mode."""

    ENTER = "start"
    KEYS = (
        ("↑ ↓", "To another setting"),
        ("← →", "Changes it; Space too"),
        ("Enter", "Starts with these settings, which are remembered"),
        ("Esc", "Goes back to the prompts"),
    )

    def __init__(
        self, header: Header, settings: config.Settings, outline: Outline | None = None
    ) -> None:
        share = "The whole interview; each phase gets its share."
        if outline is not None and outline.length is not None:
            share = f"This one takes {outline.minutes} at every pace."
        elif outline is not None and outline.id != INTERVIEW:
            share = "The whole of it; each phase gets its share."
        told = dict.fromkeys(config.PACES, share) | {"untimed": "No clock drives you."}
        super().__init__(settings, (LEVEL, pace(meanings(told)), MODE))
        self.header = header

    def head(self) -> list[Row]:
        """Title and statement."""
        title: Row = ((self.header.title, "heading"),)
        return [title, (), *wrapped(self.header.statement, self.room), ()]
