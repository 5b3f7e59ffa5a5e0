"""Putting an answer into the notes: under the assumptions' heading, or at the end."""

from coach.text import clean_line

HEADING = "# Assumptions"


QUESTION_MOST = 120
"""Characters of a question that are noted with its answer."""


def noted(notes: str, answer: str, question: str = "") -> str:
    """The notes with the answer as a bullet, its question before it; unchanged where the answer
    stands there already."""
    told = " ".join(answer.split())
    if any(line.startswith("- ") and line.endswith(told) for line in notes.split("\n")):
        return notes
    asked = clean_line(question, QUESTION_MOST)
    line = f"- {asked} {told}" if asked else f"- {told}"
    lines = notes.split("\n")
    if HEADING not in lines:
        return notes.rstrip("\n") + ("\n\n" if notes.strip() else "") + f"{HEADING}\n{line}\n"
    at = lines.index(HEADING) + 1
    while at < len(lines) and lines[at].strip() and not lines[at].startswith("#"):
        at += 1
    if at > 0 and lines[at - 1].strip() == "-":
        lines[at - 1] = line
    else:
        lines.insert(at, line)
    return "\n".join(lines)
