"""Changes of the entries of `[[tags]]` in the text of a reader.toml, line by line; everything else stays as it is.

Every function takes a valid TOML document and returns it changed. Each has a counterpart that restores the same text.
"""

import json
import re
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reader.settings.lines import Found, settings_in

TABLE = "tags"
MERGED = "# merged into "  # before a tag's name, in a line above an entry merged into it
OBSOLETE = "#~"  # begins each line of such an entry, as in the catalogues of gettext

_Splice = tuple[int, int, str]  # where text is cut out, and what replaces it


@dataclass(frozen=True, slots=True)
class EntryInFile:
    """One entry of `[[tags]]`, with its place in the text.

    Attributes:
        name: The name of the tag.
        header: The header `[[tags]]`, or the inline table.
        settings: Its settings by name.
        is_inline: Whether it is an inline table, in an array on one line or several.
        last: The code point after the last setting of it and of its fields.
    """

    name: str
    header: Found
    settings: Mapping[str, Found]
    is_inline: bool
    last: int


def entries_in(text: str) -> list[EntryInFile]:
    """Return the entries in their order; those without a name are left out."""
    if TABLE not in text:
        return []
    values = tomllib.loads(text).get(TABLE, [])
    parts: dict[int, list[Found]] = {}
    for found in settings_in(text):
        if found.place[:1] == (TABLE,) and len(found.place) > 1 and isinstance(found.place[1], int):
            parts.setdefault(found.place[1], []).append(found)
    return [
        _entry(text, str(values[number]["name"]), parts[number])
        for number in sorted(parts)
        if isinstance(values[number], dict) and "name" in values[number]
    ]


def _entry(text: str, name: str, parts: Sequence[Found]) -> EntryInFile:
    header, *others = parts
    settings = {str(each.place[2]): each for each in others if len(each.place) == 3}
    return EntryInFile(name, header, settings, text.startswith("{", header.start), max(each.end for each in parts))


# Names


def rename(text: str, names: Mapping[str, str]) -> str:
    """Give the entries of some tags other names."""
    found = ((each.settings["name"], names.get(each.name)) for each in entries_in(text))
    return _spliced(text, ((at.value, at.end, _quoted(name, text[at.value])) for at, name in found if name is not None))


def add_former_name(text: str, tag: str, former: str) -> str:
    """Note in the first entry of a tag that it had another name before."""
    entry = next((each for each in entries_in(text) if each.name == tag), None)
    if entry is None:
        return text
    here = entry.settings.get("formerly")
    if here is None:
        return _spliced(text, [_with_setting(text, entry, f"formerly = [{toml(former)}]")])
    begin = here.value + 1
    return _spliced(text, [(begin, begin, toml(former) + (", " if _names(text, here) else ""))])


def remove_former_name(text: str, tag: str, former: str) -> str:
    """Remove a former name from the entries of a tag."""
    entry = next((each for each in entries_in(text) if each.name == tag and "formerly" in each.settings), None)
    if entry is None:
        return text
    here = entry.settings["formerly"]
    names = _names(text, here)
    if former not in names:
        return text
    if len(names) == 1:
        return _spliced(text, [_without_setting(text, entry, here)])
    place = (*here.place, names.index(former))
    item = next(found for found in settings_in(text) if found.place == place)
    after = re.compile(r"[ \t]*,[ \t]*").match(text, item.end)
    before = re.compile(r",\s*$").search(text, here.value, item.start)
    start, end = (item.start, after.end()) if after else (before.start() if before else item.start, item.end)
    return _spliced(text, [(start, end, "")])


def _names(text: str, formerly: Found) -> Sequence[str]:
    """Return the names in the setting `formerly` of an entry."""
    names: Sequence[str] = tomllib.loads(f"a = {text[formerly.value : formerly.end]}")["a"]
    return names


# Retiring


def retire(text: str, names: Collection[str]) -> str:
    """Put `retired = true` into the last entry of each of some tags."""
    last = {each.name: each for each in entries_in(text) if each.name in names} if names else {}
    return _spliced(text, (_retired(text, each) for each in last.values()))


def _retired(text: str, entry: EntryInFile) -> _Splice:
    here = entry.settings.get("retired")
    return (here.value, here.end, "true") if here else _with_setting(text, entry, "retired = true")


def take_up(text: str, names: Collection[str]) -> str:
    """Remove `retired` from the entries of some tags."""
    entries = [each for each in entries_in(text) if each.name in names and "retired" in each.settings] if names else ()
    return _spliced(text, (_without_setting(text, each, each.settings["retired"]) for each in entries))


# Whole entries


def remove_empty(text: str, names: Iterable[str]) -> str:
    """Remove entries that `with_entries` added at the end, if only the name is left in them."""
    end = line_end(text)
    entries = {f"[[{TABLE}]]{end}name = {toml(name)}{end}" for name in names}
    while entry := next(filter(text.endswith, entries), ""):
        text = text.removesuffix(entry)
        text = text.removesuffix(end) if text.endswith(end * 2) or text == end else text
    return text


def remove_added(text: str, written: Mapping[str, str]) -> str:
    """Remove the last entry of each of some tags if nothing in it was changed since it was added.

    Args:
        text: The text.
        written: The entries as `entry_writing.entry_text` wrote them, by the names of their tags.
    """
    last = {each.name: each for each in entries_in(text) if each.name in written} if written else {}
    return _spliced(
        text, (splice for each in last.values() for splice in _without_added(text, each, written[each.name]))
    )


def _without_added(text: str, entry: EntryInFile, written: str) -> Iterator[_Splice]:
    """Yield the edit that removes an added entry, with the blank line before it; nothing if somebody changed it."""
    end = line_end(text)
    block, start = written.replace("\n", end) + end, entry.header.start
    after = start + len(block)
    if text.startswith(block, start) and entry.last <= after:  # nobody has added to it
        has_blank_line = text.endswith(end * 2, 0, start) or text[:start] == end
        yield start - len(end) * has_blank_line, after, ""


def comment_out(text: str, names: Mapping[str, str]) -> str:
    """Comment out the entries of some tags, each below a line that says into which tag it was merged.

    An inline table stays, as it may share its line with others.
    """
    splices = list[_Splice]()
    for entry in entries_in(text):
        if entry.name in names and not entry.is_inline:
            start, end = text.rfind("\n", 0, entry.header.start) + 1, _end_of_line(text, entry.last)
            lines = text[start:end].splitlines(keepends=True)
            marker = f"{MERGED}{toml(names[entry.name])}:{line_end(text)}"
            splices.append((start, end, marker + "".join(map(_commented, lines))))
    return _spliced(text, splices)


def restore_entries(text: str, names: Iterable[str]) -> str:
    """Restore the entries of some tags that `comment_out` turned into comments."""
    wanted = set(names)
    return _spliced(text, (splice for name, splice in _commented_entries(text) if name in wanted))


def _commented_entries(text: str) -> Iterator[tuple[str, _Splice]]:
    """Yield each commented-out entry: the name of its tag, and the edit that restores it."""
    pattern = rf"^{re.escape(MERGED)}\"[^\n]*\n((?:{re.escape(OBSOLETE)}[^\n]*(?:\n|\Z))+)"
    for found in re.finditer(pattern, text, re.MULTILINE):
        lines = found[1].splitlines(keepends=True)
        ends = sorted(range(len(lines), 0, -1), key=lambda count: not _says(_uncommented(lines[count - 1])))
        for count in ends:  # the next lines may be somebody's own: no entry ends with a comment or an empty line
            entry = "".join(map(_uncommented, lines[:count]))
            try:
                name = str(tomllib.loads(entry)[TABLE][0]["name"])
            except (tomllib.TOMLDecodeError, LookupError, TypeError):
                continue
            yield name, (found.start(), found.start(1) + sum(map(len, lines[:count])), entry)
            break


def _says(line: str) -> bool:
    """Return whether a line is neither empty nor a comment."""
    return line.strip() != "" and not line.lstrip().startswith("#")


def _commented(line: str) -> str:
    return f"{OBSOLETE} {line}" if line.strip("\r\n") else f"{OBSOLETE}{line}"


def _uncommented(line: str) -> str:
    return line.removeprefix(OBSOLETE).removeprefix(" ")


# Parts of a text


def _with_setting(text: str, entry: EntryInFile, setting: str) -> _Splice:
    """Return the edit that puts a setting below the name of an entry, or after it in an inline table."""
    name = entry.settings["name"]
    if entry.is_inline:
        return name.end, name.end, f", {setting}"
    indent = text[text.rfind("\n", 0, name.start) + 1 : name.start]
    at, end = _end_of_line(text, name.end), line_end(text)
    is_open = not text.endswith("\n", 0, at)  # the name stands in a last line without an end
    return at, at, f"{end}{indent}{setting}" if is_open else f"{indent}{setting}{end}"


def _without_setting(text: str, entry: EntryInFile, here: Found) -> _Splice:
    """Return the edit that removes a setting, with its line if nothing else is on it."""
    start, end = text.rfind("\n", 0, here.start) + 1, _end_of_line(text, here.end)
    if entry.is_inline:
        comma = re.compile(r"\s*,\s*$").search(text, 0, here.start)
        after = re.compile(r"\s*,\s*").match(text, here.end)
        start, end = (comma.start(), here.end) if comma else (here.start, after.end() if after else here.end)
    elif (text[start : here.start] + text[here.end : end]).strip():
        start, end = here.start, here.end
    elif end == len(text) and not text.endswith("\n"):
        start = max(0, start - len(line_end(text)))
    return start, end, ""


def line_end(text: str) -> str:
    """Return the line end of a file: that of Windows if the file has any."""
    return "\r\n" if "\r\n" in text else "\n"


def _end_of_line(text: str, place: int) -> int:
    """Return the code point after the end of the line that a place is in."""
    return text.find("\n", place) + 1 or len(text)


def _spliced(text: str, splices: Iterable[_Splice]) -> str:
    for start, end, new in sorted(splices, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _quoted(name: str, mark: str) -> str:
    """Return a name in the same quotation marks as the one that it replaces."""
    return f"'{name}'" if mark == "'" and "'" not in name else toml(name)


def toml(value: str) -> str:
    """Return a text as a TOML string."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
