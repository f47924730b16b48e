"""The export as a form: whose tags of which sources, in which format, to which file. Plain Python."""

from collections.abc import Callable, Collection, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from reader.annotation.model.field_values import is_url
from reader.formats.corpus import ExportScope
from reader.formats.format import Format, Options
from reader.formats.offset_units import OffsetUnit
from reader.settings import Tag
from reader.settings.former_names import name_now
from reader.settings.tag_names import nearest

ON, OFF = "yes", "no"
EVERYONE = ""  # in place of a name
ALL, HERE, DONE = "all sources", "this article", "those done"
PAGE, NOTES = "HTML", "Markdown"  # the ways to write a report
SUFFIXES = {PAGE: ".html", NOTES: ".md"}
PARTS = {"quotes": "quote", "claims": "claim"}  # parts of a report, and the tag whose key each has


@dataclass(frozen=True, slots=True)
class ExportKind:
    """A kind of file to export.

    Attributes:
        name: Its name.
        meaning: A description in one line.
        file: The proposed name of the file or folder.
        format: The format; None for the report for an editor.
    """

    name: str
    meaning: str
    file: str
    format: Format | None = None

    @property
    def is_folder(self) -> bool:
        """True if it is a folder of several files."""
        return self.format is not None and self.format.is_folder

    @property
    def is_codebook(self) -> bool:
        """True if it has the codebook's entries and no tagged passages."""
        return self.format is not None and self.format.is_codebook

    @property
    def has_tags(self) -> bool:
        """True if tags can be left out."""
        return self.format is not None


REPORT = ExportKind("report", "for an editor: quotes by person, claims, what several say", "report.html")


def kinds_of(formats: Sequence[Format]) -> list[ExportKind]:
    """Return all kinds of export: those of formats, and the report after the page, or at the end."""
    kinds = [ExportKind(each.name, each.meaning, each.file, each) for each in formats]
    at = next((number for number, each in enumerate(kinds, 1) if each.name == "html"), len(kinds))
    return [*kinds[:at], REPORT, *kinds[at:]]


@dataclass(frozen=True, slots=True)
class Switch:
    """A part or an option of an export, which is on or off.

    Attributes:
        name: Its name, under which it is remembered.
        key: The id of its key.
        label: Returns its label in a kind of export.
        is_of: Returns whether a kind of export has it.
        is_on: Whether it is on at first.
    """

    name: str
    key: str
    label: Callable[[ExportKind], str]
    is_of: Callable[[ExportKind], bool]
    is_on: bool = False


def _suggestions(kind: ExportKind) -> str:
    return "suggested boilerplate, too" if kind.name in ("text", "boilerplate") else "suggestions"


def _always(words: str) -> Callable[[ExportKind], str]:
    return lambda _: words


def _named(*names: str) -> Callable[[ExportKind], bool]:
    return lambda kind: kind.name in names


def _has_suggestions(kind: ExportKind) -> bool:
    return kind.format is not None and kind.format.has_suggestions


def _has_verdicts(kind: ExportKind) -> bool:
    return kind.format is not None and kind.format.holds_verdicts


SWITCHES = (
    Switch("suggestions", "suggestions-too", _suggestions, _has_suggestions),
    Switch("verdicts", "export-verdicts", _always("verdicts"), _has_verdicts),
    Switch("story", "export-story", _always("what several say"), _named("html", "report"), is_on=True),
    Switch("guard", "export-guard", _always("no formulas"), _named("csv"), is_on=True),
    Switch("opens", "open-after", _always("open it after"), lambda _: True),
)


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """An export as it was chosen.

    Attributes:
        kind: The kind of file.
        scope: The tags, the people and the sources.
        options: The options of the format.
        path: The file or folder to write.
        opens: Whether it is opened afterwards.
        overwrites: Whether a file that exists may be overwritten.
        terms: A filter that chooses among the tags and sources.
        parts: The parts of a report, by name.
        form: The way in which a report is written: `PAGE` or `NOTES`.
    """

    kind: ExportKind
    scope: ExportScope
    options: Options
    path: Path
    opens: bool = False
    overwrites: bool = False
    terms: str = ""
    parts: Sequence[str] = ()
    form: str = PAGE


class ExportForm:
    """The choices of an export, which start as they were last left.

    Attributes:
        kinds: The kinds of export.
        tags: The tags.
        chosen: The number of the chosen kind.
        left_out: The names of the tags that are left out.
        no_parts: The names of the parts of a report that are left out.
        whose: The person whose tags are exported; empty for everyone.
        which: The sources: one of `sources`.
        terms: A filter; empty for none.
        address: The address of the page that will show the reviews; empty if it is not known.
        on: The names of the switches that are on.
        people: The people to choose from: everyone, this person, and everybody else who has tagged.
    """

    def __init__(
        self,
        kinds: Sequence[ExportKind],
        tags: Sequence[Tag],
        creator: str,
        folder: Path,
        remembered: MutableMapping[str, str],
        sources: Mapping[str, Collection[str]],
    ) -> None:
        """Make a form.

        Args:
            kinds: The kinds of export to choose from.
            tags: The tags that can be left out.
            creator: The person who exports, who comes first among the people.
            folder: The folder that files are proposed in.
            remembered: What was chosen last, which `remember` changes.
            sources: The ids of the sources by the name of the choice; an empty list, for `ALL` only, means all.
        """
        self.kinds, self.tags, self._creator, self._folder = kinds, tags, creator, folder
        self._remembered, self._sources = remembered, {name: ids for name, ids in sources.items() if ids or name == ALL}
        names = [each.name for each in kinds]
        self.chosen = names.index(last) if (last := self._last("format")) in names else 0
        self.left_out = {*map(name_now(tags), self._last("without").split(","))} & {tag.name for tag in tags}
        self.no_parts = set(self._last("without parts").split(",")) & {*PARTS}
        self.whose, self.terms, self.address = self._last("whose"), self._last("filter"), self._last("address")
        self.which = last if (last := self._last("which")) in self._sources else ALL
        self._forms = {"report": self._last("report as") or PAGE}
        self.on = {each.name for each in SWITCHES if (self._last(each.name) or (ON if each.is_on else OFF)) == ON}
        self.people = list(dict.fromkeys([EVERYONE, creator, self.whose]))

    def _last(self, name: str) -> str:
        return self._remembered.get(f"export {name}", "")

    # What can be chosen

    @property
    def kind(self) -> ExportKind:
        """The chosen kind of export."""
        return self.kinds[self.chosen]

    @property
    def sources(self) -> list[str]:
        """The choices of sources."""
        return [*self._sources]

    @property
    def switches(self) -> list[Switch]:
        """The switches that the chosen kind has."""
        return [each for each in SWITCHES if each.is_of(self.kind)]

    @property
    def has_address(self) -> bool:
        """True if the chosen kind is for a page that has an address."""
        return self.kind.name == "claimreview"

    @property
    def forms(self) -> list[str]:
        """The ways in which the chosen kind can be written: of a report, or the units of offsets; empty for one."""
        if self.kind.format is None:
            return [*SUFFIXES]
        units = [str(each) for each in self.kind.format.units]
        return units if len(units) > 1 else []

    @property
    def form(self) -> str:
        """The way in which it is written; empty if there is only one."""
        chosen = self._forms.get(self.kind.name, "")
        return chosen if chosen in self.forms else next(iter(self.forms), "")

    @property
    def path(self) -> Path:
        """The file or folder to write: the one that was named last for this kind, or the proposed one."""
        named = self._last(f"to {self.kind.name}")
        path = Path(named) if named else self._folder / self.kind.file
        suffix = SUFFIXES.get(self.form, "")
        return path.with_suffix(suffix) if suffix and path.suffix in SUFFIXES.values() else path

    def know_people(self, names: Collection[str]) -> None:
        """Take the names of those who have set tags."""
        self.people = list(dict.fromkeys([EVERYONE, self._creator, self.whose, *sorted(names)]))

    # Choosing

    def press(self, character: str) -> bool:
        """Take a key; a tag's key leaves the tag out or includes it again. Return whether it was one.

        The tags nested in it that have no key of their own go with it. In a report it is the key of a part.
        """
        tag = next((each for each in self.tags if each.key == character), None)
        if tag is None:
            return False
        if not self.kind.has_tags:
            self.no_parts ^= {part for part, name in PARTS.items() if name == tag.name}
            return True
        keyed = {each.name for each in self.tags if each.key}
        names = {each.name for each in self.tags if not each.key and nearest(each.name, keyed) == tag.name}
        if tag.name in self.left_out:
            self.left_out -= {tag.name, *names}
        else:
            self.left_out |= {tag.name, *names}
        return True

    def take_all(self) -> None:
        """Include all tags, and all parts of a report."""
        self.left_out.clear()
        self.no_parts.clear()

    def flip(self, name: str) -> None:
        """Turn a switch of the chosen kind on or off."""
        self.on ^= {each.name for each in self.switches if each.name == name}

    def next_person(self) -> None:
        """Choose the tags of the next person, and everyone's after the last."""
        self.whose = _after(self.people, self.whose)

    def next_sources(self) -> None:
        """Choose the next group of sources."""
        self.which = _after(self.sources, self.which)

    def next_form(self) -> None:
        """Choose the next way to write it."""
        if self.forms:
            self._forms[self.kind.name] = _after(self.forms, self.form)

    def name(self, path: Path) -> None:
        """Name the file or folder to write; the name of a report says how it is written."""
        self._remembered[f"export to {self.kind.name}"] = str(path)
        named = next((form for form, suffix in SUFFIXES.items() if suffix == path.suffix), "")
        if named in self.forms:
            self._forms[self.kind.name] = named

    def remember(self) -> None:
        """Keep what is chosen for the next time."""
        kept = {
            "format": self.kind.name,
            "without": ",".join(sorted(self.left_out)),
            "without parts": ",".join(sorted(self.no_parts)),
            "whose": self.whose,
            "which": self.which,
            "filter": self.terms,
            "address": self.address,
            "report as": self._forms["report"],
            **{each.name: ON if each.name in self.on else OFF for each in SWITCHES},
        }
        self._remembered.update({f"export {name}": value for name, value in kept.items()})

    # What comes of it

    @property
    def has_wrong_address(self) -> bool:
        """True if the chosen kind is for a page, and the typed address is not valid."""
        return bool(self.has_address and self.address) and not is_url(self.address)

    @property
    def parts(self) -> list[str]:
        """The parts of a report that are taken."""
        return [*(each for each in PARTS if each not in self.no_parts), *(["story"] if "story" in self.on else [])]

    @property
    def problem(self) -> str:
        """The reason why this export is not possible; empty if it is."""
        if self.kind.has_tags and len(self.left_out) == len(self.tags):
            return "no tag is chosen: press a to take them all"
        if not self.kind.has_tags and not self.parts:
            return "no part is chosen: press a to take quotes and claims"
        if self.has_wrong_address:
            return "that is not an address: it must begin with https:// or http://"
        return ""

    def request(self, *, overwrites: bool = False) -> ExportRequest:
        """Return the export as it is chosen."""
        kind, on = self.kind, {each.name for each in self.switches if each.name in self.on}
        # No name means all, also tags that the settings lack.
        taken = (tag.name for tag in self.tags if self.left_out and tag.name not in self.left_out)
        sources = frozenset[str]() if self.which == ALL else frozenset(self._sources[self.which])
        scope = ExportScope(
            frozenset(taken if kind.has_tags else ()), sources, frozenset([self.whose] if self.whose else [])
        )
        options = Options(
            OffsetUnit(self.form) if kind.format and self.form else OffsetUnit.CODE_POINTS,
            raw=kind.name == "csv" and "guard" not in on,
            suggestions="suggestions" in on,
            url=self.address if self.has_address else "",
            verdicts="verdicts" in on,
            has_story=kind.name != "html" or "story" in on,
        )
        return ExportRequest(
            kind, scope, options, self.path, "opens" in on, overwrites, self.terms, self.parts, self.form or PAGE
        )


def _after(choices: Sequence[str], chosen: str) -> str:
    return choices[(choices.index(chosen) + 1) % len(choices)]
