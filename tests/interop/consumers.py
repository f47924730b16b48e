"""The programs that our files are for: each loads an export of the corpus of traps by its own means.

A consumer yields what it found: for each passage its source, start, words and tag, as that program understands them.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unicodedata import category
from urllib.parse import unquote

from tests.support import tei_rules

Passage = tuple[str, int, str, str]
Found = Iterator[Passage]
CONTEXT = Path(__file__).with_name("anno.json")  # what of W3C's context our export uses


@dataclass(frozen=True)
class Consumer:
    """package: what must be installed. load: gets the export, and the sources' texts by id. raw: export's `--raw`."""

    name: str
    package: str
    format: str
    load: Callable[[Path, dict[str, str]], Found]
    raw: bool = False


def json_schema(file: Path, texts: dict[str, str]) -> Found:
    from jsonschema import Draft202012Validator

    from reader.formats.reader_json import schema

    document = json.loads(file.read_bytes())
    Draft202012Validator(schema()).validate(document)
    for each in document["annotations"]:
        words = texts[each["source"]][each["start"] : each["end"]]
        yield each["source"], each["start"], words, each["tag"]


# In groups, since rdflib would otherwise begin with every combination of an annotation, a body and two selectors.
QUERY = """
PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
SELECT ?source ?start ?end ?exact ?tag WHERE {
  { ?annotation a oa:Annotation ; oa:motivatedBy oa:tagging ; oa:hasBody ?body ; oa:hasTarget ?target . }
  { ?body a oa:TextualBody ; oa:hasPurpose oa:tagging ; rdf:value ?tag . }
  { ?target oa:hasSource ?source ; oa:hasSelector ?place, ?quote . }
  { ?place a oa:TextPositionSelector ; oa:start ?start ; oa:end ?end . }
  { ?quote a oa:TextQuoteSelector ; oa:exact ?exact . }
}
"""


def linked_data(file: Path, texts: dict[str, str]) -> Found:
    """JSON-LD to RDF, and SPARQL over that. A passage counts if its offsets give its quote."""
    import rdflib
    from pyld import jsonld

    document = {**json.loads(file.read_bytes()), **json.loads(CONTEXT.read_bytes())}
    triples = jsonld.to_rdf(document, {"format": "application/n-quads"})
    rows: Any = rdflib.Graph().parse(data=triples, format="nt").query(QUERY)
    for row in rows:
        source, start, end, exact, tag = (value.toPython() for value in row)
        source = unquote(source.removeprefix("urn:x-reader:source:"))
        if texts[source][start:end] == exact:
            yield source, start, exact, tag


def spacy_char_span(file: Path, _texts: dict[str, str]) -> Found:
    """With spaCy's own tokens, strictly; through a DocBin, in a span group."""
    import spacy

    nlp = spacy.blank("en")
    for line in _lines(file):
        doc = nlp.make_doc(line["text"])
        spans = [doc.char_span(each["start"], each["end"], label=each["label"]) for each in line["spans"]]
        yield from _through_doc_bin(doc, [span for span in spans if span is not None], line["meta"]["source"])


def spacy_tokens(file: Path, _texts: dict[str, str]) -> Found:
    """With the tokens that the file brings."""
    import spacy
    from spacy.tokens import Doc, Span

    vocabulary = spacy.blank("en").vocab
    for line in _lines(file):
        words, spaces = [each["text"] for each in line["tokens"]], [each["ws"] for each in line["tokens"]]
        doc = Doc(vocabulary, words, spaces)
        assert doc.text == line["text"]
        spans = [Span(doc, each["token_start"], each["token_end"] + 1, each["label"]) for each in line["spans"]]
        yield from _through_doc_bin(doc, spans, line["meta"]["source"])


def _through_doc_bin(doc: Any, spans: list[Any], source: str) -> Found:
    from spacy.tokens import DocBin

    doc.spans["reader"] = spans
    data = DocBin(docs=[doc]).to_bytes()
    (back,) = DocBin().from_bytes(data).get_docs(doc.vocab)
    for span in back.spans["reader"]:
        yield source, span.start_char, span.text, span.label_


def hugging_face(file: Path, _texts: dict[str, str]) -> Found:
    from datasets import load_dataset

    with TemporaryDirectory() as cache:
        for row in load_dataset("json", data_files=str(file), split="train", cache_dir=cache):
            for each in row["spans"]:
                yield row["meta"]["source"], each["start"], row["text"][each["start"] : each["end"]], each["label"]


def label_studio(folder: Path, _texts: dict[str, str]) -> Found:
    """Each annotation valid for the configuration beside it; a passage counts if its offsets give its text."""
    from label_studio_sdk.label_interface import LabelInterface

    interface = LabelInterface((folder / "config.xml").read_text("utf-8"))
    for task in json.loads((folder / "tasks.json").read_bytes()):
        for annotation in task["annotations"]:
            assert interface.validate_annotation(annotation)
            for value in (each["value"] for each in annotation["result"] if each["type"] == "labels"):
                words = task["data"]["text"][value["start"] : value["end"]]
                if words == value["text"]:
                    yield task["data"]["source"], value["start"], words, value["labels"][0]


def bioc_brat(folder: Path, _texts: dict[str, str]) -> Found:
    """A passage counts if its pieces, joined with blanks, give its text."""
    from bioc import brat

    for file in folder.rglob("*.ann"):
        text = file.with_suffix(".txt").read_bytes().decode("utf-8")
        document = brat.loads(text, file.read_bytes().decode("utf-8"))
        for each in document.entities:
            pieces = sorted((place.begin, place.end) for place in each.locations)  # bioc keeps a set
            if " ".join(text[start:end] for start, end in pieces) == each.text:
                stem = file.relative_to(folder).as_posix().removesuffix(".ann")
                source = stem if stem.endswith(".md") else f"{stem}.txt"
                start, end = pieces[0][0], pieces[-1][1]
                yield source, start, text[start:end], each.type


def pandas_csv(file: Path, texts: dict[str, str]) -> Found:
    """A passage counts if its offsets give its text."""
    import pandas

    for row in pandas.read_csv(file, keep_default_na=False).itertuples():
        if texts[row.source][row.start : row.end] == row.exact:
            yield row.source, row.start, row.exact, row.tag


def refi_qda(file: Path, _texts: dict[str, str]) -> Found:
    from pyrefiqda import RefiProject

    with TemporaryDirectory() as folder:
        project = RefiProject.load(file, folder)
        codes = dict(_nested(project.code_book.codes.code))
        for source in project.sources.text_source:
            text = RefiProject.resolve_source_path(source.plain_text_path, folder).read_bytes().decode("utf-8")
            for each in source.plain_text_selection:
                words = text[each.start_position : each.end_position]
                yield source.name, each.start_position, words, codes[each.coding[0].code_ref.target_guid]


def _nested(codes: Iterable[Any], above: str = "") -> Iterator[tuple[str, str]]:
    """Yield the GUID of each code, and its name behind those of the codes above it."""
    for code in codes:
        yield code.guid, f"{above}{code.name}"
        yield from _nested(code.code, f"{above}{code.name}/")


def conllu_tokens(file: Path, texts: dict[str, str]) -> Found:
    """A passage counts from its first token to its last."""
    import conllu

    source, open_passages = "", dict[str, Any]()
    for sentence in conllu.parse(file.read_text("utf-8")):
        if "newdoc id" in sentence.metadata:
            yield from _closed(source, texts, open_passages)
            source = json.loads(f'"{sentence.metadata["newdoc id"]}"')
        for token in sentence:
            for column in [name for name in token if name.startswith("reader:")][2:]:
                label = token[column] or "O"
                if not label.startswith("I-") and column in open_passages:
                    yield from _closed(source, texts, {column: open_passages.pop(column)})
                if label.startswith("B-"):
                    open_passages[column] = [int(token["reader:start"]), 0, label.removeprefix("B-")]
                if column in open_passages:
                    open_passages[column][1] = int(token["reader:end"])
    yield from _closed(source, texts, open_passages)


def tei_elements(file: Path, _texts: dict[str, str]) -> Found:
    """The document keeps to the rules, and a passage counts from its first fragment to its last."""
    from lxml import etree

    root = etree.parse(file).getroot()
    assert tei_rules.problems(root) == []
    tags = {each.get(tei_rules.ID): "".join(each.itertext()) for each in root.iter(f"{tei_rules.TEI}category")}
    for text in root.iter(f"{tei_rules.TEI}TEI"):
        source = text.findtext(f".//{tei_rules.TEI}sourceDesc/{tei_rules.TEI}p").rpartition(", SHA-256 ")[0]
        body = text.find(f".//{tei_rules.TEI}body")
        words = "".join(body.itertext())
        elements = {each.get(tei_rules.ID): each for each in body.iter() if each.get("ana")}
        for id, (start, end) in tei_rules.passages(body).items():
            if id in elements:
                yield source, start, words[start:end], tags[elements[id].get("ana")[1:]]


def html_marks(file: Path, texts: dict[str, str]) -> Found:
    """A passage counts if the words that are marked as it are those of its offsets."""
    from lxml import html

    root = html.parse(file, html.HTMLParser(encoding="utf-8")).getroot()
    for article in root.iter("article"):
        source = article.findtext("p")
        marks = [each for each in article.iter("mark") if each.get("id") or each.get("data-of")]
        for first in (each for each in marks if each.get("id")):
            fragments = [each for each in marks if first.get("id") in (each.get("id"), each.get("data-of"))]
            words = texts[source][int(first.get("data-start")) : int(first.get("data-end"))]
            if _is_shown("".join("".join(each.itertext()) for each in fragments), words, source):
                yield source, int(first.get("data-start")), words, first.get("data-tag")


def _is_shown(marked: str, words: str, source: str) -> bool:
    """Return whether a page shows these words, apart from white space, signs for what is not seen, and markup."""
    left_out = "␤␋\ufffd" + ("*`#" if source.endswith(".md") else "")
    texts = (marked, words)
    shown, there = ([c for c in text if category(c)[0] not in "ZC" and c not in left_out] for text in texts)
    return shown == there


def _closed(source: str, texts: dict[str, str], passages: dict[str, Any]) -> Found:
    for start, end, tag in passages.values():
        yield source, start, texts[source][start:end], tag
    passages.clear()


def _lines(file: Path) -> Iterator[dict[str, Any]]:
    return map(json.loads, file.read_bytes().splitlines())


CONSUMERS = (
    Consumer("jsonschema", "jsonschema", "json", json_schema),
    Consumer("pyld + rdflib", "pyld", "w3c", linked_data),
    Consumer("spaCy, its tokens in the file", "spacy", "prodigy", spacy_tokens),
    Consumer("spaCy char_span", "spacy", "spacy", spacy_char_span),
    Consumer("datasets", "datasets", "spacy", hugging_face),
    Consumer("datasets", "datasets", "prodigy", hugging_face),
    Consumer("LabelInterface", "label_studio_sdk", "label-studio", label_studio),
    Consumer("bioc", "bioc", "brat", bioc_brat),
    Consumer("pandas", "pandas", "csv", pandas_csv, raw=True),
    Consumer("lxml", "lxml", "tei", tei_elements),
    Consumer("lxml, HTML", "lxml", "html", html_marks),
    Consumer("conllu", "conllu", "conll", conllu_tokens),
    Consumer("pyrefiqda", "pyrefiqda", "refi-qda", refi_qda),
)
