"""Changes of the codebook: a tag is renamed, merged into another one or retired, after a count and a question."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from reader.annotation.model.tag_columns import count_within
from reader.settings import Tag
from reader.text.counted import counted
from reader.text.sanitize import sanitize_line
from reader.tui.codebook_search import matching_tags
from reader.tui.commands import Command
from reader.tui.edits import Edits
from reader.tui.fresh_start import FreshStart
from reader.tui.jobs import Jobs
from reader.tui.main_screen import MainScreen
from reader.tui.session import Session
from reader.tui.status import StatusModel

if TYPE_CHECKING:
    from reader.tui.screens.chooser import Chooser
    from reader.workspace.codebook_rules import CodebookRules, How
    from reader.workspace.codebook_service import CodebookPlan

KEYS = "↑↓ move · enter choose · esc leave"
UNKNOWN = "not in the codebook"


class CodebookChangesController:
    """Asks which tag to change and how, counts what would change, asks again, and makes the change."""

    def __init__(
        self,
        session: Session,
        screen: MainScreen,
        jobs: Jobs,
        status: StatusModel,
        edits: Edits,
        fresh_start: FreshStart,
    ) -> None:
        self._screen, self._jobs, self._status = screen, jobs, status
        self._edits, self._fresh_start, self._workspace = edits, fresh_start, session.workspace

    def commands(self) -> list[Command]:
        """Return the commands, which only the palette shows."""
        return [
            Command("rename_tag", lambda: self._begin("rename"), needs_annotations=True),
            Command("merge_tag", lambda: self._begin("merge"), needs_annotations=True),
            Command("retire_tag", lambda: self._begin("retire"), needs_annotations=True),
            Command("read_settings", lambda: self._fresh_start.begin("the settings have been read again")),
        ]

    # Which tag

    def _begin(self, how: "How") -> None:
        """Ask which tag is meant."""
        rules = None if self._edits.is_refused() else self._edits.attempt(lambda: self._workspace.codebook.rules)
        if rules is None:
            return
        tags = [tag for tag in _tags(rules) if rules.can(how, tag.name)]
        if not tags:
            self._status.set_status(f"there is no tag to {how}: quote, claim and boilerplate keep their names")
            return
        self._choose(f"{how} which tag?", tags, rules, lambda tag: self._ask_for_more(how, tag, rules))

    def _ask_for_more(self, how: "How", tag: str, rules: "CodebookRules") -> None:
        """Ask for the new name, or for the tag that the annotations get."""
        if how == "rename":
            self._ask_for_name(tag, rules)
            return
        tags = [each for each in _tags(rules) if not rules.why_not(how, tag, each.name)]
        number = count_within(rules.used, tag)
        if how == "merge":
            self._choose(f"merge {tag} into …", tags, rules, lambda into: self._plan(how, tag, into))
        elif number:
            stay = f"leave {'it' if number == 1 else 'them'}"
            title = f"retire {tag} · {counted(number, 'tag')}: {stay}, or change to …"
            self._choose(title, tags, rules, lambda into: self._plan(how, tag, into), first=f"{stay} as {tag}")
        else:
            self._plan(how, tag, "")

    def _choose(
        self,
        title: str,
        tags: Sequence[Tag],
        rules: "CodebookRules",
        take: Callable[[str], object],
        *,
        first: str = "",
    ) -> None:
        """Ask for one of some tags.

        Args:
            title: The words on the box.
            tags: The tags.
            rules: Tells how often each is used.
            take: Takes the name of the chosen tag; an empty text for the first choice.
            first: A choice above the tags; none if it is empty.
        """
        from reader.tui.screens.chooser import ChooserItem
        from reader.tui.screens.tag_chooser import tag_choice, tag_chooser

        def matching(typed: str) -> Sequence[ChooserItem[str]]:
            found = [tag_choice(tag, rules.used[tag.name]) for tag in matching_tags(typed, tags, ())]
            return [ChooserItem("", first), *found] if first and not typed.strip() else found

        self._open(tag_chooser(title, matching, keys=KEYS), take)

    def _ask_for_name(self, tag: str, rules: "CodebookRules") -> None:
        """Ask for a new name; the list repeats it, or says why the tag cannot have it."""
        from reader.tui.screens.chooser import Chooser, ChooserItem

        def matching(typed: str) -> Sequence[ChooserItem[str]]:
            name = typed.strip()
            if name in ("", tag):
                return [ChooserItem("", "type the new name", is_notice=True)]
            problem = rules.why_not("rename", tag, name)
            return [ChooserItem(name, problem or f"rename {tag} to {name}", is_notice=bool(problem))]

        chooser = Chooser(f"rename {tag} to …", "", matching, keys="enter rename · esc leave", typed=tag)
        self._open(chooser, lambda name: self._plan("rename", tag, name))

    def _open(self, chooser: "Chooser[str]", take: Callable[[str], object]) -> None:
        def took(name: str | None) -> None:
            if name is not None:
                take(name)

        self._screen.open_over(chooser, took)

    # What it comes to

    def _plan(self, how: "How", tag: str, into: str) -> None:
        """Find out in a job what would be changed."""
        self._status.set_status(f"counting what has the tag {sanitize_line(tag)} …")
        steps, report = self._workspace.codebook.plan_in_steps(how, tag, into), self._edits.report
        self._jobs.run("codebook", steps, exclusive=True, keys_wait=True, on_done=self._ask, on_error=report)

    def _ask(self, plan: "CodebookPlan") -> None:
        """Ask once more, with the counts."""
        from reader.reports.codebook_change import change_summary, files_changed, outcome, people_lines, question
        from reader.workspace.location import settings_files

        self._status.set_status("")
        if plan.is_empty:
            self._status.set_status(f"{question(plan)}: already done")
            return
        user_file, _ = settings_files(self._workspace.paths.folder)
        details = [*people_lines(plan), *outcome(plan), *files_changed(plan, "changes", user_file)]
        reason = f"{change_summary(plan).capitalize()}. One undo takes it back."
        self._edits.consent.ask(question(plan), reason, lambda: self._carry_out(plan), details)

    def _carry_out(self, plan: "CodebookPlan") -> None:
        self._edits.change_beside(lambda: self._workspace.codebook.carry_out(plan), self._end)

    def _end(self, plan: "CodebookPlan") -> None:
        """Begin again with the new codebook, if it has changed."""
        number = f": {counted(len(plan.found), 'tag')}" if plan.move.changes else ""
        news = f"{sanitize_line(plan.description)}{number}, {self._edits.saved} · u undoes"
        if plan.files:
            self._screen.app.call_later(self._fresh_start.begin, news)
        else:
            self._edits.announce_all(news)


def _tags(rules: "CodebookRules") -> list[Tag]:
    """Return the tags of the codebook, then those that only annotations have."""
    known = rules.settings.tags
    unknown = sorted({name for name, number in rules.used.items() if number}.difference(tag.name for tag in known))
    return [*known, *(Tag(name, "", "", UNKNOWN, "bold", "grey") for name in unknown)]
