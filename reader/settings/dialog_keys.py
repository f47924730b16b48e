"""The keys of the screens and dialogs that open over the panes."""

from reader.settings.keys import Key

# In the search of all sources every other key adds to the search words.
SEARCH = (
    Key("", "down ctrl+n", "move(1)", "next", "next"),
    Key("", "up ctrl+p", "move(-1)", "previous", "previous"),
    Key("", "enter", "go", "go to the match", "go there"),
    Key("", "ctrl+e", "exact", "match case, accents and marks exactly, or ignore them", "exact"),
    Key("", "escape", "dismiss", "return to the article", "back"),
)
# Where a file is chosen every other key adds to its path.
FILES = (
    Key("", "enter", "accept", "choose this file, or open this folder", "choose"),
    Key("", "tab", "complete", "complete the path", "complete"),
    Key("", "down", "move(1)", "next", "next"),
    Key("", "ctrl+w", "shorten", "remove the last part of the path", "shorter"),
    Key("", "escape", "dismiss", "return to the article", "back"),
)
EXPORT = (
    Key("next-format", "down j", "move(1)", "next format", "next"),
    Key("previous-format", "up k", "move(-1)", "previous format"),
    Key("all-tags", "a", "all_tags", "choose all tags again, after their keys left some out"),
    Key(
        "export-filter",
        "/",
        "type_line('filter')",
        "only tags with these words or terms: speaker:lee",
        "filter",
    ),
    Key(
        "export-address",
        "@",
        "type_line('address')",
        "ClaimReview: the address of the page that will show the reviews",
    ),
    Key("export-form", "%", "form", "report: HTML or Markdown; other formats: the unit of offsets"),
    Key("only-mine", "w", "whose", "whose tags: everyone's, only your own, or those of another person"),
    Key("which-sources", "S", "which", "which sources: all, this article, or those that you are done with"),
    Key("suggestions-too", ".", "flip('suggestions')", "with or without suggestions, if the format has them"),
    Key(
        "export-verdicts",
        "V",
        "flip('verdicts')",
        "with or without the verdicts of the quote check that nobody has kept",
    ),
    Key("export-story", "L", "flip('story')", "with or without what several sources say, in a page or report"),
    Key("export-guard", "=", "flip('guard')", "CSV: keep spreadsheets from taking cells for formulas, or not"),
    Key(
        "open-after",
        "o",
        "flip('opens')",
        "open the file afterwards in its usual program, or not",
    ),
    Key("choose-file", "enter", "choose", "write the file", "export"),
    Key("name-file", "tab", "name_file", "choose another file", "file"),
    Key("overwrite", "ctrl+o", "overwrite", "overwrite an existing file, once asked"),
    Key("leave-export", "escape E", "dismiss", "return to the article", "back"),
    Key("export-help", "? f1", "app.help", "show these keys", "keys"),
    Key("export-quit", "ctrl+q", "app.quit", "quit"),
)
OUTLINE = (
    Key("outline-next", "down j", "move(1)", "next heading", "next"),
    Key("outline-previous", "up k", "move(-1)", "previous heading", "previous"),
    Key("outline-page-down", "pagedown space", "page(1)", "page down"),
    Key("outline-page-up", "pageup", "page(-1)", "page up"),
    Key("outline-first", "g home", "first", "first heading"),
    Key("outline-last", "G end", "last", "last heading"),
    Key("go-to-heading", "enter", "go", "go to the heading", "go there"),
    Key("leave-outline", "escape t q", "dismiss", "return to the article", "back"),
    Key("outline-quit", "ctrl+q", "app.quit", "quit"),
)
REVIEW = (
    Key("review-next", "down j", "move(1)", "next tag"),
    Key("review-previous", "up k", "move(-1)", "previous tag"),
    Key("review-first", "g home", "first", "first tag"),
    Key("review-last", "G end", "last", "last tag"),
    Key("confirm", "enter", "decide('confirm')", "confirm the new position", "confirm"),
    Key("attach", "p", "decide('attach')", "put the tag on the passage under the cursor", "put here"),
    Key("review-remove", "x", "decide('remove')", "remove the tag or link, or accept that a tag is missing", "remove"),
    Key("visit", "o", "decide('visit')", "go to the passage in the article", "go there"),
    Key("confirm-all", "A", "confirm_all", "confirm all edited and moved tags, as one step", "all"),
    Key("restore", "b", "decide('restore')", "bring back the missing tag", "bring back"),
    Key("restore-all", "B", "decide_lost('restore-all')", "bring back all missing tags, as one step", "all back"),
    Key("accept-loss", "N", "decide_lost('accept-all')", "accept that all missing tags are gone", "all gone"),
    Key("review-undo", "u", "app.undo", "undo", "undo"),
    Key("review-page-down", "pagedown space", "page(1)", "scroll the two texts down"),
    Key("review-page-up", "pageup", "page(-1)", "scroll the two texts up"),
    Key("leave-review", "escape R", "dismiss", "return to the article", "back"),
    Key("review-help", "? f1", "app.help", "show these keys", "keys"),
    Key("review-quit", "ctrl+q", "app.quit", "quit"),
)
ADJUDICATION = (
    Key("take-1", "1", "take(1)", "take the first person's tags (3 to 9: the third person's, and so on)", "first"),
    Key("take-2", "2", "take(2)", "take the second person's tags", "second"),
    Key("take-neither", "0", "take_nothing", "reject: no tag stays here", "nothing"),
    Key("take-both", "+", "take_all", "take everyone's tags", "all"),
    Key("take-agreed", "A", "take_agreed", "take everything that all agree on, as one step", "agreed"),
    Key("next-disagreement", "down j", "move(1)", "next disagreement"),
    Key("previous-disagreement", "up k", "move(-1)", "previous disagreement"),
    Key("first-disagreement", "g home", "first", "first disagreement"),
    Key("last-disagreement", "G end", "last", "last disagreement"),
    Key("adjudication-undo", "u", "undo", "undo"),
    Key("adjudication-visit", "o enter", "visit", "go to the place in the article", "go there"),
    Key("whose-tags", "w", "whose", "choose whose tags are compared"),
    Key("adjudication-page-down", "pagedown space", "page(1)", "scroll down"),
    Key("adjudication-page-up", "pageup", "page(-1)", "scroll up"),
    Key("leave-adjudication", "escape D", "dismiss", "return to the article", "back"),
    Key("adjudication-help", "? f1", "app.help", "show these keys", "keys"),
    Key("adjudication-quit", "ctrl+q", "app.quit", "quit"),
)
# Besides, a number chooses the person that has it, or undoes that.
WHOSE = (
    Key("", "enter", "compare", "compare the tags of the chosen people", "compare"),
    Key("", "space", "choose", "choose, or undo that (1 to 9: the person of this number)", "choose"),
    Key("", "*", "choose_all", "choose all people, or nobody", "all"),
    Key("", "down j", "move(1)", "next person"),
    Key("", "up k", "move(-1)", "previous person"),
    Key("", "escape w", "dismiss", "leave it as it is", "back"),
    Key("", "ctrl+q", "app.quit", "quit"),
)
