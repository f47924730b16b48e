"""How well annotations are found again: `python -m tests.torture.anchoring [COUNT]`.

Every character of the edited texts knows where it came from, so the truth is known. What is counted are annotations.
*Wrong* is one that has a place, and is not up for review, but a place that holds nothing that is left of its passage;
it is wrong too if nothing is left. *Intact* is a passage that still stands there in one piece, white space and
typography apart; it is *right* if it got just this place, and is not up for review.
"""

import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from reader.annotation.anchoring.anchor import Anchored, anchor, relocated
from reader.annotation.anchoring.status import Status
from reader.annotation.model.annotation import Annotation
from reader.text.article import make_article
from reader.text.passages import Unit, passages
from reader.text.source import Decoded, Source
from reader.text.span import Span
from tests.support import ROOT

from .edits import (
    Chance,
    Tracked,
    edited,
    news,
    normalized,
    original,
    rewrapped,
    with_crlf,
    with_plain_quotes,
)

SEEDS = ROOT / "seeds"
IN_A_TEXT = 40  # annotations

Edit = Callable[[Tracked, Chance], Tracked]

PURE: dict[str, Edit] = {
    "re-wrap": lambda text, chance: rewrapped(text, chance.randint(30, 100)),
    "CRLF": lambda text, _: with_crlf(text),
    "NFC": lambda text, _: normalized(normalized(text, "NFD"), "NFC"),
    "NFD": lambda text, _: normalized(text, "NFD"),
    "quotes": lambda text, _: with_plain_quotes(text),
}


def _at(share: float) -> Edit:
    return lambda text, chance: edited(text, share, chance)


def _with_all(share: float) -> Edit:
    """Edited and written otherwise."""
    return lambda text, chance: chance.choice(list(PURE.values()))(edited(text, share, chance), chance)


EDITS: dict[str, Edit] = {
    **PURE,
    **{f"{share:.0%}": _at(share) for share in (0.01, 0.05, 0.10, 0.20, 0.40)},
    **{f"{share:.0%} + spelling": _with_all(share) for share in (0.01, 0.05, 0.10, 0.20, 0.40)},
}


def run(count: int, seed: int = 1, *, with_snapshot: bool = True) -> dict[str, Counter[str]]:
    """Figures by kind of edit, from `count` annotations in all."""
    chance = random.Random(seed)
    figures: dict[str, Counter[str]] = {name: Counter() for name in EDITS}
    samples = [path.read_text("utf-8") for path in sorted(SEEDS.iterdir())]
    names = list(EDITS)
    for number in range(-(-count // IN_A_TEXT)):
        text = chance.choice(samples) if number % 2 else news(chance)
        name = names[number % len(names)]
        after = EDITS[name](original(text), chance)
        before = some_annotations(text, chance)
        for each in anchor(before, after.text, "new", {"old": text}.get if with_snapshot else lambda _: None):
            figures[name].update(verdict(each, after))
    return figures


def some_annotations(text: str, chance: Chance) -> list[Annotation]:
    """Sentences and quotations, words, and stretches of words."""
    article = make_article(Source("a.txt", Path("a.txt")), Decoded(text, "utf-8", "old"))
    kinds = [list(passages(article, unit)) for unit in (Unit.SENTENCE, Unit.SENTENCE, Unit.QUOTATION, Unit.WORD)]
    words = kinds[-1]
    starts = [chance.randrange(len(words)) for _ in range(IN_A_TEXT)]
    kinds.append([words[at].union(words[min(at + chance.randint(1, 30), len(words) - 1)]) for at in starts])
    spans = [chance.choice(chance.choice([kind for kind in kinds if kind])) for _ in range(IN_A_TEXT)]
    blank = Annotation(id="", source="a.txt", start=0, end=0, exact="", tag="quote", digest="old")
    return [relocated(blank, span, article.text) for span in spans]


def verdict(anchored: Anchored, after: Tracked) -> list[str]:
    """What is to be counted of one annotation."""
    was = anchored.annotation.span
    left = [
        at for at, origin in enumerate(after.origins) if was.start <= origin < was.end and not after.text[at].isspace()
    ]
    said = [anchored.status.value, "all"]
    is_placed = anchored.placed is not None and anchored.status is not Status.REVIEW
    place = anchored.placed.span if anchored.placed else Span(0, 0)
    if is_placed and not any(place.start <= at < place.end for at in left):
        said.append("wrong")
    if is_intact(anchored.annotation, left, after):
        said.append("intact")
        if is_placed and (place.start, place.end) == (left[0], left[-1] + 1):
            said.append("right")
    return said


def is_intact(annotation: Annotation, left: list[int], after: Tracked) -> bool:
    """Whether all characters are left, in order, with nothing but white space between them."""
    origins = [after.origins[at] for at in left]
    letters = [annotation.start + n for n, letter in enumerate(annotation.exact) if not letter.isspace()]
    between = after.text[left[0] : left[-1] + 1] if left else ""
    return list(dict.fromkeys(origins)) == letters and len(left) == len("".join(between.split()))


def table(figures: dict[str, Counter[str]]) -> str:
    total: Counter[str] = sum(figures.values(), Counter())
    names = ("all", "wrong", "intact", "right", *(status.value for status in Status))
    rows = [
        ["", *names],
        *([name, *(str(each[n]) for n in names)] for name, each in {**figures, "total": total}.items()),
    ]
    return "\n".join("  ".join(cell.rjust(16 if n == 0 else 7) for n, cell in enumerate(row)) for row in rows)


if __name__ == "__main__":
    began = time.perf_counter()
    print(table(run(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)))
    print(f"{time.perf_counter() - began:.1f} s")
