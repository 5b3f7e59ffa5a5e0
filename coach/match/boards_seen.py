"""What stands on the boards and was said aloud, as whoever listens to the session knows it."""

from coach.boards.diagram.graph import Kind, Node
from coach.boards.registry import PROSE
from coach.catalog.prompt import Prompt
from coach.frozen import dataclass
from coach.language.hearing import hears
from coach.language.normal import normal_stems
from coach.language.wordlists import SMALL
from coach.language.words import Stems, stem, stems, tokens
from coach.match.components import callers, drawn, graph_of
from coach.session.events import CANDIDATE
from coach.session.state import State, Utterance

UNASKED = frozenset({Kind.CLIENT, Kind.DNS, Kind.LOAD_BALANCER})
"""Kinds of components that need no word of explanation."""
_HEADS = frozenset(stems("service server app backend api store db database worker"))
"""Last words of many names: saying one of them is not speaking of the component."""


@dataclass(frozen=True, slots=True)
class Told:
    """Something the candidate told: its phase ("" for a board) and its stems."""

    phase: str
    words: Stems


def present(state: State, prompt: Prompt) -> frozenset[str]:
    """Ids of the prompt's components that stand on the diagram board."""
    text = state.boards.get("diagram", "")
    return drawn(prompt, text).present if text.strip() else frozenset()


def own_lines(state: State, name: str) -> str:
    """A board's text without the lines it started with."""
    starts = state.opened.boards if state.opened else ()
    given = next((start.text for start in starts if start.name == name), "")
    known = {line.strip() for line in given.splitlines()}
    text = state.boards.get(name, "")
    return "\n".join(line for line in text.splitlines() if line.strip() not in known)


def spoken(state: State) -> tuple[Utterance, ...]:
    """The candidate's own utterances."""
    said = state.conversation
    return tuple(uttered for uttered in said if state.role(uttered.by) == CANDIDATE)


def told(state: State) -> tuple[Told, ...]:
    """All that the candidate has said, and then what stands on the prose boards."""
    said = tuple(Told(uttered.phase, normal_stems(uttered.text)) for uttered in spoken(state))
    boards = (name for name in PROSE if name in state.boards)
    return said + tuple(Told("", normal_stems(own_lines(state, name))) for name in boards)


def unspoken(state: State) -> tuple[Node, ...]:
    """Components that are drawn and were never spoken of, by a telling word of their name or by
    their kind; whoever calls the system from outside needs none."""
    text = state.boards.get("diagram", "")
    nodes = graph_of(text).nodes if text.strip() else ()
    outside = callers(graph_of(text)) if nodes else frozenset()
    heard = [telling.words for telling in told(state)] if nodes else []
    said = frozenset(word for words in heard for word in words)
    return tuple(
        node
        for node in nodes
        if node.kind not in UNASKED
        and node.id not in outside
        and (names := _telling(node.label))
        and names.isdisjoint(said)
        and not any(hears(words, _kind_words(node)) for words in heard)
    )


def _telling(label: str) -> frozenset[str]:
    """The stems of a name that tell it from others: all but common last words, where any are."""
    every = [stem(word) for word in tokens(label) if word not in SMALL and not word.isdigit()]
    return frozenset(word for word in every if word not in _HEADS) or frozenset(every)


def _kind_words(node: Node) -> tuple[str, ...]:
    """How a component's kind is said; a service or a worker may be any of them."""
    if node.kind in (Kind.SERVICE, Kind.WORKER, Kind.EXTERNAL):
        return ()
    if node.kind is Kind.CDN:
        return ("cdn", "edge", "content delivery")
    return node.kind.value, node.kind.value.split()[-1]
