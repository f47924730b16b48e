"""The keys of the program, as plain data: bindings, help, footer, palette and the tables in docs/ are made from it."""

from typing import NamedTuple

# Their meaning cannot be changed, so that there is always a way out.
PROTECTED = frozenset({"ctrl+q", "ctrl+c", "escape", "enter", "tab", "shift+tab"})
# Actions that have another key than before, and the key that they keep where a reader.toml gives the new one away.
FORMER_KEYS = {"carry": "C", "echoes-carry": "C"}
# Actions that are newer than many a reader.toml: where one gives their key to something else, they have none.
GIVE_WAY = (
    "claims",
    "claims-card",
    "join-claims",
    "claims-order",
    "tags-card",
    "list-done",
    "card",
    "speaker",
    "link",
    "choose-matches",
    "done",
    "next-not-done",
    "previous-not-done",
    "people",
    "copy-people",
    "copy-claims",
    "order",
    "list-order",
    "whose",
    "list-alone",
    "text-alone",
    "mark",
    "marks",
    "check",
    "next-not-exact",
    "beside",
    "together",
    "switch-back",
    "choose-tag",
    "tags-choose-tag",
    "export-filter",
    "export-address",
    "export-form",
    "export-verdicts",
    "export-story",
    "export-guard",
)
IN_DIALOGS = frozenset({"redraw"})  # the actions whose keys also work in every dialog, before any other
SHOWN = {
    "down": "↓", "up": "↑", "left": "←", "right": "→", "pagedown": "PgDn", "pageup": "PgUp",
    "home": "Home", "end": "End", "escape": "esc", "shift+right": "shift+→", "shift+left": "shift+←", "f1": "F1",
    "backspace": "⌫",
}  # fmt: skip


class Key(NamedTuple):
    """An action and the keys that run it.

    Attributes:
        id: The name of the action in `[keys]` of reader.toml; empty if its keys cannot be set there.
        keys: One key or several, separated by spaces: characters or Textual's names.
        action: The action, as Textual writes it.
        label: The description in help, palette and docs.
        brief: The word in the footer; empty if the footer never shows the key.
        colour: The colour of a tag's key, as in `Tag.colour`; otherwise empty.
    """

    id: str
    keys: str
    action: str
    label: str
    brief: str = ""
    colour: str = ""

    @property
    def names(self) -> list[str]:
        """The keys, one by one."""
        return self.keys.split()

    @property
    def shown_names(self) -> list[str]:
        """The keys as people write them."""
        return [shown for name in self.names if (shown := SHOWN.get(name, name))]

    def switch(self, *, is_on: bool) -> "Key":
        """Return this key of a switch, with the footer's word that shows whether it is on: `[x] exact`."""
        return self._replace(brief=f"[{'x' if is_on else ' '}] {self.brief}")

    @property
    def shown(self) -> str:
        """The keys as people write them, separated by spaces."""
        return " ".join(self.shown_names)


MOTIONS = (
    Key(
        "next-sentence",
        "down j",
        "cursor('next', 'sentence')",
        "next sentence; 5j moves five: a number from 4 up repeats any motion",
        "next",
    ),
    Key("previous-sentence", "up k", "cursor('previous', 'sentence')", "previous sentence"),
    Key("next-block", "}", "cursor('next_block')", "next block"),
    Key("previous-block", "{", "cursor('previous_block')", "previous block"),
    Key("next-word", "w", "cursor('next', 'word')", "next word"),
    Key("previous-word", "W", "cursor('previous', 'word')", "previous word"),
    Key("next-quotation", '"', "cursor('next_quotation')", "next quotation; enter then goes from one to the next"),
    Key("page-down", "pagedown space", "page(1.0)", "page down"),
    Key("page-up", "pageup", "page(-1.0)", "page up"),
    Key("half-page-down", "ctrl+d", "page(0.5)", "half a page down"),
    Key("half-page-up", "ctrl+u", "page(-0.5)", "half a page up"),
    Key("first-sentence", "g home", "first", "first sentence"),
    Key("last-sentence", "G end", "last", "last sentence"),
    Key("next-tag", "]", "app.next_tag(1)", "next tag; the keys that extend a passage then move its ends"),
    Key("previous-tag", "[", "app.next_tag(-1)", "previous tag"),
    Key("next-not-exact", "!", "app.next_not_exact", "next quotation that is not exact"),
    Key("hint", "f", "app.hint", "jump to a visible sentence by typing its two letters"),
    Key("outline", "t", "app.outline", "list the headings of the article"),
    Key("back", "'", "app.go_back", "go back to where you came from, in any source"),
    Key("untagged", "U", "app.next_untagged", "next untagged passage, then the next source with one"),
    Key("next-not-done", ")", "app.next_not_done(1)", "next source that is not done"),
    Key("previous-not-done", "(", "app.next_not_done(-1)", "previous source that is not done"),
    Key("next-source", "J", "app.next_source(1)", "next source"),
    Key("previous-source", "K", "app.next_source(-1)", "previous source"),
    Key("together", "&", "app.together", "scroll two articles together by the passages in both, or apart"),
)
FINDING = (
    Key("find", "/", "app.find", "search the article as you type; matches can be tagged", "find"),
    Key("find-next", "n", "app.find_next(1)", "next match"),
    Key("find-previous", "N", "app.find_next(-1)", "previous match"),
    Key(
        "choose-matches",
        "*",
        "app.choose_matches",
        "choose every match, to tag them all; again: those in all sources",
        "all",
    ),
)
EXACT = Key("", "ctrl+e", "app.exact", "match case, accents and marks exactly, or ignore them", "exact")
# While search words are typed in the article, every other key adds to them.
TYPING = (
    Key("", "enter", "app.type_to_find('enter')", "keep the matches", "keep"),
    Key("", "down", "app.type_to_find('down')", "next", "next"),
    Key("", "up", "app.type_to_find('up')", "previous", "previous"),
    Key("", "ctrl+r", "app.type_to_find('ctrl+r')", "switch between regular expression and plain text", "regex"),
    EXACT,
    Key("", "escape", "app.type_to_find('escape')", "return to where the search began", "back"),
)
SELECTION = (
    Key("larger", "+ =", "cursor('grow')", "larger passage: quotation, sentence, block, article", "larger"),
    Key("smaller", "-", "cursor('shrink')", "smaller passage", "smaller"),
    Key("range", "v", "cursor('toggle_range')", "start a range that motions extend; press again to end it", "range"),
    Key(
        "end-next-word",
        "l right",
        "cursor('move_end_forward', 'word')",
        "extend the passage by a word, or the selected tag",
        "longer",
    ),
    Key(
        "end-previous-word",
        "h left",
        "cursor('move_end_back', 'word')",
        "shorten the passage by a word, or the selected tag",
        "shorter",
    ),
    Key(
        "end-next-character",
        "shift+right",
        "cursor('move_end_forward', 'grapheme')",
        "extend the passage by a character",
    ),
    Key(
        "end-previous-character",
        "shift+left",
        "cursor('move_end_back', 'grapheme')",
        "shorten the passage by a character",
    ),
    Key("other-end", "o", "cursor('other_end')", "extend and shorten at the other end of the passage", "other end"),
    Key("sentence", "escape", "cursor('cancel')", "return to the sentence", "leave"),
    Key("text-alone", "F", "app.fill", "the text alone, or with the panes beside it"),
    Key("copy", "y", "app.copy", "copy the passage with its source", "copy"),
)
TAGGING = (
    Key(
        "choose-tag",
        "#",
        "app.choose_tag",
        "tag with any tag of the codebook: type a few letters of its name",
        "more",
    ),
    Key("note", "a", "app.annotate", "write a note on the tag just set, or under the cursor", "note"),
    Key(
        "card",
        "i",
        "app.card",
        "show the card of the tag just set or under the cursor, or why something is suggested",
        "card",
    ),
    Key(
        "speaker",
        "s",
        "app.speaker",
        "make the selected name the speaker of the nearest quote; on a quote, choose or type its speaker",
    ),
    Key("link", "r", "app.link", "link this tag: press it here, then at the other end, then choose the kind of link"),
    Key("mark", "m", "app.mark", "mark this place to find it again, or remove the mark", "mark"),
    Key("remove", "x", "app.untag", "remove the tag under the cursor, whoever set it", "remove"),
    Key(
        "done",
        "d",
        "app.done",
        "mark this source as done and open the next that is not done; on a done source, unmark it",
        "done",
    ),
    Key("carry", "Y", "app.carry", "copy this tag to the selected or all sure echoes"),
)
SUGGESTING = (
    Key("accept", "enter", "app.enter", "accept the suggestion under the cursor and go on; keep moved ends", "accept"),
    Key("dismiss", "backspace", "app.dismiss", "dismiss the suggestion under the cursor for good", "dismiss"),
    Key(
        "next-suggestion",
        ".",
        "app.next_suggestion(1)",
        "next suggestion; enter accepts it and goes to the next",
        "next",
    ),
    Key("previous-suggestion", ",", "app.next_suggestion(-1)", "previous suggestion", "previous"),
    Key(
        "accept-all",
        "A",
        "app.accept_all",
        "accept all sure suggestions of this kind; again: all kinds; again: all sources",
    ),
    Key("suggestions", "S", "app.suggestions", "show sure suggestions, all or none"),
)
# On the panes only: screens use tab in their own way.
PANES = (
    Key("switch-pane", "tab", "app.switch_pane(1)", "switch between sources and article, or two articles", "sources"),
    Key("switch-back", "shift+tab", "app.switch_pane(-1)", "switch back; from two articles to the sources"),
)
EVERYWHERE = (
    Key("undo", "u", "app.undo", "undo", "undo"),
    Key("redo", "ctrl+r", "app.redo", "redo"),
    Key("search", "ctrl+f", "app.search", "search all sources"),
    Key(
        "exact", "ctrl+e", "app.exact", "match case, accents and marks exactly in searches and filters, or ignore them"
    ),
    Key("tags", "T", "app.tag_list", "show or hide the list of tags"),
    Key("marks", "M", "app.marks", "show or hide the places that you have marked, in all sources"),
    Key("people", "P", "app.people", "show or hide the people who are quoted, and join their names"),
    Key("check", "V", "app.check", "show or hide the original beside the quotation under the cursor"),
    Key("claims", "C", "app.claims", "show or hide the claims, with their ratings, sources and evidence"),
    Key("echoes", "L", "app.echoes", "show or hide the echoes of the passage in other sources"),
    Key("beside", "B", "app.beside", "open a second source beside the article, or close it", "close"),
    Key("review", "R", "app.review", "review tags whose source changed"),
    Key("adjudicate", "D", "app.adjudicate", "resolve disagreements between annotators, one by one"),
    Key("export", "E", "app.export", "export for other programs, as a page to send, or as a report"),
    Key("import", "I", "app.import_file", "import from other programs"),
    Key("edit", "e", "app.edit", "edit the source in $VISUAL or $EDITOR, then read it again"),
    Key("narrower", "<", "app.widen(-2)", "narrow the list of sources"),
    Key("wider", ">", "app.widen(2)", "widen the list of sources"),
    Key("redraw", "ctrl+l", "app.redraw", "redraw the screen"),
    Key("help", "? f1", "app.help", "show all keys", "keys"),
    Key("palette", "ctrl+p :", "app.command_palette", "the palette: every action by name, and the themes"),
    Key("suspend", "ctrl+z", "app.suspend_process", "suspend to the shell (fg to return)"),
    Key("quit", "ctrl+q", "app.quit", "quit", "quit"),
)
