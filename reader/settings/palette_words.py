"""The everyday words under which the palette finds each action, besides its id, its label and its keys."""

from collections.abc import Mapping

# By the id of the action: phrases separated by commas, in lower case
WORDS: Mapping[str, str] = {
    "accept": "accept, yes, take, agree with",
    "accept-all": "accept all, accept every, all sure",
    "adjudicate": "disagree, disagreements, adjudication, conflicts, resolve, differences",
    "back": "back, return, previous place, jump back",
    "card": "card, details, fields, edit tag, properties, rating, verdict, inspect",
    "carry": "carry, propagate, copy tag, same tag",
    "check": "check, verify, original, quote check, compare quote, transcript",
    "check-keep-all": "keep verdicts, keep all verdicts, link originals",
    "next-not-exact": "not exact, misquote, misquoted, altered, problem, wrong quote",
    "choose-matches": "every match, tag all, all matches, tag every match, each hit",
    "claims": "claims, ledger, fact-check, fact check, ratings, checked, to check",
    "copy": "copy, yank, clipboard, cite",
    "dark": "dark, dark mode, night, black",
    "dismiss": "dismiss, reject, no, ignore, decline",
    "done": "done, finish, finished, complete, completed",
    "next-not-done": "unfinished, to-do, todo, not done, what is left",
    "echoes": "echo, echoes, similar, same statement, also in, repeated",
    "edit": "edit, editor, vim, vi, nano, emacs, change text, correct the text",
    "exact": "exact, case, case sensitive, accents, diacritics, fold",
    "export": "export, share, json, csv, save as, send, download, html",
    "find": "find, search, look for",
    "find-next": "find again, next hit",
    "help": "help, keys, shortcuts, key bindings, manual, how",
    "hint": "jump, goto, go to, hop, easymotion",
    "import": "import, load, open file, read tags",
    "larger": "larger, expand, grow, whole sentence, whole paragraph",
    "light": "light, light mode, day, white",
    "link": "link, evidence, relate, connect, source of, contradicts, reference",
    "mark": "mark, bookmark, place, remember",
    "marks": "marks, bookmarks, list of marks, places",
    "narrower": "narrower, smaller list",
    "list-order": "order sources, sort sources, sort by, most tags, newest, most suggestions",
    "next-quotation": "next quote",
    "next-source": "next source, next article, next file, next document",
    "next-suggestion": "suggestion, next suggestion, next proposal",
    "note": "note, comment, annotate, remark",
    "outline": "outline, headings, toc, contents, table of contents, sections",
    "palette": "palette, commands, menu",
    "people": "people, persons, speakers, names, who is quoted",
    "previous-source": "previous article, previous file, last article",
    "quit": "quit, q, q!, wq, wqa, x!, exit, close, leave, bye",
    "range": "range, select, visual, mark text",
    "redo": "redo, again",
    "redraw": "redraw, refresh, repaint, clear screen",
    "remove": "remove, delete, untag, erase, clear",
    "review": "review, changed, moved, stale, outdated, lost tags, restore",
    "save": "save, w, write, saved, store",
    "search": "search all, grep, find in all, find everywhere, search everywhere",
    "settings": "settings, config, configuration, preferences, options, reader.toml",
    "smaller": "smaller, shrink",
    "speaker": "speaker, who, who said, said by, person",
    "suggestions": "suggestions, proposals, hints, assistant",
    "suspend": "suspend, shell, background, stop",
    "switch-pane": "switch pane, focus, other pane, sources",
    "tags": "tags, list, all tags, annotations, highlights",
    "text-alone": "text alone, full screen, zen, focus mode, hide the list, distraction",
    "theme": "theme, colours, colors, colour, color, appearance, look",
    "undo": "undo, revert, take back, oops",
    "untagged": "next untagged, untagged, unread, gap, not tagged",
    "wider": "wider, larger list, resize",
}
# Actions that change several tags at once: they come first only for a name of their own.
CHANGES_SEVERAL = frozenset({"accept-all", "carry", "check-keep-all"})


def words_of(id: str) -> tuple[str, ...]:
    """Return the phrases under which people look for an action."""
    return tuple(phrase for phrase in WORDS.get(id, "").split(", ") if phrase)
