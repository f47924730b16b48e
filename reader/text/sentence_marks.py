r"""The marks that can end a sentence, in every script, and what may follow them without beginning the next sentence.

The marks are Unicode's property `Sentence_Terminal`, without two that also do other work (U+2024, U+104A), and with the
ellipsis and the Tibetan shads, at which Unicode leaves the choice to the program. A test compares the table with the
property in `regex`, which itself would take longer to load than all of this.
"""

import re
from functools import cache

from reader.system.lazy_pattern import lazy_pattern

_LATIN = ".!?…‽⁇⁈⁉‼\u2e2e\u2e53\u2e54"  # stops with white space after them
_OTHERS = (
    "\u0589\u061d-\u061f\u06d4\u0700-\u0702\u07f9\u0837\u0839\u083d\u083e\u0964\u0965\u0f0d-\u0f12\u104b\u1362\u1367\u1368"
    "\u166e\u1735\u1736\u17d4\u17d5\u1803\u1809\u1944\u1945\u1aa8-\u1aab\u1b4e\u1b4f\u1b5a\u1b5b\u1b5e\u1b5f\u1b7d-\u1b7f"
    "\u1c3b\u1c3c\u1c7e\u1c7f\u2cf9-\u2cfb\u2e3c\u2e60\u2e61\u3002\ua4ff\ua60e\ua60f\ua6f3\ua6f7\ua876\ua877\ua8ce\ua8cf"
    "\ua92f\ua9c8\ua9c9\uaa5d-\uaa5f\uaaf0\uaaf1\uabeb\ufe12\ufe15\ufe16\ufe52\ufe56\ufe57\uff01\uff0e\uff1f\uff61"
)
_BEYOND = (  # above U+FFFF, where a class of characters is slower
    "\U00010a56\U00010a57\U00010f55-\U00010f59\U00010f86-\U00010f89\U00011047\U00011048\U000110be-\U000110c1"
    "\U00011141-\U00011143\U000111c5\U000111c6\U000111cd\U000111de\U000111df\U00011238\U00011239\U0001123b\U0001123c"
    "\U000112a9\U000113d4\U000113d5\U0001144b\U0001144c\U000115c2\U000115c3\U000115c9-\U000115d7\U00011641\U00011642"
    "\U0001173c-\U0001173e\U00011944\U00011946\U00011a42\U00011a43\U00011a9b\U00011a9c\U00011c41\U00011c42\U00011ef7"
    "\U00011ef8\U00011f43\U00011f44\U00016a6e\U00016a6f\U00016af5\U00016b37\U00016b38\U00016b44\U00016d6e\U00016d6f"
    "\U00016e98\U0001bc9f\U0001da88"
)
_NEEDS_GAP = frozenset(f"{_LATIN};:\u037e")
POINTS = frozenset(".．﹒︒")  # full stops that also stand in numbers, names and labels
WIDE_PUNCTUATION = frozenset("、，,；;：:・）")  # after a wide stop, these show that the sentence goes on

# A semicolon is a question mark in Greek, and a colon a full stop in Armenian.
_GREEK = "[\u0370-\u03ff\u1f00-\u1fff]"
_ARMENIAN = "[\u0531-\u0587]"
_LATIN_LETTER = "[A-Za-z\xc0-\u024f]"
# Texts with these need a slower pattern.
_RARE = lazy_pattern("[\u0370-\u03ff\u0531-\u0587\u1361\u1f00-\u1fff\U00010000-\U0010ffff]")
_REACH = 80  # code points before a mark that show the script of its sentence

# What may stand between a stop and the next sentence: closing characters, notes, and the tags of HTML.
_CLOSERS = r"""["'”’“‘»«›‹)\]}」』】〉》）］｝〕〗〙〛〞〟｣｠＂＇*_]"""
_TAG = r"<[/!A-Za-z][^<>\r\n]{0,300}>"
_SUPERSCRIPT = r"(?i:<sup\b[^<>\r\n]{0,300}>(?:[^<\r\n]|<(?!/sup)){0,300}?</sup\s*>)"
_NOTE = (
    r"\^?[\[［][^\[\]［］\r\n]{1,60}[\]］](?::\d{1,4}(?:[–-]\d{1,4})?)?"  # [1], [^1], [note 1], ^[words], and a page
    rf"|{_SUPERSCRIPT}|(?i:<ref\b[^<>\r\n]{{0,300}}(?:/>|>[^<\r\n]{{0,300}}</ref\s*>))"
    r"|(?i:<a\b[^<>\r\n]{0,300}>\W{0,3}\w{0,3}\W{0,3}</a\s*>)"
    r"|(?i:</[a-z][\w:-]*\s*>|<(?:br|wbr|hr|img)\b[^<>\r\n]{0,300}>)|<!--[^\r\n]{0,300}?-->"
    r"|\^\d{1,3}\^|[⁰¹²³⁴-⁹⁽⁾†‡§]++"
    r"|(?<=[।॥])\d{1,4}[।॥]++"  # the number of a verse
    r"|(?:(?<=[^\W\d_]{3}[.!?])|(?<=[.!?,]['\"”’»)]))\d{1,3}(?=\s+\W?[^\W\da-z_])"  # a raised number that became plain
)
_NOTE_APART = rf"(?:\[\^[^\[\]\s]{{1,60}}\](?!:)|\[\d{{1,3}}\]|{_SUPERSCRIPT})"
_NOTE_BEGINS = frozenset("[［<^⁰¹²³⁴⁵⁶⁷⁸⁹⁽†‡§0123456789०१२३४५६७८९")
_NOTE_APART_BEGINS = frozenset([" [", " <"])
_CLOSER_APART = r"(?>(?:[ \xa0\u202f][”»›)\]]++(?=\s|\Z))?)"  # as in `« Il est tard. »`
_FOUR_DOTS = r"(?>(?:[ \xa0]\.(?![\w.…]))*)"  # . . . .
# What the next sentence begins with: quotation marks, brackets and dashes, and then its first word.
_OPENERS = r"""[\s"'“”„‘’‚«»‹›(\[{¿¡*_—–「『（【《〈〝-]"""
_NEXT = lazy_pattern(rf"(?P<openers>{_OPENERS}*+)(?P<word>[^\W_]*+)")


_REACH_BACK = 16  # code points before a full stop that are searched for an abbreviation
# Eras, years, temperatures and `и т. д.`, at the end of a sentence or within it.
_ERA = lazy_pattern(
    r"(?:\b[ad]\.[ \xa0]?C|\bJ\.?-C|\bн\.[ \xa0]?э|\b[np]\.[ \xa0]?(?:n\.[ \xa0]?)?[le]|\b[ef]\.v\.t|\bp\.e\.v"
    r"|\d{4}[ \xa0][гr]|[°º][ \xa0]?[CFС]|т\.[ \xa0]?[дп])\Z"
)
_INDIC = lazy_pattern(
    r"(?:\A|(?<=[\s.(“‘\"']))(?:ए|बी|सी|डी|ई|एफ|एच|जे|के|एल|एम|एन|ओ|पी|क्यू|आर|एस|टी|यू|वी|डब्ल्यू|एक्स|वाई"
    r"|डॉ|डा|पं|प्रो|प्रा|मि|कु|श्री|श्रीमती|ডা|ডাঃ|ড|মো|মোঃ|திரு|திருமதி|డా|శ్రీ|ಡಾ|ಶ್ರೀ|ഡോ|ശ്രീ|ડો|ડૉ|શ્રી|ਡਾ)\Z"
)
# An attribution after a quotation, such as `他问。`
_SAID = lazy_pattern(r"[\u4e00-\u9fff·]{1,6}?[说說问問喊叫答称稱道][道着著]?[，。：；！？,:…]")


def following_word(text: str, at: int) -> re.Match[str]:
    """Match what follows a stop: `openers`, which are quotation marks, brackets, dashes and tags, and a `word`."""
    found = _NEXT.match(text, at)
    assert found, "it matches nothing, too"
    if found["word"] or text[found.end() : found.end() + 1] != "<":
        return found
    return _next_after_tags().match(text, at) or found


@cache
def _next_after_tags() -> re.Pattern[str]:
    return re.compile(rf"(?P<openers>(?:{_OPENERS}++|{_TAG})*+)(?P<word>[^\W_]*+)")


def is_tag(text: str, at: int) -> bool:
    """Return whether a tag of HTML begins at an offset."""
    return text[at : at + 1] == "<" and re.compile(_TAG).match(text, at) is not None


def stops(text: str) -> re.Pattern[str]:
    """Return the pattern of a stop in a text: marks, the closing characters after them, and white space.

    It is possessive and cannot fail after the first mark, so a line of a million full stops or quotation marks takes
    linear time.
    """
    if text.isascii():
        return _stops(".!?")
    marks = f"{_LATIN}{_OTHERS}\u037e"
    if not _RARE.search(text):
        return _stops(marks)
    also = [_BEYOND, ";" * bool(re.search(_GREEK, text)), ":" * bool(re.search(_ARMENIAN, text))]
    return _stops(marks + "".join(also), is_ethiopic="፡፡" in text)


@cache
def _stops(marks: str, *, is_ethiopic: bool = False) -> re.Pattern[str]:
    """Compile the pattern when it is first needed, because that takes a millisecond."""
    some = f"(?:[{marks}]++|፡፡)" if is_ethiopic else f"[{marks}]++"  # without a choice, the search is faster
    return re.compile(rf"(?P<marks>{some}{_FOUR_DOTS})(?P<closers>{_CLOSERS}*+{_CLOSER_APART})(?P<gap>\s*+)")


def end_of_notes(text: str, end: int) -> int:
    """Return the end of the notes, tags and closing characters after a stop whose closing characters end at `end`."""
    if text[end : end + 1] in _NOTE_BEGINS or text[end : end + 2] in _NOTE_APART_BEGINS:
        notes = _notes().match(text, end)
        return notes.end() if notes else end
    return end


@cache
def _notes() -> re.Pattern[str]:
    apart = rf"(?:{_NOTE}|[ ]?{_NOTE_APART})*+"
    return re.compile(rf"(?>(?:{_CLOSERS}++|{_NOTE})*+{_CLOSER_APART}{apart}{_CLOSERS}*+)")


def needs_no_gap(mark: str) -> bool:
    """Return whether a sentence can begin right after a mark, as in Chinese, Hindi and Khmer."""
    return mark not in _NEEDS_GAP


def ends_by_script(mark: str, text: str, start: int, at: int) -> bool:
    """Return whether `;` or `:` at an offset ends a sentence: in Greek, and in Armenian.

    Args:
        mark: The mark.
        text: The text.
        start: The start of the sentence.
        at: The offset of the mark.
    """
    before = text[max(start, at - _REACH) : at]
    letters = re.findall(_GREEK if mark == ";" else _ARMENIAN, before)
    return len(letters) > len(re.findall(_LATIN_LETTER, before))


def is_indic_abbreviation(text: str, start: int, at: int) -> bool:
    """Return whether a title such as `डॉ`, or the name of a Latin letter such as `बी`, precedes a full stop."""
    return _INDIC.search(text, max(start, at - _REACH_BACK), at) is not None


def ends_a_date(text: str, start: int, at: int) -> bool:
    """Return whether a year, era or temperature precedes a full stop: `1997 r`, `700 a.C` or `2 °C`."""
    return _ERA.search(text, max(start, at - _REACH_BACK), at) is not None


def is_chinese_attribution(text: str, at: int) -> bool:
    """Return whether Chinese words at an offset say who spoke, such as `他问。`."""
    return _SAID.match(text, at) is not None
