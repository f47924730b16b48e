"""A change of the codebook, such as renaming a tag: what it does to all reader.toml files, and how to revert it.

It is plain data, so that it can be stored with the annotations and reverted with them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import partial, reduce
from typing import Any

from reader.settings import TAGS
from reader.settings import entry_edits as edits
from reader.settings.entry_writing import Setting, entry_text, with_entries

_Edit = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class CodebookChange:
    """A change of entries: renamed, merged and retired tags.

    Attributes:
        renamed: The new name of each tag that is renamed.
        merged: Maps each merged tag, whose entry is removed, to the one that it is merged into.
        formerly: Maps each new former name to the tag that it means from then on.
        forgotten: Maps each former name that is dropped to the tag that had it, by its name after the change.
        retired: The tags that are retired.
        added: The settings of each entry that was added at the end, by the name of its tag.
    """

    renamed: Mapping[str, str] = field(default_factory=dict)
    merged: Mapping[str, str] = field(default_factory=dict)
    formerly: Mapping[str, str] = field(default_factory=dict)
    forgotten: Mapping[str, str] = field(default_factory=dict)
    retired: tuple[str, ...] = ()
    added: Mapping[str, Mapping[str, Setting]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return any((self.renamed, self.merged, self.formerly, self.forgotten, self.retired, self.added))

    def do(self, texts: Sequence[str]) -> list[str]:
        """Return the texts of all files after the change.

        Args:
            texts: The texts in the order in which the files are read; empty for one that does not exist. An entry that
                is missing in all of them is added to the last.
        """
        everywhere: list[_Edit] = [partial(edits.rename, names=self.renamed)]
        everywhere += [partial(edits.comment_out, names=self.merged)]
        changed = [_through(everywhere, text) for text in texts]
        for name, tag in self.formerly.items():
            _change_one(changed, tag, partial(edits.add_former_name, tag=tag, former=name), formerly=[name])
        forget = [partial(edits.remove_former_name, tag=tag, former=name) for name, tag in self.forgotten.items()]
        changed = [_through(forget, text) for text in changed]
        if self.retired:
            _retire(changed, self.retired)
        changed[-1] = with_entries(changed[-1], ({"name": name, **settings} for name, settings in self.added.items()))
        return changed

    def take_back(self, texts: Sequence[str]) -> list[str]:
        """Return the texts of all files without the change; later edits stay."""
        back = {new: old for old, new in self.renamed.items()}
        changed = list(texts)
        written = {name: entry_text({"name": name, **settings}) for name, settings in self.added.items()}
        changed[-1] = edits.remove_added(changed[-1], written)
        for name, tag in self.forgotten.items():
            _change_one(changed, tag, partial(edits.add_former_name, tag=tag, former=name))
        everywhere: list[_Edit] = [partial(edits.take_up, names=self.retired)]
        everywhere += [partial(edits.remove_former_name, tag=tag, former=name) for name, tag in self.formerly.items()]
        everywhere += [partial(edits.restore_entries, names=self.merged)]
        added = {tag.name for tag in TAGS}.intersection([*self.retired, *self.formerly.values()])  # others had one
        everywhere += [partial(edits.remove_empty, names=added)]
        return [edits.rename(_through(everywhere, text), back) for text in changed]

    @property
    def values(self) -> dict[str, Any]:
        """The change as plain JSON, without what is empty in it."""
        return {name: value for name, value in asdict(self).items() if value}

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> "CodebookChange":
        """Return the change from another one's `values`; invalid parts are left out."""
        renamed, merged, formerly, forgotten = (
            _names(values.get(name)) for name in ("renamed", "merged", "formerly", "forgotten")
        )
        retired = values.get("retired", ())
        retired = tuple(retired) if _is_list_of_names(retired) else ()
        return cls(renamed, merged, formerly, forgotten, retired, _entries(values.get("added")))


def _names(value: Any) -> Mapping[str, str]:
    is_valid = isinstance(value, dict) and all(isinstance(each, str) for pair in value.items() for each in pair)
    return value if is_valid else {}


def _entries(value: Any) -> Mapping[str, Mapping[str, Setting]]:
    is_valid = isinstance(value, dict) and all(map(_is_entry, value.values()))
    return value if is_valid else {}


def _is_entry(value: Any) -> bool:
    return isinstance(value, dict) and all(map(_is_setting, value.values()))


def _is_setting(value: Any) -> bool:
    return isinstance(value, str | bool) or _is_list_of_names(value)


def _is_list_of_names(value: Any) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(each, str) for each in value)


def _through(steps: Sequence[_Edit], text: str) -> str:
    return reduce(lambda text, edit: edit(text), steps, text)


def _retire(texts: list[str], names: Sequence[str]) -> None:
    """Retire tags, each in the last text with an entry of it; a tag without an entry gets one in the last text."""
    last = {entry.name: number for number, text in enumerate(texts) for entry in edits.entries_in(text)}
    for number, text in enumerate(texts):
        texts[number] = edits.retire(text, [name for name in names if last.get(name) == number])
    texts[-1] = with_entries(texts[-1], [{"name": name, "retired": True} for name in names if name not in last])


def _change_one(texts: list[str], tag: str, edit: _Edit, **settings: Setting) -> None:
    """Change the first text with an entry of a tag; if there is none, add one if it has settings."""
    holding = (number for number, text in enumerate(texts) if any(each.name == tag for each in edits.entries_in(text)))
    if (number := next(holding, None)) is not None:
        texts[number] = edit(texts[number])
    elif settings:
        texts[-1] = with_entries(texts[-1], [{"name": tag, **settings}])
