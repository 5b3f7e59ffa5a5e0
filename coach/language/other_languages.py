"""Whether a text is in another language than English: letters of another script, or small words.

Small words are the surest sign of a language (Ingle 1976; Grefenstette 1995). Only words that are
none in English, nor a name of the trade, are counted.
"""

from coach.language.words import tokens

_SMALL = frozenset(
    tokens(
        """wie viele viel der das dem den ist sind wird werden muss soll sollen wir ihr nicht und
        oder eine einen einer gibt es zu auf mit fuer fur von bei nach wann welche welcher lange
        combien est sont nous vous les des une du quel quelle quels quelles avec dans pour pas doit
        doivent qui que quoi comment faut il y ont leur
        cuantos cuantas cuanto cual cuales es son el los las una para por con que como donde cuando
        debe tiene tienen usuarios
        quantos quantas quanto qual quais sao os um uma nao por quando onde usuarios
        quanti quante quanto quale quali sono gli della delle dei per con che come dove
        hoeveel zijn het een wij moeten niet voor welke hoe
        ile jest sa czy jak dla na nie ma jaki jakie
        hur manga ar och det inte hvor mange er og ikke
        kac tane nasil var mi icin bu ve
        berapa apakah yang dan untuk"""
    )
) - frozenset(tokens("are in an so do no me on come per hat ma er var hay den manga"))
_ENGLISH = frozenset(
    tokens(
        """the a an is are was were do does did how many much what which who where when why can
        could should would will must may we you they it i of to for with by and or not
        have has be this that there if any per in on at"""
    )
)
LEAST = 2
"""Small words of another language that show it, where they are more than the English ones."""
_FOREIGN_LETTERS = 0.4
"""The share of letters of another script from which on a text is none of English."""


def foreign(text: str) -> bool:
    """Whether a text is in another language than English, so far as one can tell by its form."""
    letters = [letter for letter in text if letter.isalpha()]
    strange = sum(ord(letter) > 0x24F for letter in letters)
    if letters and strange >= _FOREIGN_LETTERS * len(letters):
        return True
    words = tokens(text)
    other = sum(word in _SMALL for word in words)
    return other >= LEAST and other > sum(word in _ENGLISH for word in words)
