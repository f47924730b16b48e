"""The codebook: a list of all tags, to choose one for the passage or for the selected tags."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from reader.settings import Tag
from reader.settings.tag_names import last_part
from reader.text.counted import counted
from reader.tui.codebook_search import matching_tags
from reader.tui.commands import Command
from reader.tui.main_screen import MainScreen
from reader.tui.prompt_history import PromptHistory
from reader.tui.session import Session
from reader.tui.status import StatusModel
from reader.workspace.checks import retired

if TYPE_CHECKING:
    from reader.tui.codebook_entry import EntryLine
    from reader.tui.screens.chooser import ChooserItem
    from reader.tui.widgets.tag_list import TagList

CHOSEN = "chosen tag"  # the kind under which the last chosen tags are remembered
LONGEST = 48  # characters of a meaning that a row of the list nearly always has room for


class CodebookController:
    """Shows the codebook, and sets the tag that is chosen there, as its key would."""

    def __init__(self, session: Session, screen: MainScreen, status: StatusModel, tag: Callable[[str], object]) -> None:
        """Take the services, and the function that tags the passage under the cursor."""
        self._screen, self._status, self._tag, self._workspace = screen, status, tag, session.workspace
        self._last_used = PromptHistory(session.workspace.state, CHOSEN)
        self._counts = Counter[str]()

    def commands(self) -> list[Command]:
        """Return the command that shows the codebook."""
        return [Command("choose_tag", self.show, needs_annotations=True)]

    def show(self) -> None:
        """Show the codebook, to choose a tag for the passage, or for the tags of a list that has the focus."""
        from reader.tui.screens.tag_chooser import tag_chooser

        tags = self._list_in_front
        targets = tags.targets if tags else ()
        if tags and not targets:
            self._status.set_status("no tag here to change", is_error=True)
            return
        self._counts = Counter(each.tag for each in self._workspace.annotations.in_order)
        what = f"change {counted(len(targets), 'tag')} to …" if tags else "tag as …"
        has_entries = any(map(self._says_more, self._workspace.settings.offered))
        chooser = tag_chooser(
            f"codebook · {what}",
            self._matching,
            keys="↑↓ move · enter tag · esc leave",
            describe=self._entry if has_entries else None,
        )
        self._screen.open_over(chooser, lambda name: self._take(name, tags))

    @property
    def _list_in_front(self) -> "TagList | None":
        """The list of annotations, if it has the focus."""
        from reader.tui.widgets.tag_list import TagList

        front = self._screen.front
        return front if isinstance(front, TagList) else None

    def _take(self, name: str | None, tags: "TagList | None") -> None:
        if name is None:
            return
        self._last_used.add(name)
        if tags:
            tags.action_tag(name)
        else:
            self._tag(name)

    def _matching(self, typed: str) -> "Sequence[ChooserItem[str]]":
        from reader.tui.screens.tag_chooser import tag_choice

        found = matching_tags(typed, self._workspace.settings.offered, self._last_used.texts)
        return [*(tag_choice(tag, self._counts[tag.name]) for tag in found), *self._retired(typed)]

    def _retired(self, typed: str) -> "Iterator[ChooserItem[str]]":
        """Yield why a retired tag is not offered although its name begins with what was typed."""
        from reader.tui.screens.chooser import ChooserItem

        wanted = typed.strip().casefold()
        for tag in self._workspace.settings.tags if wanted else ():
            names = (tag.name.casefold(), last_part(tag.name).casefold())
            if tag.is_retired and any(name.startswith(wanted) for name in names):
                yield ChooserItem("", retired(tag), is_notice=True)

    def _entry(self, name: str) -> "Sequence[EntryLine]":
        from reader.tui.codebook_entry import describe_tag

        tag = self._workspace.settings.tag(name)
        return [*describe_tag(tag, self._workspace.settings)] if tag else ()

    def _says_more(self, tag: Tag) -> bool:
        """Return whether the codebook has more on a tag than fits its row in the list."""
        return bool(tag.when or tag.when_not or tag.examples or len(tag.description) > LONGEST)
