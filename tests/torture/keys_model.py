"""The model beside the application in `tests.torture.keys`: what every step should come to, in plain dictionaries."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from reader.annotation.model.annotation import Annotation
from reader.annotation.model.done import TABLE
from reader.annotation.model.field_spans import Value
from reader.annotation.model.links import Link
from reader.annotation.model.row import RowChange
from reader.annotation.store.history import Change, Step
from reader.insight.suggestion import Suggestion
from reader.text.article import Article
from reader.text.span import Span
from reader.workspace.annotations import Annotations
from reader.workspace.field_service import FieldService
from reader.workspace.location import locate_workspace
from reader.workspace.suggestion_service import SuggestionService
from reader.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Tagged:
    """What the model knows of an annotation.

    Attributes:
        source: The id of the source.
        span: The passage.
        tag: The name of the tag.
        note: The note.
        fields: The values of the fields, as JSON.
        links: The links, as JSON.
    """

    source: str
    span: Span
    tag: str
    note: str = ""
    fields: str = "{}"
    links: str = "{}"

    @classmethod
    def of(cls, each: Annotation) -> "Tagged":
        return cls(each.source, each.span, each.tag, each.note, _json(each.fields), _json(each.links))


def _json(items: Mapping[str, Any]) -> str:
    return json.dumps(dict(items), sort_keys=True)


def _with(items: str, changes: Mapping[str, Any]) -> str:
    """Return items with some of them set, and those that are set to None removed."""
    return _json({name: value for name, value in {**json.loads(items), **changes}.items() if value is not None})


Tags = dict[str, Tagged]  # by the annotation's id
State = tuple[Tags, frozenset[str]]  # the tags, and the sources that are done


class Model:
    """The tags and the sources that should be done, and what they were before and after each step."""

    def __init__(self, annotations: Iterable[Annotation]) -> None:
        self.tags: Tags = {each.id: Tagged.of(each) for each in annotations}
        self.done: frozenset[str] = frozenset()
        self.steps = 0
        self._past: list[State] = []
        self._future: list[State] = []

    def change(self, tags: Tags, done: frozenset[str] | None = None) -> None:
        self.steps += 1
        self._past.append((self.tags, self.done))
        self._future.clear()
        self.tags, self.done = tags, self.done if done is None else done

    def put(self, annotations: Iterable[Annotation]) -> None:
        self.change({**self.tags, **{each.id: Tagged.of(each) for each in annotations}})

    def undo(self, step: Step | None) -> None:
        self._go(step, self._past, self._future)

    def redo(self, step: Step | None) -> None:
        self._go(step, self._future, self._past)

    def _go(self, step: Step | None, source: list[State], target: list[State]) -> None:
        assert (step is None) == (not source), "there is something to undo or redo, or there is not"
        if source:
            self.steps += 1
            target.append((self.tags, self.done))
            self.tags, self.done = source.pop()


class WatchedAnnotations(Annotations):
    """Annotations with a model beside them, which says what each edit should come to."""

    model: Model

    def tag(
        self, article: Article, span: Span, tag: str, note: str = "", fields: Mapping[str, Any] | None = None
    ) -> Step:
        step = super().tag(article, span, tag, note, fields)
        (change,) = step.changes
        tagged = Tagged(article.source.id, span, tag, note, _json(fields or {}))
        self.model.change({**self.model.tags, change.annotation.id: tagged})
        return step

    def add(self, annotations: Sequence[Annotation], description: str) -> Step:
        step = super().add(annotations, description)
        if annotations:
            self.model.put(annotations)
        return step

    def untag(self, *annotations: Annotation) -> Step:
        step = super().untag(*annotations)
        removed = {each.id for each in annotations}
        self.model.change({id: each for id, each in self.model.tags.items() if id not in removed})
        return step

    def note(self, annotation: Annotation, note: str) -> Step:
        step = super().note(annotation, note)
        self._note_model([annotation], note)
        return step

    def note_all(self, annotations: Sequence[Annotation], note: str) -> Step:
        step = super().note_all(annotations, note)
        self._note_model(annotations, note)
        return step

    def _note_model(self, annotations: Sequence[Annotation], note: str) -> None:
        tags = self.model.tags
        self.model.change({**tags, **{each.id: replace(tags[each.id], note=note) for each in annotations}})

    def retag(self, annotations: Sequence[Annotation], tag: str) -> Step:
        step, tags = super().retag(annotations, tag), self.model.tags
        others = [each.id for each in annotations if each.tag != tag]
        if others:
            self.model.change({**tags, **{id: replace(tags[id], tag=tag) for id in others}})
        return step

    def confirm(self, placed: Sequence[Annotation]) -> Step:
        step = super().confirm(placed)
        self.model.put(placed)
        return step

    def move_ends(self, annotation: Annotation, article: Article, span: Span) -> Step:
        step, tags = super().move_ends(annotation, article, span), self.model.tags
        self.model.change({**tags, annotation.id: replace(tags[annotation.id], span=span)})
        return step

    def do(self, description: str, *changes: Change, rows: Sequence[RowChange] = ()) -> Step:
        step = super().do(description, *changes, rows=rows)
        if changes and description.startswith(("adopted", "rejected")):  # by adjudication; all else has its own method
            tags = dict(self.model.tags)
            for each in step.annotation_changes:
                tags.pop(each.annotation.id, None)
                tags |= {each.after.id: Tagged.of(each.after)} if each.after else {}
            self.model.change(tags)
        if rows:  # of other tables; those of the sources that are done are looked at
            done = {each.row.text("source"): each.after is not None for each in rows if each.row.table == TABLE}
            added, dropped = ({id for id, is_done in done.items() if is_done is wanted} for wanted in (True, False))
            self.model.change(self.model.tags, self.model.done - dropped | added)
        return step

    def undo(self) -> Step | None:
        step = super().undo()
        self.model.undo(step)
        return step

    def redo(self) -> Step | None:
        step = super().redo()
        self.model.redo(step)
        return step


class WatchedFields(FieldService):
    """Fields and links with a model beside them. Another person's tag stays, and one's own gets what is set."""

    model: Model

    def set(
        self, annotations: Sequence[Annotation], values: Mapping[str, Value | None], article: Article | None = None
    ) -> Step:
        step = super().set(annotations, values, article)
        self._change_model(step, annotations, lambda was: replace(was, fields=_with(was.fields, values)))
        return step

    def link(
        self, annotation: Annotation, kind: str, to: Mapping[str, Any], note: str = "", article: Article | None = None
    ) -> Step:
        step = super().link(annotation, kind, to, note, article)
        (change,) = step.changes
        (id,) = change.annotation.links.keys() - (change.before.links if change.before else {}).keys()
        link = {id: {**change.annotation.links[id], "type": kind, "to": to}}
        self._change_model(step, [annotation], lambda was: replace(was, links=_with(was.links, link)))
        return step

    def unlink(self, annotation: Annotation, *links: Link) -> Step:
        step, removed = super().unlink(annotation, *links), {each.id: None for each in links}
        self._change_model(step, [annotation], lambda was: replace(was, links=_with(was.links, removed)))
        return step

    def _change_model(self, step: Step, annotations: Sequence[Annotation], changed: Callable[[Tagged], Tagged]) -> None:
        if not step.changes:
            return
        tags = dict(self.model.tags)
        given = {(each.source, each.tag, each.creator): tags[each.id] for each in annotations}
        for change in step.changes:
            each = change.annotation
            copied = next(
                (
                    was
                    for (source, tag, _), was in given.items()
                    if (source, tag, was.span) == (each.source, each.tag, each.span)
                ),
                None,
            )
            was = tags.get(each.id) or (replace(copied, note="", fields="{}", links="{}") if copied else None)
            assert was, "what is set belongs to a tag that was given"
            tags[each.id] = changed(was)
        self.model.change(tags)


class WatchedSuggestions(SuggestionService):
    """Suggestions whose dismissal is a step that changes no tag."""

    model: Model

    def dismiss(self, article: Article, suggestion: Suggestion) -> Step:
        step = super().dismiss(article, suggestion)
        self.model.change(self.model.tags)
        return step


class Watched(Workspace):
    """A workspace with a model beside it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(locate_workspace(folder))
        paths, settings, sources = self.paths, self.settings, self.sources
        self.annotations = annotations = WatchedAnnotations(paths, settings, self.store, sources, self.anchoring)
        self.model = annotations.model = Model(self.store.annotations)
        self.suggestions = watched = WatchedSuggestions(settings, self.store, sources, self.anchoring, annotations)
        watched.model = self.model
        self.fields = fields = WatchedFields(settings, self.store, annotations, self.anchoring, self.people)
        fields.model = self.model
