"""What a model may say in its own words from the interviewer's chair: one short question, made of
the candidate's own words and of plain ones.

A list of allowed words, not of forbidden ones: what a prompt holds back is said in words of its own
subject, and those are in neither. Pure.
"""

import re
from collections.abc import Iterable

from coach.language.words import stems

LONGEST = 160
"""Characters of a question of a model's own."""
_NUMBER = re.compile(r"\d[\d.,]*")
_PLAIN = """
a about above across after again against all almost alone along already also although always am
among an and another any anybody anyone anything apart are around as ask asked at away back bad be
because become been before begin behind being below best better between beyond big biggest both
bottom break breaks bring but by call called can cannot care case cases change changes choose
chose clear close come comes compare consider could decide decided describe design did differ
different difficult do does doing done down draw drawn during each early easy either else end
enough even ever every everybody everything example expect explain fail fails far fast few find
first follow for from front full further get gets give given go goes going gone good got great had
half happen happened happens hard has have having he help her here hers him his hold how however i
idea if important in inside instead into is it its itself just keep keeps kind know large last
late later least leave left less let like likely limit little long look lose lost lot made main
make makes many matter matters may me mean means might mind mine more most move much must my name
near need needed needs never new next no nobody none nor not nothing now number of off often on
once one only open or order other others our out outside over own part parts people perhaps pick
piece place plan point possible put question quick quickly quite rather reach ready really reason
right room run runs said same say says second see seem seen send set several shall she should show
side simple since size slow slowly small so some somebody something sometimes soon start starts
state step steps still stop such suppose sure system take takes talk tell than that the their them
then there these they thing things think third this those though through time times to together
told too toward try turn twice two under understand until up upon us use used uses using very walk
want was way ways we well went were what when where whether which while who whole whose why will
with within without word words work works worse worst would wrong yes yet you your yours
"""
PLAIN = frozenset(_PLAIN.split()) | frozenset(stems(_PLAIN))


def stopped(text: str, heard: Iterable[str]) -> str:
    """Why a text may not be said, as a sentence; "" where it may. `heard` is what the candidate
    said and wrote."""
    words = " ".join(text.split())
    if len(words) > LONGEST:
        return f"A question of your own has at most {LONGEST} characters."
    if not words.endswith("?") or words.count("?") != 1:
        return "In your own words you ask one question, and nothing else."
    theirs = " ".join(heard)
    if any(number not in theirs for number in _NUMBER.findall(words)):
        return "There is a number in it that the candidate did not say."
    known = PLAIN | frozenset(stems(theirs)) | frozenset(re.findall(r"[a-z']+", theirs.lower()))
    for word in re.findall(r"[^\W\d_][\w']*", words.lower()):
        if word not in known and not known.issuperset(stems(word)):
            return f'"{word}" is neither a plain word nor one of the candidate\'s.'
    return ""
