"""A verdict that was kept on a quote: a field, and a link to the original that says which texts were compared."""

from collections.abc import Iterator, Mapping

from reader.annotation.model.annotation import Annotation
from reader.annotation.model.links import ORIGINAL, Link, links_of
from reader.annotation.model.quote_verdict import QuoteVerdict
from reader.settings.fields import VERDICT
from reader.system.lazy_pattern import lazy_pattern

WITHOUT_ORIGINAL = frozenset({"not-found", "too-short"})  # the verdicts that have no original to link to
_SHOWN = 12  # digits of a digest
_NOTE = lazy_pattern(rf"texts ([0-9a-f]{{{_SHOWN}}}) and ([0-9a-f]{{{_SHOWN}}}) were compared")


def note_of(article: str, original: str) -> str:
    """Return the note of a link for the digests of the two texts that were compared."""
    return f"texts {article[:_SHOWN]} and {original[:_SHOWN]} were compared"


def kept_links(annotation: Annotation) -> Iterator[Link]:
    """Yield the links of an annotation that were made with a verdict."""
    return filter(is_kept, links_of(annotation))


def is_kept(link: Link) -> bool:
    """Return whether a link was made with a verdict; its note is then for programs."""
    return link.type == ORIGINAL and _NOTE.fullmatch(link.note) is not None


def is_out_of_date(annotation: Annotation, article: str, originals: Mapping[str, str]) -> bool:
    """Return whether an annotation has a verdict of texts that have changed since, or are gone.

    Args:
        annotation: The annotation.
        article: The digest of its source as it is now.
        originals: The digests of the originals as they are now, by the ids of their sources.
    """
    for link in kept_links(annotation):
        compared = _NOTE.fullmatch(link.note)
        now = article[:_SHOWN], originals.get(link.source, "")[:_SHOWN]
        if compared and compared.groups() != now:
            return True
    return False


def is_own_judgement(annotation: Annotation) -> bool:
    """Return whether an annotation has a verdict that a person gave, and not one that the check found."""
    kept = annotation.fields.get(VERDICT)
    return bool(kept) and kept not in WITHOUT_ORIGINAL and not any(kept_links(annotation))


def quote_verdict(annotation: Annotation, found: str, article: str, originals: Mapping[str, str]) -> QuoteVerdict:
    """Return the verdict on a quote, as far as it is known.

    A verdict without an original, such as “not found”, is out of date if the check finds another verdict.

    Args:
        annotation: The quote.
        found: The verdict that the check finds now; empty if it is not checked.
        article: The digest of its source as it is now.
        originals: The digests of the originals as they are now, by the ids of their sources.
    """
    kept = annotation.fields.get(VERDICT)
    kept = kept if isinstance(kept, str) else ""
    differs = kept in WITHOUT_ORIGINAL and found not in ("", kept)
    return QuoteVerdict(kept, found, bool(kept) and (differs or is_out_of_date(annotation, article, originals)))
