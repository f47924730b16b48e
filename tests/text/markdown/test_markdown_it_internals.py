"""The private names of markdown-it that the parser uses: after an upgrade, a failure says which of them changed."""

import inspect
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from markdown_it import MarkdownIt, rules_inline
from markdown_it.ruler import Rule, Ruler
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from reader.text.markdown import TooDeep
from reader.text.markdown.markdown_it_internals import DEEPEST, References, collect_references, parse_markdown

STOCK = MarkdownIt("commonmark")


def parameters(function: Callable[..., Any]) -> list[str]:
    return list(inspect.signature(function).parameters)


def tokens(text: str, references: References | None = None) -> list[Token]:
    return parse_markdown(text, {} if references is None else references)


def inline(text: str, references: References | None = None) -> list[Token]:
    """The inline tokens of a paragraph."""
    return next(token.children or [] for token in tokens(text, references) if token.type == "inline")


# Names and signatures


def test_a_ruler_lists_its_rules_and_a_rule_its_function() -> None:
    rules = STOCK.block.ruler.__rules__
    assert isinstance(rules, list) and rules
    assert all(isinstance(rule, Rule) and callable(rule.fn) for rule in rules)


def test_a_block_rule_takes_the_state_two_lines_and_silent() -> None:
    for rule in STOCK.block.ruler.__rules__:
        names = [name.lstrip("_") for name in parameters(rule.fn)]
        assert names == ["state", "startLine", "endLine", "silent"], rule.name


def test_a_rule_that_is_replaced_by_its_name_loses_what_it_may_interrupt() -> None:
    """So the block rules are wrapped in place. If this fails, `Ruler.at` could do it."""
    ruler: Ruler[Any] = MarkdownIt("commonmark").block.ruler
    fence = next(rule for rule in ruler.__rules__ if rule.name == "fence")
    assert fence.alt
    ruler.at("fence", fence.fn)
    assert fence.alt == []


@pytest.mark.parametrize("rule", [rules_inline.link, rules_inline.image])
def test_an_inline_rule_takes_the_state_and_silent(rule: Callable[..., bool]) -> None:
    assert parameters(rule) == ["state", "silent"]


def test_a_block_state_knows_its_lines_its_depth_and_its_tokens() -> None:
    state = StateBlock("> a\n", STOCK, {}, [])
    assert (state.bMarks[0], state.tShift[0], state.level, state.tokens) == (0, 0, 0, [])


def test_an_inline_state_knows_its_position_and_its_tokens() -> None:
    state = StateInline("a", STOCK, {}, [])
    assert (state.pos, state.tokens) == (0, [])


def test_the_text_of_an_autolink_passes_one_method() -> None:
    assert parameters(MarkdownIt.normalizeLinkText) == ["self", "link"]


@pytest.mark.parametrize(
    ("chain", "names"),
    [
        ("core", {"normalize", "block", "inline", "text_join"}),
        ("block", {"table"}),
        ("inline", {"link", "image", "strikethrough"}),
    ],
)
def test_the_rules_have_the_names_by_which_they_are_switched(chain: str, names: set[str]) -> None:
    assert names <= {rule.name for rule in getattr(STOCK, chain).ruler.__rules__}


# What is noted on the tokens


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("a\nb\n", [[0, 2]]),
        ("> a\n> b\n", [[2, 6]]),
        ("- a\n  b\n", [[0, 6], [2, 6]]),  # of the item, then of its content
        ("> - a\n", [[2], [4]]),
        ("  * * *\n", [[2]]),
        ("# a\n", [[0]]),
    ],
)
def test_a_block_has_the_start_of_each_of_its_lines(text: str, starts: list[list[int]]) -> None:
    assert [token.meta["starts"] for token in tokens(text) if "starts" in token.meta] == starts


@pytest.mark.parametrize(
    ("text", "widths"),
    [
        ("a [link](/u) b", [10]),
        ("a [link][] b\n\n[link]: /u", [8]),
        ("a [link] b\n\n[link]: /u", [6]),
        ("![alt](/u 'title')", [18]),
        ("[![alt](/u)](/v)", [10, 16]),
    ],
)
def test_a_link_or_image_has_its_width(text: str, widths: list[int]) -> None:
    def noted(some: list[Token]) -> Iterator[int]:
        for token in some:
            if "width" in token.meta:
                yield token.meta["width"]
            yield from noted(token.children or [])

    assert list(noted(inline(text))) == widths


def test_escapes_and_entities_are_tokens_of_their_own() -> None:
    assert [token.type for token in inline(r"a\*b &amp; c")] == ["text", "text_special", "text", "text_special", "text"]


def test_an_autolink_is_as_it_is_written() -> None:
    assert inline("<http://ä.example/%C3%A4>")[1].content == "http://ä.example/%C3%A4"


# References


def test_definitions_of_one_part_serve_another() -> None:
    references: References = {}
    collect_references("[one]: /u\n\n| a |\n|---|\n", references)
    assert [token.type for token in inline("[one]", references)] == ["link_open", "text", "link_close"]
    assert [token.type for token in inline("[two]", references)] == ["text"]


# Depth


@pytest.mark.parametrize(("depth", "is_parsed"), [(DEEPEST - 3, True), (DEEPEST - 2, False)])
def test_blocks_that_are_nested_too_deeply_are_refused(depth: int, is_parsed: bool) -> None:
    text = ">" * depth + "a\n"
    if is_parsed:
        assert sum(token.type == "blockquote_open" for token in tokens(text)) == depth
    else:
        with pytest.raises(TooDeep):
            tokens(text)
