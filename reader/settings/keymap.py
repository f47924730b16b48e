"""The keymap: the program's keys with the changes from reader.toml, by the headings of the help.

It knows nothing of Textual, so that `reader config` can check it.
"""

from collections.abc import Iterator, Mapping, Sequence

from reader.settings import Tag
from reader.settings.dialog_keys import ADJUDICATION, EXPORT, OUTLINE, REVIEW
from reader.settings.fields import RATING
from reader.settings.keys import EVERYWHERE, FINDING, MOTIONS, PANES, SELECTION, SUGGESTING, TAGGING, Key
from reader.settings.pane_keys import CHECK, CLAIMS, ECHOES, EMPTY, MARKS, PEOPLE, SOURCES, TAG_LIST

MOST_SHOWN = 6  # keys of tags that are shown in one line
RATE = "rate"  # the action of the keys that rate claims

# The headings of the keys that work in each pane or screen, its own first.
PLACES = {
    "article": ("Tag", "Suggestions", "Move", "Find", "Passage", "Everywhere"),
    "sources": ("Sources", "Everywhere"),
    "tags": ("List of tags", "Everywhere"),
    "people": ("List of people", "Everywhere"),
    "marks": ("List of marks", "Everywhere"),
    "claims": ("Claims", "Everywhere"),
    "echoes": ("List of echoes", "Everywhere"),
    "check": ("Quote check", "Everywhere"),
    "card": ("Everywhere",),
    "empty": ("Empty folder", "Everywhere"),
    "outline": ("Outline",),
    "review": ("Review",),
    "adjudication": ("Disagreements",),
    "export": ("Export",),
}


def tag_keys(tags: Sequence[Tag]) -> list[Key]:
    """Return the keys that tag the passage under the cursor, for tags that have one and are not retired."""
    return [_tag_key(tag) for tag in tags if tag.key and not tag.is_retired]


def keyless_tags(tags: Sequence[Tag]) -> list[Key]:
    """Return the tags that can be set but have no key, as actions that the palette finds by name."""
    return [_tag_key(tag) for tag in tags if not tag.key and not tag.is_retired]


def _tag_key(tag: Tag) -> Key:
    label = f"{tag.name}: {tag.description}" if tag.description else tag.name
    return Key("", f"{tag.key} {tag.alias}".strip(), f"app.tag('{tag.name}')", label, tag.name, tag.colour)


def _for_selection(key: Key) -> Key:
    """Return a tag's key as it works in the list of tags."""
    return key._replace(action=key.action.removeprefix("app."), label=f"change the selected tags to {key.brief}")


def rating_keys(tags: Sequence[Tag]) -> list[Key]:
    """Return the keys that rate claims in the ledger, from the rating of the first tag that has one."""
    ratings = (field for tag in tags if (field := tag.field(RATING)) and field.choices)
    choices = field.choices if (field := next(ratings, None)) else ()
    return [
        Key("", each.key, f"{RATE}('{each.value}')", f"rate the selected claims: {each.value}", each.value)
        for each in choices
    ]


def _is_rating(key: Key) -> bool:
    """Return whether a key rates claims, and so takes precedence in the ledger over keys that work everywhere."""
    return key.action.startswith(RATE)


class Keymap:
    """All keys, with the changes from reader.toml.

    Attributes:
        tags: The keys of the tags that have one and are not retired.
        groups: The keys under each heading of the help.
    """

    def __init__(self, tags: Sequence[Tag], changed: Mapping[str, str]) -> None:
        """Take the tags, and the `changed` keys by the ids of their actions."""
        self._changed = changed
        self.tags, self._has_keyless = tag_keys(tags), bool(keyless_tags(tags))
        self.groups: dict[str, Sequence[Key]] = {
            "Tag": (*self.tags, *self.now(TAGGING)),
            "Suggestions": self.now(SUGGESTING),
            "Move": self.now(MOTIONS),
            "Find": self.now(FINDING),
            "Passage": self.now(SELECTION),
            "Sources": self.now(SOURCES),
            "List of tags": (*map(_for_selection, self.tags), *self.now(TAG_LIST)),
            "List of people": self.now(PEOPLE),
            "List of marks": self.now(MARKS),
            "Claims": (*rating_keys(tags), *self.now(CLAIMS)),
            "List of echoes": self.now(ECHOES),
            "Quote check": self.now(CHECK),
            "Empty folder": self.now(EMPTY),
            "Outline": self.now(OUTLINE),
            "Everywhere": (*self.now(PANES), *self.now(EVERYWHERE)),
            "Review": self.now(REVIEW),
            "Disagreements": self.now(ADJUDICATION),
            "Export": self.now(EXPORT),
        }

    @property
    def tags_shown(self) -> str:
        """The keys of the tags in a few letters: `q c b`, and that of the codebook if some tags have no key."""
        shown = [key.shown_names[0] for key in self.tags]
        more = ["…"] if len(shown) > MOST_SHOWN else []
        return " ".join([*shown[:MOST_SHOWN], *more, *(key.shown for key in self.codebook)])

    @property
    def codebook(self) -> Sequence[Key]:
        """The key of the codebook, if some tags can only be chosen there; none otherwise."""
        return [key for key in self.get("choose-tag") if key.names and self._has_keyless]

    def now(self, keys: Sequence[Key]) -> Sequence[Key]:
        """Return these keys with the changes from reader.toml."""
        if not self._changed:
            return keys
        return tuple(key._replace(keys=self._changed[key.id]) if key.id in self._changed else key for key in keys)

    def get(self, *ids: str) -> Iterator[Key]:
        """Return keys by their ids, in this order."""
        known = {key.id: key for keys in self.groups.values() for key in keys}
        return (known[id] for id in ids)

    def clashes(self) -> Iterator[tuple[str, Key, Key]]:
        """Yield each key that two actions share in one place, with the two actions."""
        for headings in PLACES.values():
            taken: dict[str, Key] = {}
            for key in (key for heading in headings for key in self.groups[heading]):
                for name in key.names:
                    first = taken.setdefault(name, key)
                    if first is not key and not _is_rating(first):
                        yield name, taken[name], key
