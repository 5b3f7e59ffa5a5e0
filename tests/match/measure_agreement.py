"""Whether interviewer and debrief see the same: `python tests/match/measure_agreement.py`.

The data: the reference of every shipped interview in other words (`paraphrases.py`), its drawing
six times over, its sheet eleven times. It prints for how many components of these drawings the
interviewer's answer differs from the debrief's, how many hints that lead to a part (those of the
phases that draw or probe) would be sold for what stands drawn, and how many lines of the sheets
one takes and the other does not. It ends with 1 where any of these is not 0. It takes some minutes;
tests/match/test_one_answer.py holds a sample.
"""

import sys
from collections import Counter
from pathlib import Path

from coach.authoring.played import Played
from coach.authoring.played_sessions import opening
from coach.catalog.prompt import Prompt
from coach.catalog.shelf import folders, headers, load, load_workflow
from coach.catalog.workflow import Workflow
from coach.debrief.score import score
from coach.interviewer.hint_goals import needs_words
from coach.interviewer.hint_ladders import parts_of, reached
from coach.interviewer.wild_estimates import wild
from coach.match.boards_seen import present
from coach.match.quantities import in_tolerance
from coach.session.decide import EditBoard

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.match.paraphrases import drawings, lines


def session(prompt: Prompt, workflow: Workflow, board: str, text: str) -> Played:
    """A session in which a board was written, in the phase that draws."""
    stage = Played(opening(prompt, workflow))
    stage.enter(next(phase.id for phase in workflow.phases if phase.draws))
    stage.do(EditBoard(board, text), after=5)
    return stage


def components(prompt: Prompt, workflow: Workflow, counts: Counter[str]) -> None:
    """Counts what the two see of the drawings."""
    for text in drawings(prompt):
        stage = session(prompt, workflow, "diagram", text)
        seen = present(stage.state, prompt)
        missing = {part.id for part in score(prompt, workflow, stage.history).comparison.missing}
        for part in prompt.components:
            counts["components"] += 1
            counts["components that differ"] += (part.id in seen) == (part.id in missing)
        for ladder in prompt.hints:
            phase, parts = workflow.phase(ladder.phase), parts_of(prompt, ladder)
            drawing = phase is not None and (phase.draws == "diagram" or phase.probes)
            words = phase is not None and phase.probes and needs_words(prompt, ladder)
            if drawing and parts and parts <= seen and not words:
                counts["ladders to what is drawn"] += 1
                sold = not reached(stage.state, prompt, workflow, ladder)
                counts["ladders sold for what is drawn"] += sold


def quantities(prompt: Prompt, workflow: Workflow, counts: Counter[str]) -> None:
    """Counts what the two take of the sheets' lines."""
    for quantity in prompt.quantities:
        for line in lines(quantity):
            stage = session(prompt, workflow, "estimate", line)
            compared = score(prompt, workflow, stage.history).comparison.estimates
            within = next(other.within for other in compared if other.quantity.id == quantity.id)
            doubted = quantity.id in {doubt.id for doubt, _ in wild(stage.state, prompt)}
            counts["lines"] += 1
            counts["lines taken by both"] += within and not doubted
            counts["lines that differ"] += within != in_tolerance(quantity, line)
            counts["lines that differ"] += within and doubted


def main() -> int:
    """Prints the counts; 1 where the two differ anywhere."""
    workflow, counts = load_workflow("interview", folders()), Counter[str]()
    slugs = [header.slug for header in headers(folders())[0] if header.workflow == workflow.id]
    for slug in slugs:
        prompt = load(slug, folders())
        components(prompt, workflow, counts)
        quantities(prompt, workflow, counts)
    print(f"{len(slugs)} interviews")
    for name, count in counts.items():
        print(f"{count:>6,}  {name}")
    return any(counts[name] for name in counts if "differ" in name or "sold" in name)


if __name__ == "__main__":
    sys.exit(main())
