"""Markdown: CommonMark with tables and strikethrough, in which every rendered character is mapped to its source."""


class TooDeep(Exception):  # noqa: N818 (callers expect it, and fall back to plain text)
    """The blocks of a text are nested so deeply that markdown-it would leave out the innermost ones."""
