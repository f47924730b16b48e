"""User-perceived characters: where a cursor may stand and a row may be cut."""

from collections.abc import Iterator


def grapheme_bounds(shown: str) -> Iterator[tuple[int, int]]:
    """Where each user-perceived character (UAX 29) starts and ends."""
    if shown.isascii() and "\r" not in shown:  # "\r\n" is one
        yield from ((here, here + 1) for here in range(len(shown)))
        return
    from wcwidth import iter_graphemes  # its tables are only loaded for texts that need them

    here = 0
    for grapheme in iter_graphemes(shown):
        yield here, here + len(grapheme)
        here += len(grapheme)
