"""A workspace: the sources, annotations, settings and state of a folder. What the terminal and the commands talk to.

Each part stands on the one before: `Sources`, `Annotated`, `Derived`, and here every change of annotations.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from reader.annotation.anchoring.anchor import relocated
from reader.annotation.model.annotation import Annotation, Dismissal, annotate, dismissal
from reader.annotation.store.history import Change, Step
from reader.errors import ReaderError, UsageError
from reader.settings import Settings, load_settings
from reader.text.article import Article, read_article
from reader.text.sanitize import sanitize
from reader.text.source import read_source
from reader.text.span import Span
from reader.workspace.derived import Derived
from reader.workspace.location import WorkspacePaths, settings_files

if TYPE_CHECKING:
    from reader.insight.echoes.echo import Echo
    from reader.insight.suggestions.suggestion import Suggestion


class Workspace(Derived):
    """Raises StoreError if the annotations file cannot be used. `with` saves and closes it.

    Each change is one step, and on disk when the method returns, or counted in `store.unsaved`.

    creator: who tags; if empty the settings tell, else git, else the system. changed: what was done to
    annotations here last. reads: if not, and their file is very large, somebody calls `store.read` later.
    """

    def __init__(
        self, paths: WorkspacePaths, settings: Settings | None = None, creator: str = "", *, reads: bool = True
    ) -> None:
        super().__init__(paths, settings or load_settings(*settings_files(paths.folder)), reads=reads)
        self._creator = creator
        self.changed: tuple[Change, ...] = ()

    @cached_property
    def creator(self) -> str:
        from reader.collaboration.identity import creator_in  # asks git: nobody needs to know before the first tag

        return self._creator or self.settings.creator or creator_in(self.paths.folder)

    # Tags

    def tag(self, article: Article, span: Span, tag: str, note: str = "") -> Annotation:
        """Tags a passage. Raises ReaderError for a span outside the text or an unknown tag."""
        self._check(article, span, tag, note)
        annotation = annotate(article, span, tag, note=note, creator=self.creator)
        self.do(f"tagged {tag}", Change(None, annotation))
        self.anchoring.keep(article.text, article.digest)
        return annotation

    def untag(self, annotation: Annotation) -> None:
        self.do(f"removed {annotation.tag}", Change(annotation, None))

    def note(self, annotation: Annotation, note: str) -> Annotation:
        """Puts a note on an annotation; an empty one takes it off."""
        _check_note(note)
        noted = self._stored(annotation).noted(note)
        self.do("noted" if note else "removed the note", Change(annotation, noted))
        return noted

    def confirm(self, placed: Sequence[Annotation]) -> None:
        """Stores annotations at the places that they have now. Raises ReaderError if a source changed since."""
        now = {id: read_source(self._as_it_is(self.source(id))) for id in {each.source for each in placed}}
        for each in placed:
            if each.span.of(now[each.source].text) != each.exact:
                raise ReaderError(f"{sanitize(each.source)}: another program changed it meanwhile: look at it again")
        changes = [Change(each, replace(each, digest=now[each.source].digest)) for each in placed]
        self.do(f"confirmed {_what(placed)}", *changes)
        for decoded in now.values():
            self.anchoring.keep(decoded.text, decoded.digest)

    def attach(self, annotation: Annotation, article: Article, span: Span) -> None:
        """Puts an annotation on another passage."""
        self.confirm([replace(relocated(annotation, span, article.text), source=article.source.id)])

    def _stored(self, annotation: Annotation) -> Annotation:
        """Where it stood when it was tagged or confirmed; what the screen shows may stand elsewhere by now."""
        return self.store.get(annotation.id) or annotation

    # Several at once

    def retag(self, annotations: Sequence[Annotation], tag: str) -> int:
        """Gives them another tag, as one step; how many had another one. Raises UsageError for an unknown tag."""
        self.must_know(tag)
        others = [each for each in annotations if each.tag != tag]
        changes = [Change(each, self._stored(each).tagged(tag)) for each in others]
        self.do(f"changed {_what(others)} to {tag}", *changes)
        return len(others)

    def untag_all(self, annotations: Sequence[Annotation]) -> None:
        """Removes them, as one step."""
        self.do(f"removed {_what(annotations)}", *(Change(each, None) for each in annotations))

    def note_all(self, annotations: Sequence[Annotation], note: str) -> None:
        """Puts one note on all of them, in place of theirs, as one step."""
        _check_note(note)
        changes = [Change(each, self._stored(each).noted(note)) for each in annotations]
        self.do(f"{'noted' if note else 'took the note off'} {_what(annotations)}", *changes)

    def take_over(self, annotations: Sequence[Annotation], words: str, texts: Mapping[str, str]) -> None:
        """Stores annotations as they are, as one step; one with an id that is here takes that one's place.

        texts: what they count in, by digest; they are kept.
        """
        self.do(words, *(Change(self.store.get(each.id), each) for each in annotations))
        for digest, text in texts.items():
            self.anchoring.keep(text, digest)

    def carry(self, annotation: Annotation, echoes: "Sequence[Echo]") -> list[Annotation]:
        """Tags the echoes of a passage with the tag that it has, as one step; those that have it already are left.

        Raises ReaderError if one of the sources changed since the echoes were found; then nothing is tagged.
        """
        carried = list[Annotation]()
        for source, found in groupby(sorted(echoes, key=lambda echo: echo.there), key=lambda echo: echo.there.source):
            carried += self._carried(annotation, source, list(found))
        if carried:
            what = "an echo" if len(carried) == 1 else f"{len(carried)} echoes"
            self.do(f"tagged {what} {annotation.tag}", *(Change(None, each) for each in carried))
        return carried

    def _carried(self, annotation: Annotation, source: str, echoes: "Sequence[Echo]") -> list[Annotation]:
        from reader.insight.echoes.clip import with_marks

        if not self.echoes.is_current(self.source(source)):
            raise ReaderError(f"{sanitize(source)}: it changed since its echoes were found: wait until they are again")
        article = read_article(self._as_it_is(self.source(source)))
        places = [self.echoes.index.fitted(echo, annotation.span).there.span for echo in echoes]
        spans = {with_marks(article, span, annotation.exact) for span in places}
        spans -= {each.span for each in self.annotations_of(article) if each.tag == annotation.tag}
        self.anchoring.keep(article.text, article.digest)
        return [annotate(article, span, annotation.tag, creator=self.creator) for span in sorted(spans)]

    # Suggestions

    def accept(self, article: Article, found: "Sequence[Suggestion]") -> list[Annotation]:
        """Tags what was suggested, as whoever accepts it, in one step."""
        annotations = self.accepted(article, found)
        self.add(annotations)
        return annotations

    def accepted(self, article: Article, found: "Iterable[Suggestion]", creator: str | None = None) -> list[Annotation]:
        """What suggestions come to, for `add`, which takes those of many articles. Raises ReaderError as `tag` does."""
        found, creator = list(found), self.creator if creator is None else creator
        for each in found:
            self._check(article, each.span, each.tag, "")
        if found:
            self.anchoring.keep(article.text, article.digest)
        return [annotate(article, each.span, each.tag, creator=creator) for each in found]

    def add(self, annotations: Sequence[Annotation]) -> None:
        """Stores new annotations as one step, which is this person's to undo, whoever their creator is."""
        if annotations:
            self.do(f"tagged {_what(annotations, 'suggestions')}", *(Change(None, each) for each in annotations))

    def dismiss(self, article: Article, suggestion: "Suggestion") -> None:
        """It is not made again, for nobody, until this is undone."""
        self._check(article, suggestion.span, suggestion.tag, "")
        unwanted = dismissal(annotate(article, suggestion.span, suggestion.tag, creator=self.creator))
        self.do(f"dismissed {suggestion.tag}", Change(None, unwanted))
        self.anchoring.keep(article.text, article.digest)

    # Steps

    def do(self, words: str, *changes: Change) -> None:
        """Any changes of annotations, as one step."""
        step = Step(words, changes, self.creator)
        self.store.do(step)
        self._done(step)

    def undo(self) -> Step | None:
        return self._done(self.store.undo(self.creator))

    def redo(self) -> Step | None:
        return self._done(self.store.redo(self.creator))

    def to_undo(self) -> int:
        """How many annotations `undo` would change."""
        return self.store.to_undo(self.creator)

    def to_redo(self) -> int:
        return self.store.to_redo(self.creator)

    def _done(self, step: Step | None) -> Step | None:
        changes = step.changes if step else ()
        self.changed = tuple(each for each in changes if not isinstance(each.annotation, Dismissal))
        return step

    # Checks

    def must_know(self, tag: str) -> None:
        """Raises UsageError for an unknown tag."""
        if self.settings.tag(tag) is None:
            known = ", ".join(tag.name for tag in self.settings.tags)
            raise UsageError(f"{sanitize(tag)}: there is no such tag (known: {known})")

    def _check(self, article: Article, span: Span, tag: str, note: str) -> None:
        if not 0 <= span.start < span.end <= len(article.text):
            raise ReaderError(
                f"{sanitize(article.source.id)}: {span.start} to {span.end} is no passage of it: "
                f"it has {len(article.text)} code points, and a passage at least one"
            )
        self.must_know(tag)
        _check_note(note)


def _check_note(note: str) -> None:
    try:
        note.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ReaderError("the note is not UTF-8: write it again") from error


def _what(annotations: Sequence[Annotation], several: str = "tags") -> str:
    return annotations[0].tag if len(annotations) == 1 else f"{len(annotations)} {several}"
