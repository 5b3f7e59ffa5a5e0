"""A round of naming: what was described in sessions, one thing after another, to be called by its
word of the field. Nothing of it is kept."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from coach.boards.board import Row
from coach.ui.screens.modal import LineModal, PageModal
from coach.ui.views.wrap import wrapped

if TYPE_CHECKING:
    from textual.app import App

    from coach.progress.own_words import WordAsked

NONE_ASKED = "In your last sessions you called things by their words: there is nothing to ask."


class NamingQuestion(LineModal):
    """One thing to be named, with a second try and a clue; Enter alone tells the word, Esc ends
    the round."""

    def __init__(self, asked: "WordAsked", question: str) -> None:
        super().__init__(question, self._again)
        self.asked = asked
        self.tries = 0

    def _again(self, answer: str) -> str:
        self.tries += 1
        if self.asked.named_by(answer) or not answer.strip() or self.tries > 1:
            return ""
        return f"Not that: {self.asked.clue}. Once more?"


async def naming_round(app: "App[Any]", asked: Sequence["WordAsked"]) -> None:
    """Puts the questions, and shows all the words at the end."""
    told, at_once, put = "", 0, 0
    for place, each in enumerate(asked, 1):
        question = f"{told}{place} of {len(asked)}. In {each.title} you said “{each.said}”. "
        dialog = NamingQuestion(each, f"{question}What does the field call it?")
        answer = await app.push_screen_wait(dialog)
        if not dialog.tries:
            break
        put = place
        named = each.named_by(answer or "")
        at_once += named and dialog.tries == 1
        told = f"Yes: {each.word}. " if named else f"It is called {each.word}. "
    if put:
        await app.push_screen_wait(PageModal(lambda cells: _page(asked[:put], at_once, cells)))


def _page(asked: Sequence["WordAsked"], at_once: int, cells: int) -> list[Row]:
    """The words with what was said instead."""
    rows: list[Row] = [((f"{at_once} of {len(asked)} named at once", "heading"),), ()]
    for each in asked:
        rows.extend(wrapped(f"{each.word}: “{each.said}” ({each.title})", cells, indent="  "))
    return rows
