"""A session as a fold over its entries: events, state, pacing, decisions. Pure."""
