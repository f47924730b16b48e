"""Checks before tagging, with messages that say what is wrong."""

from reader.errors import ReaderError, UsageError
from reader.settings import Settings, Tag
from reader.text.article import Article
from reader.text.counted import listed
from reader.text.sanitize import sanitize, sanitize_line
from reader.text.span import Span

MOST_NAMED = 9  # tags that a message lists


def check_tag(settings: Settings, tag: str) -> None:
    """Check that a tag of this name can be set.

    Raises:
        UsageError: The settings have no such tag, or it is retired; the message says which one to use instead.
    """
    known = settings.tag(tag)
    if known is None:
        now = settings.name_now(tag) if settings.name_now else tag
        if now != tag:
            raise UsageError(f"{sanitize(tag)}: this tag is now called {now}")
        from reader.similar import similar_name

        names = [tag.name for tag in settings.offered]
        similar = similar_name(tag, names)
        hint = f": did you mean {similar}?" if similar else ""
        raise UsageError(f"{sanitize(tag)}: there is no such tag (known: {listed(names, MOST_NAMED)}){hint}")
    if known.is_retired:
        raise UsageError(retired(known))


def retired(tag: Tag) -> str:
    """Return the message that a tag is retired, with the codebook's reason."""
    why = tag.when_not or tag.description
    return f"{tag.name} is retired and no longer offered{f': {sanitize_line(why)}' if why else ''}"


def check_passage(article: Article, span: Span) -> None:
    """Check that a span lies in an article and is not empty.

    Raises:
        ReaderError: It does not lie in the article, or it is empty.
    """
    if not 0 <= span.start < span.end <= len(article.text):
        raise ReaderError(
            f"{sanitize(article.source.id)}: {span.start} to {span.end} is not a passage: "
            f"the text has {len(article.text)} code points, and a passage has at least one"
        )


def check_note(note: str) -> None:
    """Check that a note can be stored as UTF-8.

    Raises:
        ReaderError: It holds a lone surrogate.
    """
    try:
        note.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ReaderError("the note is not UTF-8: write it again") from error
