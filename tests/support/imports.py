"""Imports for tests: `taken(workspace, "x.json", w3c(quoted("It is odd")))` is what came of one."""

import json
from typing import Any

from reader.formats import detect_format
from reader.system.threads import run_to_end
from reader.text.span import Span
from reader.workflows.import_ import import_
from reader.workflows.imported import Imported
from reader.workspace.workspace import Workspace

TEXT = "Storm closes harbour. “It is odd,” said Ann. Storm closes school."
QUOTE = Span(22, 34)
PLACE = [("a/one.txt", *QUOTE, "quote")]  # where it is found


def taken(workspace: Workspace, name: str, content: Any, **about: Any) -> Imported:
    """Imports a file with this content: a value is JSON, a list JSON Lines."""
    file = workspace.paths.folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    lines = content if name.endswith(".jsonl") else [content]
    file.write_text(content if isinstance(content, str) else "".join(json.dumps(each) + "\n" for each in lines))
    return run_to_end(import_(workspace, file, detect_format(file), **about))


def places(imported: Imported) -> list[tuple[str, int, int, str]]:
    return [(each.source, each.start, each.end, each.tag) for each in imported.new]


def w3c(*selectors: dict[str, Any], source: Any = "a/one.txt", **about: Any) -> dict[str, Any]:
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "Annotation",
        "body": {"type": "TextualBody", "value": "quote", "purpose": "tagging"},
        "target": {"source": source, "selector": list(selectors)},
        **about,
    }


def quoted(exact: str, **about: str) -> dict[str, str]:
    return {"type": "TextQuoteSelector", "exact": exact, **about}
