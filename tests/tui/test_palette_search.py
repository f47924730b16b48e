"""The palette finds each action under the words that people type."""

from collections import Counter

import pytest

from reader.settings import TAGS
from reader.settings.keymap import Keymap
from reader.settings.palette_words import CHANGES_SEVERAL, WORDS, phrases_of
from reader.tui.controllers.palette import WITHOUT_KEY, names_of
from reader.tui.palette_search import Names, matching_phrase, score

HEADINGS = ("Tag", "Suggestions", "Move", "Find", "Passage", "Sources", "Everywhere")
GROUPS = Keymap(TAGS, {}).groups
ACTIONS = [
    *(names_of(key) for heading in HEADINGS for key in GROUPS[heading] if key.id != "palette"),
    *(Names(id, label, phrases_of(id)) for id, label in WITHOUT_KEY.items()),
]


def first(query: str) -> str:
    """Return the label of the action that stands first."""
    return max(ACTIONS, key=lambda names: score(query, names)).label


@pytest.mark.parametrize(
    ("queries", "label"),
    [
        ("q, q!, wq, :q, quit, exit, leave", "quit"),
        ("w, save, :w", "save: every change is saved at once"),
        ("find, search, look for, /", "search the article"),
        ("grep, search all, find in all", "search all sources"),
        ("? , help, keys, shortcuts", "show all keys"),
        ("accept, ACCEPT , acc", "accept the suggestion under the cursor"),
        ("accept all, all sure", "accept all sure suggestions of this kind"),
        ("reject, no", "dismiss the suggestion"),
        ("delete, untag, rem", "remove the tag under the cursor"),
        ("comment, annotate, note", "write a note"),
        ("cop, copy, yank, y", "copy the passage"),
        ("copy tag, propagate", "copy this tag"),
        ("goto, jump", "jump to a visible sentence"),
        ("toc, contents, outl", "list the headings"),
        ("vim, editor", "edit the source"),
        ("night, dark", "the dark theme"),
        ("colors, theme", "change the theme"),
        ("preferences, config", "settings"),
        ("new tag, make a tag, own tags", "settings, and tags of your own"),
        ("add text, my own text, pdf", "add a web page, e-mail, PDF, EPUB or text file"),
        ("near, find tags", "show or hide the list of tags"),
        ("who, who said, speaker", "make the selected name the speaker"),
        ("rating, details", "show the card"),
        ("evidence, contradicts", "link this tag"),
        ("similar, echo", "show or hide the echoes"),
        ("compare, side by side, split, beside, parallel", "open a second source beside the article"),
        ("sync, scroll together", "scroll two articles together"),
        ("share, send, print, html, json, export", "export for other programs"),
        ("report, summary, send a report", "write a report for an editor"),
        ("lst", "last sentence"),  # scattered letters, the closest together
    ],
)
def test_the_words_of_people_come_first(queries: str, label: str) -> None:
    for query in queries.split(", "):
        assert first(query).startswith(label), query


def test_first_letters_come_before_scattered_letters() -> None:
    scattered, initials = Names("", "an ox tossed"), Names("", "next tag")
    assert score("nt", initials) > score("nt", scattered) == 0
    assert score("nxt", initials) > 0


@pytest.mark.parametrize("query", ["a", "all", "su", "suggestions", "sure", "c", "tag", "copy", "car", "same"])
def test_an_action_on_many_tags_is_first_only_for_a_name_of_its_own(query: str) -> None:
    many = {names.label for names in ACTIONS if names.changes_several}
    others = max(score(query, names) for names in ACTIONS if not names.changes_several)
    assert first(query) not in many or others == 0


def test_nothing_matches_letters_that_stand_nowhere() -> None:
    assert all(score("zzz", names) == 0 == score("  ", names) for names in ACTIONS)


@pytest.mark.parametrize(("query", "phrase"), [("comm", "comment"), ("write a", ""), ("note", ""), ("", "")])
def test_the_phrase_that_was_found_is_shown_unless_the_label_says_it(query: str, phrase: str) -> None:
    assert matching_phrase(query, Names("note", "write a note", ("note", "comment", "write"))) == phrase


def test_every_word_belongs_to_one_action_that_exists() -> None:
    ids = {key.id for keys in GROUPS.values() for key in keys} | WITHOUT_KEY.keys()
    assert WORDS.keys() | CHANGES_SEVERAL <= ids
    twice = {
        phrase for phrase, number in Counter(each for id in WORDS for each in phrases_of(id)).items() if number > 1
    }
    assert twice == set()
