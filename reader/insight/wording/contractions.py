"""English contractions and abbreviations, written out."""

from collections.abc import Mapping

# A clitic that is short for several words is a word of its own, which is the same as each of them.
SEVERAL: Mapping[str, frozenset[str]] = {
    "'s": frozenset({"is", "has", "us"}),
    "'d": frozenset({"had", "would"}),
}
_ENDINGS = {"'re": "are", "'ve": "have", "'ll": "will", "'m": "am", "'s": "'s", "'d": "'d"}
_BEFORE_NOT = {"wo": "will", "ca": "can", "sha": "shall", "ai": "'s"}

# Written without an apostrophe, and words that are always written short or long.
_WHOLE: Mapping[str, tuple[str, ...]] = {
    "cannot": ("can", "not"),
    "gonna": ("going", "to"),
    "gotta": ("got", "to"),
    "wanna": ("want", "to"),
    "y'all": ("you", "all"),
    "'tis": ("it", "'s"),
    "'twas": ("it", "was"),
    "'em": ("them",),
    "'cause": ("because",),
    "alright": ("all", "right"),
    "ok": ("okay",),
    "&": ("and",),
    "mister": ("mr",),
    "doctor": ("dr",),
    "senator": ("sen",),
    "representative": ("rep",),
    "governor": ("gov",),
    "government": ("govt",),
    "department": ("dept",),
    "versus": ("vs",),
    "january": ("jan",),
    "february": ("feb",),
    "april": ("apr",),
    "august": ("aug",),
    "september": ("sep",),
    "sept": ("sep",),
    "october": ("oct",),
    "november": ("nov",),
    "december": ("dec",),
}
# Capital letters that stand for words; `U.S.` and `US` are not the pronoun.
_INITIALS: Mapping[str, tuple[str, ...]] = {
    "US": ("united", "states"),
    "UK": ("united", "kingdom"),
    "UN": ("united", "nations"),
    "EU": ("european", "union"),
}


def written_out(word: str) -> tuple[str, ...]:
    """Return the words that a word is short for, in lower case; the word itself if it is not short for anything.

    Args:
        word: A word in lower case, with straight apostrophes.
    """
    if whole := _WHOLE.get(word):
        return whole
    if "'" not in word:
        return (word,)
    if word.endswith("n't") and len(word) > len("n't"):
        stem = word.removesuffix("n't")
        return (_BEFORE_NOT.get(stem, stem), "not")
    stem, mark, ending = word.rpartition("'")
    if stem and (clitic := _ENDINGS.get(mark + ending)):
        return (*written_out(stem), clitic)
    return (word.strip("'"),)


def initials(word: str) -> tuple[str, ...]:
    """Return the words that initials such as `US` stand for, in lower case; nothing for other words."""
    return _INITIALS.get(word, ())


def same_word(left: str, right: str) -> bool:
    """Return whether two normal words may be the same; `'s` is the same as `is`, and as `has`."""
    return left == right or right in SEVERAL.get(left, ()) or left in SEVERAL.get(right, ())
