"""A text in which many passages are looked up: one by one, or thousands of them in one pass."""

from collections import defaultdict
from collections.abc import Collection, Generator, Iterable, Iterator, Mapping, Sequence
from itertools import islice

from reader.system.lazy_pattern import lazy_pattern

MOST = 50  # places of a passage that are found
GRAM = 8  # code points by which a passage is found in a pass that looks at every place of the text
GRAMS = (12, 24, 48, 96)  # code points by which a passage of several words is found in one that looks at words only
TRIED = 4  # grams of a passage, of which the rarest one leads to it
COMMON = 200  # places at which a gram is too common to lead anywhere
WORTHWHILE = 256  # passages from which one pass takes less time than a search for each
SLICE = 1 << 21  # code points searched at once: a search holds the interpreter, and with it the screen
STEP = 50_000  # code points of a pass in one step
VERIFIED = 64  # passages verified in one step

_GAP = lazy_pattern(r"[ \n](?=[^ \n])")  # in a normalized text, all white space is one of these


class Haystack:
    """A text, and the places of passages in it.

    Attributes:
        text: The text.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._known: dict[str, Sequence[int]] = {}

    def places(self, words: str) -> Sequence[int]:
        """Return the first offsets at which `words` occur, at most `MOST`; occurrences may overlap."""
        found = self._known.get(words)
        if found is None:
            found = self._known[words] = self._search(words)
        return found

    def occurs_once(self, words: str) -> bool:
        """Return whether `words` occur exactly once, overlapping occurrences included."""
        return len(self.places(words)) == 1

    def places_in_context(self, before: str, words: str, after: str) -> Sequence[int]:
        """Return the first offsets at which `words` occur between two other texts."""
        whole, found = before + words + after, self.places(words)
        if len(found) == MOST:  # there may be more
            return [at + len(before) for at in self.places(whole)]
        ahead = len(before)
        return [at for at in found if at >= ahead and self.text.startswith(whole, at - ahead)]

    def look_up(self, all_words: Collection[str]) -> Generator[None, None, None]:
        """Find many passages in steps: one pass for all with several words, and one for each length of the others."""
        left = [words for words in set(all_words) if words and words not in self._known]
        of_words = {words: offsets for words in left if (offsets := _word_offsets(words))}
        if len(of_words) >= WORTHWHILE:
            yield from self._look_up(of_words, GRAMS, at_words=True)
        by_length: dict[int, list[str]] = defaultdict(list)
        for words in left:
            if words not in self._known:
                by_length[min(len(words), GRAM)].append(words)
        for length, group in by_length.items():
            if len(group) >= WORTHWHILE:
                yield from self._look_up({words: _offsets(words) for words in group}, (length,))

    def _look_up(
        self, group: Mapping[str, Sequence[int]], lengths: Sequence[int], *, at_words: bool = False
    ) -> Generator[None, None, None]:
        """Find passages by their grams.

        Args:
            group: The offsets in each passage at which grams begin.
            lengths: The lengths of the grams. A longer one begins like a shorter one, and leads to fewer places.
            at_words: Whether grams begin after white space only.
        """
        found: list[dict[str, list[int]]] = [
            {
                words[at : at + length]: []
                for words, offsets in group.items()
                for at in offsets
                if _fits(words, at, length)
            }
            for length in lengths
        ]
        yield from self._pass(lengths, found, at_words=at_words)
        for number, (words, offsets) in enumerate(group.items()):
            led = [
                (at, places)
                for length, of_length in zip(lengths, found, strict=True)
                for at in offsets
                if _fits(words, at, length) and len(places := of_length[words[at : at + length]]) <= COMMON
            ]
            if led:  # else a plain search soon comes upon enough of them
                at, places = min(led, key=lambda each: len(each[1]))
                self._known[words] = list(self._verified(words, at, places))
            if number % VERIFIED == 0:
                yield

    def _pass(
        self, lengths: Sequence[int], found: Sequence[dict[str, list[int]]], *, at_words: bool
    ) -> Generator[None, None, None]:
        """Add the places of all grams; of a common gram only some, but more than `COMMON`."""
        text, first, wanted = self.text, lengths[0], found[0]
        for start in range(0, len(text), STEP):
            stop = min(start + STEP, len(text))
            if at_words:
                gaps = _GAP.finditer(text, start, stop + 1)  # whose look ahead needs one more
                places = [at for gap in gaps if text[(at := gap.end()) : at + first] in wanted]  # most time goes here
            else:
                places = [at for at in range(start, stop) if text[at : at + first] in wanted]
            for length, of_length in zip(lengths, found, strict=True):
                places = [at for at in places if text[at : at + length] in of_length]
                for at in places:
                    hits = of_length[text[at : at + length]]
                    if len(hits) <= COMMON:
                        hits.append(at)
            yield

    def _verified(self, words: str, at: int, places: Iterable[int]) -> Iterator[int]:
        starts = (place - at for place in places)
        return islice((start for start in starts if start >= 0 and self.text.startswith(words, start)), MOST)

    def _search(self, words: str) -> list[int]:
        found: list[int] = []
        at = 0 if words else len(self.text)
        while at < len(self.text) and len(found) < MOST:
            place = self.text.find(words, at, at + SLICE + len(words))
            if place < 0:
                at += SLICE
            else:
                found.append(place)
                at = place + 1
        return found


def _offsets(words: str) -> Sequence[int]:
    """Return the offsets, evenly spread, at which the grams of a passage begin."""
    last = max(0, len(words) - GRAM)
    return sorted({last * number // (TRIED - 1) for number in range(TRIED)})


def _word_offsets(words: str) -> Sequence[int]:
    """Return the offsets at which the grams of a passage begin, each after white space and spread over it."""
    begins = [each.end() for each in _GAP.finditer(words) if _fits(words, each.end(), GRAMS[0])]
    last = len(begins) - 1
    return sorted({begins[last * number // (TRIED - 1)] for number in range(TRIED)}) if begins else ()


def _fits(words: str, at: int, length: int) -> bool:
    return at + length <= len(words)
