"""A workspace: the sources, annotations, settings and state of a folder. What the terminal and the commands talk to."""

import contextlib
import os
from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import replace
from functools import cached_property
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from reader.anchoring import Anchoring
from reader.annotation.anchor import Anchored, Status, by_present_place, relocated
from reader.annotation.annotation import Annotation, Dismissal, annotate, dismissal
from reader.annotation.history import Change, Step
from reader.annotation.store import Store
from reader.background import finished
from reader.catalog.catalog import Catalog
from reader.desk import Desk, signature_of
from reader.errors import ReaderError, SourceError, UsageError
from reader.place import Place, settings_files
from reader.settings import FILE_NAME, Settings, load_settings
from reader.state import State, cache_file, load_state, save_state, state_file
from reader.text.article import Article, read_article
from reader.text.folder import find_source, find_sources, source_at, walk
from reader.text.source import Source, read_source
from reader.text.span import Span
from reader.text.visible import visible

if TYPE_CHECKING:
    from reader.formats.corpus import Corpus, SourceInfo
    from reader.fulltext import FullText
    from reader.insight.echoes.echo import Echo
    from reader.insight.echoes.gathering import Echoes
    from reader.insight.echoes.retelling import Retelling
    from reader.insight.engine import Engine
    from reader.insight.suggest import Found
    from reader.insight.suggestion import Suggestion
    from reader.progress import Progress
    from reader.suggesting import Suggesting

FIRST = 1000  # entries of each folder, where only some sources are looked for
FIRST_BATCHES = 20
BOILERPLATE = "boilerplate"


class Workspace:
    """Raises StoreError if the annotations file cannot be used. `with` saves and closes it.

    creator: who tags; if empty the settings tell, else git, else the system. changed: what was done to
    annotations here last. reads: if not, and their file is very large, somebody calls `store.read` later.
    """

    def __init__(
        self, place: Place, settings: Settings | None = None, creator: str = "", *, reads: bool = True
    ) -> None:
        self.place = place
        self._creator = creator
        self.settings = settings or load_settings(*settings_files(place.folder))
        self.store = Store(place.annotations, reads=reads)
        self.changed: tuple[Change, ...] = ()
        self.anchoring = Anchoring(self.store, lambda: self._by_id)
        self._counted: dict[str, tuple[object, Progress]] = {}  # what each was when it was counted, by source id

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.store.close()

    @property
    def files(self) -> list[Path]:
        """What nothing else may be written over."""
        place = self.place
        return [place.annotations, place.folder / FILE_NAME, *(source.path for source in self.sources)]

    def files_of(self, source: Source) -> list[Path]:
        """All that a screen is made of that shows this source."""
        place = self.place
        return [
            source.path,
            place.sources,
            *self.store.files,
            self._state_file,
            *settings_files(place.folder),
        ]

    # Sources

    @cached_property
    def sources(self) -> Sequence[Source]:
        """In order of id, those that cannot be opened too, with the problem."""
        if self.place.only:
            return [source_at(self.sources_folder, self.place.only.name)]
        return find_sources(self.place.sources)

    @cached_property
    def _by_id(self) -> dict[str, Source]:
        return {source.id: source for source in self.sources}

    @cached_property
    def catalog(self) -> Catalog:
        """The sources as a list on the screen shows them; whoever shows it has it filled."""
        place = self.place
        return Catalog(
            self.sources_folder, cache_file(place.only or place.sources), place.only.name if place.only else ""
        )

    @property
    def sources_folder(self) -> Path:
        """What the ids of sources are relative to."""
        return self.place.only.parent if self.place.only else self.place.sources

    def source(self, name: str) -> Source:
        """By id, or by its path, without listing the others. Raises SourceError for an unknown one."""
        relative = os.path.relpath(name or ".", self.sources_folder)
        for id in (name, relative):
            if source := self._find(id):
                return source
        raise SourceError(visible(name), "there is no such source (`reader list` shows those that there are)")

    @cached_property
    def desk(self) -> Desk:
        return Desk(self._as_it_is)

    def open_soon(self, source: str | None) -> Future[Article] | None:
        """Begins to read what a screen will show first, while that is made. None if there is nothing to read.

        It is the source that is named, or left last; else the first that there is.
        """
        first = self._known(source or self.state.source) or next(iter(self.first_sources()), None)
        if first is None:
            return None
        opening = self.desk.opening(first)
        self.store.glimpse(first.id)
        return opening

    def _known(self, name: str) -> Source | None:
        with contextlib.suppress(SourceError):
            return self.source(name)
        return None

    def first_sources(self) -> list[Source]:
        """Some of the first, found within milliseconds, whatever else the folder holds; none if that takes longer."""
        if self.place.only:
            return [self.source(self.place.only.name)]
        batches = islice(walk(self.place.sources, {}, most=FIRST), FIRST_BATCHES)
        return [self.catalog.source(id) for batch in batches for id in batch][:FIRST_BATCHES]

    def _find(self, id: str) -> Source | None:
        if self.place.only:
            return source_at(self.sources_folder, id) if id == self.place.only.name else None
        return find_source(self.sources_folder, id)

    def article(self, source: Source) -> Article:
        """A source as it is now; the last one stays at hand. Raises SourceError if it is no text, or gone."""
        return self.desk.article(source)

    def _as_it_is(self, source: Source) -> Source:
        """Looked at again: what was a file when it was listed can be a link now, and the other way about."""
        return source_at(source.folder, source.id)

    def articles(self, problems: list[str] | None = None) -> Iterator[Article]:
        """All sources that can be read; why the others cannot is added to `problems`, or else raised as SourceError."""
        for source in self.sources:
            try:
                yield read_article(source)
            except SourceError as error:
                if problems is None:
                    raise
                problems.append(str(error))

    @cached_property
    def echoes(self) -> "Echoes":
        """The echoes among the sources, when whoever shows them has had them found; kept in the user's cache folder."""
        from reader.insight.echoes.gathering import Echoes  # for those who ask for them

        cache = cache_file(self.place.only or self.place.sources).with_suffix(".echoes")
        return Echoes(self._sources_now, cache, _sure_furniture, self._tagged_boilerplate)

    def _sources_now(self) -> Sequence[Source]:
        """As the catalog has them, if somebody keeps that up to date."""
        catalog = self.catalog
        return [catalog.source(id) for id in catalog.entries.ids] if catalog.is_found else self.sources

    def retellings(self, article: Article, span: Span) -> "list[Retelling]":
        """What other sources say of a passage, best first; of those that are as they were when echoes were found.

        On any thread, but on one at a time.
        """
        from reader.insight.echoes.retelling import retellings

        return retellings(self.echoes.index, article, span, self._read_sketched)

    def _read_sketched(self, id: str) -> Article | None:
        with contextlib.suppress(SourceError):
            source = self.source(id)
            return read_article(self._as_it_is(source)) if self.echoes.is_current(source) else None
        return None

    # Annotations

    @property
    def annotations(self) -> Sequence[Annotation]:
        """In order of source and place; of the one file, if only that was asked for."""
        if self.place.only is None:
            return self.store.annotations
        return [annotation for annotation in self.store.annotations if annotation.source == self.place.only.name]

    def annotations_of(self, article: Article) -> list[Annotation]:
        """Those that have a place in the article, as they stand there now, in order of place."""
        return _placed(self.anchoring.of(article))

    def find_renamed(self) -> bool:
        """Looks whether sources that are gone have another name now. Reads those without annotations, on any thread."""
        return self.place.only is None and self.anchoring.find_renamed()

    def unsure_elsewhere(self, here: str) -> list[Anchored]:
        """What a person should look at in all sources but one. Reads those with annotations, on any thread."""
        return [] if self.place.only else self.anchoring.unsure_elsewhere(here)

    def statuses(self) -> Iterator[dict[str, Status]]:
        """By the annotation's id, a source each. Reads those with annotations, on any thread."""
        for found in self.anchoring.everywhere():
            yield {each.annotation.id: each.status for each in found}

    def gone(self) -> int:
        """How many annotations belong to sources that are not in the catalog, under another name neither."""
        return sum(counts.total() for id, counts in self.counts().items() if id not in self.catalog.entries)

    def by_source(self) -> dict[str, list[Annotation]]:
        """The annotations by the id that their source has now, each list in order of place."""
        found: dict[str, list[Annotation]] = {}
        for annotation in self.annotations:
            found.setdefault(self.anchoring.name_now(annotation.source), []).append(annotation)
        return found

    def counts(self) -> Mapping[str, Counter[str]]:
        """How many annotations of each tag, by source id. It changes with them."""
        counts = self.store.counts
        if self.place.only:
            return {id: counts[id] for id in [self.place.only.name] if id in counts}
        if not self.anchoring.renamed:
            return counts
        now: dict[str, Counter[str]] = {}
        for id, tags in counts.items():
            now.setdefault(self.anchoring.name_now(id), Counter()).update(tags)
        return now

    def boilerplate(self, article: Article) -> list[Span]:
        """What a person has tagged as no part of it, and what surely is none."""
        tagged = [each.span for each in self.annotations_of(article) if each.tag == BOILERPLATE]
        return [*tagged, *_sure_furniture(article)]

    def _tagged_boilerplate(self) -> dict[str, list[Span]]:
        """The same of all sources, where it was tagged."""
        tagged = {
            id: [each.span for each in found if each.tag == BOILERPLATE] for id, found in self.by_source().items()
        }
        return {id: spans for id, spans in tagged.items() if spans}

    @cached_property
    def fulltext(self) -> "FullText":
        """Searches all sources; the catalog has their ids."""
        from reader.fulltext import FullText  # for those who search

        index = cache_file(self.place.only or self.place.sources).with_suffix(".sqlite")
        return FullText(index, lambda id: self.catalog.source(id).path, self._read_now)

    def _read_now(self, id: str) -> Article:
        return read_article(self._as_it_is(self.catalog.source(id)))

    def next_untagged(self, ids: Iterable[str]) -> Iterator[tuple[Source, Span] | None]:
        """Looks in one source after the other for a sentence without a tag; a step each, the last one has it."""
        from reader.progress import untagged

        for id in ids:
            with contextlib.suppress(SourceError):
                article = self._read_now(id)
                if span := untagged(article, _placed(self.anchoring.look(article))):
                    yield article.source, span
                    return
            yield None

    def progress(self) -> "Iterator[Progress]":
        """How far all sources are read and tagged, on any thread: the sum so far, a step a source.

        Counted anew are those of which the file, the tags or what was read changed since the last time.
        """
        from reader.progress import Progress  # a start has no use for it

        found, read = Progress(), self.state.read
        for id in self.catalog.entries.ids:
            with contextlib.suppress(SourceError):
                found += self._progress_of(id, read.get(id, 0.0))
            yield found

    def _progress_of(self, id: str, read: float) -> "Progress":
        from reader.progress import progress

        seen = signature_of(self.catalog.source(id)), [each.span for each in self.store.of(id)], read
        if id not in self._counted or self._counted[id][0] != seen:
            article = self._read_now(id)
            self._counted[id] = seen, progress(article, _placed(self.anchoring.look(article)), read)
        return self._counted[id][1]

    def corpus(self, problems: list[str]) -> "Corpus":
        """All that an export holds."""
        return finished(self.gather(problems))

    def gather(self, problems: list[str]) -> "Generator[int, None, Corpus]":
        """The same in steps, one a source."""
        from reader.formats.corpus import Corpus  # reading and tagging has no use for it

        self.find_renamed()
        sources, found, rest = [], list[Anchored](), self.by_source()
        for article in self.articles(problems):
            sources.append(_info(article))
            if rest.pop(article.source.id, []):
                found += self.anchoring.of(article)
            yield len(sources)
        found += [Anchored(each, Status.ORPHAN, None) for annotations in rest.values() for each in annotations]
        tags = [tag.name for tag in self.settings.tags]
        return Corpus(sources, sorted(found, key=by_present_place), self._text_of, self._suggestions_of, tags)

    def _text_of(self, source: str) -> str:
        return read_source(self._as_it_is(self.source(source))).text

    def _suggestions_of(self, source: str) -> "list[Suggestion]":
        return self.suggestions_of(read_article(self.source(source)))

    # Suggestions

    @cached_property
    def _suggesting(self) -> "Suggesting":
        from reader.suggesting import Suggesting  # a start has no use for it

        return Suggesting(self.store, self.anchoring, lambda: self.sources)

    def gather_evidence(self) -> Iterator[str]:
        """What the sources tell of one another's lines: a step a source, which yields why it cannot be read, or ""."""
        return self._suggesting.gather()

    def suggestions_of(self, article: Article) -> "list[Suggestion]":
        """In order of place, on any thread: of the workspace's tags, without what is annotated or was dismissed."""
        return self._of_known_tags(self._suggesting.of(article))

    def suggestions_by(self, each: "Engine", articles: Sequence[Article]) -> "list[list[Suggestion]]":
        """Of all sources at once, a list each, where `each` has the work done; nothing needs to be gathered before."""
        return [self._of_known_tags(found) for found in self._suggesting.of_all(articles, each)]

    def _of_known_tags(self, found: "Iterable[Suggestion]") -> "list[Suggestion]":
        return [each for each in found if self.settings.tag(each.tag)]

    def find_suggestions(self, article: Article) -> "Found":
        """Whatever is annotated or was dismissed; on any thread, for who shows what is `unsettled` of it."""
        found = self._suggesting.find(article)
        return type(found)(*([each for each in part if self.settings.tag(each.tag)] for part in found))

    def dismissed_in(self, article: Article) -> list[Annotation]:
        """The dismissals that are found in an article, where they stand now."""
        return self.anchoring.dismissed_in(article)

    # Tagging: each of these is one step, and on disk when it returns, or counted in `store.unsaved`

    def tag(self, article: Article, span: Span, tag: str, note: str = "") -> Annotation:
        """Tags a passage. Raises ReaderError for a span outside the text or an unknown tag."""
        self._check(article, span, tag, note)
        annotation = annotate(article, span, tag, note=note, creator=self.creator)
        self.do(f"tagged {tag}", Change(None, annotation))
        self.anchoring.keep(article.text, article.digest)
        return annotation

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
        from reader.insight.echoes.fitting import with_marks

        if not self.echoes.is_current(self.source(source)):
            raise ReaderError(f"{visible(source)}: it changed since its echoes were found: wait until they are again")
        article = read_article(self._as_it_is(self.source(source)))
        places = [self.echoes.index.fitted(echo, annotation.span).there.span for echo in echoes]
        spans = {with_marks(article, span, annotation.exact) for span in places}
        spans -= {each.span for each in self.annotations_of(article) if each.tag == annotation.tag}
        self.anchoring.keep(article.text, article.digest)
        return [annotate(article, span, annotation.tag, creator=self.creator) for span in sorted(spans)]

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
            what = annotations[0].tag if len(annotations) == 1 else f"{len(annotations)} suggestions"
            self.do(f"tagged {what}", *(Change(None, each) for each in annotations))

    def dismiss(self, article: Article, suggestion: "Suggestion") -> None:
        """It is not made again, for nobody, until this is undone."""
        self._check(article, suggestion.span, suggestion.tag, "")
        unwanted = dismissal(annotate(article, suggestion.span, suggestion.tag, creator=self.creator))
        self.do(f"dismissed {suggestion.tag}", Change(None, unwanted))
        self.anchoring.keep(article.text, article.digest)

    def take_over(self, annotations: Sequence[Annotation], words: str, texts: Mapping[str, str]) -> None:
        """Stores annotations as they are, as one step; one with an id that is here takes that one's place.

        texts: what they count in, by digest; they are kept.
        """
        self.do(words, *(Change(self.store.get(each.id), each) for each in annotations))
        for digest, text in texts.items():
            self.anchoring.keep(text, digest)

    def untag(self, annotation: Annotation) -> None:
        self.do(f"removed {annotation.tag}", Change(annotation, None))

    def note(self, annotation: Annotation, note: str) -> Annotation:
        """Puts a note on an annotation; an empty one takes it off."""
        _check_note(note)
        noted = self._stored(annotation).noted(note)
        self.do("noted" if note else "removed the note", Change(annotation, noted))
        return noted

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

    def confirm(self, placed: Sequence[Annotation]) -> None:
        """Stores annotations at the places that they have now. Raises ReaderError if a source changed since."""
        now = {id: read_source(self._as_it_is(self.source(id))) for id in {each.source for each in placed}}
        for each in placed:
            if each.span.of(now[each.source].text) != each.exact:
                raise ReaderError(f"{visible(each.source)}: another program changed it meanwhile: look at it again")
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

    def to_undo(self) -> int:
        """How many annotations `undo` would change."""
        return self.store.to_undo(self.creator)

    def to_redo(self) -> int:
        return self.store.to_redo(self.creator)

    def undo(self) -> Step | None:
        return self._note_step(self.store.undo(self.creator))

    def redo(self) -> Step | None:
        return self._note_step(self.store.redo(self.creator))

    def _note_step(self, step: Step | None) -> Step | None:
        self.changed = _of_annotations(step.changes) if step else ()
        return step

    def history(self, id: str = "") -> Iterator[dict[str, Any]]:
        """A record for each change that was ever made, the oldest first; of annotations whose id begins so."""
        for record in self.store.log(id):
            verb = "undid: " if record.undoes else "did again: " if record.redoes else ""
            about = {"step": record.id, "at": record.at, "who": record.who, "words": f"{verb}{record.words}"}
            for edit in record.edits:
                if edit.id.startswith(id):
                    yield {**about, "id": edit.id, "before": edit.before, "after": edit.after}

    def find(self, prefix: str) -> Annotation:
        """The annotation with that id, or the only one whose id begins so. Raises ReaderError if there is none."""
        found = [annotation for annotation in self.annotations if annotation.id.startswith(prefix)] if prefix else []
        if len(found) != 1:
            what = "several annotations have ids that begin so" if found else "no annotation has this id"
            raise ReaderError(f"{visible(prefix)}: {what} (`reader export` shows them)")
        return found[0]

    @cached_property
    def creator(self) -> str:
        from reader.teams.creator import creator_in  # asks git: nobody needs to know before the first tag

        return self._creator or self.settings.creator or creator_in(self.place.folder)

    def do(self, words: str, *changes: Change) -> None:
        """Any changes of annotations, as one step."""
        self.store.do(Step(words, changes, self.creator))
        self.changed = _of_annotations(changes)

    def must_know(self, tag: str) -> None:
        """Raises UsageError for an unknown tag."""
        if self.settings.tag(tag) is None:
            known = ", ".join(tag.name for tag in self.settings.tags)
            raise UsageError(f"{visible(tag)}: there is no such tag (known: {known})")

    def _check(self, article: Article, span: Span, tag: str, note: str) -> None:
        if not 0 <= span.start < span.end <= len(article.text):
            raise ReaderError(
                f"{visible(article.source.id)}: {span.start} to {span.end} is no passage of it: "
                f"it has {len(article.text)} code points, and a passage at least one"
            )
        self.must_know(tag)
        _check_note(note)

    # State

    @cached_property
    def state(self) -> State:
        return load_state(self._state_file)

    def save_state(self) -> None:
        """Raises OSError if it cannot be written."""
        save_state(self._state_file, self.state)

    @property
    def _state_file(self) -> Path:
        return state_file(self.place.only or self.place.sources)


def _of_annotations(changes: Sequence[Change]) -> tuple[Change, ...]:
    return tuple(each for each in changes if not isinstance(each.annotation, Dismissal))


def _sure_furniture(article: Article) -> list[Span]:
    """As far as the article alone tells."""
    from reader.insight import boilerplate

    return [each.span for each in boilerplate.find(article) if each.is_sure]


def _check_note(note: str) -> None:
    try:
        note.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ReaderError("the note is not UTF-8: write it again") from error


def _placed(found: Iterable[Anchored]) -> list[Annotation]:
    return [each.placed for each in found if each.placed]


def _what(annotations: Sequence[Annotation]) -> str:
    return annotations[0].tag if len(annotations) == 1 else f"{len(annotations)} tags"


def _info(article: Article) -> "SourceInfo":
    from reader.formats.corpus import SourceInfo

    return SourceInfo(article.source.id, article.title, article.encoding, article.digest, len(article.text))
