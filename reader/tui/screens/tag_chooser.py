"""A list of tags to choose one from: each with its letter, its meaning, and how often it is used."""

from collections.abc import Callable, Sequence

from reader.settings import Tag
from reader.tui.codebook_entry import EntryLine
from reader.tui.screens.chooser import Chooser, ChooserItem

LEAD = 4  # cells of the letters


def tag_chooser(
    title: str,
    matching: Callable[[str], Sequence[ChooserItem[str]]],
    *,
    keys: str,
    describe: Callable[[str], Sequence[EntryLine]] | None = None,
) -> Chooser[str]:
    """Return a dialog that returns the name of a tag; the arguments are those of `Chooser`."""
    return Chooser(title, "name or meaning of a tag", matching, keys=keys, lead=LEAD, describe=describe)


def tag_choice(tag: Tag, number: int) -> ChooserItem[str]:
    """Return the choice of a tag that a number of annotations have; the letter is quiet where it is not a key."""
    return ChooserItem(
        tag.name,
        tag.name,
        lead=tag.letter,
        note=f"{number:,}" if number else "",
        more=tag.summary,
        is_lead_quiet=not tag.key or tag.is_retired,
    )
