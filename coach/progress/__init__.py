"""Over sessions: how it goes from one to the next, two attempts side by side, what to practise."""
