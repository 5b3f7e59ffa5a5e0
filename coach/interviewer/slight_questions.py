"""Questions with hardly a word of their own: "how large?", "who can open it?", "and then?"."""

from coach.language.lexicon import WEAK, heard

FEW = 2
"""So many words that say what a question is about are hardly any."""


def slight(question: str) -> bool:
    """Whether a question has hardly a word that says what it is about."""
    return sum(1 for _, names in heard(question) if not names or not names <= WEAK) <= FEW


def joined(questions: tuple[str, ...]) -> tuple[str, ...]:
    """The questions, each that names no thing ("how large?") as the end of the one before it."""
    joined_questions: list[str] = []
    for question in questions:
        parts = heard(question)
        if joined_questions and parts and all(names and names <= WEAK for _, names in parts):
            joined_questions[-1] = f"{joined_questions[-1].rstrip(' ?')} {question}"
        else:
            joined_questions.append(question)
    return tuple(joined_questions)
