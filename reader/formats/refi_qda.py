"""REFI-QDA project exchange (`.qdpx`): a zip with `project.qde` and the texts, for NVivo, ATLAS.ti, MAXQDA."""

import io
import re
import uuid
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.annotation.anchoring.anchor import Anchored
from reader.annotation.model.annotation import Annotation
from reader.formats.carried_text import Carried, uuid_of
from reader.formats.corpus import Corpus, Passages
from reader.formats.format import ALL, File, Format, FormatError, Found, Losses, Options, checked
from reader.formats.offset_units import OffsetConverter
from reader.version import VERSION

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

NAMESPACE = "urn:QDA-XML:project:1.0"
PROJECT = "project.qde"
LARGEST = 1 << 30  # bytes that are unpacked of one file
NAME = 80  # code points of a passage that its selection is called by
_EPOCH = (1980, 1, 1, 0, 0, 0)  # so that the same project is the same bytes
_SPECIAL = re.compile('[&<>"\t\n\r]')
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


def write(corpus: Corpus, _options: Options, _losses: Losses) -> Iterator[File]:
    yield File("project.qdpx", [_packed(corpus)])


def _packed(corpus: Corpus) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        project = ['<?xml version="1.0" encoding="utf-8"?>\n', *_head(corpus)]
        for passages in corpus.by_source():
            archive.writestr(_entry(f"sources/{_guid('source', passages.source.id)}.txt"), passages.text.encode())
            project.extend(_source(passages))
        project.append("</Sources></Project>\n")
        archive.writestr(_entry(PROJECT), "".join(project).encode())
    return out.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _head(corpus: Corpus) -> Iterator[str]:
    present = list(map(fits, corpus.placed))
    yield f"<Project{_attributes(xmlns=NAMESPACE, name='reader', origin=f'reader {VERSION}')}>\n"
    if creators := sorted({each.creator for each in present if each.creator}):
        users = (f"<User{_attributes(guid=_guid('user', each), name=each)}/>" for each in creators)
        yield f"<Users>{''.join(users)}</Users>\n"
    if tags := sorted({each.tag for each in present}):
        codes = (f"<Code{_attributes(guid=_guid('code', each), name=each, isCodable='true')}/>" for each in tags)
        yield f"<CodeBook><Codes>{''.join(codes)}</Codes></CodeBook>\n"
    yield "<Sources>\n"


def _source(passages: Passages) -> Iterator[str]:
    guid = _guid("source", passages.source.id)
    yield f"<TextSource{_attributes(guid=guid, name=passages.source.id, plainTextPath=f'internal://{guid}.txt')}>\n"
    yield from map(_selection, passages.annotations)
    yield "</TextSource>\n"


def _selection(anchored: Anchored) -> str:
    each = fits(anchored)
    creator = _guid("user", each.creator) if each.creator else ""
    place = _attributes(
        guid=each.id, name=" ".join(each.exact.split())[:NAME], startPosition=each.start, endPosition=each.end,
        creatingUser=creator, creationDateTime=each.created, modifyingUser=each.modified and creator,
        modifiedDateTime=each.modified,
    )  # fmt: skip
    coding = _attributes(guid=_guid("coding", each.id), creatingUser=creator, creationDateTime=each.created)
    code = _attributes(targetGUID=_guid("code", each.tag))
    note = f"<Description>{_escaped(each.note)}</Description>" if each.note else ""
    return f"<PlainTextSelection{place}>{note}<Coding{coding}><CodeRef{code}/></Coding></PlainTextSelection>\n"


def _attributes(**values: object) -> str:
    """Those that are not empty."""
    return "".join([f' {name}="{_escaped(str(value))}"' for name, value in values.items() if value != ""])


def _escaped(text: str) -> str:
    """For an attribute or an element; line ends and tabs, which XML changes, as references."""
    return _SPECIAL.sub(lambda match: f"&#{ord(match[0])};", _clean(text))


def _clean(text: str) -> str:
    """Without the characters that XML cannot hold."""
    return _NO_XML.sub("\ufffd", text)


@lru_cache(maxsize=1024)
def _guid(kind: str, name: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"urn:x-reader:{kind}:{name}"))


def fits(anchored: Anchored) -> Annotation:
    """Ids are GUIDs, times are XML's, and no character is one that XML cannot hold."""
    each = anchored.present
    words = {name: _clean(getattr(each, name)) for name in ("source", "tag", "note", "creator")}
    times = {name: time for name in ("created", "modified") if _TIME.fullmatch(time := getattr(each, name))}
    return replace(each, **{"created": "", "modified": "", **times, **words}, id=uuid_of(each.id))


# Back


def read(path: Path, options: Options) -> Found:
    """The selections in plain texts; what is coded in pictures, sound or PDF is not looked for."""
    from xml.etree.ElementTree import ParseError, fromstring

    try:
        with zipfile.ZipFile(path) as archive:
            project = fromstring(_unpacked(archive, PROJECT))
            names = {each.get("guid"): each.get("name", "") for each in project.iter() if each.tag in _NAMED}
            for source in project.iter(_tag("TextSource")):
                text = Carried(_text(archive, source), source.get("name", ""), OffsetConverter("", options.unit))
                parse = partial(_incoming, text=text, names=names)
                label = f"{source.get('name')}, selection"
                yield from checked(source.iterfind(_tag("PlainTextSelection")), label, parse)
    except (zipfile.BadZipFile, KeyError, ParseError, UnicodeDecodeError) as error:
        raise FormatError(f"{path}: it is no REFI-QDA project: {error}") from error


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


_NAMED = {_tag("Code"), _tag("User")}


def _text(archive: zipfile.ZipFile, source: "Element") -> str:
    inside = source.find(_tag("PlainTextContent"))
    if inside is not None:
        return inside.text or ""
    return _unpacked(archive, "sources/" + source.get("plainTextPath", "").removeprefix("internal://")).decode("utf-8")


def _unpacked(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise FormatError(f"{name}: it is larger than {LARGEST} bytes when it is unpacked")
    return data


def _incoming(where: str, each: "Element", text: Carried, names: dict[str | None, str]) -> Found:
    note = each.find(_tag("Description"))
    about: dict[str, Any] = {
        "note": (note.text or "") if note is not None else "",
        "creator": names.get(each.get("creatingUser"), ""),
        "created": each.get("creationDateTime", ""),
        "modified": each.get("modifiedDateTime", ""),
    }
    start, end = int(each.get("startPosition", "-1")), int(each.get("endPosition", "-1"))
    codes = [names.get(code.get("targetGUID"), "") for code in each.iter(_tag("CodeRef"))]
    if not any(codes):
        raise ValueError("it has no code")
    for number, tag in enumerate(filter(None, codes)):
        yield text.incoming(where, start, end, tag, id="" if number else uuid_of(each.get("guid", "")), **about)


def recognises(path: Path, head: str) -> bool:
    if not (head.startswith("PK") and zipfile.is_zipfile(path)):
        return False
    with zipfile.ZipFile(path) as archive:
        return PROJECT in archive.namelist()


REFI_QDA = Format(
    name="refi-qda",
    meaning="REFI-QDA project, for NVivo, ATLAS.ti, MAXQDA",
    file="project.qdpx",
    write=write,
    read=read,
    recognises=recognises,
    keeps=ALL - {"revision", "status"},
    fits=fits,
    is_binary=True,
)
