"""Tags and settings: what `reader.toml` may say, in the workspace and in the user's config folder.

`Tag` is the single source of a tag's key, letter, look and words: bindings, footer, counts and
the tables in docs/ are made from it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from reader.errors import SettingsError
from reader.system.files import read_regular

FILE_NAME = "reader.toml"
MOST = 100_000  # bytes of it


@dataclass(frozen=True, slots=True)
class Tag:
    """What a passage can be tagged as.

    key, alias: the keys that tag the passage under the cursor.
    style: Rich text styles that tell it apart without colour.
    colour: one of COLOURS, or `#rrggbb`; a theme makes it legible on its ground.
    """

    name: str
    key: str
    alias: str
    meaning: str
    style: str
    colour: str

    @property
    def letter(self) -> str:
        """Its sign in the gutter and in counts."""
        return self.key


# What a theme has a colour for, in the order in which new tags get them.
COLOURS = ("gold", "blue", "grey", "green", "violet", "red")
TAGS = (
    Tag("quote", "q", "1", "what someone said, word for word", "italic", "gold"),
    Tag("claim", "c", "2", "an assertion that can be checked", "underline", "blue"),
    Tag("boilerplate", "b", "3", "page furniture that is not the article", "strike", "grey"),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """after_tag: `next` moves the cursor to the next sentence after a tag, `stay` leaves it.
    measure: the widest line of an article, in cells.
    creator: who tags; the system's user name if empty.
    theme: its name, until another one is chosen in the program.
    keys: the keys that are others than the program's own, by the key's id (`reader.settings.keys`).
    problems: what was wrong with the files and was left out, each with file and line.
    """

    after_tag: Literal["next", "stay"] = "next"
    measure: int = 72
    creator: str = ""
    theme: str = "reader-dark"
    tags: tuple[Tag, ...] = TAGS
    keys: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[str, ...] = field(default=())

    def tag(self, name: str) -> Tag | None:
        return next((tag for tag in self.tags if tag.name == name), None)


def load_settings(*files: Path) -> Settings:
    """The settings of these files, each overriding the one before. A bad file is left out, and said."""
    settings, problems = Settings(), list[str]()
    for file in files:
        try:
            data = read_regular(file, 0, MOST + 1)
        except (FileNotFoundError, NotADirectoryError):  # few have such a file: a start does not wait for its checks
            continue
        except OSError as error:
            problems.append(f"{file}: it cannot be read and is left out: {error}")
            continue
        from reader.settings.file import with_file

        try:
            settings = with_file(settings, file, data)
        except SettingsError as error:
            problems += error.args
    return replace(settings, problems=tuple(problems))
