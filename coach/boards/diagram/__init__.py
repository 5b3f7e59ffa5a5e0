"""The diagram board: an architecture typed as words, drawn as text."""
