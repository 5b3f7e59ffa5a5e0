"""How a name goes on whose beginning stands before the cursor, in capitals as they were begun."""


def rest_of(name: str, typed: str) -> str:
    """What is missing of a name after `typed`, its beginning in capitals of any kind.

    Whoever writes small where the name has capitals gets no capital in the middle of the word.
    """
    rest = name[len(typed) :]
    if name.startswith(typed) or not typed.islower():
        return rest
    return rest.lower()
