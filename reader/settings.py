"""Tags and settings: what `reader.toml` may say, in the workspace and in the user's config folder.

`Tag` is the single source of a tag's key, letter, look and words: bindings, footer, counts and
the README's table are made from it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from reader.disk import read_regular
from reader.errors import SettingsError

FILE_NAME = "reader.toml"


@dataclass(frozen=True, slots=True)
class Tag:
    """What a passage can be tagged as.

    key, alias: the keys that tag the passage under the cursor.
    style: Rich text styles that tell it apart without colour.
    colour: the theme variable that holds its colour.
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


TAGS = (
    Tag("quote", "q", "1", "what someone said, word for word", "italic", "tag-quote"),
    Tag("claim", "c", "2", "an assertion that can be checked", "underline", "tag-claim"),
    Tag("boilerplate", "b", "3", "page furniture that is not the article", "strike", "tag-boilerplate"),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """after_tag: `next` moves the cursor to the next sentence after a tag, `stay` leaves it.
    measure: the widest line of an article, in cells.
    creator: who tags; the system's user name if empty.
    problems: what was wrong with the files and was left out.
    """

    after_tag: Literal["next", "stay"] = "next"
    measure: int = 72
    creator: str = ""
    tags: tuple[Tag, ...] = TAGS
    problems: tuple[str, ...] = field(default=())

    def tag(self, name: str) -> Tag | None:
        return next((tag for tag in self.tags if tag.name == name), None)


@dataclass(frozen=True, slots=True)
class Rule:
    """What a setting may be, and the words that say so."""

    allows: Callable[[Any], bool]
    words: str


RULES = {
    "after_tag": Rule(lambda value: value in ("next", "stay"), '"next" or "stay"'),
    "measure": Rule(lambda value: type(value) is int and 30 <= value <= 200, "a whole number from 30 to 200"),
    "creator": Rule(lambda value: isinstance(value, str), "a text"),
}


def load_settings(*files: Path) -> Settings:
    """The settings of these files, each overriding the one before. A bad file is left out, and said."""
    settings, problems = Settings(), []
    for file in files:
        try:
            settings = replace(settings, **_read(file))
        except SettingsError as error:
            problems.append(str(error))
    return replace(settings, problems=tuple(problems))


def _read(file: Path) -> dict[str, Any]:
    try:
        data = read_regular(file)
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        raise SettingsError(f"{file}: it cannot be read, the defaults are used: {error}") from error
    import tomllib  # few have such a file

    try:
        values = tomllib.loads(data.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise SettingsError(f"{file}: it cannot be read, the defaults are used: {error}") from error
    for problem in _problems(values):
        raise SettingsError(f"{file}: {problem}; the file is left out")
    return values


def _problems(values: dict[str, Any]) -> Iterator[str]:
    for name, value in values.items():
        if name not in RULES:
            yield f"unknown setting {name!r} (known: {', '.join(RULES)})"
        elif not RULES[name].allows(value):
            yield f"{name} is {value!r}, it must be {RULES[name].words}"
