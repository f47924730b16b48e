"""The workspace: one object that owns the parts of a folder, with shortcuts for what scripts need most."""

from collections.abc import Iterator
from concurrent.futures import Future
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from reader.annotation.model.annotation import Annotation
from reader.annotation.store.history import Step
from reader.annotation.store.store import Store
from reader.settings import FILE_NAME, Settings, load_settings
from reader.text.article import Article
from reader.text.source import Source
from reader.text.span import Span
from reader.workspace.anchor_service import AnchorService
from reader.workspace.annotations import Annotations
from reader.workspace.location import WorkspacePaths, settings_files
from reader.workspace.reading_state import ReadingState, load_state, marks_file, save_state, state_file
from reader.workspace.sources import Sources
from reader.workspace.terminal_background import background_file

if TYPE_CHECKING:
    from reader.workspace.accept_service import AcceptService
    from reader.workspace.claim_service import ClaimService
    from reader.workspace.codebook_service import CodebookService
    from reader.workspace.done_service import DoneService
    from reader.workspace.echo_service import EchoService
    from reader.workspace.field_service import FieldService
    from reader.workspace.link_ends import LinkEnds
    from reader.workspace.marks import Marks
    from reader.workspace.match_service import MatchService
    from reader.workspace.people_service import PeopleService
    from reader.workspace.progress_service import ProgressService
    from reader.workspace.quote_check_service import QuoteCheckService
    from reader.workspace.source_survey import SourceSurvey
    from reader.workspace.suggestion_service import SuggestionService
    from reader.workspace.verdict_service import VerdictService


class Workspace:
    """A workspace whose parts do the work; `with` saves and closes it.

    The methods are shortcuts for what scripts need most; everything else is done by the parts.

    Attributes:
        paths: The paths of the parts of the workspace.
        settings: Tags, keys and preferences.
        store: The annotations on disk.
        sources: The texts to read.
        anchoring: The places of annotations in changed sources.
        annotations: The annotations, and every change of them.

    Args:
        paths: The folders and files, from `locate_workspace`.
        settings: Settings to use instead of those in the user's and the workspace's reader.toml.
        creator: The annotator's name; if empty, from the settings, else git, else the system.
        reads: Whether to read the annotations at once. If not, and their file is very large, `store.read` must be
            called later.
        opens_empty: Whether to open an empty annotations file although tags are known that it should have;
            `store.losses` has them.

    Raises:
        StoreError: The annotations file cannot be used.
    """

    def __init__(
        self,
        paths: WorkspacePaths,
        settings: Settings | None = None,
        creator: str = "",
        *,
        reads: bool = True,
        opens_empty: bool = False,
    ) -> None:
        self.paths = paths
        self.settings = settings or load_settings(*settings_files(paths.folder))
        name_now = self.settings.name_now
        self.store = Store(paths.annotations, reads=reads, opens_empty=opens_empty, name_now=name_now)
        self.sources = Sources(paths)
        self.anchoring = AnchorService(self.store, self.sources)
        self.annotations = Annotations(paths, self.settings, self.store, self.sources, self.anchoring, creator)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.store.close()

    # Parts that a start has no use for: each is imported and made when it is asked for

    @cached_property
    def fields(self) -> "FieldService":
        """Fields and links of annotations."""
        from reader.workspace.field_service import FieldService

        return FieldService(self.settings, self.store, self.annotations, self.anchoring, self.people)

    @cached_property
    def people(self) -> "PeopleService":
        """The people who are named in fields, and whose names are joined."""
        from reader.workspace.people_service import PeopleService

        return PeopleService(self.settings, self.store, self.sources, self.annotations)

    @cached_property
    def codebook(self) -> "CodebookService":
        """Tags renamed, merged and retired."""
        from reader.annotation.store.paths import Paths
        from reader.workspace.codebook_files import CodebookFiles
        from reader.workspace.codebook_service import CodebookService

        files = CodebookFiles(settings_files(self.paths.folder), Paths(self.paths.annotations).codebook_lock)
        return CodebookService(files, self.store, self.annotations)

    @cached_property
    def claims(self) -> "ClaimService":
        """The claims and their ratings."""
        from reader.workspace.claim_service import ClaimService

        return ClaimService(self.settings, self.annotations, self.fields)

    @cached_property
    def link_ends(self) -> "LinkEnds":
        """The passages that links lead to."""
        from reader.workspace.link_ends import LinkEnds

        return LinkEnds(self.store, self.sources, self.anchoring, self.fields)

    @cached_property
    def done(self) -> "DoneService":
        """The sources that people are done with."""
        from reader.workspace.done_service import DoneService

        return DoneService(self.store, self.sources, self.annotations, self.anchoring)

    @cached_property
    def matches(self) -> "MatchService":
        """Every match of a search, to be tagged at once."""
        from reader.workspace.match_service import MatchService

        return MatchService(self.settings, self.sources, self.annotations, self.anchoring)

    @cached_property
    def suggestions(self) -> "SuggestionService":
        """Passages that the program proposes to tag."""
        from reader.workspace.suggestion_service import SuggestionService

        return SuggestionService(self.settings, self.store, self.sources, self.anchoring, self.annotations)

    @cached_property
    def accepting(self) -> "AcceptService":
        """Accepting the sure suggestions of many sources."""
        from reader.workspace.accept_service import AcceptService

        return AcceptService(self.sources, self.suggestions)

    @cached_property
    def echoes(self) -> "EchoService":
        """Passages that other sources repeat."""
        from reader.workspace.echo_service import EchoService

        return EchoService(self.paths, self.sources, self.anchoring, self.annotations)

    @cached_property
    def quote_check(self) -> "QuoteCheckService":
        """The comparison of quotations with their originals."""
        from reader.workspace.quote_check_service import QuoteCheckService

        return QuoteCheckService(self.paths, self.sources, self.annotations)

    @cached_property
    def verdicts(self) -> "VerdictService":
        """The verdicts on quotes, found and kept."""
        from reader.workspace.verdict_service import VerdictService

        return VerdictService(self.sources, self.anchoring, self.annotations, self.fields, self.quote_check)

    @cached_property
    def progress(self) -> "ProgressService":
        """Progress in reading and tagging the sources."""
        from reader.workspace.progress_service import ProgressService

        return ProgressService(self.store, self.sources, self.anchoring, self.state)

    @cached_property
    def survey(self) -> "SourceSurvey":
        """The facts on sources that filters and orders need."""
        from reader.workspace.source_survey import SourceSurvey

        return SourceSurvey(
            self.store, self.sources, self.anchoring, self.annotations, self.settings.tags, lambda: self.suggestions
        )

    @cached_property
    def marks(self) -> "Marks":
        """The places that this person has marked, kept in the user's state folder."""
        from reader.workspace.marks import Marks

        return Marks(marks_file(self.paths.source_root), self.sources, self.anchoring)

    # State

    @cached_property
    def state(self) -> ReadingState:
        """The places where this person was reading, kept in the user's state folder."""
        return load_state(self._state_file)

    def save_state(self, state: ReadingState | None = None) -> None:
        """Write the present reading state, or a copy of it, which another thread may write.

        Raises:
            OSError: It cannot be written.
        """
        save_state(self._state_file, state or self.state)

    @property
    def _state_file(self) -> Path:
        return state_file(self.paths.scope)

    # Files

    @property
    def files(self) -> list[Path]:
        """The workspace's own files, which no export may overwrite."""
        paths = self.paths
        return [paths.annotations, paths.folder / FILE_NAME, *(source.path for source in self.sources)]

    def files_of(self, source: Source) -> list[Path]:
        """Return all files that a screen showing this source is made from."""
        paths = self.paths
        own = [self._state_file, background_file(), *settings_files(paths.folder)]
        return [source.path, paths.sources, *self.store.files, *own]

    def open_soon(self, name: str | None) -> Future[Article] | None:
        """Start to read the article that a screen will show first; None if there is nothing to read.

        Args:
            name: The source to open; by default the one that was open last, else the first one.
        """
        source = self._first(name)
        if source is None:
            return None
        opening = self.sources.loader.opening(source)
        self.store.read_partly(source.id)
        return opening

    def _first(self, name: str | None) -> Source | None:
        return self.sources.find(name or self.state.source) or next(iter(self.sources.first_sources()), None)

    # For scripts

    @property
    def creator(self) -> str:
        """The name under which this person tags."""
        return self.annotations.creator

    def source(self, name: str) -> Source:
        """Return a source by its id or its path.

        Raises:
            SourceError: No source has this name.
        """
        return self.sources.source(name)

    def article(self, source: Source) -> Article:
        """Return the article of a source as its file is now.

        Raises:
            SourceError: The file is not text, or is gone.
        """
        return self.sources.article(source)

    def articles(self, problems: list[str] | None = None) -> Iterator[Article]:
        """Read all sources; those that cannot be read are reported and left out.

        Args:
            problems: Where to add a message for each source that cannot be read. Without it, each is a warning
                (UnreadableSourceWarning), which Python prints on standard error.
        """
        return self.sources.articles(problems)

    def tag(self, article: Article, span: Span, tag: str, note: str = "") -> Annotation:
        """Tag a passage and return the new annotation, which is on disk or counted in `store.unsaved`.

        Raises:
            ReaderError: The span is not a passage of the article, or the tag is unknown.
        """
        return self.annotations.tag(article, span, tag, note).changes[0].annotation

    def set_field(self, annotation: Annotation, name: str, value: "str | float | Span | None") -> Annotation:
        """Set a field of an annotation and return the annotation as it is now.

        Args:
            annotation: The annotation; if it is another person's, one's own of the same passage gets the field.
            name: The name of the field, which the annotation's tag must have.
            value: A text as it would be typed, in which commas part several values; a passage of the annotation's
                source, whose words become the name of a person; or None to clear the field.

        Raises:
            ReaderError: The tag has no such field, or the field cannot have this value.
        """
        from reader.workspace.scripting import set_field

        step = set_field(self.fields, annotation, name, value, self.article(self.source(annotation.source)))
        return step.changes[0].annotation if step.changes else annotation

    def link(
        self,
        annotation: Annotation,
        kind: str,
        to: "Annotation | Span | str",
        note: str = "",
        *,
        article: Article | None = None,
    ) -> Annotation:
        """Link an annotation and return the annotation as it is now.

        Args:
            annotation: The annotation that the link starts from.
            kind: The kind of the link: `evidence`, `contradicts`, `same-as`, `original`, or a name of one's own.
            to: The target: another annotation, a passage of `article`, or the URL of a web page.
            note: A line of text.
            article: The article of the passage.

        Raises:
            ReaderError: The link cannot be made, such as one from an annotation to itself.
        """
        from reader.workspace.scripting import link

        return link(self.fields, annotation, kind, to, note, article).changes[0].annotation

    def note(self, annotation: Annotation, note: str) -> Annotation:
        """Put a note on an annotation and return the annotation as it is now; an empty note removes the present one."""
        return self.annotations.note(annotation, note).changes[0].annotation

    def untag(self, annotation: Annotation) -> None:
        """Remove an annotation."""
        self.annotations.untag(annotation)

    def undo(self) -> Step | None:
        """Take back this person's last step and return what that changed; None if there is nothing to undo."""
        from reader.workspace.undo import undo

        return undo(self.annotations, lambda: self.codebook)[0]
