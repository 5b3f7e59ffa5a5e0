"""The estimate board: back-of-envelope arithmetic as people write it."""
