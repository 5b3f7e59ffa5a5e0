"""Landmarks: the few earlier texts of a board that the picture of its present text grows over.

A picture is a fold: it depends on the board's edits up to an entry and on nothing else. It grows
from one whole line to the next, so that what is typed within a line leaves no trace in it, however
the typing was cut into entries. Not every line is a landmark: each is longer than the one before
by a fourth at least, so that the landmarks of a text of 2,000 characters are about twenty and the
work of growing over all of them is some five times that of the last, however long the session was.
"""

from coach.session.events import TextEdited

LONGER = 1.25
"""How many times as long as the landmark before it a text must be to become one. Measured on the
reference designs typed line by line, in 70 columns: of 100 boxes 66 stand in the next picture where
they stood, 69 where every line is a landmark, at twice the cost for twenty lines and more for more;
63 at 1.4, 62 at 1.6, and 45 where every picture is laid afresh."""


def passed(landmarks: tuple[str, ...], before: str, edit: TextEdited, text: str) -> tuple[str, ...]:
    """The landmarks after an edit that made `text` of `before`.

    What was replaced as a whole begins anew. Landmarks that are `LONGER` than what is left of the
    text are forgotten, so there are never more of them than its length allows.
    """
    if len(edit.removed) == len(before):
        landmarks = ()
    if "\n" not in edit.inserted and "\n" not in edit.removed:
        return landmarks
    while landmarks and len(landmarks[-1]) > LONGER * len(text):
        landmarks = landmarks[:-1]
    if text.strip() and len(text) >= LONGER * len(landmarks[-1] if landmarks else ""):
        return (*landmarks, text)
    return landmarks
