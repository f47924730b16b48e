"""The limits of reading a text, each with its reason: whoever changes one should have measured."""

from typing import Any

from tests.support.limits import limit

LIMITS: list[tuple[str, str, Any]] = [
    # Time: a step of work holds the screen for milliseconds, and one that nobody sees is put off.
    ("article", "HEADLINE_BLOCKS", 12), ("article", "PROBE", 200), ("article", "LONG_MARKDOWN", 1_000_000),
    ("folder", "BATCH", 1000), ("fold", "_WINDOW", 65536), ("fold", "_SHORT", 4096),
    ("normalize", "SLICE", 1 << 16), ("normalize", "NEAR", 1 << 12), ("source", "_SLICE", 1 << 20),
    ("markdown.splitter", "SLICE", 1 << 18), ("markdown.splitter", "LEAST", 4096),
    ("markdown.blocks", "_SHORT", 16_384), ("markdown.blocks", "_LONGEST", 131_072),
    ("markdown.blocks", "_LONG_IN_ALL", 2_000_000), ("markdown.blocks", "_FEW_BRACKETS", 300),
    ("markdown.blocks", "_MOST_BRACKETS", 2000), ("patience_diff", "STEP", 128),
    # Memory: so much is kept of what was read.
    ("blocks", "_CACHED_PARTS", 64), ("plain", "_CACHED_BLOCKS", 512), ("plain", "LONG_LINES", 8),
    ("shown_passage", "REMEMBERED", 2000),
    ("plain", "LONG_LINE", 1 << 20), ("expression_process", "MEMORY", 512 << 20),
    ("expression_process", "MEMORY_FOR_TEXT", 16), ("find", "MAX_HITS", 100_000),
    # How far is looked: beyond it, nothing has been found that mattered.
    ("plain", "_WINDOW", 1024), ("sentence_marks", "_REACH_BACK", 16), ("surroundings", "REACH", 2000),
    ("title", "_TOP", 4096), ("patience_diff", "_SENTENCE_LEVELS", ((1, 1 << 60),)),
    ("source", "HEAD", 65_536), ("source", "_SAMPLE", 8192), ("title", "REACH", 16_384), ("title", "_TRIES", 4),
    ("ordinals", "_AROUND", 200), ("sentence_marks", "_REACH", 80), ("sentences", "_LOOK_BACK", 2000),
    ("sentences", "_WORD_LENGTH", 16), ("sentences", "_LABEL_LENGTH", 12), ("sentences", "_CLOCK_LENGTH", 40),
    # What is shown: a table of a screen's width, a headline that is read at a glance, a depth that nobody writes.
    ("markdown.table", "_WIDEST", 72), ("plain", "_HEADLINE_WORDS", range(4, 31)), ("plain", "_PROSE_WORDS", 30),
    ("title", "_FEWEST_WORDS", 3), ("title", "_FEWEST_SIGNS", 10), ("title", "_LONGEST", 80),
    ("surroundings", "MORE", 1), ("counted", "NAMED", 8), ("page_lines", "_LONGEST", 14),
    ("plain", "_HEADLINE_LINES", 12), ("markdown.markdown_it_internals", "DEEPEST", 100),
    ("normalize", "_JAMO", {*map(chr, range(0x1161, 0x1176)), *map(chr, range(0x11A8, 0x11C3))}),
    ("find", "TIME_LIMIT", 1.0), ("find", "STARTING", 4.0),
    # Doubt: so many NUL still stand in a text by mistake.
    ("source", "_STRAY", 2),
]  # fmt: skip


def test_each_limit_is_as_it_was_measured() -> None:
    here = [(module, name, limit(f"reader.text.{module}", name)) for module, name, _ in LIMITS]
    assert here == LIMITS
