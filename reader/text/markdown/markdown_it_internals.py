"""The Markdown parser, and everything that this project uses of markdown-it beyond its documented interface.

Written for markdown-it-py 4.0 to 4.3; tests/text/markdown/test_markdown_it_internals.py fails if a name is gone or a
signature has changed.

markdown-it reports the lines of a block, but not the columns at which its content begins, and gives inline tokens no
position at all. Both were declined upstream as needing another design (markdown-it issues 125, 438 and 675). So the
rules are wrapped, and two facts are noted in `token.meta` while they run:

- `starts`: for each line of a block, the offset in the parsed text at which its content begins, after the marks of
  block quotes and lists;
- `width`: the number of code points of the content that a link or an image takes.

Used, and why:

- `Ruler.__rules__` and `Rule.fn`: every block rule has to be wrapped, and `Ruler.at` would also reset the rule's
  `alt`, the list of the rules that it can interrupt, which cannot be read back.
- `StateBlock.bMarks`, `tShift`, `level` and `tokens`: the offsets of the lines, the depth, and the new tokens.
- `StateInline.pos` and `tokens`: how far a rule got, and the token that it closed.
- `rules_inline.link` and `image`: the rules to wrap.
- `MarkdownIt.normalizeLinkText`, overridden: an autolink is rendered as it is written.
- The rule names in `_parser`: without `text_join`, escapes and entities keep tokens of their own.
- `env["references"]`: the link definitions, which are passed from the whole text to each of its parts.
"""

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, image, link

from reader.text.markdown import TooDeep

if TYPE_CHECKING:
    from markdown_it.token import Token

DEEPEST = 100  # levels of nested containers and links

References = dict[str, Any]
InlineRule = Callable[[StateInline, bool], bool]
BlockRule = Callable[[Any, int, int, bool], bool]


def parse_markdown(text: str, references: References) -> "list[Token]":
    """Parse a Markdown text.

    Args:
        text: The text, whose lines end in a line feed.
        references: The link definitions of the whole text; those of this text are added.

    Raises:
        TooDeep: Its blocks are nested too deeply. RecursionError: Its inline elements are nested too deeply.
    """
    return _parser().parse(text, {"references": references})


def collect_references(text: str, references: References) -> None:
    """Add the link definitions of a text, without parsing its inline content."""
    _outline_parser().parse(text, {"references": references})


class _MarkdownIt(MarkdownIt):
    def normalizeLinkText(self, link: str) -> str:  # noqa: N802 (markdown-it's name)
        return link


@cache
def _outline_parser() -> MarkdownIt:
    parser = _MarkdownIt("commonmark", {"maxNesting": DEEPEST}).enable("table")
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


@cache
def _parser() -> MarkdownIt:
    parser = _MarkdownIt("commonmark", {"maxNesting": DEEPEST})
    parser.enable(["table", "strikethrough"]).disable("text_join")
    parser.inline.ruler.at("link", _noting_width(link))
    parser.inline.ruler.at("image", _noting_width(image))
    for rule in parser.block.ruler.__rules__:
        rule.fn = _noting_starts(rule.fn)
    return parser


def _noting_width(rule: InlineRule) -> InlineRule:
    def noting_width(state: StateInline, silent: bool) -> bool:
        start = state.pos
        matched = rule(state, silent)
        if matched and not silent:
            state.tokens[-1].meta["width"] = state.pos - start
        return matched

    return noting_width


def _noting_starts(rule: BlockRule) -> BlockRule:
    """Wrap a block rule. Right after it ran, the state still has the starts of its lines; later it is restored."""

    def noting_starts(state: Any, line: int, end: int, silent: bool) -> bool:
        if state.level >= DEEPEST - 2:
            raise TooDeep
        first = len(state.tokens)
        matched = rule(state, line, end, silent)
        for token in state.tokens[first:]:  # no tokens if markdown-it only asked whether the rule applies
            if token.type in ("inline", "list_item_open", "hr") and "starts" not in token.meta:
                token.meta["starts"] = [state.bMarks[at] + state.tShift[at] for at in range(*token.map)]
        return matched

    return noting_starts
