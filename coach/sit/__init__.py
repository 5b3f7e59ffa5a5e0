"""The line seat: a whole session over plain lines, for ears, dumb terminals and programs."""
