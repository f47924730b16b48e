"""A quotation beside its original, cut into stretches that are the same and stretches that differ."""

from collections.abc import Iterator
from typing import NamedTuple

from reader.insight.quote_check.verdict import LONGEST, Checked, Evidence, Verdict
from reader.text.counted import counted

_KINDS = {
    "negation": "a negation",
    "number": "a number",
    "name": "a name",
    "modality": "will, may or must",
    "date": "a date",
    "word": "a word",
    "omission": "words left out",
    "insertion": "words put in",
    "order": "the order",
    "bracket": "words in brackets",
}


class PairedStretch(NamedTuple):
    """A stretch of a quotation and of its original.

    Attributes:
        here: The words of the quotation; empty where words were left out.
        there: The words of the original; empty where words were put in.
        differs: True if they are not the same.
    """

    here: str
    there: str
    differs: bool


def side_by_side(checked: Checked) -> Iterator[PairedStretch]:
    """Yield the stretches of a quotation and its original, in order; nothing if there is no original."""
    original = checked.original
    if original is None:
        return
    if any(each.kind == "order" for each in checked.differences):
        yield PairedStretch(words_without_markup(checked), words_without_markup(original), False)
        return
    here, there = checked.span.start, original.span.start
    for each in checked.differences if len(checked.places) == 1 else ():
        if each.here.start < here or each.there.start < there:
            continue  # at the end of the one before
        yield PairedStretch(_part(checked, here, each.here.start), _part(original, there, each.there.start), False)
        yield PairedStretch(_part(checked, *each.here), _part(original, *each.there), True)
        here, there = each.here.end, each.there.end
    yield PairedStretch(_part(checked, here, checked.span.end), _part(original, there, original.span.end), False)


def words_without_markup(of: Checked | Evidence) -> str:
    """Return the words of a quotation, or of an original, without markup."""
    return _part(of, *of.span)


def _part(of: Checked | Evidence, start: int, end: int) -> str:
    part = slice(start - of.span.start, max(start, end) - of.span.start)
    if not of.shown:
        return of.exact[part]
    pairs = zip(of.exact[part], of.shown[part], strict=True)
    return "".join(shown for exact, shown in pairs if exact.isspace() or not shown.isspace())


def verdict_words(checked: Checked) -> str:
    """Return a verdict in words, with its reasons: `altered: a negation`, `not found in 14 originals`."""
    count = counted(checked.originals, "original")
    named = {
        Verdict.NOT_FOUND: f"not found in {count}",
        Verdict.TOO_SHORT: "too short to say",
        Verdict.NOT_COMPARED: f"cannot be compared: {_why_not_compared(checked)}",
        Verdict.SPLICED: f"spliced from {len(checked.places)} places",
    }
    why = ", ".join(reasons(checked))
    name = named.get(checked.verdict, str(checked.verdict))
    return f"{name}: {why}" if why else name


def _why_not_compared(checked: Checked) -> str:
    if not checked.originals:
        return "there are no originals"
    return f"it has more than {LONGEST:,} words" if checked.is_too_long else "no original in its language"


def reasons(checked: Checked) -> list[str]:
    """Return the reasons for a verdict, such as `a negation` or `cut at the end`, the weightiest first."""
    kinds = [each.kind for each in checked.differences if not each.is_marked]
    hidden = [each.kind for each in checked.differences if each.is_marked and each.kind == "negation"]
    found = [_KINDS[kind] for kind in _KINDS if kind in kinds]
    found += ["a negation is among the words left out"] * bool(hidden)
    if checked.cut:
        found.append(f"cut at the {' and the '.join(checked.cut)}")
    if checked.said_by_another and checked.original:
        found.append(f"said by {checked.original.speaker}")
    if checked.quoted_in:
        found.append(f"quoted in {checked.quoted_in[0].source}, which is not an original")
    return found


class AlignedWords(NamedTuple):
    """Words of a quotation above words of its original, with `−` and `+` around those that differ."""

    here: str
    there: str
    differs: bool


def columns(checked: Checked) -> list[AlignedWords]:
    """Return a quotation beside its original, word by word where they are the same."""
    found, before = list[AlignedWords](), PairedStretch("", "", False)
    for stretch in side_by_side(checked):
        new = [*_columns_of(stretch)]
        if (
            found
            and new
            and _touch(before.here, stretch.here)
            and (_touch(before.there, stretch.there) or not before.there.strip())
        ):
            last, first = found.pop(), new.pop(0)
            found.append(AlignedWords(last.here + first.here, last.there + first.there, last.differs or first.differs))
        found += new
        before = stretch
    return found


def _columns_of(stretch: PairedStretch) -> Iterator[AlignedWords]:
    here, there = stretch.here.split(), stretch.there.split()
    if stretch.differs:
        yield AlignedWords(_within("−", stretch.here), _within("+", stretch.there), True)
    elif len(here) == len(there):
        yield from (AlignedWords(*pair, False) for pair in zip(here, there, strict=True))
    elif here or there:
        yield AlignedWords(" ".join(here), " ".join(there), False)


def _touch(left: str, right: str) -> bool:
    """Return whether there is no space between two texts, as before a full stop."""
    return bool(left and right) and not (left[-1].isspace() or right[0].isspace())


def _within(mark: str, words: str) -> str:
    words = " ".join(words.split())
    return f"{mark}{words}{mark}" if words else ""
