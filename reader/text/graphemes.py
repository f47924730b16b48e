"""Graphemes (UAX 29): the user-perceived characters between which a cursor may stand and a row may be cut."""

from collections.abc import Iterator


def grapheme_bounds(text: str) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each grapheme, in code points."""
    if text.isascii() and "\r" not in text:  # "\r\n" is one grapheme
        yield from ((here, here + 1) for here in range(len(text)))
        return
    from wcwidth import iter_graphemes  # imported here: its tables are only loaded for texts that need them

    here = 0
    for grapheme in iter_graphemes(text):
        yield here, here + len(grapheme)
        here += len(grapheme)
