"""REFI-QDA project exchange (`.qdpx`) for NVivo, ATLAS.ti and MAXQDA: a zip with `project.qde` and the texts."""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from reader.annotation.anchoring.anchor import Anchored
from reader.annotation.model.annotation import OPTIONAL, Annotation
from reader.formats.carried_text import with_uuid
from reader.formats.corpus import AnnotatedSource, Corpus
from reader.formats.format import EVERYTHING, Format, FormatError, Losses, Options, OutputFile
from reader.formats.properties import map_texts
from reader.formats.qda_codes import code_elements, count_unheld, guid_of, stable_guid
from reader.formats.qdpx_archive import open_project
from reader.formats.refi_qda_import import read
from reader.formats.refi_qda_notes import Memo, QdaLink, memos_on, split_links
from reader.formats.whole_article import MEMO, is_on_whole
from reader.formats.xml_text import attributes, escaped, held
from reader.version import VERSION

NAMESPACE = "urn:QDA-XML:project:1.0"
PROJECT = "project.qde"
NAME_LENGTH = 80  # code points of a passage that are the name of its selection
OtherLinks = dict[str, dict[str, Any]]  # links that do not lead to a passage of the project, by annotation
_TEXTS = ("source", "tag", "note", "creator")
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the time of all files, so that the same project gives the same bytes
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


def write(corpus: Corpus, _options: Options, losses: Losses) -> Iterator[OutputFile]:
    """Yield the zip."""
    losses.update(count_unheld(corpus.codebook))
    yield OutputFile("project.qdpx", [_packed(corpus)])


def _packed(corpus: Corpus) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        kept = {id(each): preserve(each) for each in corpus.placed}
        present = list(kept.values())
        between, others = split_links(present)
        sources, on_articles = list[str](), list[Annotation]()
        for annotated in corpus.by_source():
            name = f"sources/{stable_guid('source', annotated.source.id)}.txt"
            archive.writestr(_entry(name), annotated.text.encode())
            here = [kept[id(each)] for each in annotated.annotations]
            notes = [each for each in here if is_on_whole(each, annotated.text) and not others[each.id]]
            ids = {each.id for each in notes}
            passages = [each for each in here if each.id not in ids]
            sources.extend(_source(annotated, passages, notes, others))
            on_articles += notes
        project = ['<?xml version="1.0" encoding="utf-8"?>\n', *_head(corpus, present, on_articles)]
        project += ["<Sources>\n", *sources, "</Sources>\n"] if sources else []
        project.extend(_notes_and_links(present, on_articles, between, others))
        project.append("</Project>\n")
        archive.writestr(_entry(PROJECT), "".join(project).encode())
    return out.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _head(corpus: Corpus, present: Sequence[Annotation], on_articles: Sequence[Annotation]) -> Iterator[str]:
    yield f"<Project{attributes(xmlns=NAMESPACE, name='reader', origin=f'reader {VERSION}')}>\n"
    if creators := sorted({each.creator for each in present if each.creator}):
        users = (f"<User{attributes(guid=stable_guid('user', each), name=each)}/>" for each in creators)
        yield f"<Users>{''.join(users)}</Users>\n"
    no_passages = {each.id for each in on_articles}
    used = {each.tag for each in present if each.id not in no_passages}
    if codes := "".join(code_elements(corpus.codebook, used)):
        yield f"<CodeBook><Codes>\n{codes}</Codes></CodeBook>\n"


def _notes_and_links(
    present: Sequence[Annotation], on_articles: Sequence[Annotation], between: list[QdaLink], others: OtherLinks
) -> Iterator[str]:
    """Yield the memos that hold fields and links, and those on sources; then the links between passages."""
    memos = [memo for each in present if each.fields or others[each.id] for memo in _memos(each, others)]
    memos += [(_guid_of_link(each), each.memo) for each in between]
    notes = [_note(guid, memo) for guid, memo in memos]
    notes += [_note(each.id, Memo(MEMO, each.note, ""), _signature(each)) for each in on_articles]
    if notes:
        yield f"<Notes>{''.join(notes)}</Notes>\n"
    if between:
        yield f"<Links>{''.join(map(_link, between))}</Links>\n"


def _memos(each: Annotation, others: OtherLinks) -> Iterator[tuple[str, Memo]]:
    """Yield the memos on a passage, each with its GUID."""
    for number, memo in enumerate(memos_on(each, others[each.id])):
        yield guid_of("memo", f"{each.id} {number}"), memo


def _note(guid: str, memo: Memo, signature: str = "") -> str:
    description = f"<Description>{escaped(memo.description)}</Description>" if memo.description else ""
    content = f"<PlainTextContent>{escaped(memo.text)}</PlainTextContent>"
    return f"<Note{attributes(guid=guid, name=memo.name)}{signature}>{description}{content}</Note>\n"


def _signature(each: Annotation) -> str:
    """Return who made an annotation, and when, as attributes."""
    creator = stable_guid("user", each.creator) if each.creator else ""
    return attributes(
        creatingUser=creator, creationDateTime=each.created, modifyingUser=each.modified and creator,
        modifiedDateTime=each.modified,
    )  # fmt: skip


def _guid_of_link(link: QdaLink) -> str:
    return stable_guid("memo", f"{link.start} {link.end} {link.memo.description}")


def _link(link: QdaLink) -> str:
    guid = _guid_of_link(link)
    about = attributes(
        guid=stable_guid("link", guid), name=link.kind, direction="OneWay", originGUID=link.start, targetGUID=link.end
    )
    return f"<Link{about}><NoteRef{attributes(targetGUID=guid)}/></Link>\n"


def _source(
    annotated: AnnotatedSource, passages: Sequence[Annotation], notes: Sequence[Annotation], others: OtherLinks
) -> Iterator[str]:
    guid = stable_guid("source", annotated.source.id)
    yield f"<TextSource{attributes(guid=guid, name=annotated.source.id, plainTextPath=f'internal://{guid}.txt')}>\n"
    yield from (_selection(each, others) for each in passages)
    yield from (f"<NoteRef{attributes(targetGUID=each.id)}/>\n" for each in notes)
    yield "</TextSource>\n"


def _selection(each: Annotation, others: OtherLinks) -> str:
    """Return the passage as an element; as there may be very many, only what may need it is escaped."""
    name, signature = escaped(" ".join(each.exact.split())[:NAME_LENGTH]), _signature(each)
    note = f"<Description>{escaped(each.note)}</Description>" if each.note else ""
    memos = ""
    if each.fields or others[each.id]:
        memos = "".join(f"<NoteRef{attributes(targetGUID=guid)}/>" for guid, _ in _memos(each, others))
    coded = attributes(creatingUser=each.creator and stable_guid("user", each.creator), creationDateTime=each.created)
    return (
        f'<PlainTextSelection guid="{each.id}" name="{name}" startPosition="{each.start}" endPosition="{each.end}"'
        f'{signature}>{note}<Coding guid="{guid_of("coding", each.id)}"{coded}>'
        f'<CodeRef targetGUID="{stable_guid("code", each.tag)}"/></Coding>{memos}</PlainTextSelection>\n'
    )


def preserve(anchored: Anchored) -> Annotation:
    """Return the annotation with a GUID for its id, XML times or none, and characters that XML can hold."""
    each = anchored.present
    texts = {name: new for name in _TEXTS if (new := held(old := getattr(each, name))) != old}
    times = {name: "" for name in ("created", "modified") if not _TIME.fullmatch(getattr(each, name))}
    about = {name: map_texts(getattr(each, name), held) for name in OPTIONAL if getattr(each, name)}
    changed = {**texts, **times, **about}
    return with_uuid(replace(each, **changed) if changed else each)


def sniff(path: Path, head: str) -> bool:
    """Return whether a file is a zip with a project in it."""
    if not head.startswith("PK"):
        return False
    try:
        with open_project(path) as archive:
            return archive.project_name() is not None
    except FormatError:
        return False


REFI_QDA = Format(
    name="refi-qda",
    meaning="REFI-QDA project for NVivo, ATLAS.ti and MAXQDA",
    file="project.qdpx",
    write=write,
    read=read,
    recognises=sniff,
    keeps=EVERYTHING - {"revision", "status", "origin"},
    fits=preserve,
    is_binary=True,
)
