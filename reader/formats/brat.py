"""The brat standoff format: a `.txt` and a `.ann` for each source (https://brat.nlplab.org/standoff.html)."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from reader.annotation.anchoring.anchor import Anchored
from reader.annotation.model.annotation import Annotation
from reader.annotation.model.link_targets import linked_id
from reader.formats.brat_fields import PREFIX, Numbers, as_held, choices, has_place, written_lines
from reader.formats.brat_import import read
from reader.formats.brat_text import fragments, stem_for_source
from reader.formats.brat_types import LABELS, entity_lines, held_tag, label_lines, types_of
from reader.formats.carried_text import encodable
from reader.formats.corpus import AnnotatedSource, Corpus
from reader.formats.format import Format, Losses, Options, OutputFile
from reader.formats.properties import links_between, standing
from reader.text.span import Span

CONFIG = "annotation.conf"


def write(corpus: Corpus, _options: Options, _losses: Losses) -> Iterator[OutputFile]:
    """Yield a text and an annotation file for each source, and the configuration."""
    of_choices = choices(corpus.fields)
    types = types_of([*map(held_tag, corpus.tags), *(held_tag(each.present.tag) for each in corpus.placed)])
    for annotated in corpus.by_source():
        stem = stem_for_source(annotated.source.id)
        yield OutputFile(f"{stem}.txt", [annotated.text])
        yield OutputFile(f"{stem}.ann", _lines(annotated, of_choices, types))
    yield OutputFile(CONFIG, _config(corpus, of_choices, types))
    if labels := "".join(label_lines(types)):
        yield OutputFile(LABELS, [labels])


def _config(corpus: Corpus, of_choices: dict[str, list[str]], types: Mapping[str, str]) -> Iterator[str]:
    held = list(filter(None, map(preserve, corpus.placed)))
    places = {PREFIX + name for each in held for name, value in each.fields.items() if has_place(value)}
    links = {link["type"] for each in held for link in each.links.values()}
    yield "[entities]\n"
    yield from entity_lines(types)
    yield from (f"{each}\n" for each in sorted(places.difference(types.values())))
    yield "[relations]\n" + "".join(f"{each} Arg1:<ENTITY>, Arg2:<ENTITY>\n" for each in sorted(links | places))
    yield "<OVERLAP> Arg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n[events]\n[attributes]\n"
    yield "".join(f"{name} Arg:<ENTITY>, Value:{'|'.join(values)}\n" for name, values in of_choices.items() if values)


def _lines(annotated: AnnotatedSource, of_choices: dict[str, list[str]], types: Mapping[str, str]) -> Iterator[str]:
    found = (replace(each, placed=standing(each.present, annotated.text)) for each in annotated.annotations)
    placed = [(each.annotation.id, held) for each in found if (held := preserve(each))]
    numbers = {id: number for number, (id, _) in enumerate(placed, 1)}
    more = Numbers(len(placed))
    for number, (_, each) in enumerate(placed, 1):
        parts = fragments(annotated.text, each.span)
        offsets = ";".join(f"{start} {end}" for start, end in parts)
        words = " ".join(part.of(annotated.text) for part in parts)
        yield f"T{number}\t{types[each.tag]} {offsets}\t{words}\n"
        if each.note:
            yield f"#{number}\tAnnotatorNotes T{number}\t{each.note}\n"
        yield from written_lines(f"T{number}", each, annotated.text, of_choices, more)
    for id, each in placed:
        yield from _link_lines(numbers[id], each, numbers, more)


def _link_lines(number: int, each: Annotation, numbers: dict[str, int], more: Numbers) -> Iterator[str]:
    """Yield the links of an annotation as relations, with the notes on them."""
    for link in each.links.values():
        if target := numbers.get(linked_id(link)):
            relation = more.id("R")
            yield f"{relation}\t{link['type']} Arg1:T{number} Arg2:T{target}\n"
            if "note" in link:
                yield f"{more.id('#')}\tAnnotatorNotes {relation}\t{link['note']}\n"


def preserve(anchored: Anchored) -> Annotation | None:
    """Return the annotation trimmed, with its note on one line; None if it is all white space."""
    each = encodable(anchored.present)
    parts = fragments(each.exact, Span(0, len(each.exact)))
    if not parts:
        return None
    start, end = parts[0].start, parts[-1].end
    return replace(
        each,
        start=each.start + start,
        end=each.start + end,
        exact=each.exact[start:end],
        tag=held_tag(each.tag),
        note=" ".join(each.note.split()),
        fields=as_held(each.fields),
        links={id: _held_link(link) for id, link in links_between(each)},
    )


def _held_link(link: dict[str, Any]) -> dict[str, Any]:
    note = " ".join(link.get("note", "").split())
    return {"type": link["type"], "to": link["to"], **({"note": note} if note else {})}


def sniff(path: Path, _head: str) -> bool:
    """Return whether a path is an `.ann` file, or a folder with one in it."""
    return any(path.rglob("*.ann")) if path.is_dir() else path.suffix == ".ann"


BRAT = Format(
    name="brat",
    meaning="brat standoff, .txt and .ann",
    file="brat",
    write=write,
    read=read,
    recognises=sniff,
    keeps=frozenset({"note", "fields", "links"}),
    is_inside=True,
    fits=preserve,
    is_folder=True,
)
