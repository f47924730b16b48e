"""Tags and settings, as the defaults and reader.toml define them.

A reader.toml can be in the workspace and in the user's config folder. `Tag` is the single source of a tag's key,
letter, look and description: key bindings, footer, counts and the tables in docs/ are made from it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from dataclasses import field as dataclass_field
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from reader.errors import SettingsError
from reader.settings.fields import CLAIM_FIELDS, QUOTE_FIELDS, Field
from reader.settings.tag_names import is_within, last_part, nearest, tag_above
from reader.system.files import read_own

if TYPE_CHECKING:
    from reader.settings.tag_entries import TagEntry

FILE_NAME = "reader.toml"
MAX_BYTES = 1_000_000  # bytes of one reader.toml: room for hundreds of tags and their codebook entries
NO_LETTER = "#"  # in place of a letter that is wider than a cell or moved by terminals
Look = Literal["ink", "ground", "quiet"]


class Tag(NamedTuple):
    """A kind of annotation, such as quote or claim.

    A tag such as `claim/number` is *nested* in the one that its name begins with, and inherits from it.

    Attributes:
        name: The name that annotations have in the file.
        key: The character that tags the passage under the cursor; empty if the tag is chosen in the list of tags only.
        alias: A second key for the same, a digit or empty.
        description: What the tag is for, as reader.toml calls its `meaning`.
        style: A Rich text style that tells the tag apart without colour, and in the passage under the cursor.
        colour: One of `COLOURS`, or `#rrggbb`; a theme adjusts it until it is legible on its background.
        fields: The fields of its annotations, in the order of the card.
        look: How its colour is used: `ink` for the text, `ground` behind it, `quiet` for less bright text.
        when: When to use the tag; may be empty and have several lines, like the next one.
        when_not: When not to use it, and which tag to use instead.
        examples: Passages that have the tag.
        is_retired: Whether the tag is retired: no longer set, but kept by annotations that have it.
        formerly: Former names of the tag, or names of tags merged into it: annotations that still have one count as its
            own.
        inherited_letter: The letter of the nearest tag above that has a key; otherwise empty.
    """

    name: str
    key: str
    alias: str
    description: str
    style: str
    colour: str
    fields: tuple[Field, ...] = ()
    look: Look = "ground"
    when: str = ""
    when_not: str = ""
    examples: tuple[str, ...] = ()
    is_retired: bool = False
    formerly: tuple[str, ...] = ()
    inherited_letter: str = ""

    @property
    def parent(self) -> str:
        """The name of the tag above, which this one is nested in; empty if there is none."""
        return tag_above(self.name)

    def field(self, name: str) -> Field | None:
        """Return the field of this name, or None if there is none."""
        return next((field for field in self.fields if field.name == name), None)

    @property
    def person(self) -> Field | None:
        """The first field that is a person, such as the speaker of a quote; None if there is none."""
        return next((field for field in self.fields if field.type == "person"), None)

    @property
    def summary(self) -> str:
        """The description, after the word `retired` if the tag is retired."""
        return " · ".join(filter(None, ["retired" if self.is_retired else "", self.description]))

    @property
    def letter(self) -> str:
        """The letter that stands for the tag in the gutter and in counts: its key, or else that of a tag above.

        Without either it is the first letter of the last part of the name.
        """
        return self.key or self.inherited_letter or _first_letter(last_part(self.name))


def _first_letter(name: str) -> str:
    """Return the first letter of a name, if it takes one cell and is written from left to right."""
    first = name[:1]
    return first if first < "\u0590" or "\u0900" <= first < "\u1100" else NO_LETTER


FOLLOW = "auto"  # instead of a theme's name: as light or dark as the terminal
COLOURS = ("gold", "blue", "grey", "green", "violet", "red")  # every theme has these; new tags get them in this order
TAGS = (
    Tag("quote", "q", "1", "what someone said, word for word", "italic", "gold", QUOTE_FIELDS, "ink"),
    Tag("claim", "c", "2", "an assertion that can be checked", "underline", "blue", CLAIM_FIELDS),
    Tag("boilerplate", "b", "3", "page text that is not part of the article", "dim", "grey", (), "quiet"),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings, from the defaults and every reader.toml.

    Attributes:
        after_tag: `next` moves the cursor to the next sentence after tagging, `stay` leaves it where it is.
        measure: The greatest width of a line of the article, in cells.
        creator: The name of the annotator; the user's name if empty.
        theme: The name of the theme, unless another one was chosen in the program; `auto` follows the terminal.
        side_panel: `auto` opens the third pane by itself on a wide screen, if it has something to say; `key` waits for
            a key.
        tags: The codebook: the three default tags as reader.toml changed them, and the user's own; each is followed by
            those that are nested in it.
        entries: The entries of `[[tags]]` that made `tags` of the default ones, in their order.
        keys: Keys that differ from the program's own, by the ids in `reader.settings.keys`.
        problems: One message with file and line for each setting that cannot be used.
    """

    after_tag: Literal["next", "stay"] = "next"
    measure: int = 72
    creator: str = ""
    theme: str = FOLLOW
    side_panel: Literal["auto", "key"] = "auto"
    tags: tuple[Tag, ...] = TAGS
    entries: tuple["TagEntry", ...] = dataclass_field(default=(), repr=False)
    keys: Mapping[str, str] = dataclass_field(default_factory=dict)
    problems: tuple[str, ...] = dataclass_field(default=())
    _by_name: Mapping[str, Tag] = dataclass_field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Prepare to find tags by name: a codebook can have hundreds, and each row of a list needs one."""
        object.__setattr__(self, "_by_name", {tag.name: tag for tag in self.tags})

    def tag(self, name: str) -> Tag | None:
        """Return the tag of this name, or None if there is none."""
        return self._by_name.get(name)

    def like(self, name: str) -> Tag | None:
        """Return the tag whose fields apply to annotations with a name: this tag, else the nearest known one above.

        A name nested in a known tag may come from somebody else, without an entry of its own.
        """
        return self._by_name.get(nearest(name, self._by_name))

    def within(self, name: str) -> tuple[Tag, ...]:
        """Return the tag of this name and all tags nested in it; none if there is no such tag."""
        return tuple(tag for tag in self.tags if is_within(tag.name, name))

    @property
    def name_now(self) -> Callable[[str], str] | None:
        """A function that returns which tag a name means; None if no tag has former names."""
        if not any(tag.formerly for tag in self.tags):
            return None
        from reader.settings.former_names import name_now  # few codebooks need it

        return name_now(self.tags)

    @property
    def offered(self) -> tuple[Tag, ...]:
        """The tags that can be set: all that are not retired."""
        return tuple(tag for tag in self.tags if not tag.is_retired)


def load_settings(*files: Path) -> Settings:
    """Load settings files, each of which overrides the one before it.

    A missing file changes nothing. One with a mistake is ignored entirely, and its mistakes are in `problems`.
    """
    settings, problems = Settings(), list[str]()
    for file in files:
        try:
            data = read_own(file, MAX_BYTES)
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as error:
            problems.append(f"{file}: it cannot be read and is ignored: {error.strerror or error}")
            continue
        from reader.settings.file import apply_file  # few people have a reader.toml: no start waits for its checks

        try:
            settings = apply_file(settings, file, data)
        except SettingsError as error:
            problems += error.args
    return replace(settings, problems=tuple(problems))
