"""The speakers of the quotations in a source, block by block: their attributions, as spans of the source."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from reader.insight.quotes.context import QuotationContext
from reader.insight.speakers.attributions import announced, attribute
from reader.insight.speakers.other_attributions import attribute_in
from reader.insight.speakers.other_words import OTHER_WORDS
from reader.insight.suggestion import Attribution
from reader.insight.wording.language import language_of
from reader.text.block import Block
from reader.text.span import Span

SAMPLE = 800  # code points of a source, from its beginning, that tell its language


class SpeakerFinder:
    """Finds who says the quotations of a source; it is asked about the blocks in turn."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks
        self._block: Block | None = None
        self._going_on: Attribution | None = None  # for a quotation that continues in the next block

    def find(
        self, block: Block, start: int, shown: str, quotations: Sequence[QuotationContext], above: Block | None
    ) -> dict[Span, Attribution]:
        """Return who says the quotations in a part of a block, by their spans in the part.

        Args:
            block: The block.
            start: The rendered code point of the block that the part begins at.
            shown: The part's text, without tags.
            quotations: The quotations, in order; those within another one are left out.
            above: The block above; None if there is none, or if the part is not the whole block.
        """
        outer = outermost(quotations)
        if not outer:
            return {}
        spans = [each.span for each in outer]
        found = dict(zip(spans, (placed(each, block, start) for each in self._attribute(shown, spans)), strict=True))
        if found[spans[0]] is None and not shown[: spans[0].start].strip():
            found[spans[0]] = self._from(above)
        self._block, self._going_on = block, found[spans[-1]] if outer[-1].continues else None
        return {span: attribution for span, attribution in found.items() if attribution}

    def _attribute(self, shown: str, spans: Sequence[Span]) -> Sequence[Attribution | None]:
        """Return who says the quotations in a part of a block, by the rules of the language of the source."""
        words = OTHER_WORDS.get(self._language)
        return attribute_in(shown, spans, words) if words else attribute(shown, spans)

    @cached_property
    def _language(self) -> str:
        """The language of the source, judging by its beginning."""
        sample = ""
        for block in self._blocks:
            if len(sample) >= SAMPLE:
                break
            sample += f"{block.rendered[:SAMPLE]}\n"
        return language_of(sample)

    def _from(self, above: Block | None) -> Attribution | None:
        """Return the attribution that the block above makes for the quotation that a block begins with."""
        if above and above is self._block and self._going_on:
            return self._going_on
        if above and above.rendered.rstrip().endswith(":"):
            return placed(announced(above.rendered), above, 0)
        return None


def outermost(quotations: Sequence[QuotationContext]) -> list[QuotationContext]:
    """Return the quotations that are not within another one."""
    outer = list[QuotationContext]()
    for quotation in quotations:
        if not outer or quotation.span.start >= outer[-1].span.end:
            outer.append(quotation)
    return outer


def placed(found: Attribution | None, block: Block, start: int) -> Attribution | None:
    """Return an attribution of a block's part with its spans in the source; None if they have no place there."""
    if found is None:
        return None
    speaker = _placed_span(found.speaker, block, start)
    cue = _placed_span(found.cue, block, start) if found.cue else None
    is_there = speaker and (cue or not found.cue)
    return replace(found, speaker=speaker, cue=cue) if is_there else None


def _placed_span(span: Span, block: Block, start: int) -> Span:
    return block.source_span(span.start + start, span.end + start)
