"""The output of `reader people` and `reader list --quotes`: who is named, and the quotes of each person."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from reader.annotation.model.annotation import Annotation
from reader.annotation.model.field_values import shown
from reader.annotation.model.join_offers import JoinOffer
from reader.annotation.model.people import Name, Person
from reader.reports.chosen_tags import chosen_annotations
from reader.reports.selection import Selection
from reader.text.counted import counted
from reader.text.sanitize import sanitize_line
from reader.text.shown_passage import shown_passage
from reader.text.span import Span
from reader.workspace.people_service import Mention
from reader.workspace.workspace import Workspace

NOBODY = "no speaker"

PersonMentions = Mapping[Person, Sequence[Mention]]


def quotes_by_person(workspace: Workspace, selection: Selection) -> dict[Person | None, list[Mention]]:
    """Return the selected annotations that can name a person, grouped by person, the largest group first.

    The group None has those that name nobody.
    """
    chosen, people = {each.id for each in chosen_annotations(workspace, selection)}, workspace.people
    mentions = [each for each in people.mentions() if each.annotation.id in chosen]
    named = dict[Person | None, list[Mention]](people.persons(mentions).items())
    if without := [each for each in people.unnamed() if each.annotation.id in chosen]:
        named[None] = without
    return named


def by_passage(mentions: Sequence[Mention]) -> Collection[Sequence[Annotation]]:
    """Return annotations by their passage, which several people may have tagged."""
    found: dict[tuple[str, Span], list[Annotation]] = {}
    for each in mentions:
        found.setdefault((each.annotation.source, each.annotation.span), []).append(each.annotation)
    return found.values()


def quote_records(found: Mapping[Person | None, Sequence[Mention]]) -> Iterator[dict[str, Any]]:
    """Yield a JSON object for each annotation of each person."""
    for person, mentions in found.items():
        for each in mentions:
            annotation = each.annotation
            yield {
                "person": person.name.text if person else None,
                "name": each.name.text or None,
                "id": annotation.id,
                "source": annotation.source,
                "start": annotation.start,
                "end": annotation.end,
                "exact": annotation.exact,
                "tag": annotation.tag,
                "creator": annotation.creator,
                "note": annotation.note,
                "fields": {name: shown(value) for name, value in annotation.fields.items()},
            }


def quote_lines(found: Mapping[Person | None, Sequence[Mention]]) -> Iterator[str]:
    """Yield each person, and below it the passages: source, name as it is written there, passage."""
    for number, (person, mentions) in enumerate(found.items()):
        heading = _heading(person, mentions) if person else f"{NOBODY} · {counted(len(mentions), 'quote')}"
        yield from ([""] if number else [])
        yield heading
        for each in mentions:
            other = each.name.text if person and each.name.text != person.name.text else ""
            passage = shown_passage(each.annotation.source, each.annotation.exact)
            words = f"{passage} ({other})" if other else passage
            yield f"  {sanitize_line(each.annotation.source)}\t{sanitize_line(words)}"


def person_records(found: PersonMentions, offers: Mapping[Name, JoinOffer]) -> Iterator[dict[str, Any]]:
    """Yield a JSON object for each person, with all names and how often each is given."""
    for person, mentions in found.items():
        counts = Counter(each.name for each in mentions)
        offer = offers.get(person.name)
        yield {
            "person": person.name.text,
            "source": person.name.source or None,
            "quotes": len(mentions),
            "sources": sorted({each.annotation.source for each in mentions}),
            "names": [_name_record(name, _count_of(name, counts)) for name in person.names],
            "offer": {"same_as": offer.to.text, "sure": offer.is_sure} if offer else None,
        }


def person_lines(found: PersonMentions, offers: Mapping[Name, JoinOffer]) -> Iterator[str]:
    """Yield each person with the numbers of quotes and sources, and below it the names that are joined to it."""
    for person, mentions in found.items():
        counts = Counter(each.name for each in mentions)
        offer = offers.get(person.name)
        asked = f" · same as {sanitize_line(offer.to.text)}?" if offer else ""
        yield f"{_shown(person.name)} · {_numbers(mentions)}{asked}"
        for name in person.others:
            yield f"  = {_shown(name)} · {_count_of(name, counts)}"


def _count_of(name: Name, counts: Counter[Name]) -> int:
    """Return how often a name is given; for a name joined in one source, its count in all sources."""
    return counts[name] or counts[Name(name.text)]


def _name_record(name: Name, count: int) -> dict[str, Any]:
    return {"name": name.text, "source": name.source or None, "quotes": count}


def _heading(person: Person, mentions: Sequence[Mention]) -> str:
    others = [text for text in dict.fromkeys(each.text for each in person.others) if text != person.name.text]
    also = f" · also {sanitize_line(', '.join(others))}" if others else ""
    return f"{_shown(person.name)} · {_numbers(mentions)}{also}"


def _shown(name: Name) -> str:
    return sanitize_line(f"{name.text} ({name.source})" if name.source else name.text)


def _numbers(mentions: Sequence[Mention]) -> str:
    sources = len({each.annotation.source for each in mentions})
    return f"{counted(len(mentions), 'quote')} in {counted(sources, 'source')}"
