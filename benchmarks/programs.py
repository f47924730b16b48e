"""The programs that are compared: how each is started, and its keys."""

import sys
from dataclasses import dataclass, replace
from pathlib import Path

PEERS = Path(__file__).with_name("peers")
BIN = Path(sys.executable).parent
FIRST_START = "reader, first start"
OURS = "reader"

UP, DOWN, RIGHT, PAGE_UP, PAGE_DOWN = b"\x1b[A", b"\x1b[B", b"\x1b[C", b"\x1b[5~", b"\x1b[6~"
HOME, END, CONTROL_END = b"\x1b[H", b"\x1b[F", b"\x1b[1;5F"

Keys = dict[str, bytes]
EDITED: Keys = {"first": DOWN, "next": DOWN, "page down": PAGE_DOWN, "page up": PAGE_UP}
SCROLLED: Keys = {**EDITED, "end": END}
PAGED: Keys = {"first": b"j", "next": b"j", "page down": b" ", "page up": b"b", "end": b"G"}
READ: Keys = {**PAGED, "page up": PAGE_UP, "tag": b"q", "back": b"g"}
CHOSEN: Keys = {"first": b"j", "list": b"\t", "next": b"j", "end": b"G", "filter": b"/", "leave": b"\x1b", "back": b"g"}


@dataclass(frozen=True, slots=True)
class Program:
    """A program that takes what it shows as its last argument.

    venv: the distribution that must be installed for it. keys: by what they do; "first" is pressed as soon as the text
    can be read. reads: the kind of article. shows: words that it shows in place of the text's first ones.
    answer: what is on the screen once the first key was answered; any change, where it is empty.
    quit: the key that ends it in order; it is killed where there is none.
    """

    name: str
    command: tuple[str, ...]
    keys: Keys
    venv: str = ""
    reads: str = "txt"
    shows: str = ""
    answer: str = ""
    quit: bytes = b""
    opens_at_end: bool = False


def _reader(name: str) -> Program:
    command = ("reader",) if (BIN / "reader").exists() else ("python", "-m", "reader")
    return Program(name, command, READ, answer="sentence 2", quit=b"\x11")


def _widget(name: str, keys: Keys = SCROLLED, reads: str = "txt") -> Program:
    """One of Textual's widgets with an article in it."""
    return Program(name, ("python", str(PEERS / "article.py"), name), keys, reads=reads)


def _list(name: str, **keys: bytes) -> Program:
    """One of Textual's widgets with titles in it."""
    command = ("python", str(PEERS / "titles.py"), name)
    return Program(name, command, {"first": DOWN, "next": DOWN, **keys}, reads="titles")


PYTHON = Program("python -c pass", ("python", "-c", "pass"), {})
LESS = Program("less", ("less",), PAGED)
SLATE = Program("slate-nlp", ("slate", "-r"), {"first": RIGHT}, "slate-nlp")
HELLO = Program("hello-world", ("python", str(PEERS / "hello.py")), {"first": b"j"}, shows="Hello", answer="again")
FROGMOUTH = Program("frogmouth", ("frogmouth",), SCROLLED, "frogmouth", reads="md")
BACA = Program("baca", ("baca",), SCROLLED, "baca", reads="epub")
TOOLONG = Program("toolong", ("tl",), {**SCROLLED, "first": UP, "begin": HOME}, "toolong", opens_at_end=True)
MARKDOWN = _widget("Markdown", reads="md")
TEXT_AREA = _widget("TextArea", EDITED)
LOG = _widget("Log")
STATIC = _widget("Static")

# The reader with a state of its own, and once more with what it has kept.
READERS = (_reader(FIRST_START), _reader(OURS))
READERS_OF_MARKDOWN = tuple(replace(program, reads="md") for program in READERS)
READERS_LIST = tuple(replace(program, keys=CHOSEN, reads="folder") for program in READERS)
SAMPLE = (PYTHON, LESS, SLATE, HELLO, FROGMOUTH, BACA, TOOLONG, MARKDOWN, TEXT_AREA, LOG, STATIC)
PLAIN = (LESS, TOOLONG, TEXT_AREA, LOG, STATIC)
MARKED_UP = (FROGMOUTH, MARKDOWN)
LISTS = (_list("OptionList", end=END), _list("DataTable", end=CONTROL_END), _list("ListView"))


def command(*arguments: str) -> Program:
    """A command of ours, without a screen."""
    program = _reader(OURS)
    return replace(program, command=(*program.command, *arguments))
