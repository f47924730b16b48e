"""Reading lines of a text and its spans: Prodigy's tasks, spaCy's documents and training data, rows of datasets."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from reader.formats.carried_text import CarriedText, uuid_of
from reader.formats.format import LeftOut, Record, Records, RejectedRecord, parse_each
from reader.formats.left_over import left_over, without_private
from reader.formats.loose_json import SOURCE_KEYS, is_blank, label, mapping, offset, sequence, source_name
from reader.formats.properties import from_list, without_nulls
from reader.formats.relations import Relation, with_relations

_SPANS = {"spans": "span", "ents": "entity", "entities": "entity"}
# Results that are about a whole text, by their keys.
_ABOUT_TEXT = {
    "cats": "labels for a whole text",
    "accept": "labels for a whole text",
    "label": "labels for a whole text",
    "audio_spans": "stretches of sound",
    "comment": "comments on a whole text",
    "comments": "comments on a whole text",
    "note": "comments on a whole text",
    "notes": "comments on a whole text",
    "user_input": "comments on a whole text",
    "transcript": "comments on a whole text",
}
_ANSWERS = {"reject": "rejected", "ignore": "ignored"}
_MEDIA = ("image", "audio", "video")
# What is taken of a line, of its `meta`, of a span and of that one's `meta`, or counted by itself.
_OF_LINE = frozenset(
    {
        *_SPANS,
        *_ABOUT_TEXT,
        *_MEDIA,
        *SOURCE_KEYS,
        "id",
        "text",
        "html",
        "meta",
        "tokens",
        "options",
        "config",
        "answer",
        "pages",
        "relations",
    }
)
_OF_SPAN = frozenset({"start", "end", "label", "text", "token_start", "token_end", "meta"})
_OF_META = frozenset({"id", "fields", "links"})


def parse_line(where: str, value: Any) -> Records:
    """Yield the records of one decoded line.

    Only accepted tasks of Prodigy count: others were rejected or skipped, or are suggestions.

    Raises:
        ValueError: It is not an object.
    """
    if _is_training_pair(value):
        value = {"text": value[0], **value[1]}
    if not isinstance(value, dict):
        raise ValueError("it is not an object with a text")
    if not any(value.get(key) is not None for key in (*_SPANS, *_ABOUT_TEXT, "pages", "relations")):
        yield LeftOut(where, "lines without passages")
    answer = "accept" if value.get("answer") is None else str(value["answer"])
    if answer != "accept":
        yield from _not_accepted(where, value, answer)
        return
    if pages := value.get("pages"):
        yield from parse_each(sequence(pages), f"{where}, page", parse_line)
    spans = list(_spans(where, value))
    text = value.get("text")
    if isinstance(text, str):
        yield from with_relations(_in_text(spans, value, text), _relations(where, value), where)
    elif any(value.get(key) is not None for key in _MEDIA):
        yield from (LeftOut(at, "regions of pictures or recordings") for at, _ in spans)
        yield from (LeftOut(at, "relations") for at, _ in _listed_relations(where, value))
    elif spans or "text" in value:
        yield from (RejectedRecord(at, "its text is missing or not text") for at in [at for at, _ in spans] or [where])
        yield from (LeftOut(at, "relations") for at, _ in _listed_relations(where, value))
    yield from _about_text(where, value)
    yield from left_over(where, without_private(value), _OF_LINE)
    yield from left_over(where, value.get("meta"), SOURCE_KEYS)


def _is_training_pair(value: Any) -> bool:
    """Return whether a value is `[text, {"entities": [...]}]`, as spaCy was trained with up to version 2."""
    return isinstance(value, list) and len(value) == 2 and isinstance(value[0], str) and isinstance(value[1], dict)


def _not_accepted(where: str, value: dict[str, Any], answer: str) -> Iterator[LeftOut]:
    what = f"passages of tasks that were {_ANSWERS.get(answer, 'not accepted')}"
    yield from (LeftOut(at, what) for at, _ in _spans(where, value))
    for number, page in enumerate(sequence(value.get("pages")), 1):
        yield from (LeftOut(at, what) for at, _ in _spans(f"{where}, page {number}", mapping(page)))
    yield from (LeftOut(at, "relations") for at, _ in _listed_relations(where, value))
    yield from _about_text(where, value)


def _about_text(where: str, value: dict[str, Any]) -> Iterator[LeftOut]:
    for key, what in _ABOUT_TEXT.items():
        found = value.get(key)
        if isinstance(found, dict):  # such as scores by label
            found = [name for name, score in found.items() if score]
        for each in sequence(found):
            if not is_blank(each):
                yield LeftOut(where, what)


def _spans(where: str, value: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield each span with its place in the file, in whatever container it is."""
    for key, name in _SPANS.items():
        for number, each in enumerate(_listed(value.get(key)), 1):
            yield f"{where}, {name} {number}", each


def _listed(value: Any) -> list[Any]:
    """Return the spans of a list, of named groups, or of one object with a list for each key."""
    if not isinstance(value, dict):
        return sequence(value)
    columns = list(value.values())
    if not all(isinstance(each, list) for each in columns):
        return [value]
    if "start" in value:
        length = max(map(len, columns))
        return [{key: each[row] for key, each in value.items() if row < len(each)} for row in range(length)]
    return [span for group in columns for span in sequence(group)]


def _listed_relations(where: str, value: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for each in sequence(value.get("relations")):
        if not is_blank(each):
            yield where, mapping(each)


def _relations(where: str, value: dict[str, Any]) -> Iterator[Relation]:
    """Yield the relations of a task, each from its head to its child."""
    spans = [mapping(span) for _, span in _spans(where, value)]
    for at, each in _listed_relations(where, value):
        ends = [_end_of_relation(each, name, spans) for name in ("head", "child")]
        meta, kind = mapping(each.get("meta")), each.get("label")
        kind = kind if isinstance(kind, str) else ""
        yield Relation(at, ends[0], ends[1], kind, str(meta.get("id") or ""), str(meta.get("note") or ""))


def _end_of_relation(relation: dict[str, Any], name: str, spans: list[dict[str, Any]]) -> str:
    """Return the handle of the span at an end of a relation, which may only name a token of it; may be empty."""
    token = relation.get(name)
    found = mapping(relation.get(f"{name}_span")) or next(
        (each for each in spans if type(token) is int and token == each.get("token_end")), {}
    )
    return _handle(found, found.get("label"))


def _handle(span: dict[str, Any], label: Any) -> str:
    return f"{span.get('start')} {span.get('end')} {label}" if span.get("start") is not None else ""


def _in_text(spans: list[tuple[str, Any]], value: dict[str, Any], text: str) -> Iterator[Record]:
    source = source_name(value.get("meta"), value)
    carried = CarriedText(text, source)
    creator = "" if value.get("_annotator_id") is None else str(value["_annotator_id"])
    for where, each in spans:
        try:
            yield from list(_span(where, each, carried, sequence(value.get("tokens")), creator))
        except ValueError as error:
            yield RejectedRecord(where, str(error))


def _span(where: str, span: Any, carried: CarriedText, tokens: list[Any], creator: str) -> Iterator[Record]:
    if isinstance(span, list) and len(span) >= 3:
        span = {"start": span[0], "end": span[1], "label": span[2]}
    if not isinstance(span, dict):
        raise ValueError("it is not an object with start, end and label")
    if "points" in span or "width" in span:
        yield LeftOut(where, "regions of pictures or recordings")
        return
    labels = [each for each in sequence(span.get("label")) if not is_blank(each)]
    if not labels:
        yield LeftOut(where, "passages without a label")
        return
    start, end = _place(span, tokens)
    words = span["text"] if isinstance(span.get("text"), str) else _words_of_tokens(span, tokens, start, end)
    for number, each in enumerate(labels):
        properties = _properties(span) if number == 0 else {}
        record = carried.record(where, start, end, label(each), words=words, creator=creator, **properties)
        yield replace(record, handle=_handle({"start": start, "end": end}, each))
    yield from left_over(where, without_private(span), _OF_SPAN)
    yield from left_over(where, span.get("meta"), _OF_META)


def _properties(span: dict[str, Any]) -> dict[str, Any]:
    """Return the fields and links that reader wrote beside a span, and the id that links use for it."""
    meta = without_nulls(mapping(span.get("meta")))
    id = meta.get("id")
    found = {"fields": mapping(meta.get("fields")), "links": from_list(meta.get("links"))}
    return {**found, "id": id} if isinstance(id, str) and uuid_of(id) == id else found


def _place(span: dict[str, Any], tokens: list[Any]) -> tuple[int, int]:
    """Return the offsets of a span, which may only name its first and its last token."""
    if span.get("start") is None and span.get("token_start") is not None:
        first, last = offset(span["token_start"], "token_start"), offset(span.get("token_end"), "token_end")
        if not 0 <= first <= last < len(tokens):
            raise ValueError(f"tokens {first} to {last} are not in its text")
        span = {"start": mapping(tokens[first]).get("start"), "end": mapping(tokens[last]).get("end")}
    return offset(span.get("start"), "start"), offset(span.get("end"), "end")


def _words_of_tokens(span: dict[str, Any], tokens: list[Any], start: int, end: int) -> str:
    """Return the words of a span's tokens, if the tokens have the same offsets; else nothing."""
    first, last = span.get("token_start"), span.get("token_end")
    if not (type(first) is int and type(last) is int and 0 <= first <= last < len(tokens)):
        return ""
    inside = [mapping(each) for each in tokens[first : last + 1]]
    if (inside[0].get("start"), inside[-1].get("end")) != (start, end):
        return ""
    return "".join(f"{each.get('text', '')}{' ' if each.get('ws') else ''}" for each in inside).strip()
