"""Scoring how well an action of the palette matches what was typed: names first, scattered letters last."""

from itertools import pairwise
from typing import NamedTuple

# Steps of a score, each above all that come after it
EXACT, KEY, BEGINS_ID, BEGINS, INITIALS, WORDS, WITHIN, SCATTERED = 1.0, 0.95, 0.92, 0.9, 0.7, 0.6, 0.4, 0.2
SEVERAL = 0.25  # subtracted for an action that changes several tags, unless its very name was typed
FAR = 1000  # characters before the first letter that count as much as a gap
FEWEST_SCATTERED = 3  # letters; every label has fewer, scattered


class Names(NamedTuple):
    """The names of an action.

    Attributes:
        id: Its id, with spaces; empty if it has none.
        label: Its description.
        words: Phrases of everyday language, in lower case.
        keys: Its keys, as they are shown.
        changes_several: True if it changes several tags at once.
    """

    id: str
    label: str
    words: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    changes_several: bool = False


def score(query: str, names: Names) -> float:
    """Return how well an action matches what was typed, from 0 (no match) to 1 (its exact name)."""
    wanted = _folded(query)
    if not wanted:
        return 0.0
    phrases = [phrase for phrase in (names.id, *names.words) if phrase]
    if wanted in phrases:
        return EXACT
    found = _score(wanted, [*phrases, names.label.casefold()], query.strip() in names.keys)
    if found == BEGINS and names.id.startswith(wanted):
        found = BEGINS_ID
    return max(found - SEVERAL, found / 10) if names.changes_several else found


def matching_phrase(query: str, names: Names) -> str:
    """Return the everyday phrase that was typed, in full or in part; empty if the label has it, too."""
    wanted = _folded(query)
    begun = (phrase for phrase in names.words if wanted and phrase.startswith(wanted))
    return next((phrase for phrase in begun if phrase not in names.label.casefold()), "")


def _folded(query: str) -> str:
    """Return typed words in lower case, without needless blanks or a colon typed out of a vi habit."""
    return " ".join(query.casefold().split()).removeprefix(":").lstrip()


def _score(wanted: str, phrases: list[str], is_key: bool) -> float:
    if is_key:
        return KEY
    if any(phrase.startswith(wanted) for phrase in phrases):
        return BEGINS
    if len(wanted) > 1 and any(_initials(phrase).startswith(wanted) for phrase in phrases):
        return INITIALS
    if any(_begins_words(wanted, phrase) for phrase in phrases):
        return WORDS
    if any(wanted in phrase for phrase in phrases):
        return WITHIN
    if len(wanted) >= FEWEST_SCATTERED:
        return max(_closeness(wanted, phrase) for phrase in phrases) * SCATTERED
    return 0.0


def _initials(phrase: str) -> str:
    return "".join(word[0] for word in phrase.split())


def _begins_words(wanted: str, phrase: str) -> bool:
    words = phrase.split()
    return all(any(word.startswith(part) for word in words) for part in wanted.split())


def _closeness(wanted: str, phrase: str) -> float:
    """Return how close together the typed letters are, from 0 (not all in order) to 1 (together at the beginning)."""
    places, place = [], -1
    for letter in wanted.replace(" ", ""):
        place = phrase.find(letter, place + 1)
        if place < 0:
            return 0.0
        places.append(place)
    gaps = sum(after - before - 1 for before, after in pairwise(places))
    return 1 / (1 + gaps / len(places) + places[0] / FAR)
