"""The types that tags are in brat, which allows few characters in them, and the labels that show the tags' names.

brat shows the labels of `visual.conf` in place of types (https://brat.nlplab.org/configuration.html).
"""

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from reader.formats.format import LeftOut
from reader.settings.tag_names import in_tree, tags_above
from reader.system.files import read_regular

LABELS = "visual.conf"
UNREAD = "labels with the names of tags, which cannot be read"
MADE = "# Made by reader, which reads the names of tags back from these labels."
_NOT_IN_TYPE = re.compile(r"[^\w-]")
_LABEL = re.compile(r"(\S+) \| (.+)")
_DRAWING = "[drawing]\nSPAN_DEFAULT\tfgColor:black, bgColor:lightgreen, borderColor:darken\nARC_DEFAULT\tcolor:black\n"


def held_tag(tag: str) -> str:
    """Return a tag as brat can hold it: as it is, unless no label can be its name."""
    return tag if len(tag.splitlines()) == 1 and tag.strip() == tag and "|" not in tag else type_of(tag)


def type_of(tag: str) -> str:
    """Return the type that a tag gets unless another one has it already."""
    return _NOT_IN_TYPE.sub("_", tag) or "_"


def types_of(tags: Iterable[str]) -> dict[str, str]:
    """Return the type of each tag; where two would have the same, one of them gets a number at its end."""
    given = sorted(set(tags), key=lambda tag: (type_of(tag) != tag, tag))  # first those that are types unchanged
    found, taken, numbers = dict[str, str](), set[str](), Counter[str]()
    for tag in given:
        name = stem = type_of(tag)
        while name in taken:
            numbers[stem] += 1
            name = f"{stem}_{numbers[stem] + 1}"
        found[tag] = name
        taken.add(name)
    return found


def entity_lines(types: Mapping[str, str]) -> Iterator[str]:
    """Yield the types as a tree, in which a nested type is indented by a tab under the type of the tag above."""
    for tag in in_tree(sorted(types)):
        yield "\t" * sum(above in types for above in tags_above(tag)) + types[tag] + "\n"


def label_lines(types: Mapping[str, str]) -> Iterator[str]:
    """Yield the configuration that labels each type with the tag's name; nothing if each tag is its own type."""
    labels = {name: tag for tag, name in types.items() if name != tag}
    if labels:
        yield f"{MADE}\n[labels]\n"
        yield from (f"{name} | {tag}\n" for name, tag in sorted(labels.items()))
        yield _DRAWING


def read_labels(folder: Path, problems: list[LeftOut]) -> dict[str, str]:
    """Return the tags by their types, as `label_lines` wrote them into a folder or one above it; may be empty.

    Args:
        folder: The folder.
        problems: Gets each file of labels that cannot be read but may be ours.
    """
    for each in (folder, *folder.absolute().parents):
        file, data = each / LABELS, b""
        with suppress(OSError, UnicodeDecodeError):
            data = read_regular(file)
            lines = data.decode("utf-8").splitlines()
            labels = (_LABEL.fullmatch(line) for line in lines if lines[0] == MADE)
            return {match[1]: match[2] for match in labels if match}
        if data.startswith(MADE.encode()) if data else os.path.lexists(file):
            problems.append(LeftOut(str(file), UNREAD))
    return {}
