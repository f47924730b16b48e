"""Every key of the program, in one place: bindings, help, footer, palette and the tables in docs/ are made from it.

Plain data, without Textual: `reader config` checks a keymap by it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reader.settings import Tag

# They stay with what they do, and nothing else is put on them: the way out is never lost.
PROTECTED = frozenset({"ctrl+q", "ctrl+c", "escape", "enter", "tab", "shift+tab"})
SHOWN = {
    "down": "↓", "up": "↑", "left": "←", "right": "→", "pagedown": "PgDn", "pageup": "PgUp",
    "home": "Home", "end": "End", "escape": "esc", "shift+right": "shift+→", "shift+left": "shift+←", "f1": "F1",
    "backspace": "⌫", "shift+tab": "",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Key:
    """id: what `[keys]` in reader.toml calls it; empty where it is set elsewhere.

    keys: one or several, parted by blanks: characters, or Textual's names.
    brief: the word in the footer, if it ever stands there. colour: a tag's.
    """

    id: str
    keys: str
    action: str
    label: str
    brief: str = ""
    colour: str = ""

    @property
    def names(self) -> list[str]:
        return self.keys.split()

    @property
    def shown(self) -> str:
        """As people write them, parted by blanks."""
        return " ".join(filter(None, (SHOWN.get(name, name) for name in self.names)))


def tag_keys(tags: Sequence[Tag]) -> list[Key]:
    return [
        Key(
            "",
            f"{tag.key} {tag.alias}".strip(),
            f"app.tag('{tag.name}')",
            f"{tag.name}: {tag.meaning}",
            tag.name,
            tag.colour,
        )
        for tag in tags
    ]


def _of_chosen(key: Key) -> Key:
    """A tag's key in the list of tags: it gives this tag to what is chosen."""
    return replace(key, action=key.action.removeprefix("app."), label=f"change what is chosen to {key.brief}")


MOTIONS = (
    Key("next-sentence", "down j", "cursor('next', 'sentence')", "next sentence", "next"),
    Key("previous-sentence", "up k", "cursor('previous', 'sentence')", "previous sentence"),
    Key("next-block", "}", "cursor('next_block')", "next block"),
    Key("previous-block", "{", "cursor('previous_block')", "previous block"),
    Key("next-word", "w", "cursor('next', 'word')", "next word"),
    Key("previous-word", "W", "cursor('previous', 'word')", "previous word"),
    Key("next-quotation", '"', "cursor('next_quotation')", "next quotation"),
    Key("page-down", "pagedown space", "page(1.0)", "page down"),
    Key("page-up", "pageup", "page(-1.0)", "page up"),
    Key("half-page-down", "ctrl+d", "page(0.5)", "half a page down"),
    Key("half-page-up", "ctrl+u", "page(-0.5)", "half a page up"),
    Key("first-sentence", "g home", "first", "first sentence"),
    Key("last-sentence", "G end", "last", "last sentence"),
    Key("next-tag", "]", "app.next_tag(1)", "next tag"),
    Key("previous-tag", "[", "app.next_tag(-1)", "previous tag"),
    Key("hint", "f", "app.hint", "two letters on every sentence in sight: type them to go there"),
    Key("outline", "t", "app.outline", "the headings of the article"),
    Key("back", "'", "app.go_back", "back to where you came from, also in another source"),
    Key("untagged", "U", "app.next_untagged", "next source with text that has no tag"),
    Key("next-source", "J", "app.next_source(1)", "next source"),
    Key("previous-source", "K", "app.next_source(-1)", "previous source"),
)
FINDING = (
    Key("find", "/", "app.find", "search the article while you type; what is found can be tagged", "find"),
    Key("find-next", "n", "app.find_next(1)", "next that was found"),
    Key("find-previous", "N", "app.find_next(-1)", "previous that was found"),
)
# While words are typed to search for in the article: these stay.
TYPING = (
    Key("", "enter", "app.type_to_find('enter')", "keep what is found", "keep"),
    Key("", "down", "app.type_to_find('down')", "next", "next"),
    Key("", "up", "app.type_to_find('up')", "previous", "previous"),
    Key("", "ctrl+r", "app.type_to_find('ctrl+r')", "a regular expression, or plain words", "regex"),
    Key("", "escape", "app.type_to_find('escape')", "back to where it began", "back"),
)
# While a filter is typed, in the list of sources and in that of tags
FILTERING = (
    Key("", "enter", "app.simulate_key('enter')", "open the selected source", "open"),
    Key("", "escape", "app.simulate_key('escape')", "show all again", "show all"),
)
FILTERING_TAGS = (Key("", "enter", "app.simulate_key('enter')", "keep the filter", "keep"), FILTERING[-1])
SELECTION = (
    Key("larger", "+ =", "cursor('grow')", "larger passage: quotation, sentence, block, article", "larger"),
    Key("smaller", "-", "cursor('shrink')", "smaller passage", "smaller"),
    Key("range", "v", "cursor('toggle_range')", "start a range for the motions to extend; again to end it", "range"),
    Key("end-next-word", "l right", "cursor('move_end_forward', 'word')", "end of the passage to the next word"),
    Key("end-previous-word", "h left", "cursor('move_end_back', 'word')", "end of the passage back a word"),
    Key(
        "end-next-character",
        "shift+right",
        "cursor('move_end_forward', 'grapheme')",
        "end of the passage on by a character",
    ),
    Key(
        "end-previous-character",
        "shift+left",
        "cursor('move_end_back', 'grapheme')",
        "end of the passage back by a character",
    ),
    Key("other-end", "o", "cursor('other_end')", "move the other end, with the same four keys", "other end"),
    Key("sentence", "escape", "cursor('cancel')", "back to the sentence", "leave"),
    Key("copy", "y", "app.copy", "copy the passage and its source", "copy"),
)
TAGGING = (
    Key("note", "a", "app.annotate", "write a note on the tag under the cursor", "note"),
    Key("remove", "x", "app.untag", "remove the tag under the cursor, as its own key does", "remove"),
    Key("carry", "C", "app.carry", "give the tag under the cursor to its sure echoes, or to those that are chosen"),
)
SUGGESTING = (
    Key("accept", "enter", "app.accept", "tag what is suggested under the cursor, and go on", "accept"),
    Key("dismiss", "backspace", "app.dismiss", "never suggest again what is suggested under the cursor", "dismiss"),
    Key("next-suggestion", ".", "app.next_suggestion(1)", "next suggestion; `enter` goes on to the next", "next"),
    Key("previous-suggestion", ",", "app.next_suggestion(-1)", "previous suggestion", "previous"),
    Key("accept-all", "A", "app.accept_all", "tag all sure ones of the article that are of the kind under the cursor"),
    Key("suggestions", "S", "app.suggestions", "suggestions: only the sure ones, all, or none"),
)
# On the panes: a screen has a tab of its own, and it comes before the app's.
PANES = (Key("switch-pane", "tab shift+tab", "app.switch_pane", "to the sources and back", "sources"),)
EVERYWHERE = (
    Key("undo", "u", "app.undo", "undo", "undo"),
    Key("redo", "ctrl+r", "app.redo", "redo"),
    Key("search", "ctrl+f", "app.search", "search all sources"),
    Key("tags", "T", "app.tag_list", "the list of tags: show it, hide it"),
    Key("echoes", "L", "app.echoes", "the echoes of the passage, in other sources: show them, hide them"),
    Key("review", "R", "app.review", "the tags to look at, since their sources changed"),
    Key("adjudicate", "D", "app.adjudicate", "where people disagree: decide, place by place"),
    Key("export", "E", "app.export", "export for other programs"),
    Key("import", "I", "app.import_file", "import from other programs"),
    Key("edit", "e", "app.edit", "open the source in $VISUAL or $EDITOR, and read it again"),
    Key("narrower", "<", "app.widen(-2)", "narrower list of sources"),
    Key("wider", ">", "app.widen(2)", "wider list of sources"),
    Key("help", "? f1", "app.help", "all keys", "keys"),
    Key("palette", "ctrl+p :", "app.command_palette", "the palette: all actions by name, and the themes"),
    Key("suspend", "ctrl+z", "app.suspend_process", "to the shell; `fg` comes back"),
    Key("quit", "ctrl+q", "app.quit", "quit", "quit"),
)
SOURCES = (
    Key("list-next", "down j", "move(1)", "next source", "next"),
    Key("list-previous", "up k", "move(-1)", "previous source"),
    Key("list-page-down", "pagedown space", "page(1)", "page down"),
    Key("list-page-up", "pageup", "page(-1)", "page up"),
    Key("list-first", "g home", "first", "first source"),
    Key("list-last", "G end", "last", "last source"),
    Key("open", "enter", "open", "open the source", "open"),
    Key("filter", "/", "filter", "show only the sources with these words in title or name", "filter"),
    Key("leave-list", "escape", "app.switch_pane", "show all sources again; back to the article", "article"),
)
TAG_LIST = (
    Key("tags-next", "down j", "move(1)", "next tag", "next"),
    Key("tags-previous", "up k", "move(-1)", "previous tag"),
    Key("go-there", "enter", "open", "go there in the article", "go there"),
    Key("choose", "space", "choose", "choose it, or not", "choose"),
    Key("choose-all", "*", "choose_all", "choose all that are shown, or none", "all"),
    Key("tags-note", "a", "ask('note')", "write a note on what is chosen", "note"),
    Key("tags-remove", "x", "ask('remove')", "remove what is chosen", "remove"),
    Key("filter-tags", "/", "filter", "only tags with these words; also tag: by: source: note: status:", "filter"),
    Key("scope", "S", "scope", "the tags of the article, or of all sources", "scope"),
    Key("fill", "F", "app.fill", "the whole screen for the list, or a pane"),
    Key("tags-page-down", "pagedown", "page(1)", "page down"),
    Key("tags-page-up", "pageup", "page(-1)", "page up"),
    Key("tags-first", "g home", "first", "first tag"),
    Key("tags-last", "G end", "last", "last tag"),
    Key("leave-tags", "escape", "leave", "nothing chosen; no filter; back to the article", "back"),
)
ECHOES = (
    Key("echoes-next", "down j", "move(1)", "next echo", "next"),
    Key("echoes-previous", "up k", "move(-1)", "previous echo", "previous"),
    Key("go-to-echo", "enter", "pick", "go there; `'` in the article comes back", "go there"),
    Key("choose-echo", "space", "choose", "choose it, or not", "choose"),
    Key("echoes-carry", "C", "app.carry", "give the passage's tag to what is chosen, else to the sure ones", "carry"),
    Key("echoes-fill", "F", "app.fill", "the whole screen for the list, or a pane", "fill"),
    Key("echoes-page-down", "pagedown", "page(1)", "page down"),
    Key("echoes-page-up", "pageup", "page(-1)", "page up"),
    Key("echoes-first", "g home", "first", "first echo"),
    Key("echoes-last", "G end", "last", "last echo"),
    Key("leave-echoes", "escape", "app.leave_aside", "back to the article", "back"),
)
# The search of all sources: what else is typed is what to search for, and these stay.
SEARCH = (
    Key("", "down ctrl+n", "move(1)", "next", "next"),
    Key("", "up ctrl+p", "move(-1)", "previous", "previous"),
    Key("", "enter", "go", "go there", "go there"),
    Key("", "escape", "dismiss", "back to the article", "back"),
)
# A file is named: what else is typed is its path.
FILES = (
    Key("", "enter", "accept", "take this file, or go into this folder", "take"),
    Key("", "tab", "complete", "complete the path", "complete"),
    Key("", "down", "move(1)", "next", "next"),
    Key("", "ctrl+w", "shorten", "take off the last part of the path", "shorter"),
    Key("", "escape", "dismiss", "back to the article", "back"),
)
EXPORT = (
    Key("next-format", "down j", "move(1)", "next format", "next"),
    Key("previous-format", "up k", "move(-1)", "previous format"),
    Key("only-mine", "m", "mine", "only what you tagged, or what everybody did", "only mine"),
    Key("suggestions-too", "s", "suggestions", "with suggestions as predictions, if the format knows them, or without"),
    Key("choose-file", "enter", "choose", "choose the file", "file"),
    Key("leave-export", "escape E", "dismiss", "back to the article", "back"),
    Key("export-help", "? f1", "app.help", "these keys"),
    Key("export-quit", "ctrl+q", "app.quit", "quit"),
)
OUTLINE = (
    Key("outline-next", "down j", "move(1)", "next heading", "next"),
    Key("outline-previous", "up k", "move(-1)", "previous heading", "previous"),
    Key("outline-page-down", "pagedown space", "page(1)", "page down"),
    Key("outline-page-up", "pageup", "page(-1)", "page up"),
    Key("outline-first", "g home", "first", "first heading"),
    Key("outline-last", "G end", "last", "last heading"),
    Key("go-to-heading", "enter", "go", "go there", "go there"),
    Key("leave-outline", "escape t q", "dismiss", "back to the article", "back"),
    Key("outline-quit", "ctrl+q", "app.quit", "quit"),
)
REVIEW = (
    Key("review-next", "down j", "move(1)", "next tag"),
    Key("review-previous", "up k", "move(-1)", "previous tag"),
    Key("confirm", "enter", "decide('confirm')", "confirm that the tag stands here now", "confirm"),
    Key("confirm-all", "A", "confirm_all", "confirm all that are edited or moved, as one step", "all"),
    Key("attach", "p", "decide('attach')", "put the tag on the passage under the cursor", "put here"),
    Key("visit", "o", "decide('visit')", "go there in the article", "go there"),
    Key("review-remove", "x", "decide('remove')", "remove the tag", "remove"),
    Key("review-undo", "u", "app.undo", "undo", "undo"),
    Key("review-page-down", "pagedown space", "page(1)", "scroll the two texts down"),
    Key("review-page-up", "pageup", "page(-1)", "scroll the two texts up"),
    Key("leave-review", "escape R q", "dismiss", "back to the article", "back"),
    Key("review-help", "? f1", "app.help", "these keys"),
    Key("review-quit", "ctrl+q", "app.quit", "quit"),
)
ADJUDICATION = (
    Key(
        "take-1",
        "1 left h",
        "take(1)",
        "take what the first one set (3 to 9: the third one, and so on)",
        "first",
    ),
    Key("take-2", "2 right l", "take(2)", "take what the second one set", "second"),
    Key("take-both", "b +", "take_both", "take what all of them set", "all"),
    Key("take-neither", "n 0", "take_neither", "take nothing: it is dismissed", "none"),
    Key("next-disagreement", "down j", "move(1)", "next disagreement", "next"),
    Key("previous-disagreement", "up k", "move(-1)", "previous disagreement"),
    Key("take-agreed", "A", "take_agreed", "take all that everybody agrees on, as one step", "agreed"),
    Key("adjudication-undo", "u", "undo", "undo", "undo"),
    Key("adjudication-visit", "o enter", "visit", "go there in the article"),
    Key("adjudication-page-down", "pagedown space", "page(1)", "scroll down"),
    Key("adjudication-page-up", "pageup", "page(-1)", "scroll up"),
    Key("leave-adjudication", "escape D q", "dismiss", "back to the article", "back"),
    Key("adjudication-help", "? f1", "app.help", "these keys"),
    Key("adjudication-quit", "ctrl+q", "app.quit", "quit"),
)

# By the pane or screen that has the focus: the headings of the keys that work there, its own first.
PLACES = {
    "article": ("Tag", "Suggestions", "Move", "Find", "Passage", "Everywhere"),
    "sources": ("Sources", "Everywhere"),
    "tags": ("List of tags", "Everywhere"),
    "echoes": ("List of echoes", "Everywhere"),
    "outline": ("Outline",),
    "review": ("Review",),
    "adjudication": ("Disagreements",),
    "export": ("Export",),
}


class Keymap:
    """All keys as they are now: those of the tags, and the others with what reader.toml has `changed`, by id."""

    def __init__(self, tags: Sequence[Tag], changed: Mapping[str, str]) -> None:
        self._changed = changed
        self.tags = tag_keys(tags)
        self.groups: dict[str, Sequence[Key]] = {
            "Tag": (*self.tags, *self.now(TAGGING)),
            "Suggestions": self.now(SUGGESTING),
            "Move": self.now(MOTIONS),
            "Find": self.now(FINDING),
            "Passage": self.now(SELECTION),
            "Sources": self.now(SOURCES),
            "List of tags": (*map(_of_chosen, self.tags), *self.now(TAG_LIST)),
            "List of echoes": self.now(ECHOES),
            "Outline": self.now(OUTLINE),
            "Everywhere": (*self.now(PANES), *self.now(EVERYWHERE)),
            "Review": self.now(REVIEW),
            "Disagreements": self.now(ADJUDICATION),
            "Export": self.now(EXPORT),
        }

    def now(self, keys: Sequence[Key]) -> Sequence[Key]:
        """These keys as they are now."""
        if not self._changed:
            return keys
        return tuple(replace(key, keys=self._changed[key.id]) if key.id in self._changed else key for key in keys)

    def get(self, *ids: str) -> Iterator[Key]:
        """Keys by id, in this order."""
        known = {key.id: key for keys in self.groups.values() for key in keys}
        return (known[id] for id in ids)

    def clashes(self) -> Iterator[tuple[str, Key, Key]]:
        """Each key that two actions have in one place, and the two."""
        for headings in PLACES.values():
            taken: dict[str, Key] = {}
            for key in (key for heading in headings for key in self.groups[heading]):
                for name in key.names:
                    if taken.setdefault(name, key) is not key:
                        yield name, taken[name], key
