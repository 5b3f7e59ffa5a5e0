"""Putting an answer into the notes: under the assumptions' heading, or at the end."""

HEADING = "# Assumptions"


def noted(notes: str, answer: str) -> str:
    """The notes with the answer as a bullet; unchanged where it stands there already."""
    line = "- " + " ".join(answer.split())
    if line in notes.split("\n"):
        return notes
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
