"""Scores the clarifier on a file of questions: `python tests/interviewer/score_questions.py FILE`.

One JSON object a line: `prompt`, `question`, and `fact`, null where no fact answers. The prompt is
opened as in a session, the common answers of its workflow included. Where the interviewer asks
back, the asker answers truthfully: the place of the fact among the names, or "neither". Printed
are the shares right at once, right after one question back, and wrong (another fact given), of
the questions that a fact answers; of the others how many got a fact; and the false replies: that
nobody has decided what a fact decides. `--show` prints every question that did not go well, and
`--ids` lets facts without a name be called by their ids.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from coach.catalog import shelf
from coach.catalog.prompt import Prompt
from coach.interviewer.asking_back import settle
from coach.interviewer.clarifier import UNKNOWN, Reply
from coach.interviewer.common_answers import answered, joined
from coach.interviewer.plain_topics import COMMON

PLACES = ("the first", "the second", "the third")


@cache
def opened(slug: str, ids: bool) -> Prompt:
    """The prompt of a slug; with `ids` the facts without a name are called by their ids."""
    prompt = shelf.load(slug, shelf.folders())
    if ids:
        named = (one.but(name=one.name or one.id.replace("-", " ")) for one in prompt.facts)
        prompt = prompt.but(facts=tuple(named))
    return prompt


@cache
def whole(prompt: Prompt) -> Prompt:
    """The prompt with the common answers of its workflow."""
    return joined(prompt, shelf.load_workflow(prompt.workflow, shelf.folders()).answers)


def replied(prompt: Prompt, question: str) -> Reply:
    """The interviewer's reply, common answers included."""
    answers = shelf.load_workflow(prompt.workflow, shelf.folders()).answers
    return answered(prompt, whole(prompt), question, answers=answers)


def outcome(prompt: Prompt, question: str, fact: str | None) -> str:
    """What becomes of one question: right, back (right after a question back), refused, wrong,
    false, unplaced, other; for what no fact answers fired, common (answered for every prompt) or
    declined."""
    reply = replied(prompt, question)
    if fact is None and reply.facts:
        return "common" if all(one.startswith(COMMON) for one in reply.facts) else "fired"
    if fact is None:
        return "declined"
    if reply.facts:
        return "right" if set(reply.facts) == {fact} else "wrong"
    if reply.near:
        said = PLACES[reply.near.index(fact)] if fact in reply.near else "neither"
        settled = settle(whole(prompt), reply.near, said)
        if settled and settled.facts:
            return "back" if settled.facts == (fact,) else "wrong"
        return "refused"
    if reply.text in UNKNOWN:
        return "false"
    return "unplaced" if reply.kind == "unplaced" else "other"


def rows(lines: Iterable[str]) -> Iterator[tuple[str, str, str | None]]:
    """The questions of a file: prompt, question, fact."""
    for line in lines:
        if line.strip():
            one = json.loads(line)
            yield one["prompt"], one["question"], one["fact"]


def main() -> None:
    """Reads the file and prints the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("file", type=Path)
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--ids", action="store_true")
    args = parser.parse_args()
    counts: Counter[str] = Counter()
    for slug, question, fact in rows(args.file.read_text("utf-8").splitlines()):
        prompt = opened(slug, args.ids)
        became = outcome(prompt, question, fact)
        counts[became] += 1
        if args.show and became not in ("right", "declined"):
            reply = replied(prompt, question)
            given = ", ".join(reply.facts or reply.near) or reply.text[:40]
            sys.stdout.write(f"{became:9} {slug} | {fact} | {question} -> {given}\n")
    none = counts["fired"] + counts["declined"] + counts["common"]
    whole = counts.total() - none
    for title, count, of in (
        ("right at once", counts["right"], whole),
        ("right after one question back", counts["right"] + counts["back"], whole),
        ("wrong", counts["wrong"], whole),
        ("unanswerable, and a fact given", counts["fired"], none),
        ("unanswerable, and a common answer given", counts["common"], none),
        ("false replies", counts["false"], whole),
    ):
        share = 100 * count / of if of else 0.0
        sys.stdout.write(f"{title}: {count} of {of}, {share:.1f} %\n")
    sys.stdout.write(f"{dict(sorted(counts.items()))}\n")


if __name__ == "__main__":
    main()
