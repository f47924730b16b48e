"""The parts of a card besides its form: further facts on the passage, for a screen that has room for them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.tui.codebook_entry import EntryLine

if TYPE_CHECKING:
    from reader.insight.quote_check.verdict import Checked


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """The source, passage or page that a link leads to, as the card shows it.

    Attributes:
        title: The title of its source, or an address.
        exact: Its words as a page shows them; empty for a web page.
        about: What is known of the tag there: its name, who is named in it, its verdict or rating; the link's note.
        is_gone: Whether the tag no longer exists.
    """

    title: str
    exact: str = ""
    about: str = ""
    is_gone: bool = False


@dataclass(frozen=True, slots=True)
class CardParts:
    """The parts of a card besides its form.

    Attributes:
        checked: The quotation that the tag is on, with its verdict; None if it was not checked.
        check_note: A message about the verdict that was kept.
        ends: The other ends of its links, by the number of their row.
        tag: The name of the tag; empty if several tags are shown.
        entry: The entry of the tag in the codebook.
    """

    checked: "Checked | None" = None
    check_note: str = ""
    ends: Mapping[int, LinkTarget] = field(default_factory=dict)
    tag: str = ""
    entry: Sequence[EntryLine] = ()


NO_PARTS = CardParts()
