"""Find docstrings whose first word makes a fragment of them: `python -m tests.architecture.fragments [PATH ...]`.

A docstring says what the thing is or does. One that begins with `What`, `Whether`, `Of` and the like can only be
understood after something else was read.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.support import ROOT

OPENERS = (
    "What", "Whatever", "Whether", "Those", "That which", "That", "Of", "The same", "As", "On", "In", "With", "Without",
    "By", "Once", "Till", "Until", "Where", "Who", "Whoever", "When", "While", "If", "From", "For", "To", "At", "After",
    "Before", "Not", "Only", "Also", "And", "But", "Or", "Then", "Else", "So", "Too", "Than", "Since", "Because",
    "Mostly", "It", "They", "These", "Them", "This", "Theirs", "Both", "Neither", "Some", "Others", "Such", "How",
    "Why", "Which",
)  # fmt: skip
FRAGMENT = re.compile(rf"({'|'.join(OPENERS)})\b")


def fragments(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the line and the first line of each docstring in a file that begins as a fragment."""
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Module):
            docstring = ast.get_docstring(node) or ""
            if FRAGMENT.match(docstring):
                yield getattr(node, "lineno", 1), docstring.splitlines()[0]


def main(arguments: list[str]) -> int:
    """Print the fragments below the paths, and how many there are; return 1 if there is one."""
    paths = [Path(argument) for argument in arguments] or [ROOT / "reader"]
    files = [file for path in paths for file in (sorted(path.rglob("*.py")) if path.is_dir() else [path])]
    found = [(file, line, words) for file in files for line, words in fragments(file)]
    for file, line, words in found:
        print(f"{file}:{line}: {words}")
    print(f"{len(found)} docstrings begin as a fragment")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
