"""The export as a form: which tags of whom and of which sources, in which format, to which file. Plain Python."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from reader.annotation.model.annotation import Annotation
from reader.formats.corpus import ExportScope
from reader.formats.format import SAID, Format, Options
from reader.settings import Tag

ON, OFF = "yes", "no"
EVERYONE = ""  # in place of a name
ALL, HERE, DONE = "all sources", "this article", "those done"


class Group(NamedTuple):
    """The name, the person and the source of tags that are counted together."""

    tag: str
    creator: str
    source: str


@dataclass(frozen=True, slots=True)
class Counted:
    """The tags that there are to export.

    Attributes:
        groups: The number of tags of each group.
        said: What the tags say besides: names from `reader.formats.format.SAID`.
    """

    groups: Mapping[Group, int]
    said: frozenset[str]

    @classmethod
    def of(cls, annotations: Iterable[Annotation]) -> "Counted":
        """Count annotations; a great number takes a while."""
        groups, missing = Counter[Group](), set(SAID)
        for each in annotations:
            groups[Group(each.tag, each.creator, each.source)] += 1
            if missing:
                missing -= {name for name in missing if getattr(each, name)}
        return cls(groups, frozenset(SAID) - missing)


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """An export as it was chosen.

    Attributes:
        format: The format.
        scope: The tags, whose they are, and the sources.
        options: The options of the format.
        path: The file or folder to write.
        opens: Whether it is opened afterwards.
        overwrites: Whether a file that exists may be overwritten.
    """

    format: Format
    scope: ExportScope
    options: Options
    path: Path
    opens: bool = False
    overwrites: bool = False


class ExportForm:
    """The choices of an export, which begin as they were left the last time.

    Attributes:
        formats: The formats.
        tags: The tags.
        chosen: The number of the chosen format.
        left_out: The names of the tags that are left out.
        whose: The person whose tags are exported; empty for everyone.
        which: The sources: one of `sources`.
        suggests: Whether suggestions are exported, too.
        opens: Whether the file is opened afterwards.
        counted: What there is; None until it is counted.
    """

    def __init__(
        self,
        formats: Sequence[Format],
        tags: Sequence[Tag],
        creator: str,
        folder: Path,
        remembered: MutableMapping[str, str],
        sources: Mapping[str, Collection[str]],
    ) -> None:
        """Make a form.

        Args:
            formats: The formats to choose from.
            tags: The tags that can be left out.
            creator: The person who exports, and whose tags come first among those of people.
            folder: The folder that files are proposed in.
            remembered: What was chosen last, which `remember` changes.
            sources: The ids of the sources by what they are called; only those of `ALL` may be empty, which means all.
        """
        self.formats, self.tags, self._creator, self._folder = formats, tags, creator, folder
        self._remembered, self._sources = remembered, {name: ids for name, ids in sources.items() if ids or name == ALL}
        names = [each.name for each in formats]
        self.chosen = names.index(last) if (last := remembered.get("export format", "")) in names else 0
        self.left_out = set(remembered.get("export without", "").split(",")) & {tag.name for tag in tags}
        self.whose = remembered.get("export whose", EVERYONE)
        last = remembered.get("export which", ALL)
        self.which = last if last in self._sources else ALL
        self.suggests = remembered.get("export suggestions") == ON
        self.opens = remembered.get("export opens") == ON
        self.counted: Counted | None = None

    # What can be chosen

    @property
    def format(self) -> Format:
        """The chosen format."""
        return self.formats[self.chosen]

    @property
    def people(self) -> list[str]:
        """The choices of whose tags: everyone, this person, and everybody else who has set some."""
        groups = self.counted.groups if self.counted else ()
        return [*dict.fromkeys([EVERYONE, self._creator, self.whose, *sorted({each.creator for each in groups})])]

    @property
    def sources(self) -> list[str]:
        """The choices of sources."""
        return [*self._sources]

    @property
    def path(self) -> Path:
        """The file or folder to write: the one that was named last for this format, or the proposed one."""
        named = self._remembered.get(f"export to {self.format.name}", "")
        return Path(named) if named else self._folder / self.format.file

    # Choosing

    def press(self, character: str) -> bool:
        """Take the key of a tag, which leaves it out or takes it in again; return whether it is one."""
        names = {tag.name for tag in self.tags if tag.key == character}
        self.left_out ^= names
        return bool(names)

    def take_all(self) -> None:
        """Leave no tag out."""
        self.left_out.clear()

    def next_person(self) -> None:
        """Choose the tags of the next person, and everyone's after the last."""
        self.whose = _after(self.people, self.whose)

    def next_sources(self) -> None:
        """Choose the next of the sources."""
        self.which = _after(self.sources, self.which)

    def name(self, path: Path) -> None:
        """Name the file or folder to write."""
        self._remembered[f"export to {self.format.name}"] = str(path)

    def remember(self) -> None:
        """Keep what is chosen for the next time."""
        self._remembered.update(
            {
                "export format": self.format.name,
                "export without": ",".join(sorted(self.left_out)),
                "export whose": self.whose,
                "export which": self.which,
                "export suggestions": ON if self.suggests else OFF,
                "export opens": ON if self.opens else OFF,
            }
        )

    # What comes of it

    @property
    def problem(self) -> str:
        """The reason why nothing can be exported so; empty if something can."""
        return "no tag is chosen: a takes all of them" if len(self.left_out) == len(self.tags) else ""

    def request(self, *, overwrites: bool = False) -> ExportRequest:
        """Return the export as it is chosen."""
        # No name means all, also tags that the settings lack.
        tags = frozenset(tag.name for tag in self.tags if self.left_out and tag.name not in self.left_out)
        creators = frozenset([self.whose] if self.whose else [])
        sources = frozenset[str]() if self.which == ALL else frozenset(self._sources[self.which])
        options = Options(suggestions=self.suggests and self.format.has_suggestions)
        scope = ExportScope(tags, sources, creators)
        return ExportRequest(self.format, scope, options, self.path, self.opens, overwrites)

    @property
    def summary(self) -> str:
        """The words for how many tags are exported, what is kept of them, and what is left out."""
        if self.problem:
            return self.problem
        if self.counted is None:
            return "counting the tags …"
        scope = self.request().scope
        total = sum(self.counted.groups.values())
        number = sum(count for group, count in self.counted.groups.items() if _is_in(group, scope))
        kept, left = self.format.keeping(self.counted.said)
        of = f"all {total:,} tags" if number == total else f"{number:,} of {total:,} tags"
        return f"{of}. Kept: {', '.join(['passages', 'tags', *kept])}. Left out: {', '.join(left) or 'nothing'}."


def _after(choices: Sequence[str], chosen: str) -> str:
    return choices[(choices.index(chosen) + 1) % len(choices)]


def _is_in(group: Group, scope: ExportScope) -> bool:
    return (
        (not scope.tags or group.tag in scope.tags)
        and (not scope.creators or group.creator in scope.creators)
        and (not scope.sources or group.source in scope.sources)
    )
