"""Every key of the program, in one place: bindings, the help screen and the README's table are made from it."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.binding import Binding

from reader.settings import Tag


@dataclass(frozen=True, slots=True)
class Key:
    """keys: Textual's names. shown: as people write them. brief: the word in the footer, if it stands there."""

    keys: str
    action: str
    shown: str
    label: str
    brief: str = ""

    @property
    def binding(self) -> Binding:
        return Binding(self.keys, self.action, self.label, show=False)


def tag_keys(tags: Sequence[Tag]) -> list[Key]:
    return [
        Key(
            f"{tag.key},{tag.alias}",
            f"app.tag('{tag.name}')",
            f"{tag.key} {tag.alias}",
            f"{tag.name}: {tag.meaning}",
            tag.name,
        )
        for tag in tags
    ]


MOTIONS = (
    Key("down,j", "cursor('next', 'sentence')", "↓ j", "next sentence"),
    Key("up,k", "cursor('previous', 'sentence')", "↑ k", "previous sentence"),
    Key("right_curly_bracket", "cursor('next_block')", "}", "next block"),
    Key("left_curly_bracket", "cursor('previous_block')", "{", "previous block"),
    Key("w", "cursor('next', 'word')", "w", "next word"),
    Key("W", "cursor('previous', 'word')", "W", "previous word"),
    Key("quotation_mark", "cursor('next_quotation')", '"', "next quotation"),
    Key("pagedown,space", "page(1.0)", "PgDn space", "page down"),
    Key("pageup", "page(-1.0)", "PgUp", "page up"),
    Key("ctrl+d", "page(0.5)", "ctrl+d", "half a page down"),
    Key("ctrl+u", "page(-0.5)", "ctrl+u", "half a page up"),
    Key("g,home", "first", "g Home", "first sentence"),
    Key("G,end", "last", "G End", "last sentence"),
    Key("J", "app.next_source(1)", "J", "next source"),
    Key("K", "app.next_source(-1)", "K", "previous source"),
)
SELECTION = (
    Key(
        "plus,equals_sign",
        "cursor('grow')",
        "+ =",
        "larger passage: quotation, sentence, block, article",
        "larger",
    ),
    Key("minus", "cursor('shrink')", "-", "smaller passage", "smaller"),
    Key("v", "cursor('toggle_range')", "v", "start a range for the motions to extend; again to end it", "range"),
    Key("l,right", "cursor('move_end_forward', 'word')", "l →", "end of the passage to the next word"),
    Key("h,left", "cursor('move_end_back', 'word')", "h ←", "end of the passage back a word"),
    Key("shift+right", "cursor('move_end_forward', 'grapheme')", "shift+→", "end of the passage on by a character"),
    Key("shift+left", "cursor('move_end_back', 'grapheme')", "shift+←", "end of the passage back by a character"),
    Key("o", "cursor('other_end')", "o", "move the other end, with the same four keys"),
    Key("escape", "cursor('cancel')", "esc", "back to the sentence"),
)
TAGGING = (
    Key("a", "app.annotate", "a", "write a note on the tag under the cursor", "note"),
    Key("x", "app.untag", "x", "remove the tag under the cursor, as its own key does"),
)
# On the panes: a screen has a tab of its own, and it comes before the app's.
PANES = (Key("tab,shift+tab", "app.switch_pane", "tab", "to the sources and back", "sources"),)
EVERYWHERE = (
    Key("u", "app.undo", "u", "undo", "undo"),
    Key("ctrl+r", "app.redo", "ctrl+r", "redo"),
    Key("R", "app.review", "R", "the tags to look at, since their sources changed"),
    Key("e", "app.edit", "e", "open the source in $VISUAL or $EDITOR, and read it again"),
    Key("question_mark,f1", "app.help", "? F1", "all keys", "help"),
    Key("ctrl+p", "app.command_palette", "ctrl+p", "the palette: all actions by name, and the themes"),
    Key("ctrl+z", "app.suspend_process", "ctrl+z", "to the shell; `fg` comes back"),
    Key("ctrl+q", "app.quit", "ctrl+q", "quit", "quit"),
)
SOURCES = (
    Key("down,j", "move(1)", "↓ j", "next source"),
    Key("up,k", "move(-1)", "↑ k", "previous source"),
    Key("pagedown,space", "page(1)", "PgDn space", "page down"),
    Key("pageup", "page(-1)", "PgUp", "page up"),
    Key("g,home", "first", "g Home", "first source"),
    Key("G,end", "last", "G End", "last source"),
    Key("enter", "open", "enter", "open the source", "open"),
    Key("slash", "filter", "/", "show only the sources with these words in title or name", "filter"),
    Key("escape", "app.switch_pane", "esc", "show all sources again; back to the article"),
)


REVIEW = (
    Key("down,j", "move(1)", "↓ j", "next tag"),
    Key("up,k", "move(-1)", "↑ k", "previous tag"),
    Key("enter", "decide('confirm')", "enter", "confirm that the tag stands here now", "confirm"),
    Key("A", "confirm_all", "A", "confirm all that are edited or moved, as one step", "all"),
    Key("p", "decide('attach')", "p", "put the tag on the passage under the cursor", "put here"),
    Key("o", "decide('visit')", "o", "go there in the article", "go there"),
    Key("x", "decide('remove')", "x", "remove the tag", "remove"),
    Key("u", "app.undo", "u", "undo", "undo"),
    Key("pagedown,space", "page(1)", "PgDn space", "scroll the two texts down"),
    Key("pageup", "page(-1)", "PgUp", "scroll the two texts up"),
    Key("escape,R,q", "dismiss", "esc", "back to the article", "back"),
    Key("ctrl+q", "app.quit", "ctrl+q", "quit"),
)


def groups(tags: Sequence[Tag]) -> list[tuple[str, Sequence[Key]]]:
    """All keys under the headings of the help screen."""
    return [
        ("Tag", (*tag_keys(tags), *TAGGING)),
        ("Move", MOTIONS),
        ("Passage", SELECTION),
        ("Sources", SOURCES),
        ("Everywhere", (*PANES, *EVERYWHERE)),
        ("Review", REVIEW),
    ]
