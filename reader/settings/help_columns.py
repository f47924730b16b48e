"""The three columns at the head of the help: the keys that matter most in the article, each with a word or two."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from reader.settings.keymap import Keymap

# By heading: the ids of actions, and what they are about. Unknown actions are left out.
COLUMNS: Mapping[str, Mapping[str, str]] = {
    "Do": {
        "card": "card",
        "note": "note",
        "speaker": "speaker",
        "link": "link",
        "accept": "accept",
        "dismiss": "dismiss",
        "remove": "remove",
        "mark": "mark",
        "done": "done",
        "choose-matches": "all matches",
        "carry": "carry to echoes",
        "copy": "copy",
        "undo": "undo",
    },
    "Go": {
        "next-sentence previous-sentence": "sentence",
        "next-word previous-word": "word",
        "next-block previous-block": "block",
        "next-tag previous-tag": "tag",
        "next-suggestion previous-suggestion": "suggestion",
        "next-quotation": "quotation",
        "next-not-exact": "not exact",
        "next-not-done previous-not-done": "not done",
        "next-source previous-source": "source",
        "find-next find-previous": "match",
        "untagged": "untagged",
        "back": "back",
        "outline": "heading",
    },
    "Open": {
        "find": "find",
        "search": "find in all",
        "tags": "tags",
        "choose-tag": "codebook",
        "claims": "claims",
        "check": "quote check",
        "people": "people",
        "echoes": "echoes",
        "beside": "beside",
        "marks": "marks",
        "review": "review",
        "adjudicate": "disagreements",
        "export": "export",
        "palette": "all actions",
    },
}


class Brief(NamedTuple):
    """Keys with a word or two about each."""

    keys: str
    words: str


def help_columns(keymap: Keymap) -> Iterator[tuple[str, Sequence[Brief]]]:
    """Yield the heading of each column, and its keys as the reader has set them."""
    known = {key.id: key for keys in keymap.groups.values() for key in keys if key.id and key.names}
    for heading, entries in COLUMNS.items():
        tags = Brief(keymap.tags_shown, "tag")
        found = [
            Brief(" ".join(_shortest(known[id].shown_names) for id in ids.split() if id in known), words)
            for ids, words in entries.items()
        ]
        yield (
            heading,
            [tags, *filter(lambda each: each.keys, found)]
            if heading == "Do"
            else [each for each in found if each.keys],
        )


def _shortest(names: Sequence[str]) -> str:
    """Return the shortest name among keys; among equals, the last letter."""
    return min(reversed(names), key=lambda name: (len(name), not name.isalpha()))
