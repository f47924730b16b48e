"""Tags and settings, as the defaults and reader.toml define them.

A reader.toml can be in the workspace and in the user's config folder. `Tag` is the single source of a tag's key,
letter, look and description: key bindings, footer, counts and the tables in docs/ are made from it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from dataclasses import field as dataclass_field
from pathlib import Path
from typing import Literal

from reader.errors import SettingsError
from reader.settings.fields import CLAIM_FIELDS, QUOTE_FIELDS, Field
from reader.system.files import read_own

FILE_NAME = "reader.toml"
MAX_BYTES = 100_000  # of one reader.toml
Look = Literal["ink", "ground", "quiet"]


@dataclass(frozen=True, slots=True)
class Tag:
    """A kind of annotation, such as quote or claim.

    Attributes:
        name: The name that annotations have in the file.
        key: The character that tags the passage under the cursor.
        alias: A second key for the same, a digit or empty.
        description: What the tag is for, as reader.toml calls its `meaning`.
        style: A Rich text style that tells the tag apart without colour, and in the passage under the cursor.
        colour: One of `COLOURS`, or `#rrggbb`; a theme adjusts it until it is legible on its background.
        fields: What its annotations can say besides their note, in the order of the card.
        look: What its colour does: `ink` colours the text, `ground` lies behind it, `quiet` makes it less bright.
    """

    name: str
    key: str
    alias: str
    description: str
    style: str
    colour: str
    fields: tuple[Field, ...] = ()
    look: Look = "ground"

    def field(self, name: str) -> Field | None:
        """Return the field of this name, or None if there is none."""
        return next((field for field in self.fields if field.name == name), None)

    @property
    def person(self) -> Field | None:
        """The first field that is a person, such as the speaker of a quote; None if there is none."""
        return next((field for field in self.fields if field.type == "person"), None)

    @property
    def letter(self) -> str:
        """The letter that stands for the tag in the gutter and in counts."""
        return self.key


FOLLOW = "auto"  # in place of the name of a theme: as light or dark as the terminal
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
        side_panel: `auto` opens the third pane by itself on a wide screen, where it has something to say; `key` waits
            for a key.
        tags: The three default tags as reader.toml changed them, then the user's own.
        keys: Keys that differ from the program's own, by the ids in `reader.settings.keys`.
        problems: One message with file and line for each setting that cannot be used.
    """

    after_tag: Literal["next", "stay"] = "next"
    measure: int = 72
    creator: str = ""
    theme: str = FOLLOW
    side_panel: Literal["auto", "key"] = "auto"
    tags: tuple[Tag, ...] = TAGS
    keys: Mapping[str, str] = dataclass_field(default_factory=dict)
    problems: tuple[str, ...] = dataclass_field(default=())

    def tag(self, name: str) -> Tag | None:
        """Return the tag of this name, or None if there is none."""
        return next((tag for tag in self.tags if tag.name == name), None)


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
