"""Which lines of an article are page furniture: by how they look, what stands around them, and what others tell.

Two logistic regressions: the first judges each line by its look (`lines`), the second by what the first said of it and
of the lines around it (`surroundings`). Their weights are in `weights`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from math import exp
from operator import mul

from reader.insight.boilerplate.context_features import Columns, Surroundings
from reader.insight.boilerplate.corpus_evidence import Evidence
from reader.insight.boilerplate.line_features import SHORT, Look, key_of, lines_of, look
from reader.insight.boilerplate.weights import LOOK, LOOK_BASE, SURROUNDINGS, SURROUNDINGS_BASE
from reader.insight.suggestion import Suggestion
from reader.text.article import Article

TAG = "boilerplate"
CREDIT = "credit"
NOTHING = Evidence()
REMEMBERED = 8192  # lines; those of menus come again and again
CERTAIN = 4.0  # of a look; beyond it is as clear

# Log odds, set by hand. What they add:
TOLD = 4.0  # that a line is plain furniture
CONFIRMED = 4.0  # that people found the same line to be furniture
TALK = 3.0  # that it stands among readers' comments
SHARED, ENOUGH = 0.7, 3  # each other source that has the same short line, up to so many
HEADLINE = -2.0  # that it is the title
CUT = -0.25  # from which a line of a whole page is suggested: much of it is furniture
ARTICLE_CUT = 1.0  # what is asked besides where an article stands alone: little of it is
SURE = 0.65  # score from which nine of ten are right also where an article stands alone

SPOKEN_OF = {
    "share": "share line",
    "comment": "line about comments",
    "subscription": "line about an account or newsletter",
    "related": "points to other articles",
    "legal": "line about rights or privacy",
    "advertising": "line about advertising",
    "credit": "credit",
    "byline": "byline",
    "date": "date line",
    "menu": "words of a menu",
}


def find(article: Article, evidence: Evidence = NOTHING) -> Iterator[Suggestion]:
    """Suggestions of boilerplate, line by line. evidence: of the workspace's sources, this one among them."""
    lines = lines_of(article)
    judged = judge([line for _, line in lines], evidence, article.title)
    for (span, _), (score, reasons) in zip(lines, judged, strict=True):
        if score > 0.5:
            yield Suggestion(article.source.id, span, TAG, score, score >= SURE, reasons)


def judge(
    lines: Sequence[str], evidence: Evidence = NOTHING, title: str = ""
) -> Iterator[tuple[float, tuple[str, ...]]]:
    """The score of each line, and why; above 0.5 it is likely furniture."""
    seen = [glance(line) for line in lines]
    keys, looks, own = zip(*seen, strict=True) if seen else ((), (), ())
    repeated = Counter(keys)
    around = Surroundings(looks, own, look(title).words if title else frozenset())
    columns = around.columns()
    weights = [SURROUNDINGS[name] for name in columns]
    base = SURROUNDINGS_BASE - CUT - ARTICLE_CUT * (1 - around.page)
    headline, captions = key_of(title), set(_captions(looks))
    for i, (key, each, row) in enumerate(zip(keys, looks, zip(*columns.values(), strict=True), strict=True)):
        elsewhere = max(0, evidence.sources.get(key, 0) - 1)
        is_confirmed = key in evidence.confirmed
        tell = each.tell or ("caption" if i in captions else "")
        likely = base + _sum(weights, row) + certain(each, i >= around.talk, tell, elsewhere, is_confirmed)
        if key == headline:
            likely += HEADLINE
        score = 1 / (1 + exp(-likely))
        if score > 0.5:
            told = _told(each, tell, repeated[key], elsewhere, is_confirmed)
            yield score, (*told, _place(each, i, around, columns))
        else:
            yield score, ()


@lru_cache(REMEMBERED)
def glance(line: str) -> tuple[str, Look, float]:
    """Its key, its look, and what that says: -1 (prose) to 1 (furniture)."""
    seen = look(line)
    return key_of(line), seen, min(CERTAIN, max(-CERTAIN, _sum(LOOK.values(), seen.features) + LOOK_BASE)) / CERTAIN


def certain(each: Look, is_talk: bool, tell: str, elsewhere: int, is_confirmed: bool) -> float:
    """What is set by hand, in log odds."""
    shared = SHARED * min(ENOUGH, elsewhere) if each.size <= SHORT else 0.0
    return TOLD * (tell != "") + CONFIRMED * is_confirmed + TALK * is_talk + shared


def _captions(looks: Sequence[Look]) -> Iterator[int]:
    """The lines beside a credit that says the same, and more."""
    for i, credit in enumerate(looks):
        if credit.tell == CREDIT:
            beside = (j for j in (i - 1, i + 1) if 0 <= j < len(looks))
            yield from (j for j in beside if len(looks[j].words) > 2 and looks[j].words < credit.words)


def _sum(weights: Iterable[float], features: Iterable[float]) -> float:
    total: float = sum(map(mul, weights, features))
    return total


def _told(each: Look, tell: str, repeated: int, elsewhere: int, is_confirmed: bool) -> Iterator[str]:
    if is_confirmed:
        yield "the same line was tagged as boilerplate"
    if elsewhere:
        yield f"same line in {elsewhere + 1} sources"
    if tell:
        yield tell
    yield from (SPOKEN_OF[kind] for kind in SPOKEN_OF if kind in each.kinds and SPOKEN_OF[kind] != tell)
    if repeated > 1:
        yield f"stands here {repeated} times"


def _place(each: Look, i: int, around: Surroundings, columns: Columns) -> str:
    is_short = each.size <= SHORT
    if i >= around.talk:
        return "stands among readers' comments"
    if columns["before"][i] > 0 and columns["after"][i] > 0 and is_short:
        return "stands among menu lines"
    if i < around.first:
        return "stands before the article"
    if i >= around.end:
        return "stands after the article"
    return "no prose, within the article" if is_short else "unlike the prose around it"
