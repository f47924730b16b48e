"""The work of an export: a forecast of what will be written, then the writing itself. Plain Python."""

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from reader.formats.format import SAID, UNHELD
from reader.reports.export_scope import narrowed
from reader.reports.selection import unknown_terms
from reader.system.threads import with_steps_as
from reader.text.counted import counted
from reader.text.sanitize import sanitize
from reader.tui.export_form import PAGE, ExportRequest
from reader.workflows.export import JobProgress, check_is_no_stream, check_target, export, would_overwrite
from reader.workflows.report_file import check_report_place, write_report
from reader.workspace.workspace import Workspace

if TYPE_CHECKING:
    from reader.reports.editor.document import Section
    from reader.workflows.export import Exported

# Losses that matter to few people, which are named last
TECHNICAL = ("ids", "times", "revisions", "statuses", "origins of accepted suggestions")


@dataclass(frozen=True, slots=True)
class Forecast:
    """The tags that an export writes, and what it leaves out of them.

    Attributes:
        counts: The words for how much is written.
        kept: What is kept of the tags, in words.
        losses: What is left out, with numbers.
        is_whole: False as long as only the counts are known.
    """

    counts: str
    kept: Sequence[str] = ()
    losses: Mapping[str, int] = field(default_factory=dict)
    is_whole: bool = True

    def words(self, room: int) -> str:
        """Return everything in about as many characters as fit; the least important losses are dropped first."""
        told = self._told(room)
        return told[:1].upper() + told[1:]

    def _told(self, room: int) -> str:
        if not (self.is_whole and self.kept):
            return f"{self.counts}{'.' if self.is_whole else ' …'}"
        technical = [each for each in self.losses if each in TECHNICAL]
        left = [f"{name} ({count:,})" for name, count in self.losses.items() if name not in TECHNICAL] + technical
        shown = len(left)
        while shown > 1 and len(self._words(left, shown)) > room:
            shown -= 1
        return self._words(left, shown)

    def _words(self, left: Sequence[str], shown: int) -> str:
        more = f" and {len(left) - shown} more" if shown < len(left) else ""
        lost = ", ".join(left[:shown]) + more if left else "nothing"
        return f"{self.counts}. Kept: {', '.join(self.kept)}. Left out: {lost}."


@dataclass(frozen=True, slots=True)
class Written:
    """The result of an export.

    Attributes:
        lines: The report for people.
        said: The same in a few words.
    """

    lines: Sequence[str]
    said: str


def forecast(workspace: Workspace, request: ExportRequest) -> Generator[Forecast | None, None, Forecast]:
    """Find out what an export will write, in steps, from the tags alone; yield the counts as soon as they are known.

    Raises:
        UsageError: A term of the filter is mistyped, or there are no originals for verdicts.
    """
    if request.kind.format is None:
        return _report_forecast(workspace, request)
    if request.kind.is_codebook:
        entries = len(request.scope.codebook_of(workspace.settings.tags))
        return Forecast(f"{counted(entries, 'tag')} of the codebook with their entries, without passages")
    scope, found = narrowed(workspace, request.scope, request.terms), workspace.annotations.in_order
    yield None
    every = len(workspace.sources)
    sources = _some_of(len(scope.sources) or every, every, "source")
    chosen = [each for each in found if scope.has(each)]
    counts = Forecast(f"{_some_of(len(chosen), len(found), 'tag')} from {sources}", is_whole=False)
    if not chosen and (why := next((said for _, said in unknown_terms(workspace, request.terms)), "")):
        return Forecast(f"{counts.counts}: {sanitize(why)}")
    if request.options.verdicts:
        from reader.workflows.with_verdicts import find_originals

        for _ in find_originals(workspace):
            yield counts
    losses = yield from with_steps_as(request.kind.format.foresee(chosen), lambda _: counts)
    unheld = losses.pop(request.kind.format.unheld, 0)
    held = len(chosen) - unheld
    if chosen and not held and not request.kind.format.keeps:
        return Forecast(f"the texts of {sources}, without tags")
    said = {name for name in SAID if any(getattr(each, name) for each in chosen)}
    kept, _ = request.kind.format.keeping(said)
    if unheld:
        losses[request.kind.format.unheld] = unheld
    return Forecast(f"{_some_of(held, len(found), 'tag')} from {sources}", ["passages", "tags", *kept], losses)


def _some_of(some: int, every: int, noun: str) -> str:
    """Return a number out of all: `2 of 4 tags`, `all 4 tags`, `1 tag`."""
    share = f"{some:,} of " if some != every else "all " if every > 1 else ""
    return f"{share}{counted(every, noun)}"


def _report_forecast(workspace: Workspace, request: ExportRequest) -> Forecast:
    from reader.reports.people import by_passage, quotes_by_person
    from reader.reports.selection import Selection

    selection = Selection.of(workspace, request.terms, scope=request.scope)
    counts = list[str]()
    if "quotes" in request.parts:
        by_person = quotes_by_person(workspace, selection)
        people = len([each for each in by_person if each])
        quotes = counted(sum(len(by_passage(each)) for each in by_person.values()), "quote")
        counts.append(f"{quotes} of {counted(people, 'person', 'people')}" if people else quotes)
    if "claims" in request.parts:
        ids = {each.id for each in selection.choose(workspace.annotations.in_order, {})}
        rows = [row for row in workspace.claims.rows() if any(claim.id in ids for claim in row.claims)]
        counts.append(counted(len(rows), "claim"))
    if "story" in request.parts:
        counts.append("what several sources say")
    sources = sum(selection.has_source(each.id) for each in workspace.sources)
    return Forecast(f"{', '.join(counts)}, from {counted(sources, 'source')}")


# Writing


def must_ask(workspace: Workspace, request: ExportRequest) -> bool:
    """Return whether an export would overwrite something.

    Raises:
        ReaderError: The export must not be written there.
    """
    format, path = request.kind.format, request.path
    check_is_no_stream(path)
    if format is None:
        check_report_place(workspace, path)
        return path.exists()
    check_target(workspace, format, path)
    return would_overwrite(format, path)


def write(workspace: Workspace, request: ExportRequest) -> Generator[JobProgress, None, Written]:
    """Write an export or a report, in steps; raise as `export` and `write_report` do."""
    format, path = request.kind.format, request.path
    if format is None:
        yield JobProgress(0, 0, "parts of the report written")
        return _write_report(workspace, request)
    scope = narrowed(workspace, request.scope, request.terms)
    exported = yield from export(workspace, format, path, scope, request.options)
    return _written(exported, "folder" if format.is_folder else "file", path)


def _write_report(workspace: Workspace, request: ExportRequest) -> Written:
    from reader.reports.editor.document import html, markdown
    from reader.reports.editor.report import ReportPart, report

    problems = list[str]()
    parts = [ReportPart(each) for each in request.parts]
    document = report(workspace, parts, problems, request.terms, scope=request.scope)
    write_report(request.path, "".join((html if request.form == PAGE else markdown)(document)))
    counts = [f"  {each.title}: {f'{number:,}' if (number := _items(each)) else 'none'}" for each in document.sections]
    return Written([f"The report was written to {_shown(request.path)}.", *counts, *problems], "report written")


def _items(section: "Section") -> int:
    return len(section.items) + sum(map(_items, section.sections))


def _written(exported: "Exported", kind: str, path: Path) -> Written:
    tags = counted(exported.annotations, "tag")
    verified = ", read back and verified" if exported.is_verified else ""
    written = f"{tags} from {counted(exported.sources, 'source')}"
    if exported.entries:
        tags = written = exported.summary[0]
    elif not exported.annotations and UNHELD in exported.losses:
        tags = written = counted(exported.sources, "source")
    lines = [f"{written} written{verified}."]
    lines += [f"  {each}" for each in exported.summary[1:]]
    lines += [f"The {kind} is {_shown(path)}"]
    if exported.losses:
        lines += ["", f"{exported.format} does not keep:"]
        lines += [f"  {loss}: {count:,}" for loss, count in exported.losses.items()]
    notes = [*exported.problems, *exported.remarks]
    return Written([*lines, *([""] if notes else []), *notes], f"exported {written if exported.entries else tags}")


def _shown(path: Path) -> str:
    return sanitize(str(path))
