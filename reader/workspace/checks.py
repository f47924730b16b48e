"""Checks of what is to be tagged, with messages that say what is wrong."""

from reader.errors import ReaderError, UsageError
from reader.settings import Settings
from reader.similar import similar_name
from reader.text.article import Article
from reader.text.sanitize import sanitize
from reader.text.span import Span


def check_tag(settings: Settings, tag: str) -> None:
    """Check that the settings have a tag of this name.

    Raises:
        UsageError: They have not; the message lists those that they have.
    """
    if settings.tag(tag) is None:
        names = [tag.name for tag in settings.tags]
        similar = similar_name(tag, names)
        hint = f": did you mean {similar}?" if similar else ""
        raise UsageError(f"{sanitize(tag)}: there is no such tag (known: {', '.join(names)}){hint}")


def check_passage(article: Article, span: Span) -> None:
    """Check that a span lies in an article and is not empty.

    Raises:
        ReaderError: It does not, or it is.
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
