"""Annotations given another tag because the codebook changes, and united if they become equal."""

from collections.abc import Callable, Collection, Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Any

from reader.annotation.model.annotation import Annotation, Dismissal
from reader.annotation.model.link_targets import led_link
from reader.annotation.model.links import links_of
from reader.annotation.model.twins import new_links, without_digest
from reader.annotation.store.history import Change
from reader.settings.tag_names import moved_name
from reader.system.threads import run_to_end

SLICE = 2000  # annotations that are looked at in one step, which takes milliseconds
LINK, FOREIGN = "a link between them", "what another program noted"  # reasons besides names of fields
_Key = tuple[bool, str, int, int, str, str, str]


@dataclass(frozen=True, slots=True)
class Apart:
    """Two annotations that now have the same tag, passage and person, but stay apart since they contradict each other.

    Attributes:
        annotation: The one whose tag changed.
        other: The one that had the tag before.
        names: The fields in which they differ, or another reason.
    """

    annotation: Annotation
    other: Annotation
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TagMove:
    """All changes that moving a tag makes to annotations.

    Attributes:
        changes: The changes, as one step makes them.
        moved: The annotations whose tag changes, as they were.
        dismissed: The dismissals whose tag changes, as they were.
        united: The number of annotations that were united with another one.
        given_way: The number of dismissals removed, since the same person has dismissed the same or has set this tag
            there.
        apart: The annotations that stay apart.
    """

    changes: tuple[Change, ...] = ()
    moved: tuple[Annotation, ...] = ()
    dismissed: tuple[Annotation, ...] = ()
    united: int = 0
    given_way: int = 0
    apart: tuple[Apart, ...] = ()


def move_tag(
    annotations: Sequence[Annotation],
    old: str,
    new: str,
    foreign: Callable[[str], Collection[str]] = lambda _id: (),
) -> TagMove:
    """Give all annotations of a tag, and of those nested in it, another tag.

    Args:
        annotations: All annotations and dismissals, in any order.
        old: The name of the tag.
        new: The new name, which may be that of an existing tag.
        foreign: Returns the names of what other programs put into the document of an annotation.
    """
    return run_to_end(move_tag_in_steps(annotations, old, new, foreign))


def move_tag_in_steps(
    annotations: Sequence[Annotation],
    old: str,
    new: str,
    foreign: Callable[[str], Collection[str]] = lambda _id: (),
) -> Generator[None, None, TagMove]:
    """Do the same as `move_tag` in steps of milliseconds."""
    mover = _Mover(old, new, foreign)
    for find in (mover.take, mover.meet):
        for start in range(0, len(annotations), SLICE):
            find(annotations[start : start + SLICE])
            yield
    for number, key in enumerate(mover.there):
        mover.unite(key)
        if number % SLICE == 0:
            yield
    for start in range(0, len(annotations), SLICE):
        mover.lead(annotations[start : start + SLICE])
        yield
    return mover.result


@dataclass(slots=True)
class _Mover:
    """Gathers the results of moving a tag.

    No two tags get the same name, so a moved annotation can only collide with one that was there.
    """

    old: str
    new: str
    foreign: Callable[[str], Collection[str]]
    before: dict[str, Annotation] = field(default_factory=dict)
    after: dict[str, Annotation | None] = field(default_factory=dict)  # None for a removed one
    moved: dict[_Key, list[Annotation]] = field(default_factory=dict)  # where they are now
    there: dict[_Key, list[Annotation]] = field(default_factory=dict)  # those that were there
    dropped: dict[str, str] = field(default_factory=dict)  # by the id of one that went, that of the one that stays
    apart: list[Apart] = field(default_factory=list)
    given_way: int = 0

    def take(self, annotations: Iterable[Annotation]) -> None:
        """Move the annotations of the tag."""
        for each in annotations:
            tag = moved_name(each.tag, self.old, self.new)
            if tag != each.tag:
                self.before[each.id] = each
                self.after[each.id] = moved = each.tagged(tag)
                self.moved.setdefault(_key(moved), []).append(moved)

    def meet(self, annotations: Iterable[Annotation]) -> None:
        """Find annotations that collide with a moved one: the same tag, the same passage, the same person.

        A dismissal gives way to a tag.
        """
        for each in annotations if self.moved else ():
            if each.id in self.before:
                continue
            is_dismissal, *rest = key = _key(each)
            if key in self.moved:
                self.there.setdefault(key, []).append(each)
            if (opposite := self.moved.get((not is_dismissal, *rest))) is not None:  # type: ignore[arg-type]
                for one in [each] if is_dismissal else opposite:
                    self._drop(self.before.get(one.id, one))

    def unite(self, key: _Key) -> None:
        """Unite annotations that have become equal at a place."""
        for each in self.moved[key]:
            if self.after[each.id] is not None:
                self._unite(each, self.there[key])

    def _unite(self, each: Annotation, there: list[Annotation]) -> None:
        if isinstance(each, Dismissal):
            self._drop(self.before[each.id])
            return
        contradictions = [self._contradictions(other, each) for other in there]
        if all(contradictions):
            self.apart.append(Apart(each, there[0], tuple(contradictions[0])))
            return
        place = contradictions.index([])
        stays = there[place]
        self.after[each.id], self.dropped[each.id] = None, stays.id
        if (joined := _joined(stays, each)) != stays:
            there[place] = self.after[stays.id] = joined if stays.id in self.before else joined.revised()
            self.before.setdefault(stays.id, stays)

    def _drop(self, dismissal: Annotation) -> None:
        """Remove a dismissal."""
        self.given_way += self.after.get(dismissal.id, dismissal) is not None
        self.before[dismissal.id], self.after[dismissal.id] = dismissal, None

    def _contradictions(self, stays: Annotation, goes: Annotation) -> list[str]:
        """Return why two annotations cannot be united; nothing if they can."""
        names = [name for name, value in goes.fields.items() if not _agree(stays.fields.get(name), value)]
        linked = [link.annotation_id for each in (stays, goes) for link in links_of(each)]
        if any(self.dropped.get(id, id) in (stays.id, goes.id) for id in linked):
            names.append(LINK)
        if self.foreign(goes.id):
            names.append(FOREIGN)
        return names

    def lead(self, annotations: Iterable[Annotation]) -> None:
        """Redirect the links to removed annotations to those that stay."""
        if not self.dropped:
            return
        for each in annotations:
            now = self.after.get(each.id, each)
            if now is not None and now.links and (links := self._led(now.links)) != now.links:
                self.before.setdefault(each.id, each)
                self.after[each.id] = replace(now if each.id in self.after else now.revised(), links=links)

    def _led(self, links: Mapping[str, Any]) -> Mapping[str, Any]:
        led = dict[str, Any]()
        for id, link in links.items():
            new = led_link(link, self.dropped)
            if new is link or not (new in links.values() or new in led.values()):  # no link twice
                led[id] = new
        return led

    @property
    def result(self) -> TagMove:
        """The gathered results."""
        found = self.before.values()
        moved = [each for each in found if moved_name(each.tag, self.old, self.new) != each.tag]
        return TagMove(
            tuple(Change(each, self.after[each.id]) for each in found),
            tuple(each for each in moved if not isinstance(each, Dismissal)),
            tuple(each for each in moved if isinstance(each, Dismissal)),
            len(self.dropped),
            self.given_way,
            tuple(self.apart),
        )


def _key(annotation: Annotation) -> _Key:
    """Return the key that two colliding annotations share."""
    each = annotation
    return isinstance(each, Dismissal), each.source, each.start, each.end, each.exact, each.creator, each.tag


def _agree(one: Any, other: Any) -> bool:
    """Return whether two values of a field can be united: both are lists, they are equal, or there is only one."""
    is_list = isinstance(one, list) and isinstance(other, list)
    return one is None or is_list or without_digest(one) == without_digest(other)


def _joined(stays: Annotation, goes: Annotation) -> Annotation:
    """Return an annotation with the note, fields and links of another one added."""
    notes = dict.fromkeys(chain.from_iterable(each.note.split("\n") for each in (stays, goes) if each.note))
    fields = {name: _values(stays.fields.get(name), value) for name, value in goes.fields.items()}
    more = new_links(stays.links, goes.links).items()
    return replace(
        stays,
        note=stays.note if stays.note == goes.note or not goes.note else "\n".join(notes),
        fields={**stays.fields, **fields},
        links={**stays.links, **{id if id not in stays.links else f"{id}-2": link for id, link in more}},
        origin={**goes.origin, **stays.origin},
        created=min(filter(None, (stays.created, goes.created)), default=""),
    )


def _values(one: Any, other: Any) -> Any:
    if isinstance(one, list) and isinstance(other, list):
        return [*one, *(each for each in other if without_digest(each) not in map(without_digest, one))]
    return other if one is None else one
