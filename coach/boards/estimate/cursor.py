"""A place in the tokens of a line."""

from collections.abc import Collection, Sequence

from coach.boards.estimate.lexer import Token
from coach.boards.estimate.names import Name, match
from coach.boards.estimate.note import Note, NoteKind


class Cursor:
    """Looks at tokens from where it stands; `names` are those that could stand in the line."""

    def __init__(self, tokens: Sequence[Token], names: Collection[Name]) -> None:
        self.tokens = tokens
        self.names = names
        self.at = 0
        self.notes: list[Note] = []

    def note(self, kind: NoteKind, text: str) -> None:
        """Keeps a remark on how the line is read."""
        self.notes.append(Note(kind, text))

    def peek(self, ahead: int = 0) -> Token | None:
        """The token so many places ahead; None past the end."""
        place = self.at + ahead
        return self.tokens[place] if place < len(self.tokens) else None

    def is_op(self, text: str, ahead: int = 0) -> bool:
        """Whether this operator stands so many places ahead."""
        token = self.peek(ahead)
        return token is not None and token.kind == "op" and token.text == text

    def is_word(self, ahead: int = 0) -> bool:
        """Whether a word stands so many places ahead."""
        token = self.peek(ahead)
        return token is not None and token.kind == "word"

    def known(self, ahead: int = 0) -> bool:
        """Whether one of the names begins so many places ahead."""
        return bool(self.names) and match(self.tokens, self.at + ahead, self.names) is not None
