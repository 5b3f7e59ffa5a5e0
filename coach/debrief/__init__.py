"""The debrief: checks, observables, score, evidence and what to practise next."""
