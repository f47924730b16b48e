"""The output of `reader codebook`: every tag with its entry and its counts, as lines, JSON, CSV, and a document."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from reader.annotation.model.tag_columns import count_within
from reader.reports.columns import cell_width
from reader.reports.csv_output import csv_of
from reader.reports.editor.document import Detail, Item, Section
from reader.settings import Tag
from reader.settings.tag_names import BETWEEN, last_part
from reader.text.counted import counted
from reader.text.quotation_marks import in_marks
from reader.text.sanitize import sanitize_line

COLUMNS = (
    "tag", "parent", "key", "colour", "meaning", "when", "when_not", "examples", "fields", "retired", "annotations",
    "with_nested", "in_codebook",
)  # fmt: skip
INDENT = "  "  # for each tag above
DEFAULT_WIDTH, WIDEST = 100, 120  # columns
NARROWEST = 40  # columns for an entry's texts beside its tag; with less room they are below
BELOW = 7  # columns before it there
SAID = (("when", "when"), ("when_not", "not"))  # the texts of an entry, and the words before them


@dataclass(frozen=True, slots=True)
class CodebookTag:
    """A tag of the codebook, with its counts.

    Attributes:
        tag: The tag.
        own: How many annotations have it.
        all: How many have it or a tag that is nested in it.
    """

    tag: Tag
    own: int
    all: int


@dataclass(frozen=True, slots=True)
class Codebook:
    """All tags with their counts.

    Attributes:
        tags: The tags of the settings, each followed by those that are nested in it.
        unknown: How many annotations have a tag that the settings lack, by its name.
    """

    tags: Sequence[CodebookTag]
    unknown: Mapping[str, int]

    @classmethod
    def of(cls, tags: Sequence[Tag], counts: Counter[str]) -> "Codebook":
        """Return the codebook of the settings with the number of annotations of each tag."""
        known = {tag.name for tag in tags}
        found = [CodebookTag(tag, counts[tag.name], count_within(counts, tag.name)) for tag in tags]
        return cls(found, {name: n for name, n in sorted(counts.items()) if n and name not in known})

    @property
    def summary(self) -> str:
        """The numbers of tags and annotations in a few words: `5 tags, 1 of them retired · 21 annotations`."""
        retired = sum(each.tag.is_retired for each in self.tags)
        more = f", {retired:,} of them retired" if retired else ""
        total = sum(each.own for each in self.tags) + sum(self.unknown.values())
        return f"{counted(len(self.tags), 'tag')}{more} · {counted(total, 'annotation')}"


# For people


def codebook_lines(codebook: Codebook, width: int = 0) -> Iterator[str]:
    """Yield the codebook as a table, with each entry below its tag; then the tags that it lacks.

    Args:
        codebook: The codebook.
        width: The columns of the terminal; 0 if there is none.
    """
    names = [_name(each.tag) for each in codebook.tags]
    longest = max(map(cell_width, ["tag", *names]))
    has_nested = any(each.tag.parent for each in codebook.tags)
    head = f"key  {'tag':<{longest}}  {'own':>5}{'    all' if has_nested else ''}"
    columns = min(width or DEFAULT_WIDTH, WIDEST)
    indent = len(head) + 2 if columns - len(head) - 2 >= NARROWEST else BELOW
    yield head if indent == BELOW else f"{head}  meaning"
    for name, each in zip(names, codebook.tags, strict=True):
        total = f"  {each.all:>5,}" if has_nested else ""
        lead = f"{_key(each.tag) or ' '}    {name}{' ' * (longest - cell_width(name))}  {each.own:>5,}{total}"
        lines = [f"{' ' * indent}{line}" for line in _entry(each.tag, columns - indent)]
        if lines and indent != BELOW:
            lead = f"{lead}  {lines.pop(0).lstrip()}"
        yield from [lead, *lines]
    yield from ["", codebook.summary]
    if codebook.unknown:
        listed = ", ".join(f"{name} {number:,}" for name, number in codebook.unknown.items())
        yield from wrap(f"not in the codebook: {sanitize_line(listed)}", columns, subsequent_indent=INDENT)


def _name(tag: Tag) -> str:
    """Return the last part of a name, indented under the tag above."""
    return f"{INDENT * tag.name.count(BETWEEN)}{last_part(tag.name)}"


def _key(tag: Tag) -> str:
    """Return the key that sets a tag; a retired tag has none."""
    return "" if tag.is_retired else tag.key


def _entry(tag: Tag, room: int) -> Iterator[str]:
    """Yield the lines of an entry."""
    yield from _wrapped(tag.summary, room)
    for name, word in SAID:
        yield from _wrapped(getattr(tag, name), room, f"{word}: ")
    for example in tag.examples:
        yield from _wrapped(in_marks(example), room, "e.g. ")


def _wrapped(text: str, room: int, lead: str = "") -> list[str]:
    """Return a text in lines after a lead; none if it is empty."""
    shown = sanitize_line(" ".join(text.split()))
    return wrap(f"{lead}{shown}", room, subsequent_indent=" " * len(lead)) if shown else []


def codebook_record(codebook: Codebook) -> dict[str, Any]:
    """Return the codebook as a JSON object."""
    unknown = [{"tag": name, "annotations": number} for name, number in codebook.unknown.items()]
    return {"tags": [_record(each) for each in codebook.tags], "not_in_codebook": unknown}


def _record(each: CodebookTag) -> dict[str, Any]:
    tag = each.tag
    return {
        "tag": tag.name,
        "parent": tag.parent or None,
        "key": _key(tag) or None,
        "colour": tag.colour,
        "meaning": tag.description,
        "when": tag.when,
        "when_not": tag.when_not,
        "examples": list(tag.examples),
        "fields": [field.name for field in tag.fields],
        "retired": tag.is_retired,
        "annotations": each.own,
        "with_nested": each.all,
    }


def codebook_table(codebook: Codebook, *, raw: bool = False) -> str:
    """Return the codebook as CSV, as `csv_of` does, the tags that it lacks last."""
    return csv_of(COLUMNS, _rows(codebook), raw=raw)


def _rows(codebook: Codebook) -> Iterator[dict[str, Any]]:
    for each in codebook.tags:
        record = _record(each)
        lists = {name: "\n".join(record[name]) for name in ("examples", "fields")}
        yield {**record, **lists, "retired": "yes" if each.tag.is_retired else "no", "in_codebook": "yes"}
    for name, number in codebook.unknown.items():
        yield {**dict.fromkeys(COLUMNS), "tag": name, "annotations": number, "in_codebook": "no"}


# To hand on


def codebook_document(codebook: Codebook) -> Section:
    """Return the codebook as a document, in which each tag is a section in that of the tag above."""
    sections = [_section(each, codebook.tags) for each in codebook.tags if not each.tag.parent]
    if codebook.unknown:
        items = [Item(name, details=[Detail("annotations", f"{n:,}")]) for name, n in codebook.unknown.items()]
        sections.append(Section("Not in the codebook", "Annotations have these tags.", items))
    return Section("Codebook", codebook.summary, (), sections)


def _section(each: CodebookTag, tags: Sequence[CodebookTag]) -> Section:
    tag = each.tag
    nested = f", {each.all:,} with nested tags" if each.all != each.own else ""
    details = [Detail(word, text) for word, text in (("when", tag.when), ("when not", tag.when_not)) if text]
    details += [Detail("fields", ", ".join(field.name for field in tag.fields))] if tag.fields else []
    items = [Item(f"{counted(each.own, 'annotation')}{nested}", details=details)]
    items += [Item(example, is_quoted=True) for example in tag.examples]
    inner = [_section(other, tags) for other in tags if other.tag.parent == tag.name]
    return Section(tag.name, tag.summary, items, inner)
