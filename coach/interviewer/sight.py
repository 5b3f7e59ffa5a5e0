"""What the interviewer sees: the components on the drawing, and what the candidate has said."""

from dataclasses import dataclass
from functools import lru_cache

from coach.boards.diagram.graph import Graph, Kind, Node, fold_name
from coach.boards.registry import board
from coach.catalog.prompt import Component, Prompt
from coach.language.hearing import hears
from coach.language.words import Stems, stems
from coach.session import events as ev
from coach.session.state import State, Utterance

SPOKEN_BOARDS = ("notes",)


@dataclass(frozen=True, slots=True)
class Words:
    """Something of the candidate's in words: its phase ("" for a board) and its stems."""

    phase: str
    stems: Stems


@lru_cache(maxsize=16)
def graph(text: str) -> Graph:
    """The drawing a text describes."""
    model: Graph = board("diagram").parse(text)
    return model


def nodes(state: State) -> tuple[Node, ...]:
    """The components on the diagram board."""
    text = state.boards.get("diagram", "")
    return graph(text).nodes if text.strip() else ()


def drawn(state: State, prompt: Prompt) -> frozenset[str]:
    """Ids of the reference's components that the drawing has, by name or by kind."""
    there = nodes(state)
    return frozenset(
        part.id for part in prompt.design.components if any(_is(part, node) for node in there)
    )


def _is(part: Component, node: Node) -> bool:
    names = {fold_name(name) for name in (part.name, *part.names)}
    return node.id in names or node.kind.value in part.kinds


def own_lines(state: State, name: str) -> str:
    """A board's text without the lines it started with."""
    starts = state.opened.boards if state.opened else ()
    given = next((start.text for start in starts if start.name == name), "")
    known = {line.strip() for line in given.splitlines()}
    text = state.boards.get(name, "")
    return "\n".join(line for line in text.splitlines() if line.strip() not in known)


def words(state: State) -> tuple[Words, ...]:
    """All that the candidate has said, and their notes."""
    said = tuple(Words(u.phase, stems(u.text)) for u in spoken(state))
    written = tuple(
        Words("", stems(own_lines(state, name))) for name in SPOKEN_BOARDS if name in state.boards
    )
    return said + written


def spoken(state: State) -> tuple[Utterance, ...]:
    """The candidate's own utterances."""
    return tuple(u for u in state.conversation if u.by == ev.CANDIDATE)


def unspoken(state: State) -> tuple[Node, ...]:
    """Components on the drawing that were never mentioned, by name or by kind; no clients."""
    said = [one.stems for one in words(state)]
    return tuple(
        node
        for node in nodes(state)
        if node.kind not in (Kind.CLIENT, Kind.DNS)
        and not any(hears(one, (node.label, *_kind_words(node))) for one in said)
    )


def _kind_words(node: Node) -> tuple[str, ...]:
    return () if node.kind is Kind.SERVICE else (node.kind.value, node.kind.value.split()[-1])
