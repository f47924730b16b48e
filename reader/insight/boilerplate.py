"""Which lines of an article are page furniture: by how they look, what stands around them, and what others tell.

Two logistic regressions over what `lines` and `surroundings` see: the first judges each line by itself, the second
among its neighbours as they were judged. Their weights are in `weights`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import exp
from operator import mul

from reader.insight.evidence import Evidence
from reader.insight.lines import SHORT, Look, key_of, lines_of, look
from reader.insight.suggestion import Suggestion
from reader.insight.surroundings import Columns, Surroundings
from reader.insight.weights import LOOK, LOOK_BASE, LOOK_ONLY, LOOK_ONLY_BASE, SURROUNDINGS
from reader.text.article import Article

TAG = "boilerplate"
CREDIT = "credit"
NOTHING = Evidence()
CERTAIN = 4.0  # of a look; beyond it is as clear
TOLD = 4.0  # what it adds that a line is plain furniture
SHARED, ENOUGH = 0.7, 3  # what each other source adds that has the same short line, up to so many
CONFIRMED = 4.0  # what it adds that people found the same line to be furniture
CUT = -0.1  # from which a line of a whole page is suggested: much of it is furniture
ARTICLE_CUT = 2.1  # what is asked besides where an article stands alone: little of it is
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
    keys = [key_of(line) for _, line in lines]
    looks = [look(line) for _, line in lines]
    title = key_of(article.title)
    judged = judge(looks, keys, evidence, look(article.title) if title else None)
    for (span, _), key, each, (score, reasons) in zip(lines, keys, looks, judged, strict=True):
        if score > 0.5 and (key != title or each.tell):
            yield Suggestion(article.source.id, span, TAG, score, score >= SURE, reasons)


def judge(
    looks: Sequence[Look], keys: Sequence[str], evidence: Evidence, title: Look | None = None
) -> Iterator[tuple[float, tuple[str, ...]]]:
    """The score of each line, and why; above 0.5 it is likely furniture."""
    repeated = Counter(keys)
    elsewhere = [max(0, evidence.sources[key] - 1) for key in keys]
    own = [min(CERTAIN, max(-CERTAIN, _sum(LOOK_ONLY, each.features) + LOOK_ONLY_BASE)) / CERTAIN for each in looks]
    around = Surroundings(looks, own, [repeated[key] for key in keys], elsewhere, title.words if title else frozenset())
    columns = around.columns()
    cut = CUT + ARTICLE_CUT * (1 - around.page)
    weights = [SURROUNDINGS[name] for name in columns]
    rows = zip(*columns.values(), strict=True)
    for i, (each, row) in enumerate(zip(looks, rows, strict=True)):
        likely = _sum(LOOK, each.features) + LOOK_BASE + _sum(weights, row) - cut
        is_confirmed = evidence.confirmed[keys[i]] > 0
        likely += SHARED * min(ENOUGH, elsewhere[i]) * (each.size <= SHORT)
        tell = each.tell or ("caption" if _is_caption(i, looks) else "")
        score = 1 / (1 + exp(-likely - TOLD * (tell != "") - CONFIRMED * is_confirmed))
        if score > 0.5:
            told = _told(each, tell, repeated[keys[i]], elsewhere[i], is_confirmed)
            yield score, (*told, _place(each, i, columns))
        else:
            yield score, ()


def _is_caption(i: int, looks: Sequence[Look]) -> bool:
    """Whether the line beside it is a credit that says the same, and more."""
    words = looks[i].words
    beside = looks[max(0, i - 1) : i + 2]
    return len(words) > 2 and any(each.tell == CREDIT and words < each.words for each in beside)


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


def _place(each: Look, i: int, columns: Columns) -> str:
    is_short = each.size <= SHORT
    if columns["in the talk"][i]:
        return "stands among readers' comments"
    if columns["5 before"][i] > 0 and columns["5 after"][i] > 0 and is_short:
        return "stands among menu lines"
    if columns["before the body"][i]:
        return "stands before the article"
    if columns["after the body"][i]:
        return "stands after the article"
    return "no prose, within the article" if is_short else "unlike the prose around it"
