"""An HTML page to send: texts with their tagged passages in place, in one file that loads nothing."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from reader.annotation.model.annotation import Annotation
from reader.annotation.model.field_values import is_url, shown
from reader.annotation.model.kept_verdict import is_kept
from reader.annotation.model.links import Link, links_of
from reader.annotation.model.tag_columns import grouped, tag_columns
from reader.formats.corpus import AnnotatedSource, Corpus
from reader.formats.format import Format, Losses, Options, OutputFile
from reader.formats.html_markup import attributes, count_unsafe, escaped, page_head
from reader.formats.html_style import STYLE
from reader.formats.html_text import TaggedPassage, marked_blocks
from reader.formats.xml_text import anchors
from reader.settings.tag_names import BETWEEN, topmost
from reader.text.quotation_marks import in_marks

if TYPE_CHECKING:
    from reader.insight.echoes.story_matrix import SharedStatement

LOOKS = {"quote": "quote", "claim": "claim", "boilerplate": "boilerplate"}  # any other tag has one of OTHERS
OTHERS = ("tag-a", "tag-b", "tag-c")
UNSEEN = "passages of white space, which cannot be seen"
_LONGEST = 70  # code points of a passage that a note or a row of the matrix begins with


def write(corpus: Corpus, options: Options, losses: Losses) -> Iterator[OutputFile]:
    """Yield the page."""
    yield OutputFile("reader.html", _Page(corpus, options, losses).chunks())


class _Page:
    """The page of a corpus."""

    def __init__(self, corpus: Corpus, options: Options, losses: Losses) -> None:
        """Give an anchor to each source and passage, and a look to each tag."""
        self._corpus, self._losses, self._has_story = corpus, losses, options.has_story
        present = [each.present for each in corpus.placed]
        self._tags = [*corpus.tags, *sorted({each.tag for each in present}.difference(corpus.tags))]
        self._counts = Counter((each.source, each.tag) for each in present)
        self._sources = {each.id: f"s{number}" for number, each in enumerate(corpus.sources, 1)}
        self._anchors = anchors(each.id for each in present)
        self._looks = _looks(self._tags)
        self._backlinks: dict[str, list[tuple[Annotation, Link]]] = {}
        for each in present:
            for link in links_of(each):
                if link.annotation_id in self._anchors:
                    self._backlinks.setdefault(link.annotation_id, []).append((each, link))

    def chunks(self) -> Iterator[str]:
        """Yield the page in parts."""
        count = len(self._corpus.sources)
        title = self._corpus.sources[0].title if count == 1 else f"{count} sources with annotations"
        yield page_head(title, STYLE + "".join(self._letters()))
        yield '<a class="skip" href="#texts">Skip to the texts</a>\n'
        yield f'<header>\n<h1>{escaped(title)}</h1>\n{self._legend()}</header>\n{self._contents()}<main id="texts">\n'
        for annotated in self._corpus.by_source():
            yield from self._article(annotated)
        if self._has_story:
            yield from self._matrix()
        yield "</main>\n<footer><p>Made with reader: passages are marked as people tagged them.</p></footer>\n"
        yield "</body>\n</html>\n"

    def _letters(self) -> Iterator[str]:
        """Yield the rules that put a letter before each passage, so that tags can be told apart without colours."""
        for tag in self._tags:
            name = escaped(tag).replace("\\", "\\\\").replace("\n", " ")
            yield f'mark[data-tag="{name}"].first::before{{content:"{_letter(tag)}"}}\n'

    def _legend(self) -> str:
        """Return the tags with the look of their passages, and how many there are."""
        counts = Counter[str]()
        for (_, tag), number in self._counts.items():
            counts[tag] += number
        items = "".join(f"<li>{self._sample(tag)} {counts[tag]:,}</li>" for tag in self._tags if counts[tag])
        return f'<ul class="legend" aria-label="Tags">{items}</ul>\n'

    def _sample(self, tag: str) -> str:
        about = attributes({"class": f"{self._looks[tag]} deep0 first", "data-tag": tag})
        return f"<mark{about}>{escaped(tag)}</mark>"

    def _contents(self) -> str:
        """Return the list of contents, with the counts of each source; nothing for a single one."""
        if len(self._sources) == 1:
            return ""
        used = {tag for _, tag in self._counts}
        counts = {source.id: Counter[str]() for source in self._corpus.sources}
        for (id, tag), number in self._counts.items():
            counts[id][tag] += number
        tags = tag_columns([tag for tag in self._tags if tag in used], counts.values())
        rows = []
        for number, source in enumerate(self._corpus.sources, 1):
            link = f'<a href="#{self._sources[source.id]}">{escaped(source.title)}</a>'
            counted = grouped(counts[source.id], tags)
            rows.append((f"{number}. {link}", [f"{counted[tag]:,}" if counted[tag] else "" for tag in tags]))
        table = _table("contents", "Source", [escaped(tag) for tag in tags], rows)
        return f'<nav aria-labelledby="contents">\n<h2 id="contents">Contents</h2>\n{table}</nav>\n'

    # The texts

    def _article(self, annotated: AnnotatedSource) -> Iterator[str]:
        source, id = annotated.source, self._sources[annotated.source.id]
        marks = [self._mark(each.present) for each in annotated.annotations]
        yield (
            f'<article id="{id}" aria-labelledby="{id}-title">\n<h2 id="{id}-title">{escaped(source.title)}</h2>\n'
            f'<p class="about">{escaped(source.id)}</p>\n'
        )
        self._losses["characters that HTML cannot hold, or that reverse the direction of text"] += count_unsafe(
            annotated.text
        )
        self._losses[UNSEEN] += len(marks)
        for block in marked_blocks(source.id, annotated.text, marks):
            self._losses[UNSEEN] -= len(block.begun)
            notes = "".join(self._note(each) for each in block.begun if each.has_note)
            beside = f'<ul class="notes">\n{notes}</ul>' if notes else ""
            yield f'<div class="row">{block.html}{beside}</div>\n'
        yield "</article>\n"

    def _mark(self, each: Annotation) -> TaggedPassage:
        has_note = bool(each.note or each.fields or each.links or each.id in self._backlinks)
        return TaggedPassage(each, self._anchors[each.id], self._looks[each.tag], has_note)

    def _note(self, mark: TaggedPassage) -> str:
        """Return the text beside a passage: its note, fields and links, and who tagged it."""
        each = mark.annotation
        lines = [f'<b>{escaped(each.tag)}</b> <a href="#{mark.id}">{escaped(_beginning(each.exact))}</a>']
        lines += [f"{escaped(name)}: {_value(value)}" for name, value in each.fields.items() if shown(value)]
        lines += [self._link(link) for link in links_of(each)]
        lines += [
            f'← {escaped(link.type)}: <a href="#{self._anchors[other.id]}">{escaped(_beginning(other.exact))}</a>'
            for other, link in self._backlinks.get(each.id, ())
        ]
        lines += [escaped(line) for line in each.note.splitlines() if line.strip()]
        lines += [f'<span class="who">{escaped(each.creator)}</span>'] if each.creator else []
        return f'<li id="n{mark.id}">{"<br>".join(lines)}</li>\n'

    def _link(self, link: Link) -> str:
        """Return a link to a passage on this page, to a web page, or to words of a source that is not here."""
        anchor = self._anchors.get(link.annotation_id)
        words = _beginning(link.exact or link.url)
        note = f" ({escaped(link.note)})" if link.note else ""
        if is_kept(link):
            note = f"<span{attributes({'data-note': link.note})}></span>"
        to = f'<a href="#{anchor}">{escaped(words)}</a>' if anchor else escaped(in_marks(words))
        return f"→ {escaped(link.type)}: {_address(link.url) if is_url(link.url) else to}{note}"

    # The story matrix

    def _matrix(self) -> Iterator[str]:
        """Yield the statements that several sources make: a row for each, with a sign where a source has it."""
        here = self._sources.keys()
        rows = [each for each in self._corpus.statements() if len(here & {one.source for one in each.passages}) > 1]
        if not rows:
            return
        titles = {source.id: source.title for source in self._corpus.sources}
        heads = [
            f"<a{attributes({'href': f'#{anchor}', 'title': titles[id]})}>{number}</a>"
            for number, (id, anchor) in enumerate(self._sources.items(), 1)
        ]
        table = _table("matrix", "Statement", heads, [self._matrix_row(each) for each in rows])
        yield (
            '<section aria-labelledby="matrix">\n<h2 id="matrix">Told by several sources</h2>\n'
            "<p>■ in the same words, □ in other words. The numbers are those of the contents.</p>"
            f"\n{table}</section>\n"
        )

    def _matrix_row(self, row: "SharedStatement") -> tuple[str, list[str]]:
        signs = {one.source: _sign(is_verbatim=one in row.verbatim) for one in row.passages}
        words = row.example.span.of(self._corpus.text_of(row.example.source))
        return escaped(_one_line(words)), [signs.get(id, "") for id in self._sources]


def _table(id: str, corner: str, heads: Sequence[str], rows: Sequence[tuple[str, Sequence[str]]]) -> str:
    """Return a table that can be scrolled sideways where the page is narrow."""
    head = "".join(f'<th scope="col">{each}</th>' for each in (corner, *heads))
    body = "".join(
        f'<tr><th scope="row">{first}</th>{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>\n'
        for first, cells in rows
    )
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="Table: {corner}s"><table class="{id}">'
        f"<thead><tr>{head}</tr></thead><tbody>\n{body}</tbody></table></div>\n"
    )


def _sign(*, is_verbatim: bool) -> str:
    sign, words = ("■", "same words") if is_verbatim else ("□", "other words")
    return f'<span role="img" aria-label="{words}">{sign}</span>'


def _looks(tags: Sequence[str]) -> dict[str, str]:
    """Return the look of each tag; nested tags have that of the topmost one."""
    top = dict.fromkeys(map(topmost, tags))
    others = [tag for tag in top if tag not in LOOKS]
    looks = LOOKS | {tag: OTHERS[number % len(OTHERS)] for number, tag in enumerate(others)}
    return {tag: looks[topmost(tag)] for tag in tags}


def _letter(tag: str) -> str:
    """Return the sign before the passages of a tag: a letter or digit, and one for each tag that it is nested in."""
    parts = (next((character for character in part if character.isalnum()), "·") for part in tag.split(BETWEEN))
    return "".join(parts)


def _value(value: Any) -> str:
    """Return the value of a field; an address as a link."""
    return _address(value) if is_url(value) else escaped(shown(value))


def _address(url: str) -> str:
    return f"<a{attributes({'href': url, 'rel': 'noreferrer'})}>{escaped(_beginning(url))}</a>"


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _beginning(words: str) -> str:
    line = _one_line(words)
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"


HTML = Format(
    name="html",
    meaning="a page to send or print, with the tags in place",
    file="reader.html",
    write=write,
    keeps=frozenset({"note", "creator", "fields", "links", "id"}),
)
