"""A corpus of what makes offsets go wrong, with passages that a person could tag, and all that can be said of them."""

from collections.abc import Iterator
from pathlib import Path

from reader.annotation.anchoring.anchor import Anchored
from reader.annotation.model.annotation import Annotation, annotate
from reader.text.span import Span
from reader.workspace.corpus_builder import build_corpus
from reader.workspace.location import locate_workspace
from reader.workspace.workspace import Workspace

FAMILY = "👨\u200d👩\u200d👧"
VECTOR = f"A💩 café\r\n“Quote” {FAMILY} end."
NOTES = ("", "two\nlines", 'she said "no"; I\'d say, \\ maybe', "=1+1\t<b>&amp;</b>", "a CR\r\nLF, 👍🏽 and cafe\u0301")

SOURCES: dict[str, bytes] = {
    "vector.txt": VECTOR.encode(),
    "emoji/ZWJ & more.txt": f"Et {FAMILY}, “voilà\u0300” 👍🏽🇫🇷.\n💩This is an annotation.\n".encode(),
    "bom.txt": "\ufeffFirst line\r\nsecond line\r\n\r\n\tthird\tline\r\n".encode(),
    "wide.txt": f"Un cafe\u0301.\r\nEt {FAMILY}.\n".encode("utf-16"),
    "markup.md": "# A title\n\nSome *words*, `code` & <b>more</b>.\n\n> “A quotation”\n".encode(),
    "signs.txt": "=SUM(A1)\n+1 -2 @home, \"so\" 'it' \u2028goes\u2029 \x0b on\x85.\nlast".encode(),
    "untagged.txt": b"Nothing here.\n",
}

# source, passage, and which of its occurrences
PASSAGES = [
    ("vector.txt", "“Quote”"), ("vector.txt", FAMILY), ("vector.txt", "end"), ("vector.txt", "💩"),
    ("vector.txt", "é\r\n“"), ("vector.txt", VECTOR), ("vector.txt", "Quote"), ("vector.txt", "👩"),
    ("emoji/ZWJ & more.txt", "annotation"), ("emoji/ZWJ & more.txt", f"{FAMILY}, “voilà\u0300” 👍🏽"),
    ("emoji/ZWJ & more.txt", "🇫🇷.\n💩This"), ("emoji/ZWJ & more.txt", "voilà"),
    ("bom.txt", "\ufeffFirst"), ("bom.txt", "First line\r\nsecond"), ("bom.txt", "second line"),
    ("bom.txt", "line\r\n\r\n\tthird\tline"), ("bom.txt", "\tthird"),
    ("wide.txt", "cafe\u0301"), ("wide.txt", f"Et {FAMILY}"),
    ("markup.md", "*words*, `code` & <b>more</b>"), ("markup.md", "“A quotation”"), ("markup.md", "# A title\n\nSome"),
    ("signs.txt", "=SUM(A1)"), ("signs.txt", "+1"), ("signs.txt", "-2"), ("signs.txt", "@home"),
    ("signs.txt", "'it' \u2028goes\u2029 \x0b on\x85."), ("signs.txt", "last"), ("signs.txt", '"so"'),
]  # fmt: skip
TAGS = ("quote", "claim", "boilerplate")
PEOPLE = ("ann", "Bo “B.” Ö", "")


def annotations(workspace: Workspace) -> Iterator[Annotation]:
    for number, (source, passage) in enumerate(PASSAGES):
        article = workspace.article(workspace.source(source))
        start = article.text.index(passage)
        about = {"note": NOTES[number % len(NOTES)], "creator": PEOPLE[number % len(PEOPLE)]}
        yield annotate(article, Span(start, start + len(passage)), TAGS[number % len(TAGS)], **about)


def workspace_of(folder: Path, *, with_tags: bool = True) -> Workspace:
    """The corpus in a folder that is empty."""
    for name, data in SOURCES.items():
        path = folder / "seeds" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    workspace = Workspace(locate_workspace(folder))
    if with_tags:
        workspace.annotations.take_over(list(annotations(workspace)), "made", {})
    return workspace


def anchored(workspace: Workspace) -> list[Anchored]:
    return list(build_corpus(workspace, []).annotations)
