"""TEI P5 (https://tei-c.org): each source as a text whose passages are elements in place.

A passage whose tag has speakers is `said`, with `who` and `direct`; any other is `seg`. `ana` names its tag, `resp` who
tagged it. Every line of a source is a paragraph, and the white space between them stays. Where passages overlap, or
continue in the next paragraph, they are divided into fragments that refer to each other by `next` and `prev`.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from reader.annotation.anchoring.anchor import Anchored
from reader.annotation.model.annotation import Annotation
from reader.annotation.model.field_spans import has_span, span_of, values_of
from reader.annotation.model.field_values import shown
from reader.annotation.model.links import Link, links_of
from reader.annotation.model.people import People
from reader.annotation.model.row import is_row, to_row
from reader.formats.corpus import AnnotatedSource, Corpus
from reader.formats.format import Format, Losses, Options, OutputFile
from reader.formats.nested_markup import End, Fragment, PartEdge, nested
from reader.formats.properties import map_texts, standing
from reader.formats.xml_text import anchors, attributes, count_not_held, escaped, escaped_text, held, xml_name
from reader.settings.fields import MANNER, SPEAKER
from reader.settings.tag_names import in_tree, is_within
from reader.text.plain import PlainBlocks
from reader.text.span import Span
from reader.version import VERSION

NAMESPACE = "http://www.tei-c.org/ns/1.0"
DIRECT = {"direct": "true", "indirect": "false"}  # any other manner is unknown
_XML_WHITE = " \t\r\n"


def write(corpus: Corpus, _options: Options, losses: Losses) -> Iterator[OutputFile]:
    """Yield the corpus as one file."""
    yield OutputFile("annotations.xml", _document(corpus, losses))


def _document(corpus: Corpus, losses: Losses) -> Iterator[str]:
    names = _Names(corpus)
    yield f'<?xml version="1.0" encoding="utf-8"?>\n<teiCorpus{attributes(xmlns=NAMESPACE)}>\n'
    yield from _corpus_header(corpus, names)
    for number, annotated in enumerate(corpus.by_source()):
        losses["characters that XML cannot hold"] += count_not_held(annotated.text)
        yield f'<TEI{attributes(xml_id=f"s{number}")}>\n{_header(annotated)}<text xml:space="preserve">\n<body>'
        yield from _Body(annotated, names, losses).markup()
        yield "</body>\n"
        if notes := "".join(_notes(annotated, names)):
            yield f'<back>\n<div type="notes">\n{notes}</div>\n</back>\n'
        yield "</text>\n</TEI>\n"
    if not corpus.sources:
        yield f"<TEI>\n{_file_description('no sources', '')}<text><body><p/></body></text>\n</TEI>\n"
    yield "</teiCorpus>\n"


class _Names:
    """The names of elements in the corpus: of tags, people, annotators and passages."""

    def __init__(self, corpus: Corpus) -> None:
        """Give a name to each."""
        present = [each.present for each in corpus.placed]
        found = {each.tag for each in present}
        self.said = {tag for tag, fields in corpus.fields.items() if any(each.name == SPEAKER for each in fields)}
        self.tags = _numbered("t", [*corpus.tags, *sorted(found.difference(corpus.tags))])
        self.creators = _numbered("r", sorted({each.creator for each in present} - {""}))
        self._known = People(to_row(each) for each in corpus.people if is_row(each))
        people = {self.person_of(value, each.source) for each in present for value in values_of(each, SPEAKER)}
        self.people = _numbered("p", sorted(people - {""}))
        self.passages = anchors(each.id for each in present)

    def person_of(self, value: Any, source: str) -> str:
        """Return the name that stands for the person in a value; empty if there is none."""
        return self._known.person(shown(value), source).name.text

    def names_of(self, person: str) -> Sequence[str]:
        """Return all names of a person, the one that stands for the person first."""
        return list(dict.fromkeys(name.text for name in self._known.person(person).names))

    def who(self, annotation: Annotation) -> str:
        """Return references to the speakers of a passage."""
        people = (self.person_of(value, annotation.source) for value in values_of(annotation, SPEAKER))
        return " ".join(f"#{self.people[each]}" for each in dict.fromkeys(people) if each)


def _numbered(letter: str, names: Sequence[str]) -> dict[str, str]:
    return {name: f"{letter}{number}" for number, name in enumerate(names, 1)}


# Headers


def _corpus_header(corpus: Corpus, names: _Names) -> Iterator[str]:
    yield "<teiHeader>\n<fileDesc>\n<titleStmt>\n<title>Sources and annotations</title>\n"
    for name, id in names.creators.items():
        yield f"<respStmt{attributes(xml_id=id)}><resp>annotator</resp><name>{escaped(name)}</name></respStmt>\n"
    yield f"</titleStmt>\n<publicationStmt><p>Exported by reader {escaped(VERSION)}.</p></publicationStmt>\n"
    yield f"<sourceDesc><p>{len(corpus.sources)} sources.</p></sourceDesc>\n</fileDesc>\n"
    if names.tags:
        yield '<encodingDesc>\n<classDecl>\n<taxonomy xml:id="tags">\n'
        yield from _categories(names.tags)
        yield "</taxonomy>\n</classDecl>\n</encodingDesc>\n"
    if names.people:
        yield "<profileDesc>\n<particDesc>\n<listPerson>\n"
        for name, id in names.people.items():
            said = "".join(f"<persName>{escaped(each)}</persName>" for each in names.names_of(name))
            yield f"<person{attributes(xml_id=id)}>{said}</person>\n"
        yield "</listPerson>\n</particDesc>\n</profileDesc>\n"
    yield "</teiHeader>\n"


def _categories(tags: Mapping[str, str]) -> Iterator[str]:
    """Yield a category for each tag, those of nested ones within that of the tag above."""
    around: list[str] = []
    for name in in_tree(tags):
        while around and not is_within(name, around[-1]):
            around.pop()
            yield "</category>\n"
        yield f"<category{attributes(xml_id=tags[name])}><catDesc>{escaped(name)}</catDesc>"
        around.append(name)
    yield "</category>\n" * len(around)


def _header(annotated: AnnotatedSource) -> str:
    source = annotated.source
    return _file_description(source.title, f"{source.id}, SHA-256 {source.digest}")


def _file_description(title: str, source: str) -> str:
    return (
        f"<teiHeader>\n<fileDesc>\n<titleStmt><title>{escaped(title)}</title></titleStmt>\n"
        f"<publicationStmt><p>Exported by reader {escaped(VERSION)}.</p></publicationStmt>\n"
        f"<sourceDesc><p>{escaped(source)}</p></sourceDesc>\n</fileDesc>\n</teiHeader>\n"
    )


# The text


@dataclass(frozen=True, slots=True)
class _Element:
    """An element that a span of the text becomes.

    Attributes:
        span: The span.
        name: The name of the element.
        id: Its `xml:id`; further fragments have a number after it.
        about: Its other attributes.
    """

    span: Span
    name: str
    id: str
    about: Mapping[str, str]

    def opened(self, part: int, count: int) -> str:
        """Return the start tag of one of its fragments."""
        places = {}
        if part:
            places["prev"] = f"#{self._fragment(part - 1)}"
        if part + 1 < count:
            places["next"] = f"#{self._fragment(part + 1)}"
        return f"<{self.name}{attributes(xml_id=self._fragment(part), **self.about, **places)}>"

    def _fragment(self, part: int) -> str:
        return f"{self.id}.{part}" if part else self.id


class _Body:
    """The text of a source with its elements."""

    def __init__(self, annotated: AnnotatedSource, names: _Names, losses: Losses) -> None:
        """Find the paragraphs, and the elements of passages and of their fields."""
        self._text, self._names = annotated.text, names
        self._elements = [
            element
            for each in annotated.annotations
            for element in self._elements_of(standing(each.present, annotated.text))
        ]
        self._parts = list(paragraphs(annotated.text))
        self._starts, self._ends = [each.start for each in self._parts], [each.end for each in self._parts]
        losses.update(filter(None, (self._loss(each.span) for each in self._elements)))

    def _loss(self, span: Span) -> str:
        """Report the loss of an element that begins or ends in the white space between paragraphs."""
        at = bisect_right(self._ends, span.start)
        last = bisect_left(self._starts, span.end) - 1
        if last < at:
            return "passages of white space"
        is_within = self._parts[at].start <= span.start and span.end <= self._parts[last].end
        return "" if is_within else "white space at the ends of passages"

    def _elements_of(self, each: Annotation) -> Iterator[_Element]:
        id = self._names.passages[each.id]
        about = {"ana": f"#{self._names.tags[each.tag]}"}
        if each.creator:
            about["resp"] = f"#{self._names.creators[each.creator]}"
        who, manner = self._names.who(each), shown(each.fields.get(MANNER, ""))
        if who or each.tag in self._names.said:
            direct = DIRECT.get(manner, "unknown") if manner else ""
            yield _Element(each.span, "said", id, {"who": who, "direct": direct, **about})
        else:
            yield _Element(each.span, "seg", id, about)
        for name in each.fields:
            for number, value in enumerate(values_of(each, name)):
                if has_span(value):
                    yield self._element_of(value, name, id, f"{id}-{xml_name(name)}-{number}", each.source)

    def _element_of(self, value: Any, field: str, passage: str, id: str, source: str) -> _Element:
        """Return the element for a field's words in the text; a speaker's element also refers to the person."""
        person = f" #{self._names.people[self._names.person_of(value, source)]}" if field == SPEAKER else ""
        return _Element(span_of(value), "seg", id, {"type": xml_name(field), "corresp": f"#{passage}{person}"})

    def markup(self) -> Iterator[str]:
        """Yield the paragraphs, and the white space between them as it is."""
        spans, parts, at = [each.span for each in self._elements], iter(self._parts), 0
        for event in nested(spans, self._parts):
            match event:
                case PartEdge(is_end=False):
                    part = next(parts)
                    yield f"{escaped_text(self._text[at : part.start])}<p>"
                    at = part.end
                case PartEdge():
                    yield "</p>"
                case Fragment(item, number, count):
                    yield self._elements[item].opened(number, count)
                case End(item):
                    yield f"</{self._elements[item].name}>"
                case Span():
                    yield escaped_text(event.of(self._text))
        yield escaped_text(self._text[at:]) + ("" if self._parts else "<p/>")


def paragraphs(text: str) -> Iterator[Span]:
    """Yield the lines of a text; between them there is nothing but the white space of XML."""
    at = 0
    for block in PlainBlocks(text):
        yield from _others(text, at, block.start)
        yield Span(block.start, block.end)
        at = block.end
    yield from _others(text, at, len(text))


def _others(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield text between two lines that XML does not count as white space, such as lines of no-break spaces."""
    if gap := text[start:end].strip(_XML_WHITE):
        first = text.index(gap, start)
        yield Span(first, first + len(gap))


# Notes


def _notes(annotated: AnnotatedSource, names: _Names) -> Iterator[str]:
    """Yield notes on passages, the fields that are not in the text, and the links."""
    for anchored in annotated.annotations:
        each = standing(anchored.present, annotated.text)
        target = f"#{names.passages[each.id]}"
        resp = f"#{names.creators[each.creator]}" if each.creator else ""
        if each.note:
            yield f"<note{attributes(target=target, resp=resp)}>{escaped(each.note)}</note>\n"
        for name in each.fields:
            for value in values_of(each, name):
                if not has_span(value) and shown(value):
                    about = attributes(type="field", subtype=xml_name(name), target=target)
                    yield f"<note{about}>{escaped(shown(value))}</note>\n"
        yield from (_link(link, target, names) for link in links_of(each))


def _link(link: Link, target: str, names: _Names) -> str:
    """Return a link as a note on the passage, which points to the other end as well, or quotes it."""
    other = names.passages.get(link.annotation_id)
    end = f"#{other}" if other else "".join(link.url.split())
    about = attributes(type="link", subtype=xml_name(link.type), target=f"{target} {end}".strip())
    quote = f"<quote>{escaped(link.exact)}</quote>" if link.exact else ""
    return f"<note{about}>{escaped(link.note)}{quote}</note>\n"


def preserve(anchored: Anchored) -> Annotation:
    """Return the annotation with characters that XML can hold, and an id that can be part of an XML name."""
    each = anchored.present
    about = {name: map_texts(getattr(each, name), held) for name in ("tag", "note", "creator", "fields", "links")}
    return replace(each, id=xml_name(each.id), **about)


TEI = Format(
    name="tei",
    meaning="TEI P5, with speakers, people and notes",
    file="annotations.xml",
    write=write,
    keeps=frozenset({"note", "creator", "fields", "links", "id"}),
    fits=preserve,
    has_people=True,
)
