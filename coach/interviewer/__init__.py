"""The scripted interviewer: answers, hints, probes, curveballs and interruptions."""
