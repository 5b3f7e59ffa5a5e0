"""Who writes entries: the names of the three roles, as they stand in a journal for ever."""

CANDIDATE = "candidate"
INTERVIEWER = "interviewer"
OBSERVER = "observer"
