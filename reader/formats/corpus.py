"""What is exported: the sources as they are, and the annotations with what became of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from reader.annotation.anchor import Anchored


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """A source that could be read; `length` in code points, `digest` the SHA-256 of its bytes."""

    id: str
    title: str
    encoding: str
    digest: str
    length: int


@dataclass(frozen=True, slots=True)
class Corpus:
    """sources: in order of id. annotations: in order of source and place, as they are now."""

    sources: Sequence[SourceInfo]
    annotations: Sequence[Anchored]
