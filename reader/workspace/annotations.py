"""The annotations of a workspace: their present places in its sources, and every change of them."""

from collections import Counter
from collections.abc import Collection, Generator, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from reader.annotation.anchoring.anchor import relocated
from reader.annotation.model.annotation import Annotation, annotate
from reader.annotation.model.row import RowChange
from reader.annotation.store.entries import Record
from reader.annotation.store.history import Change, Step
from reader.annotation.store.store import Store
from reader.errors import ReaderError
from reader.settings import Settings
from reader.system.threads import run_to_end
from reader.text.article import Article
from reader.text.sanitize import sanitize
from reader.text.source import read_source
from reader.text.span import Span
from reader.workspace.anchor_service import AnchorService
from reader.workspace.article_loader import signature_of
from reader.workspace.checks import check_note, check_passage, check_tag
from reader.workspace.location import WorkspacePaths
from reader.workspace.sources import Sources

LARGE = 1 << 20  # bytes of sources that are read before a key is answered


class Annotations:
    """The annotations in order of source and place, as they are stored; all methods are safe on any thread.

    Iterating, `len` and indexing cover the whole workspace, or the one file if only that was opened.

    Every edit is one step that one undo takes back. It is on disk when the method returns, or else counted in
    `store.unsaved`. Edits raise ConflictError if another program changed one of the annotations in the meantime,
    and StoreError if the annotations file cannot be used; then nothing is changed.
    """

    def __init__(
        self,
        paths: WorkspacePaths,
        settings: Settings,
        store: Store,
        sources: Sources,
        anchoring: AnchorService,
        creator: str = "",
    ) -> None:
        self._paths, self._settings, self._store = paths, settings, store
        self._sources, self._anchoring, self._given_creator = sources, anchoring, creator

    @cached_property
    def creator(self) -> str:
        """The name of the person who makes the changes: as given, else from the settings, git or the system."""
        from reader.collaboration.identity import creator_in  # asks git: nobody needs to know before the first tag

        return self._given_creator or self._settings.creator or creator_in(self._paths.folder)

    # Reading

    @property
    def in_order(self) -> Sequence[Annotation]:
        """An immutable snapshot of the annotations as they are stored, in order of source and place."""
        if self._paths.only is None:
            return self._store.annotations
        return self._store.of(self._paths.only.name)

    def __iter__(self) -> Iterator[Annotation]:
        return iter(self.in_order)

    def __len__(self) -> int:
        return len(self.in_order)

    def __getitem__(self, position: int) -> Annotation:
        return self.in_order[position]

    def linked_to(self, id: str) -> Sequence[Annotation]:
        """Return the annotations with a link to the one with an id, in order of source and place."""
        only, linked = self._paths.only, self._store.linked_to(id)
        return linked if only is None else [each for each in linked if each.source == only.name]

    def of(self, article: Article) -> list[Annotation]:
        """Return the annotations that have a place in an article, at their present places, in order."""
        return run_to_end(self.of_in_steps(article))

    def of_in_steps(self, article: Article) -> Generator[None, None, list[Annotation]]:
        """Find the same as `of` in steps of milliseconds, for a source of any length."""
        found = yield from self._anchoring.of_in_steps(article)
        return [each.placed for each in found if each.placed]

    def by_source(self) -> dict[str, list[Annotation]]:
        """Return the annotations by the id that their source has now, each list in order of place."""
        found: dict[str, list[Annotation]] = {}
        for annotation in self:
            found.setdefault(self._anchoring.name_now(annotation.source), []).append(annotation)
        return found

    def counts(self) -> Mapping[str, Counter[str]]:
        """Return a snapshot of how many annotations of each tag every source has, by the id that it has now."""
        counts = self._store.counts
        if self._paths.only:
            return {id: counts[id] for id in [self._paths.only.name] if id in counts}
        if not self._anchoring.renamed:
            return counts
        now: dict[str, Counter[str]] = {}
        for id, tags in counts.items():
            now.setdefault(self._anchoring.name_now(id), Counter()).update(tags)
        return now

    def count_gone(self) -> int:
        """Return how many annotations belong to sources that are not in the catalog under any name."""
        entries = self._sources.catalog.entries
        return sum(counts.total() for id, counts in self.counts().items() if id not in entries)

    def find(self, prefix: str) -> Annotation:
        """Return the annotation with this id, or the only one whose id begins with it.

        Raises:
            ReaderError: No annotation, or more than one, has such an id.
        """
        found = [annotation for annotation in self if annotation.id.startswith(prefix)] if prefix else []
        if len(found) != 1:
            raise self.no_such_id(prefix, is_unclear=bool(found))
        return found[0]

    def no_such_id(self, prefix: str, *, is_unclear: bool = False) -> ReaderError:
        """Return the error that no annotation, or more than one, has an id that begins with a prefix."""
        what = "several annotations have ids that begin like this" if is_unclear else "no annotation has this id"
        where = sanitize(str(self._paths.annotations))
        return ReaderError(f"{sanitize(prefix)}: {what} in {where}: {self._paths.command('log')} lists the ids")

    def history(self, id: str = "") -> Iterator[dict[str, Any]]:
        """Return a record of every change ever made to annotations whose id begins with `id`, oldest first."""
        for record in self._store.log(id):
            verb = "undid: " if record.undoes else "redid: " if record.redoes else ""
            about = {"step": record.id, "at": record.at, "who": record.author, "words": f"{verb}{record.description}"}
            for edit in record.edits:
                if edit.id.startswith(id):
                    yield {**about, "id": edit.id, "before": edit.before, "after": edit.after}

    # Edits of one annotation

    def tag(
        self, article: Article, span: Span, tag: str, note: str = "", fields: Mapping[str, Any] | None = None
    ) -> Step:
        """Tag a passage of an article.

        Args:
            article: The article.
            span: The passage.
            tag: The name of the tag.
            note: A note on the tag.
            fields: Valid values of fields of the tag.

        Raises:
            ReaderError: The span is not a passage of the article, the tag is unknown, or the note is not UTF-8.
        """
        check_passage(article, span)
        check_tag(self._settings, tag)
        check_note(note)
        annotation = annotate(article, span, tag, note=note, creator=self.creator)
        if fields:
            annotation = replace(annotation, fields={name: each for name, each in fields.items() if each is not None})
        step = self.do(f"tagged {tag}", Change(None, annotation))
        self._anchoring.keep(article.text, article.digest)
        return step

    def note(self, annotation: Annotation, note: str) -> Step:
        """Set the note of an annotation, replacing any other; an empty note removes it.

        Raises:
            ReaderError: The note is not UTF-8.
        """
        check_note(note)
        noted = self._stored(annotation).noted(note)
        return self.do("noted" if note else "removed the note", Change(annotation, noted))

    def move_ends(self, annotation: Annotation, article: Article, span: Span) -> Step:
        """Give an annotation another passage of its article; its id, note, fields and links stay.

        Args:
            annotation: The annotation, at its present place in the article.
            article: The article.
            span: The passage.

        Raises:
            ReaderError: The span is not a passage of the article.
        """
        check_passage(article, span)
        moved = replace(relocated(annotation.revised(), span, article.text), source=article.source.id)
        step = self.do(f"moved the ends of {annotation.tag}", Change(annotation, replace(moved, digest=article.digest)))
        self._anchoring.keep(article.text, article.digest)
        return step

    def attach(self, annotation: Annotation, article: Article, span: Span) -> Step:
        """Move an annotation to another passage.

        Raises:
            ReaderError: The source has changed since the article was read.
        """
        return self.confirm([replace(relocated(annotation, span, article.text), source=article.source.id)])

    # Edits of any number of annotations

    def untag(self, *annotations: Annotation) -> Step:
        """Remove annotations."""
        return self.do(f"removed {describe(annotations)}", *(Change(each, None) for each in annotations))

    def retag(self, annotations: Sequence[Annotation], tag: str) -> Step:
        """Give annotations another tag; those that have it already are left alone.

        Raises:
            UsageError: The tag is unknown.
        """
        check_tag(self._settings, tag)
        others = [each for each in annotations if each.tag != tag]
        changes = [Change(each, self._stored(each).tagged(tag)) for each in others]
        return self.do(f"changed {describe(others)} to {tag}", *changes)

    def note_all(self, annotations: Sequence[Annotation], note: str) -> Step:
        """Replace the notes of all these annotations with one note; an empty note removes them.

        Raises:
            ReaderError: The note is not UTF-8.
        """
        check_note(note)
        changes = [Change(each, self._stored(each).noted(note)) for each in annotations]
        return self.do(f"{'noted' if note else 'removed the note from'} {describe(annotations)}", *changes)

    def confirm(self, placed: Sequence[Annotation]) -> Step:
        """Store annotations, or the ends of links, at the places that they have now.

        Raises:
            ReaderError: One of the passages is gone, since its source has changed again.
        """
        ids = {each.source for each in placed}
        now = {id: read_source(self._sources.recheck(self._sources.source(id))) for id in ids}
        for each in placed:
            if each.span.of(now[each.source].text) != each.exact:
                raise ReaderError(f"{sanitize(each.source)}: it changed in the meantime: look at it again")
        changes = self._changes_of([replace(each, digest=now[each.source].digest) for each in placed])
        step = self.do(f"confirmed {describe(placed)}", *changes)
        for decoded in now.values():
            self._anchoring.keep(decoded.text, decoded.digest)
        return step

    def _changes_of(self, placed: Sequence[Annotation]) -> list[Change]:
        """Return the changes that put annotations, and ends of links, at new places; one for each annotation."""
        from reader.annotation.model.link_end import LinkEnd  # no start has links to confirm

        ends = [each for each in placed if isinstance(each, LinkEnd)]
        changes = {each.id: Change(each, each) for each in placed if not isinstance(each, LinkEnd)}
        for end in ends:
            stored = self._store.get(end.owner)
            last = changes.get(end.owner) or (stored and Change(stored, stored))
            if last and last.after and end.link in last.after.links:
                changes[end.owner] = Change(last.before, end.put_into(last.after))
        return list(changes.values())

    def is_slow_to_confirm(self, placed: Sequence[Annotation]) -> bool:
        """Return whether `confirm` reads so much that a key should not wait for it."""
        sizes = (signature_of(self._sources.catalog.source(id)) for id in {each.source for each in placed})
        return sum(size[1] for size in sizes if size) > LARGE

    def take_over(
        self,
        annotations: Sequence[Annotation],
        description: str,
        texts: Mapping[str, str],
        rows: Sequence[RowChange] = (),
    ) -> Step:
        """Store annotations as they are; one replaces the annotation with its id, if there is one.

        Args:
            annotations: What to store.
            description: The name of the step in the history.
            texts: The texts that the annotations' offsets count in, by digest; they are kept for anchoring.
            rows: The changes of rows of other tables.
        """
        step = self.do(description, *(Change(self._store.get(each.id), each) for each in annotations), rows=rows)
        for digest, text in texts.items():
            self._anchoring.keep(text, digest)
        return step

    def add(self, annotations: Sequence[Annotation], description: str) -> Step:
        """Store new annotations; the step is this person's to undo, whoever created the annotations."""
        return self.do(description, *(Change(None, each) for each in annotations))

    def restore(self, ids: Collection[str] | None = None) -> Step:
        """Bring back annotations that annotations.json has lost; `None` means all of them."""
        return self._store.losses.restore(ids, self.creator)

    def accept_loss(self, ids: Collection[str] | None = None) -> Step:
        """Accept that annotations are gone from annotations.json; `None` means all that it has lost."""
        return self._store.losses.accept(ids, self.creator)

    # Steps

    def do(self, description: str, *changes: Change, rows: Sequence[RowChange] = ()) -> Step:
        """Make any changes as one step and return it; without changes nothing is stored.

        Args:
            description: The name of the step in the history.
            changes: The changes of annotations and dismissals.
            rows: The changes of rows of other tables.
        """
        step = Step(description, changes, self.creator, tuple(rows))
        self._store.do(step)
        return step

    def undo(self) -> Step | None:
        """Take back this person's last step and return what that changed; None if there is nothing to undo."""
        return self._store.undo(self.creator)

    def redo(self) -> Step | None:
        """Redo the step undone last, and return what that changed; None if there is nothing to redo."""
        return self._store.redo(self.creator)

    def look_back(self, *, redo: bool = False) -> Iterator[None]:
        """Read the history in steps of milliseconds until `to_undo`, or `to_redo`, can answer at once."""
        return self._store.foresight.look_back(self.creator, redo=redo)

    def next_redo(self) -> Record | None:
        """Return the record of the undo that `redo` would take back, as far as is known here; None without any."""
        return self._store.foresight.next_redo(self.creator)

    @property
    def has_undone_rows(self) -> bool:
        """True if rows are among what `redo` would change: only then can an undo of the codebook be half done."""
        undone = self.next_redo()
        return undone is not None and any(each.is_of_row for each in undone.edits)

    def to_undo(self) -> int:
        """Return how many annotations `undo` would change."""
        return self._store.foresight.to_undo(self.creator)

    def to_redo(self) -> int:
        """Return how many annotations `redo` would change."""
        return self._store.foresight.to_redo(self.creator)

    def _stored(self, annotation: Annotation) -> Annotation:
        """Return the annotation at the place where it was tagged or confirmed; the screen may show it elsewhere."""
        return self._store.get(annotation.id) or annotation


def describe(annotations: Sequence[Annotation], several: str = "tags") -> str:
    """Return the tag of a single annotation, or how many there are, such as `3 tags`."""
    return annotations[0].tag if len(annotations) == 1 else f"{len(annotations)} {several}"
