"""Rules of the codebook: whether a tag can be renamed, merged or retired, and what that does to its entry."""

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from reader.errors import UsageError
from reader.settings import TAGS, Settings
from reader.settings.codebook_change import CodebookChange
from reader.settings.former_names import name_now
from reader.settings.tag_entries import problem_of_name
from reader.settings.tag_names import is_within, moved_name, tag_above
from reader.similar import similar_name
from reader.text.sanitize import sanitize
from reader.workspace.checks import retired
from reader.workspace.tag_moves import TagMove

How = Literal["rename", "merge", "retire"]
DEFAULTS = frozenset(tag.name for tag in TAGS)


@dataclass(frozen=True, slots=True)
class CodebookRules:
    """The names of tags, and what may be done to each.

    Every change raises UsageError if it is not allowed.

    Attributes:
        settings: The settings, with the tags of the codebook.
        used: How many annotations and dismissals have each tag.
    """

    settings: Settings
    used: Counter[str]

    def rename(self, tag: str, new: str) -> CodebookChange:
        """Return what renaming a tag does to the codebook; nothing if that has been done already."""
        if self._is_now(tag, new):
            return CodebookChange()
        self._check_there(tag)
        self._check_own(tag, f"its annotations get another tag with `reader codebook retire {tag} --into TAG`")
        if problem := problem_of_name(new):
            raise UsageError(f"{sanitize(new)}: {problem}")
        if is_within(new, tag):
            raise UsageError(
                f"{tag}: {'it already has this name' if new == tag else 'a tag cannot be nested in itself'}"
            )
        within = self.settings.within(tag)
        known = {each.name for each in self.settings.tags} | {*self.used}
        wanted = {moved_name(each.name, tag, new) for each in within}
        taken = sorted(name for name in known if name in wanted or is_within(name, new))
        if taken:
            raise UsageError(
                f"{sanitize(taken[0])}: there is already such a tag: merge {tag} into it to make the two one"
            )
        parent = tag_above(new)
        if within and parent and self.settings.tag(parent) is None:
            raise UsageError(f"{new}: there is no tag {parent} to nest it in: add an entry to reader.toml first")
        former = {name: each.name for each in self.settings.tags for name in each.formerly}
        owner = former.get(new, tag)
        if owner != tag:
            raise UsageError(f"{new}: {owner} had this name before, and annotations that have it count as {owner}")
        if not within:
            return CodebookChange()
        return CodebookChange(
            {each.name: moved_name(each.name, tag, new) for each in within},
            formerly={tag: new},
            forgotten={new: new} if new in former else {},
        )

    def merge(self, tag: str, into: str) -> CodebookChange:
        """Return what merging a tag into another one does to the codebook; nothing if that has been done already."""
        if self._is_now(tag, into):
            return CodebookChange()
        self._check_there(tag)
        self._check_own(tag, f"`reader codebook retire {tag} --into {into}` gives its annotations the other tag")
        self._check_into(tag, into)
        if self.settings.tag(into) is None:
            return CodebookChange()  # neither is in the codebook
        within = self.settings.within(tag)
        moved = {each.name: moved_name(each.name, tag, into) for each in within}
        merged = {name: new for name, new in moved.items() if name == tag or self.settings.tag(new)}
        renamed = {name: new for name, new in moved.items() if name not in merged}
        formerly = {
            tag: into,
            **{name: merged[each.name] for each in within for name in each.formerly if each.name in merged},
        }
        return CodebookChange(renamed, merged, formerly)

    def retire(self, tag: str, into: str) -> CodebookChange:
        """Return what retiring a tag does to the codebook; nothing if that has been done already."""
        within = self.settings.within(tag)
        if not within:
            self._check_there(tag)
            raise UsageError(f"{tag}: it is not in the codebook, so it is not offered: merge or rename it instead")
        if into:
            self._check_into(tag, into)
            for name in self.used:
                new = moved_name(name, tag, into)
                if new != name and self.settings.tag(new) is None:
                    raise UsageError(f"{name}: there is no tag {new} for its annotations: merge or rename {name} first")
        return CodebookChange(retired=tuple(each.name for each in within if not each.is_retired))

    def can(self, how: How, tag: str) -> bool:
        """Return whether this change is possible for an existing tag."""
        if how == "retire":
            return any(not each.is_retired for each in self.settings.within(tag))
        return tag not in DEFAULTS

    def why_not(self, how: How, tag: str, into: str) -> str:
        """Return why something cannot be done to a tag; an empty string if it can."""
        try:
            self.change(how, tag, into)
        except UsageError as error:
            return str(error)
        return ""

    def change(self, how: How, tag: str, into: str) -> CodebookChange:
        """Return what renaming, merging or retiring a tag does to the codebook; nothing if that has been done."""
        if how == "rename":
            return self.rename(tag, into)
        return self.merge(tag, into) if how == "merge" else self.retire(tag, into)

    def lacking(self, move: TagMove) -> Counter[str]:
        """Return the number of annotations that have a field which their new tag lacks, by the name of the field."""
        found = Counter[str]()
        for each in move.changes:
            if each.before and each.after and each.before.tag != each.after.tag and each.after.fields:
                tag = self.settings.tag(each.after.tag)
                found.update(name for name in each.after.fields if tag and tag.field(name) is None)
        return found

    def _is_now(self, tag: str, new: str) -> bool:
        """Return whether one name is a former name of the other.

        Raises:
            UsageError: It is a former name of another tag.
        """
        now = name_now(self.settings.tags)(tag)
        if now not in (tag, new):
            raise UsageError(f"{sanitize(tag)}: this tag is now called {now}")
        return now == new != tag

    def _check_there(self, tag: str) -> None:
        if not (self.settings.tag(tag) or any(is_within(name, tag) for name in self.used)):
            names = [*(each.name for each in self.settings.tags), *self.used]
            similar = similar_name(tag, names)
            hint = f"did you mean {sanitize(similar)}?" if similar else "`reader codebook` lists all of them"
            raise UsageError(f"{sanitize(tag)}: there is no such tag: {hint}")

    def _check_own(self, tag: str, instead: str) -> None:
        if tag in DEFAULTS:
            raise UsageError(f"{tag} keeps its name, by which the program suggests and checks passages: {instead}")

    def _check_into(self, tag: str, into: str) -> None:
        """Check that annotations of a tag can get another one."""
        if is_within(into, tag):
            raise UsageError(f"{tag}: a tag cannot go into itself, or into one that is nested in it")
        known = self.settings.tag(into)
        if known is None and (self.settings.tag(tag) or into not in self.used):
            names = [each.name for each in self.settings.offered]
            similar = similar_name(into, names)
            hint = f"did you mean {similar}?" if similar else "add an entry to reader.toml first"
            raise UsageError(f"{sanitize(into)}: it is not in the codebook: {hint}")
        if known and known.is_retired:
            raise UsageError(retired(known))
