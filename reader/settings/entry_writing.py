"""Entries of `[[tags]]` written in TOML and added at the end of a reader.toml, which is otherwise unchanged."""

from collections.abc import Iterable, Mapping, Sequence

from reader.settings.entry_edits import TABLE, line_end, toml

Setting = str | bool | Sequence[str]
_LONG = 88  # code points of a line; examples that are longer together have a line each


def with_entries(text: str, entries: Iterable[Mapping[str, Setting]]) -> str:
    """Return the text of a reader.toml with entries at its end, with the same line ends.

    A last line without a line end gets one, and keeps it when the entries are removed.

    Args:
        text: The text; it may be empty.
        entries: The settings of each entry by name, in their order.
    """
    added = list(map(entry_text, entries))
    if not added:
        return text
    end = line_end(text)
    gap = "" if not text else end if text.endswith("\n") else end * 2
    return text + gap + "\n\n".join(added).replace("\n", end) + end


def entry_text(entry: Mapping[str, Setting]) -> str:
    """Return an entry with these settings, its lines separated by line feeds, without one at the end."""
    return "\n".join([f"[[{TABLE}]]", *(f"{name} = {written(value)}" for name, value in entry.items())])


def written(value: Setting) -> str:
    """Return a value in TOML: a text of several lines as a multi-line string, a list on one line if it fits."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _lines(value) if "\n" in value else toml(value)
    items = [toml(each) for each in value]
    line = f"[{', '.join(items)}]"
    return line if len(line) <= _LONG else "".join(["[\n", *(f"  {each},\n" for each in items), "]"])


def _lines(text: str) -> str:
    """Return a text between three quotation marks on each side; its line feeds stay."""
    lines = (toml(each)[1:-1].replace('\\"', '"').replace('""', '"\\"') for each in text.split("\n"))
    return '"""\n' + "\n".join(lines) + '"""'
