"""The keys of the lists and panes beside the article, of the card, and of a folder without sources."""

from reader.settings.keys import EXACT, Key

# While a filter is typed, in the list of sources or the list of tags
FILTERING = (
    Key("", "enter", "app.simulate_key('enter')", "open the selected source", "open"),
    EXACT,
    Key("", "escape", "app.simulate_key('escape')", "show all again", "show all"),
)
FILTERING_TAGS = (Key("", "enter", "app.simulate_key('enter')", "keep the filter", "keep"), *FILTERING[1:])
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
    Key("list-done", "d", "app.done", "mark the selected source as done, or as not done", "done"),
    Key("list-next-not-done", ")", "app.next_not_done(1)", "next source that is not done"),
    Key("list-previous-not-done", "(", "app.next_not_done(-1)", "previous source that is not done"),
    Key("leave-list", "escape", "leave", "clear the filter, then the order, then return to the article", "article"),
)
TAG_LIST = (
    Key("tags-next", "down j", "move(1)", "next tag", "next"),
    Key("tags-previous", "up k", "move(-1)", "previous tag"),
    Key("go-there", "enter", "open", "go to the tag in the article", "go there"),
    Key("choose", "space", "choose", "select or unselect", "select"),
    Key("choose-all", "*", "choose_all", "select all shown, or none", "all"),
    Key("tags-card", "i", "ask('card')", "the card of the selected tags: set a field of all of them", "card"),
    Key("order", "O", "order", "order by place, or by each field in turn", "order"),
    Key("whose", "w", "whose", "show only one person's tags, then the next person's, and finally everyone's"),
    Key("tags-choose-tag", "#", "app.choose_tag", "change the selected tags to any tag of the codebook"),
    Key("tags-note", "a", "ask('note')", "write a note on the selected tags", "note"),
    Key("tags-remove", "x", "ask('remove')", "remove the selected tags", "remove"),
    Key(
        "filter-tags",
        "/",
        "filter",
        "show only tags with these words or terms, such as tag:claim near:quote by:ann",
        "filter",
    ),
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
    Key("choose-people", "*", "choose_all", "select all shown, or none"),
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
    Key("choose-marks", "*", "choose_all", "select all shown, or none"),
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
    Key("choose-claims", "*", "choose_all", "select all shown, or none"),
    Key("join-claims", "r", "ask('join')", "the selected rows make the same statement: join them", "same"),
    Key("claims-card", "i", "ask('card')", "the card of all claims of the selected rows", "card"),
    Key("copy-claims", "y", "ask('copy')", "copy the selected claims, with their passages and evidence"),
    Key(
        "filter-claims",
        "/",
        "filter",
        "show only claims with these words or terms, such as rating:open near:quote",
        "filter",
    ),
    Key("claims-whose", "w", "whose", "show only one person's claims, then the next person's, and finally everyone's"),
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
)
# Where there is nothing to read
EMPTY = (
    Key("open-sample", "enter", "app.open_sample", "read a fresh copy of the sample", "sample"),
    Key(
        "add-documents",
        "a",
        "app.add_documents",
        "make sources of the web pages, e-mails, PDF and EPUB files here",
        "add all",
    ),
    Key("open-folder", "o", "app.open_folder", "open another folder", "other folder"),
    Key("add-source", "+", "app.add_source", "add a web page, e-mail, PDF, EPUB or text file as a source", "add"),
)
