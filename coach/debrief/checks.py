"""Checks across the boards and the talk, each one sentence.

They serve coach mode during a session as well as the debrief. While the session runs they use the
candidate's own boards and words and give nothing of the reference away; what the prompt knows is
brought in once the session is over.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from coach.boards.board import Finding, Severity
from coach.boards.diagram.advice import advise
from coach.catalog.observable import Observable
from coach.catalog.prompt import NonFunctional, Prompt
from coach.language.hearing import hears
from coach.language.sentences import split
from coach.language.wordlists import SMALL
from coach.language.words import Stems, stem, stems, tokens
from coach.match.boards_seen import UNASKED, spoken, told, unspoken
from coach.match.components import Drawn, drawn, graph_of
from coach.match.listings import endpoints, tables
from coach.match.walks import broken_at
from coach.session.state import State

LIMIT = 4
_GENERIC = frozenset(
    stem(word)
    for word in ("user", "users", "can", "anyone", "people", "system", "service", "able", "want")
)
_HEADING = re.compile(r"^\s*#+\s*(.*)$")
_NUMBER = re.compile(r"\d")
_WRITES = ("POST", "PUT", "PATCH", "DELETE")
_WRITING = stems(
    """write store save insert add create update append put record register keep persist fill log
    reserve upsert"""
)


def check(state: State, prompt: Prompt, met: frozenset[str] = frozenset()) -> tuple[Finding, ...]:
    """All cross-board findings of a session as it stands, at most four of each sort.

    `met` are the observables known to be met; what they show is not asked for again.
    """
    over = state.closed or state.gave_up
    checks = (
        _unspoken(state),
        _unserved(state, prompt, over),
        _unkept(state, prompt, over, met),
        _unwritten(state),
        _broken(state, prompt) if over else iter(()),
    )
    return tuple(finding for findings in checks for finding in islice(findings, LIMIT))


def praise(state: State, prompt: Prompt) -> tuple[str, ...]:
    """What fits together already, a sentence each; only of what stands there to be checked."""
    told = []
    graph = graph_of(state.boards.get("diagram", ""))
    parts = [node for node in graph.nodes if node.kind not in UNASKED]
    if parts and next(_unspoken(state), None) is None:
        told.append("You have spoken of every component you drew.")
    wanted = next(_under(state, functional=True), None) and _built(state)
    if wanted and next(_unserved(state, prompt, False), None) is None:
        told.append("Every requirement you wrote has something that serves it.")
    if tables(state.boards.get("schema", "")) and next(_unwritten(state), None) is None:
        told.append("Every table is written by something you drew or said.")
    if graph.edges and all(f.severity is Severity.HINT for f in advise(graph)):
        told.append("The drawing itself raises no warning.")
    return tuple(told)


def _said(state: State) -> Stems:
    """The stems of all that the candidate said."""
    return stems(" . ".join(utterance.text for utterance in spoken(state)))


def _unspoken(state: State) -> Iterator[Finding]:
    """Components that are drawn and were never spoken of."""
    for node in unspoken(state):
        sentence = f"“{node.label}” is drawn, but you never spoke of it: say what it is there for."
        yield _finding("component-unspoken", sentence)


def _unserved(state: State, prompt: Prompt, over: bool) -> Iterator[Finding]:
    """Requirements that share no word with any endpoint, table or component."""
    built = _built(state)
    if not built:
        return
    spoken = set(_said(state))
    wanted = list(_under(state, functional=True))
    if over:
        wanted += [need for need in prompt.requirements.functional if need not in wanted]
    for requirement in wanted:
        words = _content(requirement)
        served = (words | _serving(requirement, prompt)) & built
        if words and not served and len(words & spoken) < 2:
            sentence = f"No endpoint or component seems to serve “{requirement}”."
            yield _finding("requirement-unserved", sentence)


def _built(state: State) -> frozenset[str]:
    texts = (state.boards.get(name, "") for name in ("diagram", "api", "schema"))
    return frozenset(word for text in texts for word in stems(text))


def _serving(requirement: str, prompt: Prompt) -> frozenset[str]:
    """The names of the prompt's parts whose reason has two words in common with a requirement."""
    words = _content(requirement)
    return frozenset(
        word
        for part in prompt.components
        if len(words & _content(f"{part.why} {part.without}")) >= 2
        for name in (part.name, *part.names)
        for word in _content(name)
    )


def _content(text: str) -> frozenset[str]:
    return frozenset(
        stem(word)
        for word in tokens(text)
        if word not in SMALL and stem(word) not in _GENERIC and not word.isdigit()
    )


def _under(state: State, functional: bool) -> Iterator[str]:
    """The lines the candidate wrote under the notes' heading of (non-)functional requirements."""
    inside = False
    for line in state.boards.get("notes", "").split("\n"):
        heading = _HEADING.match(line)
        if heading:
            title = heading[1].casefold()
            inside = "functional" in title and ("non" not in title) == functional
        elif inside and line.strip(" -*•"):
            yield line.strip(" -*•")


def _unkept(state: State, prompt: Prompt, over: bool, met: frozenset[str]) -> Iterator[Finding]:
    """Non-functional numbers for which nothing was said or drawn that could keep them."""
    diagram = state.boards.get("diagram", "")
    if not over and not graph_of(diagram).edges:
        return
    shown = (*(telling.words for telling in told(state)), stems(diagram))
    mine = [line for line in _under(state, functional=False) if _NUMBER.search(line)]
    for wanted in prompt.requirements.non_functional:
        if not wanted.mechanisms or any(hears(words, wanted.mechanisms) for words in shown):
            continue
        if any(
            _about(observable, wanted) for observable in prompt.observables if observable.id in met
        ):
            continue
        written = next((line for line in mine if _same(line, wanted)), "")
        if written:
            sentence = f"You wrote “{written}”, but nothing you said or drew is there to keep it."
            yield _finding("number-unkept", sentence)
        elif over:
            such = ", ".join(wanted.mechanisms[:3])
            sentence = f"Nothing said or drawn keeps “{wanted.text}” (for example: {such})."
            yield _finding("number-unkept", sentence)


def _about(observable: Observable, wanted: NonFunctional) -> bool:
    """Whether an observable is about the mechanisms of a quality: two of their words in common."""
    terms = (term for show in observable.shows for terms in show.said for term in terms)
    told = _content(" ".join((observable.text, observable.missed, *terms)))
    return len(_content(" ".join(wanted.mechanisms)) & told) >= 2


def _same(line: str, wanted: NonFunctional) -> bool:
    """Whether a line of the candidate's is about a quality: a number and a word in common."""
    mine, theirs = set(tokens(line)), set(tokens(wanted.text))
    numbers = {word for word in mine & theirs if word[0].isdigit()}
    return bool(numbers and _content(line) & _content(wanted.text))


def _unwritten(state: State) -> Iterator[Finding]:
    """Tables that no writing endpoint, no arrow and no sentence about writing names."""
    api, diagram = state.boards.get("api", ""), graph_of(state.boards.get("diagram", ""))
    if not endpoints(api) and not diagram.edges:
        return
    writing = [endpoint.span for endpoint in endpoints(api) if endpoint.method in _WRITES]
    written = {word for span in writing for word in stems(api[span.start : span.end])}
    for node in diagram.nodes:
        written.update(stems(node.label))
    for edge in diagram.edges:
        written.update(stems(edge.label))
    for utterance in spoken(state):
        for sentence in split(utterance.text):
            words = stems(sentence)
            if not set(_WRITING).isdisjoint(words):
                written.update(words)
    for table in tables(state.boards.get("schema", "")):
        words = tuple(word for word in stems(table.name) if not word.isdigit())
        if words and written.isdisjoint(words):
            sentence = f"“{table.name}” is on the schema board, but nothing seems to write it."
            yield _finding("entity-unwritten", sentence)


def _broken(state: State, prompt: Prompt) -> Iterator[Finding]:
    """Walks that break between two parts that are both drawn, in the candidate's own names."""
    text = state.boards.get("diagram", "")
    if not text.strip():
        return
    seen = drawn(prompt, text)
    for walk in prompt.walks:
        at = broken_at(seen, walk.path)
        if at is None:
            continue
        sentence = _gap(seen, walk.path, at)
        if sentence:
            yield _finding("walk-broken", sentence)


def _gap(drawn: Drawn, path: Sequence[str], at: int) -> str:
    """The missing arrow between two drawn parts, in the candidate's own names; "" for none."""
    if at == 0 or path[at] not in drawn.present:
        return ""
    before, after = drawn.labels(path[at - 1]), drawn.labels(path[at])
    if before == after:
        return ""
    return f"No arrow leads from {before} to {after}: can a request get there?"


def _finding(code: str, sentence: str) -> Finding:
    return Finding(code, Severity.HINT, sentence)
