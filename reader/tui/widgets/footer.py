"""The choice of the six most relevant keys for the key bar; the last one shows all others."""

from collections.abc import Sequence
from functools import cache

from reader.settings import Settings
from reader.settings.keymap import MOST_SHOWN, Keymap
from reader.settings.keys import Key
from reader.tui.session import Reading

MOST = 6
MANY = 2  # items from which their number is shown
CARDS = ("tags-card", "claims-card")
# The keys that follow those of the tags, as many as there is room for: by id, with a label if it is not the usual one.
BY_PLACE = {
    "article": {"switch-pane": "", "quit": "", "larger": "", "range": "", "next-sentence": "", "help": ""},
    "matches": {"choose-matches": "in all", "sentence": "", "help": ""},
    "all matches": {"sentence": "", "help": ""},
    "ends": {
        "accept": "keep",
        "sentence": "put back",
        "end-previous-word": "",
        "end-next-word": "",
        "other-end": "",
        "help": "",
    },
    "together": {"switch-pane": "other side", "together": "apart", "accept": "alone", "beside": "", "help": ""},
    "apart": {"switch-pane": "other side", "together": "together", "accept": "alone", "beside": "", "help": ""},
    "tag": {"note": "", "card": "", "remove": "", "larger": "", "undo": "", "help": ""},
    "end": {"done": "", "note": "", "card": "", "remove": "", "undo": "", "help": ""},
    "suggestion": {"accept": "", "dismiss": "", "next-suggestion": "", "larger": "", "undo": "", "help": ""},
    "suggested quote": {"accept": "", "speaker": "other speaker", "dismiss": "", "next-suggestion": "", "help": ""},
    "nameless quote": {"accept": "", "speaker": "speaker", "dismiss": "", "next-suggestion": "", "help": ""},
    "range": {"next-sentence": "longer", "range": "end range", "sentence": "", "other-end": "", "copy": "", "help": ""},
    "tags": {"go-there": "", "choose": "", "tags-card": "", "filter-tags": "", "leave-tags": "", "help": ""},
    "people": {"go-to-person": "", "choose-person": "", "join": "", "split": "", "filter-people": "", "help": ""},
    "marks": {
        "go-to-mark": "",
        "choose-mark": "",
        "remove-mark": "",
        "filter-marks": "",
        "leave-marks": "",
        "help": "",
    },
    "claims": {"go-to-claim": "", "claims-card": "", "join-claims": "", "filter-claims": "", "help": ""},
    "echoes": {
        "go-to-echo": "",
        "leave-echoes": "",
        "echoes-carry": "",
        "beside": "beside",
        "choose-echo": "",
        "help": "",
    },
    "check": {"check-next": "", "check-go": "", "check-keep": "", "beside": "beside", "check": "close", "help": ""},
    "empty": {"open-sample": "", "open-folder": "", "add-source": "", "quit": "", "palette": "all actions", "help": ""},
    "sources": {"open": "", "list-order": "", "filter": "", "list-done": "", "beside": "beside", "help": ""},
}
# The places where no key tags a passage, or other keys matter more.
WITHOUT_TAGS = ("sources", "echoes", "empty", "tags", "people", "marks", "check", "suggested quote", "nameless quote")
BESIDE = ("together", "apart")  # the names of what the keys work on while two articles are side by side
PLAIN = ("article", "tag", "end")  # groups that follow the cursor; beside a second article other keys matter


def under_cursor(reading: Reading, settings: Settings, scrolled: str = "") -> str:
    """Return the name of the thing in an article that the keys work on.

    Args:
        reading: The article.
        settings: The settings, which have the tags.
        scrolled: How two articles side by side are scrolled, `together` or `apart`; empty while there is one.
    """
    place = _under_cursor(reading, settings)
    return scrolled if scrolled and place in PLAIN else place


def _under_cursor(reading: Reading, settings: Settings) -> str:
    cursor = reading.cursor
    if cursor and cursor.in_range:
        return "range"
    if reading.chosen:
        return "all matches" if reading.chosen_in_all else "matches"
    if reading.holds_own and cursor and cursor.has_new_ends:
        return "ends"
    if suggestion := reading.suggestion_under_cursor():
        tag = settings.tag(suggestion.tag)
        if tag is None or tag.person is None:
            return "suggestion"
        return "suggested quote" if suggestion.attribution else "nameless quote"
    if cursor and cursor.passage.end >= cursor.article.whole.end:
        return "end"
    return "tag" if cursor and reading.annotations.is_touched(cursor.passage) else "article"


@cache  # it is asked for at each key
def footer(keymap: Keymap, place: str, *, is_narrow: bool) -> Sequence[Key]:
    """Return the keys for the key bar.

    Args:
        keymap: All keys.
        place: The name of a pane, or of what the keys work on: `tag`, `ends` of a tag that are moved, `matches`,
            `all matches`, `suggestion`, `suggested quote`, `nameless quote`, `range`, the `end` of the article, or two
            articles that are scrolled `together` or `apart`.
        is_narrow: Whether there is so little room that the keys of the tags share one label.
    """
    labels = BY_PLACE[place]
    *others, last = (key for key in keymap.get(*labels) if key.names)  # an action that gave its key to a tag has none
    first = _first(keymap, place, is_narrow=is_narrow or place in BESIDE or len(keymap.tags) > MOST // 2)
    room = MOST - 1 - (1 if first and not first[0].brief else len(first))
    return (*first, *(key._replace(brief=labels[key.id] or key.brief) for key in others[:room]), last)


def _first(keymap: Keymap, place: str, *, is_narrow: bool) -> Sequence[Key]:
    """Return the keys before those of the place: of the tags where they tag something, or of the ratings."""
    if place == "claims":
        return _together([key for key in keymap.groups["Claims"] if not key.id], "rating")
    if place in WITHOUT_TAGS:
        return ()
    is_joint = is_narrow or keymap.codebook
    return _together(keymap.tags, "tag", keymap.codebook) if is_joint else keymap.tags


def _together(keys: Sequence[Key], label: str, others: Sequence[Key] = ()) -> Sequence[Key]:
    """Return keys with one label after the last: `q c b tag`; if there are many, the first ones and `… tag`.

    Args:
        keys: The keys.
        label: The label.
        others: The keys for what has no key of its own, which come last.
    """
    shown = [*keys[:MOST_SHOWN], *others]
    label = label if others or len(shown) == len(keys) else f"… {label}"
    return [key._replace(brief="" if key is not shown[-1] else label) for key in shown]


def with_number(keys: tuple[Key, ...], number: int) -> tuple[Key, ...]:
    """Return keys, with the number of chosen items in the label of the card's key if there are several: `card of 2`."""
    if number < MANY:
        return keys
    return tuple(key._replace(brief=f"{key.brief} of {number:,}") if key.id in CARDS else key for key in keys)
