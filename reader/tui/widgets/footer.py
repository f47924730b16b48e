"""The six keys that matter now. The last is the way to all others."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from reader.settings.keys import Key, Keymap

MOST = 6
# After those of the tags, as many as there is room for: by id, each with its word here if it is not the usual one.
WHERE = {
    "article": {"switch-pane": "", "quit": "", "larger": "", "range": "", "next-sentence": "", "help": ""},
    "tag": {"note": "", "remove": "", "larger": "", "copy": "", "undo": "", "help": ""},
    "suggestion": {"accept": "", "dismiss": "", "next-suggestion": "", "larger": "", "undo": "", "help": ""},
    "range": {"next-sentence": "longer", "range": "end range", "sentence": "", "other-end": "", "copy": "", "help": ""},
    "tags": {"go-there": "", "choose": "", "filter-tags": "", "scope": "", "leave-tags": "", "help": ""},
    "echoes": {"go-to-echo": "", "leave-echoes": "", "echoes-carry": "", "choose-echo": "", "help": ""},
    "sources": {"open": "", "list-next": "", "filter": "", "leave-list": "", "quit": "", "help": ""},
}


@cache  # it is asked at each key
def footer(keymap: Keymap, where: str, *, is_narrow: bool) -> Sequence[Key]:
    """where: a place, or what there is under the cursor: a `tag`, a `suggestion`, a `range`."""
    *others, last = keymap.get(*WHERE[where])
    words = {key.id: WHERE[where][key.id] or key.brief for key in others}
    is_narrow = is_narrow or len(keymap.tags) > MOST // 2
    tags = [] if where in ("sources", "echoes") else _together(keymap.tags) if is_narrow else keymap.tags
    room = MOST - 1 - (1 if tags and is_narrow else len(tags))
    return (*tags, *(replace(key, brief=words[key.id]) for key in others[:room]), last)


def _together(tags: Sequence[Key]) -> Sequence[Key]:
    """As if they were one: `q c b tag`."""
    return [replace(key, brief="" if key is not tags[-1] else "tag") for key in tags]
