"""Sessions as people and programs read them."""
