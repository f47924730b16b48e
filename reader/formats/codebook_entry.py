"""An entry of the codebook as other programs' files hold it, with all its parts in one description.

Those programs have a single description for a code. Ours begins with the meaning, and each further part is a paragraph
with a label, so that people can read it in any program and an import can tell the parts apart again.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from reader.formats.xml_text import held
from reader.settings import COLOURS, Tag
from reader.settings.tag_entries import LONGEST_EXAMPLE, LONGEST_MEANING, LONGEST_TEXT, MOST_EXAMPLES
from reader.settings.tag_names import tag_above
from reader.system.lazy_pattern import lazy_pattern

SHADES = dict(zip(COLOURS, ("#e0a526", "#3f83d8", "#8c8880", "#4fa35a", "#9a5fd0", "#d9553f"), strict=True))
WHEN, WHEN_NOT, EXAMPLE = "When to use", "When not to use", "Example"  # the labels
RETIRED = "Retired: no longer given to passages"  # the last paragraph, word for word: others may begin in this way
_LABEL = f"(?:(?:{WHEN}|{WHEN_NOT}|{EXAMPLE}): |{RETIRED})"
_PART = lazy_pattern(rf"(?:\A|\n\n)({WHEN}|{WHEN_NOT}|{EXAMPLE}): ")
_RETIRED = lazy_pattern(rf"(?:\A|\n\n){RETIRED}\Z")
_TO_ESCAPE, _ESCAPED = re.compile(rf"^(?=\\*{_LABEL})", re.MULTILINE), re.compile(rf"^\\(?=\\*{_LABEL})", re.MULTILINE)
_SENTENCE = lazy_pattern(rf".{{1,{LONGEST_MEANING - 1}}}?[.!?…](?=\s)")
_HEX = lazy_pattern("#(?:[0-9a-f]{6}|[0-9a-f]{3})")


class CodebookEntry(NamedTuple):
    """The entry of one tag in a codebook.

    Attributes:
        name: The name of the tag; `claim/number` is nested in `claim`.
        meaning: What the tag is for.
        when: When to use it.
        when_not: When not to use it.
        examples: Passages that have it.
        colour: The name of a colour, or `#rrggbb`; empty if the file has none, or that of the tag above.
        is_retired: Whether the tag is no longer offered.
    """

    name: str
    meaning: str = ""
    when: str = ""
    when_not: str = ""
    examples: tuple[str, ...] = ()
    colour: str = ""
    is_retired: bool = False


def entry_of(tag: Tag) -> CodebookEntry:
    """Return the codebook's entry for a tag."""
    return CodebookEntry(
        tag.name, tag.description, tag.when, tag.when_not, tag.examples, tag.colour, is_retired=tag.is_retired
    )


def as_read(entries: Sequence[CodebookEntry]) -> list[CodebookEntry]:
    """Return entries as they come back from a file: a nested tag does not repeat the colour of the tag above."""
    colours = {each.name: plain_colour(each.colour) for each in entries}
    return [_as_read(each, colours.get(tag_above(each.name), "")) for each in entries]


def _as_read(entry: CodebookEntry, inherited: str) -> CodebookEntry:
    meaning, when, when_not, *examples = (
        _with_line_feeds(held(each)) for each in (entry.meaning, entry.when, entry.when_not, *entry.examples)
    )
    colour = plain_colour(entry.colour)
    colour = "" if colour == inherited else colour
    return CodebookEntry(entry.name, meaning, when, when_not, tuple(examples), colour, entry.is_retired)


def description_of(entry: CodebookEntry) -> str:
    """Return an entry as one text, from which `parse_description` makes the same entry."""
    said = [(WHEN, entry.when), (WHEN_NOT, entry.when_not)]
    parts = [f"{label}: {_escaped(text)}" for label, text in said if text]
    parts += [f"{EXAMPLE}: {_escaped(each)}" for each in entry.examples]
    parts += [RETIRED] if entry.is_retired else []
    return "\n\n".join(([_escaped(entry.meaning)] if entry.meaning else []) + parts)


def parse_description(name: str, text: str, *, is_ours: bool = False) -> CodebookEntry:
    """Return the entry that a description stands for.

    Args:
        name: The name of the tag.
        text: The description.
        is_ours: Whether reader wrote it; in another program's description, the first of several lines is the meaning.
    """
    text, retired = _RETIRED.subn("", _with_line_feeds(text))
    first, *rest = _PART.split(text)
    parts = [(label, _ESCAPED.sub("", said)) for label, said in zip(rest[::2], rest[1::2], strict=True)]
    meaning, more = _ESCAPED.sub("", first), ""
    if not is_ours or len(meaning) > LONGEST_MEANING:
        meaning, more = _meaning_and_rest(meaning.strip())
    when = [more, *(said for label, said in parts if label == WHEN)]
    return CodebookEntry(
        name,
        meaning,
        "\n\n".join(each for each in when if each),
        "\n\n".join(said for label, said in parts if label == WHEN_NOT),
        tuple(said for label, said in parts if label == EXAMPLE),
        is_retired=retired > 0,
    )


def _meaning_and_rest(text: str) -> tuple[str, str]:
    """Divide a description of another program into what fits a meaning, and the rest."""
    first, _, rest = text.partition("\n")
    if len(first) > LONGEST_MEANING:
        sentence = _SENTENCE.match(first)
        first, rest = (sentence[0], text[sentence.end() :]) if sentence else ("", text)
    return first.strip(), rest.strip()


def fitted(entry: CodebookEntry) -> CodebookEntry:
    """Return an entry shortened to what reader.toml accepts."""
    return entry._replace(
        meaning=entry.meaning[:LONGEST_MEANING],
        when=entry.when[:LONGEST_TEXT],
        when_not=entry.when_not[:LONGEST_TEXT],
        examples=tuple(each[:LONGEST_EXAMPLE] for each in entry.examples[:MOST_EXAMPLES]),
    )


def shade_of(colour: str) -> str:
    """Return a colour as `#rrggbb`."""
    return SHADES.get(colour, colour)


def plain_colour(colour: str) -> str:
    """Return a colour as an import has it: `#rrggbb` in small letters, or a name if there is one for it."""
    return parse_colour(shade_of(colour))


def parse_colour(value: str) -> str:
    """Return a colour as reader.toml has it, given `#rrggbb` or `#rgb`; empty if it is neither."""
    shade = value.strip().lower()
    if not _HEX.fullmatch(shade):
        return ""
    shade = shade if len(shade) > len("#rgb") else "#" + "".join(2 * each for each in shade[1:])
    return next((name for name, known in SHADES.items() if known == shade), shade)


def _with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _escaped(text: str) -> str:
    r"""Put a `\` before each line that begins like one of our labels."""
    return _TO_ESCAPE.sub(r"\\", _with_line_feeds(text))
