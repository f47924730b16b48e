"""The table of the public names in docs/reference/api.md, generated from their signatures and docstrings."""

import inspect
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import reader

# What is stable of each class; its other members may change at any time.
MEMBERS = {
    "Annotation": [field.name for field in fields(reader.Annotation)],
    "Article": ["source", "text", "encoding", "digest", "title"],
    "ReaderError": ["exit_code"],
    "Source": ["id", "path"],
    "Span": ["start", "end", "of", "covers", "overlaps"],
    "Workspace": [
        "articles", "article", "source", "annotations", "tag", "set_field", "link", "note", "untag", "undo", "creator",
    ],
}  # fmt: skip
SECTIONS = re.compile(r"^(Args|Attributes|Raises|Returns|Yields):$", re.MULTILINE)


def api() -> str:
    """Return a section for each public name: its signature, its docstring and its stable members."""
    functions = [name for name in reader.__all__ if name not in MEMBERS]
    return "\n\n".join(block for name in (*functions, *MEMBERS) for block in _section(name))


def _section(name: str) -> Iterator[str]:
    value = getattr(reader, name)
    if name not in MEMBERS:
        yield f"### `reader.{name}{_signature(value)}`"
        yield _markdown(value)
        return
    yield f"### `reader.{name}`"
    yield _markdown(value)
    members = [f"| `{_member(value, member)}` | {_summary(value, member)} |" for member in MEMBERS[name]]
    yield "\n".join(["| member | meaning |", "| --- | --- |", *members])


def _signature(function: object) -> str:
    """Return the parameters with their defaults, without types, which the docstring makes clear."""
    signature = inspect.signature(function)  # type: ignore[arg-type]
    parameters = [each.replace(annotation=each.empty) for each in signature.parameters.values() if each.name != "self"]
    return str(signature.replace(parameters=parameters, return_annotation=signature.empty))


def _member(owner: type, name: str) -> str:
    value = inspect.getattr_static(owner, name, None)
    return name + _signature(value) if inspect.isfunction(value) else name


def _summary(owner: type, name: str) -> str:
    """Return the first paragraph of a member's docstring, or what the docstring of its class says about it."""
    of_class = re.search(rf"^ *{name}: (.*(?:\n  +(?!\w+: ).*)*)", inspect.getdoc(owner) or "", re.MULTILINE)
    value = inspect.getattr_static(owner, name, None)
    has_own = inspect.isfunction(value) or isinstance(value, property) or hasattr(value, "func")
    text = (inspect.getdoc(value) or "").split("\n\n")[0] if has_own else of_class[1] if of_class else ""
    return " ".join(text.split())


def _markdown(value: object) -> str:
    """Return a docstring in Google style as Markdown."""
    text, *sections = SECTIONS.split(inspect.getdoc(value) or "")
    if inspect.isclass(value) and is_dataclass(value):
        sections = []  # the fields are in the table of members
    parts = [text.strip()]
    for title, body in zip(sections[::2], sections[1::2], strict=True):
        if title != "Attributes":
            entries = re.sub(r"\n {4,}", " ", inspect.cleandoc(body.strip("\n"))).splitlines()
            parts.append(
                f"{title}:\n\n" + "\n".join(re.sub(r"^(\w+): ", r"- `\1`: ", entry.strip()) for entry in entries)
            )
    return "\n\n".join(parts)
