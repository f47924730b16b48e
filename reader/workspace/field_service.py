"""Fields and links of annotations: setting and removing them, each time as one step."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from uuid import uuid4

from reader.annotation.model.annotation import Annotation, now
from reader.annotation.model.field_spans import Value, digests_of, passage, values_of
from reader.annotation.model.field_values import parse_value, problem_of, shown
from reader.annotation.model.links import Link, links_of, new_link, to_annotation
from reader.annotation.model.people import People
from reader.annotation.model.validity import problems_of
from reader.annotation.store.history import Change, Step
from reader.annotation.store.store import Store
from reader.errors import ReaderError, UsageError
from reader.settings import Settings
from reader.settings.fields import Field
from reader.similar import similar_name
from reader.text.article import Article
from reader.text.sanitize import sanitize
from reader.text.span import Span
from reader.workspace.anchor_service import AnchorService
from reader.workspace.annotations import Annotations, describe
from reader.workspace.checks import check_note
from reader.workspace.people_service import PeopleService

REACH = 2000  # code points on either side of an annotation in which the words of its fields are looked for


@dataclass(frozen=True, slots=True)
class UsedValue:
    """A value that a field had.

    Attributes:
        text: The value.
        count: How often it is given; for a person, under all names.
        words: The texts by which it is found, one a line.
    """

    text: str
    count: int
    words: str


@dataclass(frozen=True, slots=True)
class NewValues:
    """New fields and links of an annotation.

    Attributes:
        annotation: The annotation.
        values: By the name of a field, its value; None removes it.
        links: By id, a link as the annotation holds it; None removes it.
    """

    annotation: Annotation
    values: Mapping[str, Value | None]
    links: Mapping[str, Any]

    def put_into(self, own: Annotation) -> Annotation:
        """Return an annotation with these fields and links."""
        return own.with_links(self.links).with_fields(self.values)


class FieldService:
    """Sets fields and links of annotations.

    Another person's annotation is never changed: instead, a new one by this person, on the same passage and with the
    same tag, gets the values.
    """

    def __init__(
        self,
        settings: Settings,
        store: Store,
        annotations: Annotations,
        anchoring: AnchorService,
        people: PeopleService,
    ) -> None:
        self._settings, self._store, self._people = settings, store, people
        # By the name of a field, the values that it has in some annotations, as people are joined.
        self._used: tuple[People, Sequence[Annotation], dict[str, list[UsedValue]]] = (People(), (), {})
        self._annotations, self._anchoring = annotations, anchoring

    def field(self, tag: str, name: str) -> Field:
        """Return a field of a tag.

        Raises:
            UsageError: The tag has no such field; the message names a similar one, or all of them.
        """
        known = self._settings.like(tag)
        if known and (field := known.field(name)):
            return field
        names = [field.name for field in known.fields] if known else []
        similar = similar_name(name, names)
        hint = f"did you mean {similar}?" if similar else f"{tag} has {', '.join(names) or 'no fields'}"
        raise UsageError(f"no field “{sanitize(name)}”: {sanitize(hint)}")

    def problems(self, annotation: Annotation) -> Iterator[str]:
        """Yield the problems in the fields and links of an annotation, such as one from another program's file."""
        yield from problems_of(annotation, {tag.name: tag for tag in self._settings.tags})

    def is_own(self, annotation: Annotation) -> bool:
        """Return True if the annotation is this person's, or nobody's."""
        return annotation.creator in ("", self._annotations.creator)

    def used(self, name: str) -> list[UsedValue]:
        """Return the values that a field had in any annotation, the most frequent first.

        The names of one person count together. The name that stands for the person is found by all of them.
        """
        people, annotations = self._people.people, self._annotations.in_order
        if self._used[0] is not people or self._used[1] is not annotations:
            self._used = people, annotations, {}
        found = self._used[2]
        if name not in found:
            found[name] = _used(name, people, annotations)
        return found[name]

    def links_to(self, annotation: Annotation) -> list[Link]:
        """Return the links of other annotations that lead to this one, each reversed."""
        found = ((each, link) for each in self._annotations.linked_to(annotation.id) for link in links_of(each))
        return [
            Link(link.id, link.type, to_annotation(each), link.note)
            for each, link in found
            if link.annotation_id == annotation.id
        ]

    def set(
        self, annotations: Sequence[Annotation], values: Mapping[str, Value | None], article: Article | None = None
    ) -> Step:
        """Set fields of annotations to the same values; those that have them already are left alone.

        Args:
            annotations: The annotations.
            values: By field, a value as `reader.annotation.model.field_values` describes it; None removes it, also
                from annotations whose tag has no such field.
            article: The article of the spans among the values.

        Raises:
            UsageError: The tag of an annotation has no such field.
            ReaderError: A field cannot have a value.
        """
        self._check(annotations, values)
        found: dict[tuple[object, ...], Change] = {}  # one for each passage and tag of this person
        for each in annotations:
            if any(each.fields.get(name) != value for name, value in values.items()):
                change = self._change(each, lambda own: own.with_fields(values))
                own = change.annotation
                found.setdefault((change.before and own.id, own.source, own.span, own.tag), change)
        changes = list(found.values())
        step = self._annotations.do(self._described(values, changes), *changes)
        if article and any(article.digest in digests_of(change.annotation) for change in changes):
            self._anchoring.keep(article.text, article.digest)
        return step

    def parse(self, tag: str, name: str, text: str, article: Article | None, near: Span) -> Value | None:
        """Return the value that a text stands for in a field of a tag.

        Args:
            tag: The name of the tag.
            name: The name of the field.
            text: The text; commas separate several values. A span is given by its words, and a name gets a span if the
                article has it; the nearest of several places is taken.
            article: The article of the annotation; None if no words are to be looked for.
            near: The passage of the annotation.

        Returns:
            The value; None for an empty text.

        Raises:
            UsageError: The tag has no such field.
            ReaderError: The field cannot have the value.
        """
        field = self.field(tag, name)
        parts = [part.strip() for part in text.split(",")] if field.is_many else [text.strip()]
        try:
            values = [parse_field_value(field, part, article, near) for part in parts if part]
        except ValueError as error:
            raise ReaderError(sanitize(str(error))) from error
        return (values if field.is_many else values[0]) if values else None

    def parse_assignments(
        self, tag: str, texts: Sequence[str], article: Article, near: Span
    ) -> dict[str, Value | None]:
        """Return the values of fields that are given as `NAME=VALUE`, as `parse` reads each.

        Raises:
            UsageError: One has no equals sign, or the tag has no such field.
            ReaderError: A field cannot have its value.
        """
        parted = [text.partition("=") for text in texts]
        for name, equals, _ in parted:
            if not equals:
                raise UsageError(f"{sanitize(name)}: write it as NAME=VALUE, such as rating=open")
        return {
            name.strip(): self.parse(tag, name.strip(), value, article, near) if value.strip() else None
            for name, _, value in parted
        }

    def link(
        self, annotation: Annotation, kind: str, to: Mapping[str, Any], note: str = "", article: Article | None = None
    ) -> Step:
        """Link an annotation to another one, a passage or a web page.

        Args:
            annotation: The annotation that the link starts from.
            kind: The type of the link.
            to: Where it leads, from `to_annotation`, `to_passage`, or `{"url": …}`.
            note: A line of text.
            article: The article of the passage that it leads to.

        Raises:
            ReaderError: The link cannot be made, such as one from a tag to itself.
        """
        step = self.link_all([(annotation, to)], kind, note)
        if article:
            self._anchoring.keep(article.text, article.digest)
        return step

    def link_all(self, pairs: Sequence[tuple[Annotation, Mapping[str, Any]]], kind: str, note: str = "") -> Step:
        """Link several annotations, each to where its link leads, as one step.

        Raises:
            ReaderError: One of the links cannot be made.
        """
        check_note(note)
        links: dict[str, dict[str, Any]] = {}
        for annotation, to in pairs:
            if "annotation" in to and self._store.get(to["annotation"]) is None:
                raise ReaderError("the tag that the link leads to is gone")
            try:
                link = new_link(annotation, kind, to, note)
            except ValueError as error:
                raise ReaderError(sanitize(str(error))) from error
            links.setdefault(annotation.id, {})[link.id] = link.document
        linked = {annotation.id: annotation for annotation, _ in pairs}
        changes = [self._change(linked[id], partial(Annotation.with_links, links=new)) for id, new in links.items()]
        return self._annotations.do(f"linked as {kind}", *changes)

    def change_all(self, new: Sequence[NewValues], description: str) -> Step:
        """Change fields and links of several annotations, each in its own way, as one step.

        Args:
            new: The annotations, with their new fields and links.
            description: The name of the step in the history.

        Raises:
            UsageError: The tag of an annotation has no such field.
            ReaderError: A field cannot have its value.
        """
        for each in new:
            self._check([each.annotation], each.values)
        return self._annotations.do(description, *(self._change(each.annotation, each.put_into) for each in new))

    def unlink(self, annotation: Annotation, *links: Link) -> Step:
        """Remove links of an annotation, as one step.

        Raises:
            ReaderError: The annotation is another person's.
        """
        if not self.is_own(annotation):
            raise ReaderError(f"this link is {sanitize(annotation.creator)}'s: r makes one of your own")
        removed = {each.id: None for each in links}
        change = self._change(annotation, lambda own: own.with_links(removed))
        kinds = ", ".join(dict.fromkeys(each.type for each in links))
        return self._annotations.do(f"removed the link {kinds}", change)

    def _check(self, annotations: Sequence[Annotation], values: Mapping[str, Value | None]) -> None:
        for tag in dict.fromkeys(each.tag for each in annotations):
            of_tag = [each for each in annotations if each.tag == tag]
            for name, value in values.items():
                if value is None and any(name in each.fields for each in of_tag):
                    continue  # it can go, whatever it says
                field = self.field(tag, name)
                if value is not None and (problem := problem_of(field, value)):
                    raise ReaderError(sanitize(problem))

    def _change(self, annotation: Annotation, changed: Callable[[Annotation], Annotation]) -> Change:
        """Return the change of an annotation as it is stored, or of a new one if it is another person's."""
        stored = self._store.get(annotation.id) or annotation
        if self.is_own(annotation):
            return Change(annotation, changed(stored))
        time, creator = now(), self._annotations.creator
        if mine := self._own_beside(stored):
            return Change(mine, changed(mine))
        own = replace(stored, id=str(uuid4()), creator=creator, created=time, note="", fields={}, links={}, revision=0)
        return Change(None, changed(own))

    def _own_beside(self, other: Annotation) -> Annotation | None:
        """Return this person's annotation of the same passage with the same tag, if there is one."""
        here = self._store.of(other.source)
        return next(
            (each for each in here if self.is_own(each) and (each.span, each.tag) == (other.span, other.tag)), None
        )

    def _described(self, values: Mapping[str, Value | None], changes: Sequence[Change]) -> str:
        said = [
            f"cleared {name}" if value is None else f"set {name} to {shown(value)}" for name, value in values.items()
        ]
        of = f" of {describe([change.annotation for change in changes])}" if len(changes) > 1 else ""
        return ", ".join(said) + of


def parse_field_value(field: Field, text: str, article: Article | None, near: Span) -> Value:
    """Return one value of a field, with the passage of its words if the article has them."""
    has_passage = article is not None and field.type in ("span", "person")
    here = nearest_words(article.text, text, near) if article is not None and has_passage else None
    if article is not None and field.type == "span":
        if here is None:
            raise ValueError(f"{field.name}: “{text}” is not in the text near this passage")
        return passage(article, here)
    value = parse_value(field, text)
    return {**value, **passage(article, here)} if article is not None and here else value


def nearest_words(text: str, words: str, near: Span) -> Span | None:
    """Return the occurrence of whole words nearest to a span; None if there is none within `REACH`."""
    pattern = re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, words.split())) + r"(?!\w)")
    found = [Span(*each.span()) for each in pattern.finditer(text, max(0, near.start - REACH), near.end + REACH)]
    return min(found, key=lambda span: max(span.start - near.end, near.start - span.end), default=None)


def _used(name: str, people: People, annotations: Sequence[Annotation]) -> list[UsedValue]:
    """Return the values that a field has in annotations, the most frequent first."""
    counts, words = Counter[str](), dict[str, str]()
    for each in annotations:
        for value in values_of(each, name) if each.fields else ():
            text = shown(value)
            counts[text] += 1
            if isinstance(value, dict) and (person := people.person(text, each.source)).others:
                label = person.name.text
                counts[label] += text != label
                words[label] = person.words
    return [UsedValue(text, count, words.get(text, text)) for text, count in counts.most_common()]
