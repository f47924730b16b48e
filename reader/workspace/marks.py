"""Marks: the places that a reader wants to find again, in any source. They are the reader's own.

They are kept in the user's state folder, like the place where each source was left, and not in annotations.json: a mark
says nothing about a text, so it is private, changes no shared file, and is not a step to undo.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from reader.annotation.model.annotation import Annotation, annotate
from reader.errors import ReaderError
from reader.system.durable_files import make_private_folder, replace_file
from reader.system.files import read_own
from reader.system.threads import run_to_end
from reader.text.article import Article
from reader.text.span import Span
from reader.workspace.anchor_service import AnchorService
from reader.workspace.sources import Sources

MOST_BYTES = 1 << 24  # bytes of the file
MOST = 10_000  # marks
LEAST_CONTEXT = 12  # code points before or after a passage that show its place once its words are gone
TAG = "mark"  # a mark is anchored as an annotation, which must have a tag


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked passage.

    Attributes:
        stored: The passage as it is stored.
        span: Where it is in the source now; where it was, if it is not found.
        is_found: Whether its words, or the place where they were, are still there.
        gone: The words, if they are gone; empty if they are there, even if changed.
    """

    stored: Annotation
    span: Span
    is_found: bool = True
    gone: str = ""

    @property
    def id(self) -> str:
        """The id of the mark."""
        return self.stored.id


class _Stored(msgspec.Struct):
    """A mark as stored in the file."""

    id: str
    source: str
    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""
    digest: str = ""
    created: str = ""


class Marks:
    """The marks of one reader in one folder of sources.

    Every change is on disk when its method returns. It starts from the present content of the file, so that two
    programs open at once lose nothing.
    """

    def __init__(self, file: Path, sources: Sources, anchoring: AnchorService) -> None:
        self._file, self._sources, self._anchoring = file, sources, anchoring

    @property
    def stored(self) -> list[Annotation]:
        """All marks as they are stored, in the order in which they were set; none if the file cannot be used."""
        try:
            found = msgspec.json.decode(read_own(self._file, MOST_BYTES), type=list[_Stored])
        except (OSError, msgspec.DecodeError, RecursionError):
            return []
        sound = (each for each in found if 0 <= each.start < each.end)
        return [Annotation(tag=TAG, **msgspec.structs.asdict(each)) for each in sound][:MOST]

    def of(self, article: Article) -> list[Mark]:
        """Return the marks in an article where they are now, in order of place."""
        stored, id = self.stored, article.source.id
        return self._placed([each for each in stored if self._anchoring.name_now(each.source) == id], article)

    def is_slow(self, article: Article) -> bool:
        """Return whether `of` has to look for marks in a changed article, which takes too long for a key."""
        name_now, id = self._anchoring.name_now, article.source.id
        return any(name_now(each.source) == id and each.digest != article.digest for each in self.stored)

    def everywhere(self) -> Iterator[list[Mark]]:
        """Yield the marks of each source, in order of id and place; it reads these sources."""
        by_source: dict[str, list[Annotation]] = {}
        for each in self.stored:
            by_source.setdefault(self._anchoring.name_now(each.source), []).append(each)
        for id, stored in sorted(by_source.items()):
            try:
                yield self._placed(stored, self._sources.read(id))
            except ReaderError:
                yield [Mark(each, each.span, is_found=False, gone=each.exact) for each in stored]

    def _placed(self, stored: Sequence[Annotation], article: Article) -> list[Mark]:
        found = run_to_end(self._anchoring.find(stored, article)) if stored else []
        placed = [
            Mark(replace(each.annotation, source=article.source.id), each.placed.span)
            if each.placed
            else near(replace(each.annotation, source=article.source.id), article.text)
            for each in found
        ]
        return sorted(placed, key=lambda mark: mark.span)

    def toggle(self, article: Article, span: Span) -> bool:
        """Mark a passage, or remove its mark; return whether it is marked now.

        Raises:
            OSError: The file cannot be written.
        """
        here = [mark for mark in self.of(article) if mark.span.overlaps(span)]
        same = [mark for mark in here if mark.span == span] or (here if len(here) == 1 else [])
        if same:
            self.remove([same[0].id])
            return False
        self._save([*self.stored, annotate(article, span, TAG)])
        return True

    def remove(self, ids: Sequence[str]) -> None:
        """Remove marks.

        Raises:
            OSError: The file cannot be written.
        """
        self._save([each for each in self.stored if each.id not in ids])

    def follow(self, article: Article, marks: Sequence[Mark]) -> None:
        """Store the present places of marks in a changed article, so that they are found after its next change.

        Raises:
            OSError: The file cannot be written.
        """
        moved = {each.id: each for each in marks if not each.gone and each.stored.digest != article.digest}
        if moved:
            now = {
                id: replace(annotate(article, each.span, TAG), id=id, created=each.stored.created)
                for id, each in moved.items()
            }
            self._save([now.get(each.id, each) for each in self.stored])

    def _save(self, marks: Sequence[Annotation]) -> None:
        make_private_folder(self._file.parent)
        names = _Stored.__struct_fields__
        stored = [_Stored(**{name: getattr(each, name) for name in names}) for each in marks[-MOST:]]
        replace_file(self._file, msgspec.json.format(msgspec.json.encode(stored), indent=1))


def near(stored: Annotation, text: str) -> Mark:
    """Return a mark whose words are gone at their former place, recognised by the text before or after it."""
    before, after = stored.prefix, stored.suffix
    at = _only(before, text) if len(before.strip()) >= LEAST_CONTEXT else -1
    if at >= 0 and at + len(before) < len(text):
        return Mark(stored, Span(at + len(before), at + len(before) + 1), gone=stored.exact)
    at = _only(after, text) if len(after.strip()) >= LEAST_CONTEXT else -1
    if at >= 0:
        at += len(after) - len(after.lstrip())
        return Mark(stored, Span(at, at + 1), gone=stored.exact)
    return Mark(stored, stored.span, is_found=False, gone=stored.exact)


def _only(words: str, text: str) -> int:
    """Return where words occur in a text if they occur once; else -1."""
    at = text.find(words)
    return at if at >= 0 and text.find(words, at + 1) < 0 else -1
