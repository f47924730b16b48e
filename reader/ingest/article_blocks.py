"""The article among the blocks of a page: blocks whose words an extraction contains, and others that belong to them.

An extraction is a text that a library took for the article. It may lack lists, headings and quotations, and has lost
how the page was built; the page's own blocks have both.
"""

import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reader.ingest.elements import Element
from reader.ingest.page_block import Page, PageBlock
from reader.text.abbreviations import word_set
from reader.text.quotation_marks import in_marks
from reader.text.scripts import EAST_ASIAN

GRAM = 4  # words that are compared at a time
_SAME = 0.6  # the share of a block's runs of words that must be in the extraction
_NEAR = 40  # blocks among which the neighbour of a short one is looked for
_WORD = re.compile(r"[^\W_]+")
_WITHIN_LINE = re.compile(f"(?<=[{EAST_ASIAN}]) +(?=[{EAST_ASIAN}])")  # libraries put a blank where a line ended
# Elements, and words in the names of elements, that stand around or between the parts of an article.
_AROUND = word_set("nav footer form button menu dialog aside search fieldset")
_UNCOUNTED = _AROUND - {"aside", "footer", "menu"}
_FURNITURE_ROLES = frozenset({"navigation", "banner", "contentinfo", "search"})
_HINT = re.compile(
    r"(?:^|[\s_-])(?:nav|menu|breadcrumbs?|share|sharing|social|related|recommend\w*|promo\w*|advert\w*|ads?|sponsor\w*|"
    r"newsletter|subscri\w+|sign-?up|comments?|sidebar|widget|footer|banner|cookies?|consent|popup|modal|toolbar|teaser|"
    r"read-?more|more-?from|most-?read|trending|tags?|tag-?list|navigation|contentinfo|complementary|search)(?:$|[\s_-])"
)
_NOTED = frozenset({"p", "li", "dd", "div", "aside", "section"})  # elements that are a note
_PARTS = frozenset({"p", "li", "ul", "ol", "dl", "dt", "dd", "pre", "table", "tbody", "tr", "td", "th", "figure"})
PROSE = 20  # words from which a block is counted wherever it is
_QUOTED = 60  # characters of what was left out, in a message


@dataclass(frozen=True, slots=True)
class ArticleBlocks:
    """The blocks of an article.

    Attributes:
        blocks: The blocks, in the order of the page.
        covered: How much of the extraction's words they contain, from 0 to 1.
        left_out: A sentence about the blocks of the page that are not among them; empty if there are none.
    """

    blocks: list[PageBlock]
    covered: float
    left_out: str


def article_of(page: Page, extraction: str, title: str = "") -> ArticleBlocks:
    """Find the article among the blocks of a page.

    Args:
        page: The page.
        extraction: The text that a library took for the article.
        title: The title that it found.
    """
    blocks = page.blocks
    found = tokens(extraction)
    words = [tokens(block.words) for block in blocks]
    is_kept = _in_extraction(words, found)
    sure = [block.inside for block, kept in zip(blocks, is_kept, strict=True) if kept]
    holding = _around(sure)
    _add_what_belongs(blocks, is_kept, holding)
    _add_title(blocks, is_kept, tokens(title))
    for at, block in enumerate(blocks):
        is_kept[at] |= bool(sure) and not page.notes.isdisjoint(each.id for each in block.inside if each.tag in _NOTED)
        is_kept[at] &= not block.is_hidden
    kept = [block for block, kept in zip(blocks, is_kept, strict=True) if kept]
    count = sum(len(each) for each, kept in zip(words, is_kept, strict=True) if kept)
    dropped = [block for block, kept in zip(blocks, is_kept, strict=True) if not kept]
    counted = [block for block in dropped if not _is_furniture(block, holding)]
    return ArticleBlocks(kept, count / len(found) if found else 0.0, _left_out(counted, count))


def tokens(text: str) -> list[str]:
    """Return the words of a text, in the form in which they are compared: without blanks between ideographs or kana."""
    return _WORD.findall(_WITHIN_LINE.sub("", unicodedata.normalize("NFKC", text).casefold()))


def _in_extraction(words: Sequence[list[str]], found: list[str]) -> list[bool]:
    """Return for each block whether the extraction contains it, at most as often as it contains its words."""
    grams = {tuple(found[at : at + size]) for size in range(1, GRAM + 1) for at in range(len(found) - size + 1)}
    is_kept = [bool(each) and len(each) >= GRAM and _share(each, grams) >= _SAME for each in words]
    for at, each in enumerate(words):
        if 0 < len(each) < GRAM:  # too short to be recognised by itself: the extraction has it beside a neighbour
            before = next(
                (
                    words[other][-(GRAM - len(each)) :]
                    for other in range(at - 1, max(-1, at - _NEAR), -1)
                    if is_kept[other]
                ),
                [],
            )
            after = next(
                (
                    words[other][: GRAM - len(each)]
                    for other in range(at + 1, min(len(words), at + _NEAR))
                    if is_kept[other]
                ),
                [],
            )
            is_kept[at] = any(len(run) > len(each) and tuple(run) in grams for run in (before + each, each + after))
    return is_kept


def _share(words: list[str], grams: set[tuple[str, ...]]) -> float:
    runs = [tuple(words[at : at + GRAM]) for at in range(len(words) - GRAM + 1)]
    return sum(run in grams for run in runs) / len(runs)


def _add_what_belongs(blocks: Sequence[PageBlock], is_kept: list[bool], holding: frozenset[int]) -> None:
    """Keep blocks that the extraction lacks but that are among those that it has."""
    sure = [at for at, kept in enumerate(is_kept) if kept]
    if not sure:
        return
    homes = {_home(blocks[at]) for at in sure}
    above = {each.number for at in sure for each in blocks[at].inside if each.tag not in ("html", "body")}
    for at, block in enumerate(blocks):
        if is_kept[at] or any(_is_around(element) for element in _frame(block) if element.number not in holding):
            continue
        home = _home(block)
        if at < sure[0]:
            is_kept[at] = home in above and (block.is_heading or home in homes)
        else:
            is_kept[at] = at < sure[-1] or home in homes


def _add_title(blocks: Sequence[PageBlock], is_kept: list[bool], title: list[str]) -> None:
    """Keep the nearest heading before the article that has all or most words of the page's title."""
    first = is_kept.index(True) if True in is_kept else 0
    if first < len(blocks) and blocks[first].is_heading:
        return
    headings = Counter(element.number for block in blocks for element in block.inside if element.level)
    for at in range(first - 1, -1, -1):
        words = tokens(blocks[at].words)
        is_title = set(words) <= set(title) and len(words) * 2 >= len(title) > 0
        is_whole = any(headings[element.number] == 1 for element in blocks[at].inside)
        is_beside = blocks[at].is_hidden or any(map(_is_around, _frame(blocks[at])))
        if is_whole and is_title and not is_beside:
            is_kept[at] = True
            return


def _around(chains: Sequence[tuple[Element, ...]]) -> frozenset[int]:
    """Return the numbers of the elements around any of some blocks."""
    return frozenset(element.number for chain in chains for element in chain)


def _home(block: PageBlock) -> int:
    """Return the element that contains a block, or the list, quotation or table with the block."""
    outside = [each for each in _frame(block) if each.tag not in _PARTS and not each.level]
    return outside[-1].number if outside else 0


def _frame(block: PageBlock) -> Iterator[Element]:
    """Return the elements around a block, but not those in a quotation, whose source is often a footer."""
    return itertools.takewhile(lambda element: element.tag != "blockquote", block.inside)


def _is_around(element: Element) -> bool:
    return element.tag in _AROUND or bool(_HINT.search(element.hint))


def _is_furniture(block: PageBlock, holding: frozenset[int]) -> bool:
    """Return whether a page itself marks a block as not part of its content, and the block is not prose, either.

    Args:
        block: The block.
        holding: The numbers of the elements that hold a part of the article.
    """
    if len(tokens(block.words)) >= PROSE:
        return False
    is_of_page = not {element.tag for element in block.inside} & {"article", "main"}
    if block.is_hidden and is_of_page:
        return True
    return any(
        element.tag in _UNCOUNTED
        or (element.tag == "footer" and is_of_page)
        or not _FURNITURE_ROLES.isdisjoint(element.hint.split())
        for element in block.inside
        if element.number not in holding
    )


def _left_out(dropped: Sequence[PageBlock], kept: int) -> str:
    count = sum(len(tokens(block.words)) for block in dropped)
    if not count:
        return ""
    largest = max(dropped, key=lambda block: len(block.words)).words
    quoted = largest if len(largest) <= _QUOTED else f"{largest[:_QUOTED].rstrip()} …"
    noun = "word" if count == 1 else "words"
    return f"left out {count:,} {noun} beside the article, which has {kept:,}: {in_marks(quoted)}"
