"""Compiles the counts of `coach.interviewer.topic_odds`.

Run: `python tests/interviewer/compile_topics.py`.

Counted are the askings of the shipped interview prompts, those written beside them and the shared
ones, by topic. Run it after askings were added; nothing breaks where it was not, the counts are
only a little older than the askings.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from coach.catalog.shelf import folders, headers, load_file
from coach.interviewer.question_form import forms
from coach.interviewer.weighing import weighed
from coach.interviewer.written_askings import NOTHING, shared, topic, written

TARGET = Path(__file__).parents[2] / "coach" / "interviewer" / "data" / "topic_counts.txt"
LEAST = 2
"""Askings that must hold a feature for it to be kept."""


def askings() -> Iterator[tuple[str, str]]:
    """All askings, each with its topic."""
    for header in headers(folders())[0]:
        beside = written(f"{header.workflow}/{header.slug}")
        if beside:
            prompt = load_file(header.path)
            left_open = set(beside.get(NOTHING, ())) - set(shared()[NOTHING])
            yield from ((NOTHING, ask) for ask in sorted(left_open))
            for fact in prompt.facts:
                for ask in (*fact.asks, *beside.get(fact.id, ())):
                    yield topic(fact.id), ask
    for name, asks in shared().items():
        yield from ((name, ask) for ask in asks)


def compiled() -> str:
    """The text of the counts: the topics with their sizes, then a line a feature."""
    sizes: Counter[str] = Counter()
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for name, ask in askings():
        sizes[name] += 1
        for feature in (*weighed(ask), *forms(ask)):
            counts[feature][name] += 1
    names = sorted(sizes)
    lines = [" ".join(f"{name} {sizes[name]}" for name in names)]
    for feature, by_topic in sorted(counts.items()):
        if by_topic.total() >= LEAST:
            lines.append(f"{feature}\t{' '.join(str(by_topic[name]) for name in names)}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    TARGET.write_text(compiled(), "utf-8")
