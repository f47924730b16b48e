"""Signs that a page does not show all of its article: a subscription, consent, or scripts that were not run."""

import json
import re
from collections.abc import Iterator, Sequence

from reader.ingest.article_blocks import tokens
from reader.text.quotation_marks import in_marks
from reader.text.scripts import EAST_ASIAN

FEW_WORDS = 40  # words of an article on a page that can be read
FEW_CHARACTERS = 300  # characters of these words; an ideograph or kana counts four times
SHORT = 300  # words: a longer text is not a notice
_COOKIES = 0.02  # the share of words about cookies in a notice about them
_CONSENT = re.compile(
    r"\b(?:uses?|using|use of|verwende\w*|nutz\w+|utilis\w+|utiliz\w+|gebrui\w+) cookies"
    r"|\b(?:accept|agree|consent|privacy|policy|preferences|browser|website|akzept|zustimm|einwillig|datenschutz|confidentialit|acept|privacidad|consens|accett"
    r"|toestemming|akkoord|aceit|samty|godk|zgod|souhlas)",
    re.IGNORECASE,
)
_PARTS_OF_TITLE = re.compile(r"\s+[|–—·-]+\s+|:\s+")
# The whole of a part, as such words also stand in headlines: `Forbidden City reopens`.
_NO_ARTICLE = re.compile(
    r"\W*(?:(?:error|fehler|erreur|http|sorry|oops)\W+)*"
    r"(?:just a moment|access denied|access to this page has been denied|attention required|pardon our interruption"
    r"|are you (?:a |an )?(?:human|robot)|(?:security )?captcha(?: challenge| check| required)?|page not found|404|403"
    r"|forbidden|seite nicht gefunden|page introuvable|página no encontrada)"
    r"(?:\W+(?:error|page|(?:page )?not found|forbidden|access (?:is )?denied|404|403|at /\S*))*[\W\d]*",
    re.IGNORECASE,
)
MORE = 1.25  # times the words found: with so many, the data for machines has more of the article
MUCH = 50  # the least number of missing words
_DATA = re.compile(r"<script\b[^<>]*\bapplication/ld\+json\b[^<>]*>", re.IGNORECASE)
_DATA_END = re.compile("</script", re.IGNORECASE)
# Members that hold other works than the article.
_OTHER_WORKS = frozenset({"itemListElement", "mentions", "citation", "relatedLink", "isPartOf"})
_IDEOGRAPHS = re.compile(f"[{EAST_ASIAN}]")
_LONGEST = 5_000_000  # characters of such data that are read
_WALLS = re.compile(
    r"<(?P<inert>script|style)\b|</(?:script|style)\b"
    r"|(?<![a-z])(?P<wall>pay-?wall|reg-?wall|paid-content|subscribers?-only)"
    r"(?![\w-]*(?:badge|icon|label|marker|flag|teaser|card|link))",  # these mark links to other articles
    re.IGNORECASE,
)
_REACH = 220  # characters before such a word in which the name of its attribute stands
_NAMED = re.compile(r"""\s(?:class|id)\s*=\s*["']?[^"'<>]{0,200}\Z""", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{1,500}>")


def signs_of_more(page: str, article: str, title: str = "") -> Iterator[str]:
    """Yield sentences that say why an article may be cut off.

    Args:
        page: The page.
        article: The text that was taken from it.
        title: Its title.
    """
    words = tokens(article)
    found = len(words)
    if found < SHORT and any(map(_NO_ARTICLE.fullmatch, _PARTS_OF_TITLE.split(title))):
        yield f"its title, {in_marks(title)}, is that of a page without an article: look at it in a browser"
    elif found < SHORT and _is_about_cookies(article, words):
        yield "it mentions cookies: if that is all it says, save the text of the article from a browser"
    data = [each for text in _data(page[:_LONGEST]) for each in _objects(text)]
    free = {str(each.get("isAccessibleForFree")).lower() for each in data}
    bodies = (str(each.get("articleBody") or "") for each in data)
    told = max((len(tokens(_TAG.sub(" ", body))) for body in bodies), default=0)
    if told > MORE * found and told - found > MUCH:
        yield f"the page has {told:,} words of the article for search engines, but only {found:,} to read: compare them"
    elif "false" in free:
        yield "the page says that the article is for subscribers, so its text may be cut off"
    elif "true" not in free and _has_wall(page):
        yield "the page has a place where it asks for a subscription, so the text of the article may be cut off"
    if found < FEW_WORDS and len(article) + 3 * len(_IDEOGRAPHS.findall(article)) < FEW_CHARACTERS:
        count = "1 word was" if found == 1 else f"{found:,} words were"
        yield f"only {count} found: if the page needs scripts, consent or a subscription, save its text from a browser"


def _is_about_cookies(article: str, words: Sequence[str]) -> bool:
    count = sum(word in ("cookie", "cookies") for word in words)
    return count > max(1, _COOKIES * len(words)) and _CONSENT.search(article) is not None


def _has_wall(page: str) -> bool:
    """Return whether an element has a name typical of subscription prompts; scripts and styles do not count."""
    is_inert = False
    for found in _WALLS.finditer(page):
        if not found["wall"]:
            is_inert = bool(found["inert"])
        elif not is_inert and _NAMED.search(page, max(0, found.start() - _REACH), found.start()):
            return True
    return False


def _data(page: str) -> Iterator[str]:
    """Yield the machine-readable data of a page."""
    at = 0
    while (begin := _DATA.search(page, at)) and (end := _DATA_END.search(page, begin.end())):
        yield page[begin.end() : end.start()]
        at = end.end()


def _objects(text: str) -> Iterator[dict[str, object]]:
    """Yield the objects in JSON about an article, without those of other works; none if it is damaged."""
    try:
        waiting: list[object] = [json.loads(text)]
    except (ValueError, RecursionError):
        return
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            yield value
            waiting += (member for name, member in value.items() if name not in _OTHER_WORKS)
        elif isinstance(value, list):
            waiting += value
