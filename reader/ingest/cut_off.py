"""Signs that a page has more of its article than it shows: a subscription, consent, or scripts that were not run."""

import json
import re
from collections.abc import Iterator

from reader.ingest.article_blocks import tokens
from reader.text.quotation_marks import in_marks
from reader.text.scripts import EAST_ASIAN

FEW_WORDS = 40  # in an article of a page that is there to be read
FEW_CHARACTERS = 300  # of these words; an ideograph or kana counts four times
SHORT = 300  # words: a longer text is no notice
_COOKIES = 0.02  # of the words of a notice about them
_NO_ARTICLE = re.compile(
    r"\b(?:just a moment|access denied|attention required|pardon our interruption|are you (?:a |an )?(?:human|robot)"
    r"|captcha|page not found|404|403|forbidden|seite nicht gefunden|page introuvable|página no encontrada)\b",
    re.IGNORECASE,
)
MORE = 1.25  # times the words that were found: so many words in the data for machines are more of the article
MUCH = 50  # words that are missing, at least
_DATA = re.compile(r"<script\b[^<>]*\bapplication/ld\+json\b[^<>]*>(.*?)</script", re.IGNORECASE | re.DOTALL)
_IDEOGRAPHS = re.compile(f"[{EAST_ASIAN}]")
_LONGEST = 5_000_000  # characters of such data that are read
_BARRIER = re.compile(
    r"""\s(?:class|id)\s*=\s*["']?[^"'<>]{0,200}(?<![a-z])(?:pay-?wall|reg-?wall|paid-content|subscribers?-only)""",
    re.IGNORECASE,
)
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
    if found < SHORT and _NO_ARTICLE.search(title):
        yield f"its title, {in_marks(title)}, is that of a page without an article: look at it in a browser"
    elif found < SHORT and sum(word in ("cookie", "cookies") for word in words) > max(1, _COOKIES * found):
        yield "it speaks of cookies: if that is all it says, save the text of the article from a browser"
    data = [each for text in _DATA.findall(page[:_LONGEST]) for each in _objects(text)]
    bodies = (str(each.get("articleBody") or "") for each in data)
    told = max((len(tokens(_TAG.sub(" ", body))) for body in bodies), default=0)
    if told > MORE * found and told - found > MUCH:
        yield f"the page has {told:,} words of the article for search engines, but only {found:,} to read: compare them"
    elif any(str(each.get("isAccessibleForFree")).lower() == "false" for each in data):
        yield "the page says that the article is for subscribers, so its text may be cut off"
    elif _BARRIER.search(page):
        yield "the page has a place where it asks for a subscription, so the text of the article may be cut off"
    if found < FEW_WORDS and len(article) + 3 * len(_IDEOGRAPHS.findall(article)) < FEW_CHARACTERS:
        count = "1 word was" if found == 1 else f"{found:,} words were"
        yield f"only {count} found: if the page needs scripts, consent or a subscription, save its text from a browser"


def _objects(text: str) -> Iterator[dict[str, object]]:
    """Yield the objects in JSON; none if it is damaged."""
    try:
        waiting: list[object] = [json.loads(text)]
    except (ValueError, RecursionError):
        return
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            yield value
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
