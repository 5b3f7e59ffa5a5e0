"""Answering on the console: the facts that fit the last question, one of them told by a key.

Where none surely fits, what is offered first is to say so: an Enter in haste tells nothing wrong.
"""

from functools import partial

from coach.boards.board import Row
from coach.mock.dossier import Dossier
from coach.mock.now_line import ALOUD, NO_QUESTION
from coach.session import events as ev
from coach.session.decide import RevealFact, Say
from coach.text import clean_line
from coach.ui.consoling import opened_pack
from coach.ui.screens.console_screen import Asking, ConsoleScreen
from coach.ui.views.pack import facts_offered, facts_ranked

ASSUME = "You may assume what you like there; say what you assume."
_KEYS = "Enter tells · 1-9 that one · Tab own words · ^V told aloud · = assume · Esc · - none"


def last_asked(screen: ConsoleScreen) -> int:
    """The candidate's last utterance, 0 for none."""
    for said in reversed(screen.state.conversation):
        if screen.state.role(said.by) == ev.CANDIDATE:
            return said.n
    return 0


def answer(screen: ConsoleScreen) -> None:
    """Answers from the pack: type a word of what was asked."""
    Answering(screen, opened_pack(screen)).open()


class Answering:
    """An open line that answers one question."""

    def __init__(self, screen: ConsoleScreen, dossier: Dossier) -> None:
        self._screen, self._dossier = screen, dossier
        self._begun = last_asked(screen)
        self._answered = any(fact.question == self._begun for fact in screen.state.facts)
        name = screen.sitting.other_name(screen.live)
        keys = {
            "tab": self._own_words,
            "ctrl+v": self._aloud,
            "=": self._assume,
            "-": self._no_question,
        }
        keys |= {str(number): partial(self._numbered, number) for number in range(1, 10)}
        self._asking = Asking(f"a  What did {name} ask?", self._tell, self._offers, keys, _KEYS)

    def open(self) -> None:
        """Opens the line on its screen."""
        self._screen.open_line(self._asking)

    def _asked(self) -> int:
        """The question meant: the one that stood there when the line was opened, or a newer one
        where that had been answered before."""
        return last_asked(self._screen) if self._answered else self._begun

    def _wanted(self, words: str) -> str:
        """What a fact is looked for by: the words typed, else the question."""
        meant = self._asked()
        question = next((u.text for u in self._screen.state.conversation if u.n == meant), "")
        return words if words.strip() else question

    def _nothing(self, words: str) -> str:
        """What to say where no fact surely answers the question; "" where one does, or where a
        word of one was typed."""
        if words.strip() or not self._asked():
            return ""
        listening = self._dossier.workflow.listens(self._screen.state.phase)
        reply = self._dossier.heard(self._wanted(words), listening)
        if reply.facts:
            return ""
        return reply.text if reply.text and reply.kind == "answer" else ASSUME

    def _offers(self, words: str, at: int, cells: int, most: int) -> list[Row]:
        nothing = self._nothing(words)
        return facts_offered(
            self._dossier, self._screen.state, self._wanted(words), at - bool(nothing),
            cells=cells, most=most, nothing=nothing,
        )  # fmt: skip

    def _chosen(self, words: str) -> str:
        """The id of the fact under the cursor; "" where that is on what to say instead."""
        at = self._asking.at - bool(self._nothing(words))
        return self._placed(words, at) if at >= 0 else ""

    def _placed(self, words: str, place: int) -> str:
        facts = facts_ranked(self._dossier, self._screen.state, self._wanted(words))
        return facts[min(place, len(facts) - 1)].id

    def _reveal(self, name: str, words: str = "") -> None:
        fact = self._dossier.fact(self._screen.state, name, words.strip())
        self._screen.live.do(RevealFact(fact.fact, fact.answer, self._asked()))

    def _say(self, words: str) -> None:
        if words.strip():
            self._screen.live.do(Say(words.strip(), "answer", str(self._asked())))

    def _tell(self, words: str) -> None:
        name = self._chosen(words)
        if name:
            self._reveal(name)
        else:
            self._say(self._nothing(words))

    def _numbered(self, number: int, words: str) -> None:
        self._screen.close_line()
        self._reveal(self._placed(words, number - 1))

    def _aloud(self, words: str) -> None:
        name = self._chosen(words)
        self._screen.close_line()
        if name:
            self._reveal(name)
        self._screen.live.make(ev.Tagged(max(1, self._asked()), ALOUD, name))

    def _own_words(self, words: str) -> None:
        name = self._chosen(words)
        fact = self._dossier.known(name) if name else None
        title = fact.id.replace("-", " ") if fact else "s  Say"
        self._screen.open_line(
            Asking(
                f"{title}, in your words",
                lambda text: self._reveal(name, text) if name else self._say(text),
            ),
            clean_line(fact.answer if fact else self._nothing(words), 2000),
        )

    def _assume(self, _: str) -> None:
        self._screen.close_line()
        self._say(ASSUME)

    def _no_question(self, _: str) -> None:
        self._screen.close_line()
        if self._asked():
            self._screen.live.make(ev.Tagged(self._asked(), NO_QUESTION, ""))
