"""The fewest keys that give a tagged quote its speaker: from its name in the text, or typed on the card."""

import re
from typing import Any

from benchmarks.shortest_keys import shortest, walk
from reader.annotation.model.annotation import Annotation
from reader.annotation.model.field_spans import has_span, span_of, values_of
from reader.insight.quotes.other_speakers import speakers_near
from reader.text.cursor import Cursor
from reader.text.passages import Unit
from reader.text.span import Span
from reader.tui.app import ReaderApp

Label = dict[str, Any]
NAME = re.compile(r"[A-Z][\w.’'-]*\w(?: [A-Z][\w.’'-]*\w)*")


def span_of_label(label: Label) -> Span:
    return Span(label["start"], label["end"])


def to_name(cursor: Cursor, name: Span) -> list[str] | None:
    """The keys that select a name: by sentence, then by word from the nearer end; None if words do not end there."""
    near, keys = walk(cursor, name, "j" if cursor.passage.start < name.start else "k")
    ways = [_by_words(near, name, key) for key in ("w", "W")]
    found = [[*keys, *way] for way in ways if way is not None]
    return min(found, key=len, default=None)


def _by_words(cursor: Cursor, name: Span, key: str) -> list[str] | None:
    keys: list[str] = []
    while cursor.passage.start != name.start:
        there = cursor.next(Unit.WORD) if key == "w" else cursor.previous(Unit.WORD)
        is_past = there.passage.start > name.start if key == "w" else there.passage.start < name.start
        if there == cursor or is_past:
            return None
        cursor, keys = there, [*keys, key]
    while cursor.passage.end < name.end:
        there = cursor.move_end_forward(Unit.WORD)
        if there == cursor:
            return None
        cursor, keys = there, [*keys, "l"]
    return keys if cursor.passage == name else None


def completed(app: ReaderApp, name: str) -> list[str]:
    """The keys that type a name on the card: its first letters and tab, if that is offered, else all letters."""
    used = app.workspace.fields.used("speaker")
    for number in range(1, len(name) - 1):
        wanted = name[:number].casefold().strip()
        offered = next((each.text for each in used if f" {wanted}" in f" {each.text.casefold()}"), "")
        if offered == name:
            return [*name[:number], "tab"]
    return list(name)


def names_in(mention: Span, text: str) -> list[Span]:
    """A mention of a speaker, and the name in it: the first words that begin with capitals."""
    found = NAME.search(text, mention.start, mention.end)
    return [mention, *([Span(*found.span())] if found else [])]


def names_speaker(speaker: Span, label: Label) -> bool:
    return any(speaker.overlaps(Span(*each)) for each in label["speaker"])


def has_speaker(annotation: Annotation, label: Label) -> bool:
    """Whether an annotation names one of the label's speakers."""
    found = (value for value in values_of(annotation, "speaker") if has_span(value))
    return any(names_speaker(span_of(value), label) for value in found)


def correction(app: ReaderApp, label: Label) -> list[str]:
    """The fewest keys that give a tagged quote its speaker; none if it has it."""
    reading = app.session.reading
    quotes = [each for each in reading.annotations if each.tag == label["tag"]]
    quote = next((each for each in quotes if each.span == span_of_label(label)), None)
    if quote is None or has_speaker(quote, label) or reading.cursor is None:
        return []
    text = reading.cursor.article.text
    names = [name for each in label["speaker"] for name in names_in(Span(*each), text)]
    on_quote = [] if _is_meant_still(app, quote) else shortest(reading.cursor, quote.span)
    ways = [[*on_quote, "s", *_on_card(app, quote, name), "enter"] for name in names]
    for name in names:
        nearest = min(quotes, key=lambda each: max(each.start - name.end, name.start - each.end))
        if nearest is quote and (path := to_name(reading.cursor, name)):
            ways.append([*path, "s"])
    return min(ways, key=len)


def _is_meant_still(app: ReaderApp, quote: Annotation) -> bool:
    """Whether `s` is about the quote that was tagged just now, and not about a suggested one under the cursor."""
    reading = app.session.reading
    under = reading.suggestion_under_cursor()
    return reading.just_set == quote and not (under and under.tag == quote.tag)


def _on_card(app: ReaderApp, quote: Annotation, name: Span) -> list[str]:
    """The keys that give the card a name: tab until it is offered, or its letters if it is not."""
    article = app.session.reading.article
    assert article
    offered = [each.name for each in speakers_near(article, quote.span)]
    typed = " ".join(name.of(article.text).split())
    return ["tab"] * (offered.index(typed) + 1) if typed in offered else completed(app, typed)
