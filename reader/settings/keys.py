"""The keys of the program, as plain data: bindings, help, footer, palette and the tables in docs/ are made from it."""

from dataclasses import dataclass, replace

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
)
IN_DIALOGS = frozenset({"redraw"})  # the actions whose keys also work in every dialog, before any other
SHOWN = {
    "down": "↓", "up": "↑", "left": "←", "right": "→", "pagedown": "PgDn", "pageup": "PgUp",
    "home": "Home", "end": "End", "escape": "esc", "shift+right": "shift+→", "shift+left": "shift+←", "f1": "F1",
    "backspace": "⌫",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Key:
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
        return replace(self, brief=f"[{'x' if is_on else ' '}] {self.brief}")

    @property
    def shown(self) -> str:
        """The keys as people write them, separated by spaces."""
        return " ".join(self.shown_names)


MOTIONS = (
    Key(
        "next-sentence",
        "down j",
        "cursor('next', 'sentence')",
        "next sentence; 5j goes five on, and so with all motions",
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
    Key("hint", "f", "app.hint", "jump to a visible sentence by its two letters"),
    Key("outline", "t", "app.outline", "list the headings of the article"),
    Key("back", "'", "app.go_back", "go back to where you came from, in any source"),
    Key("untagged", "U", "app.next_untagged", "next untagged passage, then the next source with one"),
    Key("next-not-done", ")", "app.next_not_done(1)", "next source that is not done"),
    Key("previous-not-done", "(", "app.next_not_done(-1)", "previous source that is not done"),
    Key("next-source", "J", "app.next_source(1)", "next source"),
    Key("previous-source", "K", "app.next_source(-1)", "previous source"),
    Key("together", "&", "app.together", "scroll two articles together along what both say, or apart"),
)
FINDING = (
    Key("find", "/", "app.find", "search the article as you type; matches can be tagged", "find"),
    Key("find-next", "n", "app.find_next(1)", "next match"),
    Key("find-previous", "N", "app.find_next(-1)", "previous match"),
    Key("choose-matches", "*", "app.choose_matches", "choose every match, to tag all; again: in all sources", "all"),
)
EXACT = Key("", "ctrl+e", "app.exact", "let case, accents and marks matter, or not", "exact")
# While search words are typed in the article, every other key adds to them.
TYPING = (
    Key("", "enter", "app.type_to_find('enter')", "keep the matches", "keep"),
    Key("", "down", "app.type_to_find('down')", "next", "next"),
    Key("", "up", "app.type_to_find('up')", "previous", "previous"),
    Key("", "ctrl+r", "app.type_to_find('ctrl+r')", "switch between regular expression and plain text", "regex"),
    EXACT,
    Key("", "escape", "app.type_to_find('escape')", "return to where the search began", "back"),
)
# While a filter is typed, in the list of sources or the list of tags
FILTERING = (
    Key("", "enter", "app.simulate_key('enter')", "open the selected source", "open"),
    EXACT,
    Key("", "escape", "app.simulate_key('escape')", "show all again", "show all"),
)
FILTERING_TAGS = (Key("", "enter", "app.simulate_key('enter')", "keep the filter", "keep"), *FILTERING[1:])
SELECTION = (
    Key("larger", "+ =", "cursor('grow')", "larger passage: quotation, sentence, block, article", "larger"),
    Key("smaller", "-", "cursor('shrink')", "smaller passage", "smaller"),
    Key("range", "v", "cursor('toggle_range')", "start a range that motions extend; again to end it", "range"),
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
    Key("note", "a", "app.annotate", "write a note on the tag just set, or under the cursor", "note"),
    Key(
        "card",
        "i",
        "app.card",
        "show the card of the tag, its fields, note and links; of a suggestion, why it is made",
        "card",
    ),
    Key(
        "speaker",
        "s",
        "app.speaker",
        "make the selected name the speaker of the nearest quote; on a quote, another speaker, or type one",
    ),
    Key("link", "r", "app.link", "link this tag: press it here, then at the other end, then choose the kind of link"),
    Key("mark", "m", "app.mark", "mark this place to find it again, or take the mark back", "mark"),
    Key("remove", "x", "app.untag", "remove the tag under the cursor, whoever set it", "remove"),
    Key(
        "done",
        "d",
        "app.done",
        "done with this source, and on to the next that is not; again: not done any more",
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
# On the panes only: a screen has a use of its own for tab.
PANES = (
    Key("switch-pane", "tab", "app.switch_pane(1)", "switch between sources and article, or two articles", "sources"),
    Key("switch-back", "shift+tab", "app.switch_pane(-1)", "switch back; from two articles to the sources"),
)
EVERYWHERE = (
    Key("undo", "u", "app.undo", "undo", "undo"),
    Key("redo", "ctrl+r", "app.redo", "redo"),
    Key("search", "ctrl+f", "app.search", "search all sources"),
    Key("exact", "ctrl+e", "app.exact", "let case, accents and marks matter in searches and filters, or not"),
    Key("tags", "T", "app.tag_list", "show or hide the list of tags"),
    Key("marks", "M", "app.marks", "show or hide the places that you have marked, in all sources"),
    Key("people", "P", "app.people", "show or hide the people who are quoted, and join their names"),
    Key("check", "V", "app.check", "show or hide the original beside the quotation under the cursor"),
    Key("claims", "C", "app.claims", "show or hide the claims: what became of each, who tells it, and the evidence"),
    Key("echoes", "L", "app.echoes", "show or hide the echoes of the passage in other sources"),
    Key("beside", "B", "app.beside", "open a second source beside the article, or close it", "close"),
    Key("review", "R", "app.review", "review tags whose source changed"),
    Key("adjudicate", "D", "app.adjudicate", "resolve disagreements between annotators, one by one"),
    Key("export", "E", "app.export", "export for other programs"),
    Key("import", "I", "app.import_file", "import from other programs"),
    Key("edit", "e", "app.edit", "edit the source in $VISUAL or $EDITOR, then read it again"),
    Key("narrower", "<", "app.widen(-2)", "narrow the list of sources"),
    Key("wider", ">", "app.widen(2)", "widen the list of sources"),
    Key("redraw", "ctrl+l", "app.redraw", "draw the screen anew"),
    Key("help", "? f1", "app.help", "show all keys", "keys"),
    Key("palette", "ctrl+p :", "app.command_palette", "the palette: every action by name, and the themes"),
    Key("suspend", "ctrl+z", "app.suspend_process", "suspend to the shell (fg to return)"),
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
    Key(
        "filter",
        "/",
        "filter",
        "show only sources with these words, or done: left: lang: changed: has: speaker: …",
        "filter",
    ),
    Key(
        "list-order",
        "O",
        "app.order_sources",
        "order the sources by done, suggestions left, tags, change or a field",
        "order",
    ),
    Key("list-alone", "F", "app.fill", "the list alone, or with the article beside it"),
    Key("list-done", "d", "app.done", "done with the selected source; again: not done any more", "done"),
    Key("list-next-not-done", ")", "app.next_not_done(1)", "next source that is not done"),
    Key("list-previous-not-done", "(", "app.next_not_done(-1)", "previous source that is not done"),
    Key("leave-list", "escape", "leave", "clear the filter, then the order, then return to the article", "article"),
)
TAG_LIST = (
    Key("tags-next", "down j", "move(1)", "next tag", "next"),
    Key("tags-previous", "up k", "move(-1)", "previous tag"),
    Key("go-there", "enter", "open", "go to the tag in the article", "go there"),
    Key("choose", "space", "choose", "select or unselect", "select"),
    Key("choose-all", "*", "choose_all", "select all that are shown, or none", "all"),
    Key("tags-card", "i", "ask('card')", "the card of the selected tags: set a field of all of them", "card"),
    Key("order", "O", "order", "order by place, or by one field after the other", "order"),
    Key("whose", "w", "whose", "show the tags of one person after the other, and of everyone at last"),
    Key("tags-note", "a", "ask('note')", "write a note on the selected tags", "note"),
    Key("tags-remove", "x", "ask('remove')", "remove the selected tags", "remove"),
    Key("filter-tags", "/", "filter", "show only tags with these words, or tag: by: has: speaker: rating: …", "filter"),
    Key("scope", "S", "scope", "switch between the tags of the article and of all sources", "scope"),
    Key("fill", "F", "app.fill", "switch between full screen and pane"),
    Key("tags-page-down", "pagedown", "page(1)", "page down"),
    Key("tags-page-up", "pageup", "page(-1)", "page up"),
    Key("tags-first", "g home", "first", "first tag"),
    Key("tags-last", "G end", "last", "last tag"),
    Key("leave-tags", "escape", "leave", "clear the selection, then the filter, then return to the article", "back"),
)
PEOPLE = (
    Key("people-next", "down j", "move(1)", "next name", "next"),
    Key("people-previous", "up k", "move(-1)", "previous name"),
    Key("go-to-person", "enter", "open", "go to the first passage that names the person", "go there"),
    Key("choose-person", "space", "choose", "select or unselect", "select"),
    Key("choose-people", "*", "choose_all", "select all that are shown, or none"),
    Key("join", "+", "ask('join')", "join the selected names as one person, or take the join that is offered", "join"),
    Key("split", "-", "ask('split')", "split the selected names from their person", "split"),
    Key("people-card", "i", "ask('card')", "the card of all quotes of the selected people"),
    Key("copy-people", "y", "ask('copy')", "copy the quotes of the selected people, with their sources"),
    Key("filter-people", "/", "filter", "show only people with these words, or tag: by: source: note: has:", "filter"),
    Key("people-order", "O", "order", "order by the number of quotes, or by name"),
    Key("people-fill", "F", "app.fill", "switch between full screen and pane"),
    Key("people-page-down", "pagedown", "page(1)", "page down"),
    Key("people-page-up", "pageup", "page(-1)", "page up"),
    Key("people-first", "g home", "first", "first name"),
    Key("people-last", "G end", "last", "last name"),
    Key("leave-people", "escape", "leave", "clear the selection, then the filter, then return to the article", "back"),
)
MARKS = (
    Key("marks-next", "down j", "move(1)", "next mark", "next"),
    Key("marks-previous", "up k", "move(-1)", "previous mark"),
    Key("go-to-mark", "enter", "open", "go to the mark in the article", "go there"),
    Key("choose-mark", "space", "choose", "select or unselect", "select"),
    Key("choose-marks", "*", "choose_all", "select all that are shown, or none"),
    Key("remove-mark", "x", "remove", "remove the selected marks", "remove"),
    Key("filter-marks", "/", "filter", "show only marks with these words in passage or source", "filter"),
    Key("marks-fill", "F", "app.fill", "switch between full screen and pane"),
    Key("marks-page-down", "pagedown", "page(1)", "page down"),
    Key("marks-page-up", "pageup", "page(-1)", "page up"),
    Key("marks-first", "g home", "first", "first mark"),
    Key("marks-last", "G end", "last", "last mark"),
    Key("leave-marks", "escape", "leave", "clear the selection, then the filter, then return to the article", "back"),
)
CLAIMS = (
    Key("claims-next", "down j", "move(1)", "next claim", "next"),
    Key("claims-previous", "up k", "move(-1)", "previous claim"),
    Key("go-to-claim", "enter", "open", "go to the claim in the article", "go there"),
    Key("choose-claim", "space", "choose", "select or unselect", "select"),
    Key("choose-claims", "*", "choose_all", "select all that are shown, or none"),
    Key("join-claims", "r", "ask('join')", "the selected rows make the same statement: join them", "same"),
    Key("claims-card", "i", "ask('card')", "the card of all claims of the selected rows", "card"),
    Key("copy-claims", "y", "ask('copy')", "copy the selected claims, with their passages and evidence"),
    Key("filter-claims", "/", "filter", "show only claims with these words, or rating: wording: has: by:", "filter"),
    Key("claims-order", "O", "order", "order by rating, by the number of sources, or by place"),
    Key("claims-page-down", "pagedown", "page(1)", "page down"),
    Key("claims-page-up", "pageup", "page(-1)", "page up"),
    Key("claims-first", "g home", "first", "first claim"),
    Key("claims-last", "G end", "last", "last claim"),
    Key("leave-claims", "escape", "leave", "clear the selection, then the filter, then return to the article", "back"),
)
ECHOES = (
    Key("echoes-next", "down j", "move(1)", "next echo", "next"),
    Key("echoes-previous", "up k", "move(-1)", "previous echo", "previous"),
    Key("go-to-echo", "enter", "pick", "go to the echo; ' in the article returns", "go there"),
    Key("choose-echo", "space", "choose", "select or unselect", "select"),
    Key("echoes-carry", "Y", "app.carry", "copy the passage's tag to the selected or all sure echoes", "carry"),
    Key("echoes-fill", "F", "app.fill", "switch between full screen and pane", "fill"),
    Key("echoes-page-down", "pagedown", "page(1)", "page down"),
    Key("echoes-page-up", "pageup", "page(-1)", "page up"),
    Key("echoes-first", "g home", "first", "first echo"),
    Key("echoes-last", "G end", "last", "last echo"),
    Key("leave-echoes", "escape", "app.leave_aside", "return to the article", "back"),
)
CHECK = (
    Key("check-next", "!", "app.next_not_exact", "next quotation that is not exact", "next"),
    Key("check-go", "enter", "app.check_go", "go to the original, and back to the quotation", "go there"),
    Key("check-keep", "r", "app.check_keep", "keep the verdict and a link to the original on the quote", "keep link"),
    Key(
        "check-keep-all",
        "A",
        "app.check_keep_all",
        "keep all verdicts of this article; again: of all sources",
        "keep all",
    ),
    Key("check-down", "down j", "scroll_down", "scroll down"),
    Key("check-up", "up k", "scroll_up", "scroll up"),
    Key("check-page-down", "pagedown space", "page_down", "scroll a page down"),
    Key("check-page-up", "pageup", "page_up", "scroll a page up"),
    Key("check-fill", "F", "app.fill", "switch between full screen and pane", "fill"),
    Key("check-close", "escape", "app.leave_aside", "return to the article", "back"),
)
# On the card every other key is typed into the selected field.
CARD = (
    Key("", "tab down", "app.simulate_key('tab')", "next field; take the value that is offered", "next"),
    Key("", "up", "app.simulate_key('up')", "previous field"),
    Key("", "enter", "app.simulate_key('enter')", "keep what was typed; go to the end of a link", "keep"),
    Key("", "backspace", "app.simulate_key('backspace')", "delete the last character; remove a link"),
    Key("", "escape", "app.simulate_key('escape')", "drop what was typed, then close the card", "close"),
)
CARD_OF_SUGGESTION = (
    Key("", "enter", "app.simulate_key('enter')", "accept the suggestion, with the name that was typed", "accept"),
    Key("", "backspace", "app.simulate_key('backspace')", "dismiss the suggestion", "dismiss"),
    Key("", "tab down", "app.simulate_key('tab')", "next row; take the name that is offered", "next"),
    Key("", "escape", "app.simulate_key('escape')", "close the card", "close"),
)  # Where there is nothing to read
EMPTY = (
    Key("open-sample", "enter", "app.open_sample", "read a fresh copy of the sample", "sample"),
    Key("add-documents", "a", "app.add_documents", "make sources of the web pages, PDF and EPUB files here", "add all"),
    Key("open-folder", "o", "app.open_folder", "open another folder", "other folder"),
    Key("add-source", "+", "app.add_source", "add a web page, a PDF or an EPUB as a source", "add"),
)
