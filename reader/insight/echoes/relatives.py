"""Relatives: two terms of one family of words, such as the names of a country and of its people."""

SAME_BEGINNING = 4  # letters of two words of one family, such as "war" no, "wartime" and "wartimes" yes
_PARTICIPLE = "ge"  # German "gezahlt" beside "zahlt"


def relatives(some: set[str], others: set[str]) -> dict[str, str]:
    """Return the words that have a relative among others, each with that relative."""
    pairs = ((one, min((each for each in others if _are_related(one, each)), default="")) for one in some)
    return {one: other for one, other in pairs if other}


def without_relatives(ours: set[str], theirs: set[str]) -> tuple[set[str], set[str]]:
    """Return the words of both sides that have no relative on the other side."""
    return ours - relatives(ours, theirs).keys(), theirs - relatives(theirs, ours).keys()


def _are_related(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    beginning = short[: max(SAME_BEGINNING, len(short) - 1)]
    return len(short) >= SAME_BEGINNING and long.startswith((beginning, _PARTICIPLE + beginning))
