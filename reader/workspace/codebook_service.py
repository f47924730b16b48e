"""Renaming, merging and retiring a tag: the codebook and all annotations change together, and go back together.

reader.toml is written first. From then on, the former name means the tag, so that the annotations count as its own
    whether or not they have been changed yet: neither a crash nor another program can come between the two. The
annotations change in one step of the store. The step holds a row of the table `codebook`, which records what was done
to reader.toml, so that undoing or redoing the step undoes or redoes that, too. Undo takes the annotations back first,
and redo does reader.toml first again, so that no annotation ever has a name that the codebook does not know.
"""

import uuid
from collections import Counter
from collections.abc import Generator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain
from typing import Literal

from reader.annotation.model.annotation import Annotation
from reader.annotation.model.row import RowChange, new_row, row_id
from reader.annotation.store.history import Change, Step
from reader.annotation.store.store import Store
from reader.errors import ConflictError, ReaderError
from reader.settings.codebook_change import CodebookChange
from reader.settings.entry_writing import Setting
from reader.settings.former_names import name_now
from reader.settings.tag_names import is_within
from reader.system.threads import run_to_end
from reader.text.sanitize import sanitize
from reader.workspace.annotations import Annotations
from reader.workspace.codebook_files import CodebookFiles, FileChange
from reader.workspace.codebook_rules import CodebookRules, How
from reader.workspace.tag_moves import Apart, TagMove, move_tag_in_steps

TABLE = "codebook"
ADD = "add"  # what an import does to the codebook
ATTEMPTS = 3  # to change annotations that other programs are changing, too


@dataclass(frozen=True, slots=True)
class CodebookPlan:
    """A planned change of the codebook.

    Attributes:
        how: What is done: `rename`, `merge` or `retire`.
        tag: The tag that is changed.
        into: The new name, or the tag that the annotations get; empty if they keep their tag.
        found: The annotations that have the tag or one that is nested in it.
        move: What happens to the annotations.
        files: What happens to the files of the codebook.
        change: What happens to each entry.
        lacking: The number of annotations that have a field which their new tag lacks, by the name of the field.
    """

    how: How
    tag: str
    into: str
    found: Sequence[Annotation] = ()
    move: TagMove = field(default_factory=TagMove)
    files: Sequence[FileChange] = ()
    change: CodebookChange = field(default_factory=CodebookChange)
    lacking: Counter[str] = field(default_factory=Counter)

    @property
    def is_empty(self) -> bool:
        """True if there is nothing to do, since it has been done."""
        return not (self.move.changes or self.files)

    @property
    def apart(self) -> Sequence[Apart]:
        """The annotations that stay beside one with the same tag, since they differ from it."""
        return self.move.apart

    def count_by(self, part: Literal["source", "creator"]) -> Counter[str]:
        """Return how many of the annotations that have the tag are from each source, or by each person."""
        return Counter(getattr(each, part) for each in self.found)

    @property
    def description(self) -> str:
        """The change in words, for the history: `renamed claim to assertion`."""
        return _described(self.how, self.tag, self.into)


Plans = Generator[None, None, CodebookPlan]


class CodebookService:
    """Changes tags of the codebook, with all annotations that have them. Every method is safe on any thread."""

    def __init__(self, files: CodebookFiles, store: Store, annotations: Annotations) -> None:
        self._files, self._store, self._annotations = files, store, annotations

    # Looking first

    @property
    def rules(self) -> CodebookRules:
        """The codebook as its files are now, and what may be done to its tags.

        Raises:
            ReaderError: A file of the codebook cannot be read or has a mistake.
        """
        return CodebookRules(self._files.settings, self._used)

    @property
    def _used(self) -> Counter[str]:
        """The number of annotations and dismissals that have each tag."""
        return Counter(each.tag for each in chain(self._store.annotations, self._store.dismissals))

    def plan(self, how: How, tag: str, into: str = "") -> CodebookPlan:
        """Plan a change, without making it.

        Args:
            how: What is to be done.
            tag: The tag.
            into: The new name, or the tag that the annotations are to get.

        Raises:
            UsageError: There is no such tag, or it cannot have this name, or cannot be merged or retired.
            ReaderError: A file of the codebook cannot be changed; the message says which line to change by hand.
        """
        return run_to_end(self.plan_in_steps(how, tag, into))

    def plan_in_steps(self, how: How, tag: str, into: str = "") -> Plans:
        """Do the same as `plan` in steps of milliseconds."""
        self._store.read()
        yield
        read = self._files.read_all()
        rules = CodebookRules(read.settings, self._used)
        change = rules.change(how, tag, into)
        files = self._files.plan(change, read) if change else []
        yield
        move = (yield from self._move(how, tag, into)) if into else TagMove()
        found = move.moved if into else [each for each in self._store.annotations if is_within(each.tag, tag)]
        return CodebookPlan(how, tag, into, found, move, files, change, rules.lacking(move))

    def _move(self, how: How, tag: str, into: str) -> Generator[None, None, TagMove]:
        """Find what happens to the annotations; a dismissal of a tag that is only retired stays one."""
        dismissed = [each for each in self._store.dismissals if how != "retire" or not is_within(each.tag, tag)]
        annotations = [*self._store.annotations, *dismissed]
        move = yield from move_tag_in_steps(annotations, tag, into, self._store.as_stored.foreign)
        outdated = self._store.as_stored.outdated.difference(each.annotation.id for each in move.changes)
        found = (self._store.get(id) for id in sorted(outdated))
        late = [each for each in found if each and is_within(each.tag, into)]
        changes = (*move.changes, *(Change(each, each.tagged(each.tag)) for each in late))
        return replace(move, changes=changes, moved=(*move.moved, *late))

    # Doing it

    def carry_out(self, plan: CodebookPlan) -> CodebookPlan:
        """Carry out a plan, as one step that one undo takes back.

        If other programs have changed some of the annotations since, it is planned again.

        Returns:
            The plan that was carried out.

        Raises:
            ReaderError: That is not possible; nothing is changed.
        """
        for _ in range(ATTEMPTS - 1):
            try:
                self._try(plan)
            except ConflictError:
                self._store.refresh()
                plan = self.plan(plan.how, plan.tag, plan.into)
            else:
                return plan
        self._try(plan)
        return plan

    def _try(self, plan: CodebookPlan) -> None:
        with self._files.locked():
            self._files.write(plan.files)
            try:
                self._step(plan)
            except ReaderError:
                self._take_back(plan.files)
                raise

    def _take_back(self, files: Sequence[FileChange]) -> None:
        with suppress(ReaderError):  # if not, the annotations count under the tag's former name
            self._files.write([each.reversed for each in reversed(files)])

    def _step(self, plan: CodebookPlan) -> Step:
        return self._record(plan.how, plan.tag, plan.into, plan.change, plan.move.changes)

    def _record(self, how: str, name: str, into: str, change: CodebookChange, changes: Sequence[Change] = ()) -> Step:
        values = {"name": name, "how": how, "into": into or None, **change.values}
        row = new_row(TABLE, row_id(TABLE, uuid.uuid4().hex), values, self._annotations.creator)
        return self._annotations.do(_described(how, name, into), *changes, rows=[RowChange(None, row)])

    def note_added(self, added: Mapping[str, Mapping[str, Setting]], origin: str) -> None:
        """Record that entries were added at the end of reader.toml, so that one undo takes them back.

        Args:
            added: The settings of each entry, by the name of its tag; if there are none, nothing is recorded.
            origin: The name of the file that they come from.
        """
        if added:
            said = {name: {each: _as_json(value) for each, value in entry.items()} for name, entry in added.items()}
            self._record(ADD, origin, "", CodebookChange(added=said))

    # Undo and redo

    @property
    def is_next_to_redo(self) -> bool:
        """True if `redo` would change the codebook, as far as is known here."""
        return self._next_redo is not None

    @property
    def _next_redo(self) -> Step | None:
        """The rows in the step that `redo` would redo, if it concerns the codebook."""
        record = self._annotations.next_redo()
        step = record and Step.of_rows(record)
        return step if step and self.concerns(step) else None

    def redo(self) -> tuple[Step | None, list[FileChange]]:
        """Redo this person's step undone last; the files of the codebook change before the annotations.

        Returns:
            The step, None if there is nothing to redo; and the files that changed.

        Raises:
            ReaderError: That is not possible; nothing is changed.
        """
        if not self.is_next_to_redo:
            step = self._annotations.redo()
            return step, self.follow(step) if step else []
        with self._files.locked():
            coming = self._next_redo
            files = self._move_files(coming, back=False) if coming else []
            try:
                step = self._annotations.redo()
            except ReaderError:
                self._take_back(files)
                raise
            if step is None or (coming and _rows(step) != _rows(coming)):  # this person did something elsewhere
                self._take_back(files)
                files = []
            return step, files or (self._move_files(step) if step else [])

    @property
    def is_half_undone(self) -> bool:
        """True if this person's last undo changed the annotations, but a crash kept it from the files of the codebook.

        Raises:
            ReaderError: A file of the codebook cannot be read or has a mistake.
        """
        step = self._next_redo
        rows = [each.row for each in step.rows if _is_of(step, each)] if step else []
        if not rows:
            return False
        standing = [{**each.values} for each in self._store.rows.of(TABLE)]
        read = self._files.read_all()
        find, retired = name_now(read.settings.tags), {tag.name for tag in read.settings.tags if tag.is_retired}
        changes = [CodebookChange.of(row.values) for row in rows if {**row.values} not in standing]
        return any(
            all(find(former) == tag for former, tag in change.formerly.items())
            and retired.issuperset(change.retired)
            and change.take_back(read.texts) != read.texts
            and self._files.plan(change, read, back=True)
            for change in changes
        )

    def finish_undo(self) -> tuple[Step | None, list[FileChange]]:
        """Undo in the files of the codebook what this person's last undo took back in the annotations only.

        Returns:
            The step, and the files that changed.

        Raises:
            ReaderError: A file cannot be changed; the message says what to do first.
        """
        step = self._next_redo
        with self._files.locked():
            return step, self._move_files(step, back=True) if step else []

    def concerns(self, step: Step) -> bool:
        """Return whether a step changed the codebook, rather than merging in what somebody else had changed."""
        return any(map(partial(_is_of, step), step.rows))

    def follow(self, step: Step) -> list[FileChange]:
        """Make the files of the codebook follow the undo of a step.

        Returns:
            The files that changed.

        Raises:
            ReaderError: A file cannot be changed. Then the step is redone, so that nothing is changed, and the next
                undo takes back the same step; the message says what to do first.
        """
        if not self.concerns(step):
            return []
        try:
            with self._files.locked():
                return self._move_files(step)
        except ReaderError:
            with suppress(ReaderError):  # if not, the annotations count under the tag's former name
                self._annotations.redo()
            raise

    def _move_files(self, step: Step, *, back: bool | None = None) -> list[FileChange]:
        """Do what a step did to the files, or take it back; if `back` is None, the step itself decides."""
        done = list[FileChange]()
        for each in step.rows:
            if _is_of(step, each):
                change, is_back = CodebookChange.of(each.row.values), each.after is None if back is None else back
                files = self._files.plan(change, self._files.read_all(), back=is_back)
                self._files.write(files)
                done += files
        return done

    def unchanged_name(self, step: Step) -> str:
        """Return a message about an undone step that left a name in the codebook unchanged; empty for any other step.

        Such a step only changed annotations that had the former name of a tag, as after a crash or from a colleague.

        Raises:
            ReaderError: A file of the codebook cannot be read or has a mistake.
        """
        undone = [each.row.text("name") for each in step.rows if each.after is None and _is_of(step, each)]
        find = name_now(self._files.settings.tags)
        called = ((name, find(name)) for name in undone)
        return "; ".join(
            f"{sanitize(name)} is still a former name of {now} in reader.toml, so its annotations count as {now}"
            for name, now in called
            if now != name
        )


def _as_json(value: Setting) -> Setting:
    return value if isinstance(value, str | bool) else list(value)


def _rows(step: Step) -> set[str]:
    return {each.row.id for each in step.rows}


def _described(how: str, tag: str, into: str) -> str:
    if how == ADD:
        return f"added entries from {tag} to the codebook"
    done, to = {"rename": ("renamed", " to "), "merge": ("merged", " into ")}.get(how, ("retired", " in favour of "))
    return f"{done} {tag}{to if into else ''}{into}"


def _is_of(step: Step, change: RowChange) -> bool:
    """Return whether a step did what one of its rows records; a merge contains rows of other people."""
    row = change.row
    return row.table == TABLE and step.description == _described(row.text("how"), row.text("name"), row.text("into"))
