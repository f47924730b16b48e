"""A text in which many passages are looked up: one by one, or thousands of them in one pass."""

from collections import defaultdict
from collections.abc import Collection, Generator, Iterable, Iterator, Sequence
from itertools import islice

MOST = 50  # places of a passage that are found
GRAM = 8  # code points by which a long passage is found in a pass
TRIED = 4  # grams of a passage, of which the rarest one leads to it
COMMON = 200  # places at which a gram is too common to lead anywhere
WORTHWHILE = 256  # passages from which one pass takes less time than a search for each
SLICE = 1 << 21  # code points searched at once: a search holds the interpreter, and with it the screen
STEP = 50_000  # code points of a pass in one step
VERIFIED = 64  # passages verified in one step


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
        """Find many passages in steps, in one pass for all long ones and one for each shorter length."""
        by_length: dict[int, list[str]] = defaultdict(list)
        for words in set(all_words) - self._known.keys() - {""}:
            by_length[min(len(words), GRAM)].append(words)
        for length, group in by_length.items():
            if len(group) >= WORTHWHILE:
                yield from self._look_up(length, group)

    def _look_up(self, length: int, group: Sequence[str]) -> Generator[None, None, None]:
        offsets = {words: _offsets(words) for words in group}
        grams = {words[at : at + length] for words in group for at in offsets[words]}
        found = yield from self._pass(length, grams)
        for number, (words, tried) in enumerate(offsets.items()):
            at = min(tried, key=lambda at: len(found[words[at : at + length]]))
            gram = words[at : at + length]
            if len(found[gram]) <= COMMON:  # else a plain search soon comes upon enough of them
                self._known[words] = list(self._verified(words, at, found[gram]))
            if number % VERIFIED == 0:
                yield

    def _pass(self, length: int, grams: Collection[str]) -> Generator[None, None, dict[str, list[int]]]:
        """Return the places of all grams; of a common one only some, but more than `COMMON`."""
        found: dict[str, list[int]] = {gram: [] for gram in grams}
        wanted, text = set(found), self.text
        for start in range(0, len(text), STEP):
            positions = range(start, min(start + STEP, len(text)))
            for at in [at for at in positions if text[at : at + length] in wanted]:  # all of the time is spent here
                gram = text[at : at + length]
                found[gram].append(at)
                if len(found[gram]) > COMMON:
                    wanted.discard(gram)
            yield
        return found

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
    """Return where in some words the grams begin that may lead to them, evenly spread."""
    last = max(0, len(words) - GRAM)
    return sorted({last * number // (TRIED - 1) for number in range(TRIED)})
