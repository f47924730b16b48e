"""Sentences that may say the same thing, for a person to judge: nothing is tagged or joined because of them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from types import MappingProxyType
from typing import Any

from reader.insight.echoes.clusters import Pair
from reader.insight.echoes.differing import KINDS
from reader.insight.echoes.echo import SourceSpan

LEAST_LIKENESS = 0.07  # the least probability of a pair; of those just above, one in five says the same thing


@dataclass(frozen=True, slots=True)
class LikelySame:
    """Sentences of several sources, any two of which may say the same thing.

    Attributes:
        passages: The sentences, in order of source and position.
        likeness: The average probability that two of them say the same thing.
        unlike: The kinds of numbers, dates and negations in which some of them differ.
    """

    passages: tuple[SourceSpan, ...]
    likeness: float
    unlike: tuple[str, ...] = ()

    @property
    def sources(self) -> list[str]:
        """The ids of the sources, in order."""
        return sorted({passage.source for passage in self.passages})

    def record(self, texts: Mapping[str, str]) -> dict[str, Any]:
        """Return the record that `reader echoes --matrix --json` prints; `texts` are by source id."""
        passages = [each.record(texts) for each in self.passages]
        about = {"likeness": self.likeness, "unlike": list(self.unlike), "sources": self.sources}
        return {"record": "perhaps", **about, "passages": passages}


def find_likely(
    likely: Mapping[Pair, float], same: Collection[Pair], unlike: Mapping[Pair, Sequence[str]] = MappingProxyType({})
) -> list[LikelySame]:
    """Return groups of sentences that may say the same thing, the most alike first; at most one per source in each.

    Args:
        likely: The likeness of each pair of sentences that may say the same thing.
        same: The pairs that are certain to do so.
        unlike: The kinds of numbers, dates and negations that differ, by pair.
    """
    wanted = {pair: likeness for pair, likeness in likely.items() if likeness >= LEAST_LIKENESS and pair not in same}
    group_of: dict[SourceSpan, tuple[SourceSpan, ...]] = {passage: (passage,) for pair in wanted for passage in pair}

    def belong_together(one: SourceSpan, other: SourceSpan) -> bool:
        pair = min(one, other), max(one, other)
        return one.source != other.source and (pair in wanted or pair in same)

    for pair in sorted(wanted, key=lambda pair: (-wanted[pair], pair)):
        a, b = (group_of[each] for each in pair)
        if a is not b and all(belong_together(one, other) for one in a for other in b):
            group_of |= dict.fromkeys((*a, *b), (*a, *b))
    found = {group: _group(group, wanted, unlike) for group in group_of.values() if len(group) > 1}
    return sorted(found.values(), key=lambda each: (-each.likeness, each.passages))


def _group(
    group: Sequence[SourceSpan], likely: Mapping[Pair, float], unlike: Mapping[Pair, Sequence[str]]
) -> LikelySame:
    passages = tuple(sorted(group))
    kinds = {kind for pair in combinations(passages, 2) for kind in unlike.get(pair, ())}
    found = [likely[pair] for pair in combinations(passages, 2) if pair in likely]
    return LikelySame(passages, round(sum(found) / len(found), 4), tuple(kind for kind in KINDS if kind in kinds))
