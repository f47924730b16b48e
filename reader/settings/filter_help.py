"""The lines of the help on what a filter can ask: one for each kind of term, laid out like a key."""

from collections.abc import Mapping, Sequence

from reader.settings.keys import Key

HEADING = "What a filter can ask"
_TERMS = {
    "tag:claim": "claims, with the tags nested in claim; tag:=claim finds claims alone",
    "by: source:": "a part of the name of who tagged it, or of the path of its source",
    "status:moved": "how the passage was found in its source: exact, shifted, edited, moved, review or orphan",
    "note:see": "a part of the note; note: alone finds all that have one",
    "has:speaker": "any value of a field, a kind of link, or a note: has:rating, has:evidence, has:note",
    "rating:open": "the value of a field: speaker:lind, verdict:altered",
    "near:quote": "a quote at most 200 characters away; near:quote~50 says how many",
    "in:quote": "a quote around it; holds:quote has one inside, overlaps:quote shares some of it",
    "in:quote@ann": "a quote by Ann; @same means by the same person",
    "claim near:": "right before such a term, the name of a tag means the tag",
    "not": "before a term: everything it does not match, as in quote not in:claim",
}
_OF_SOURCES = {
    "done:no": "sources that you are not done with; done:ann finds those that Ann is done with",
    "left:5": "at least five sure suggestions are left; also left:no, left:quote",
    "lang:de": "the language; changed: finds those that changed after they were tagged, changed:week the latest",
}
_WITH_TAGS = ("tags", "claims", "people")


def filter_terms(place: str) -> Sequence[Key]:
    """Return the terms of the filter in a place; for a place without such a filter, those of all filters."""
    terms: Mapping[str, str] = _TERMS if place in _WITH_TAGS else _OF_SOURCES | _TERMS
    return [Key("", term, "", words) for term, words in terms.items()]


def has_filter(place: str) -> bool:
    """Return whether a place has a filter with these terms."""
    return place in (*_WITH_TAGS, "sources")
