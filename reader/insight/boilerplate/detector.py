"""The detector for boilerplate: it scores each line by its features, by the lines around it, and by other sources.

Two logistic regressions share the work. The first scores a line by itself (`line_features`), the second by that score
and by the lines around it (`context_features`). Their weights are in `weights`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from operator import mul

from reader.insight.boilerplate.context_features import Columns, ContextFeatures
from reader.insight.boilerplate.corpus_evidence import NO_EVIDENCE, CorpusEvidence
from reader.insight.boilerplate.line_features import SHORT, LineFeatures, article_lines, line_features, line_key
from reader.insight.boilerplate.rules import CREDIT, RELATED
from reader.insight.boilerplate.weights import CONTEXT_BIAS, CONTEXT_WEIGHTS, LINE_BIAS, LINE_WEIGHTS
from reader.insight.log_odds import probability
from reader.insight.suggestion import Suggestion
from reader.text.article import Article
from reader.text.block import Kind
from reader.text.span import Span

TAG = "boilerplate"
CACHED_LINES = 8192  # lines of menus recur
MIN_SCORE = 0.5  # the score above which a line is suggested
SURE_SCORE = 0.65  # the score from which nine of ten are right even in a single article
MIN_CAPTION_WORDS = 3  # content words of a caption

# Log odds, set by hand.
MAX_LINE_LOG_ODDS = 4.0  # for or against a line by itself; more would be no clearer
RULE = 4.0  # a rule recognises the line
CONFIRMED = 4.0  # people tagged the same line as boilerplate
COMMENT = 3.0  # the line is among readers' comments
REPEATED, MAX_REPEATED = 0.7, 3  # for each other source that contains the same short line, up to so many
TITLE = -2.0  # the line is the title
PAGE_THRESHOLD = -0.25  # for a line of a whole page, much of which is boilerplate
ARTICLE_THRESHOLD = 1.0  # added to that for an article alone, little of which is boilerplate

NO_PROSE = "not prose, within the article"
TOPIC_REASONS = {
    "share": "share line",
    "comment": "line about comments",
    "subscription": "line about an account or newsletter",
    "related": RELATED,
    "legal": "line about rights or privacy",
    "advertising": "line about advertising",
    "credit": CREDIT,
    "byline": "byline",
    "date": "date line",
    "menu": "menu words",
}


def find_boilerplate(article: Article, evidence: CorpusEvidence = NO_EVIDENCE) -> Iterator[Suggestion]:
    """Yield suggested boilerplate, line by line, but no front matter, which is about the file and not part of a page.

    A row of a table is never sure: it is as short as a line of a menu, but may have the figures of the article. Nor is
    a short line within the article that stands alone, if nothing else is known of it: it may be a heading.

    Args:
        article: The article to look at.
        evidence: Evidence from the workspace's sources, the article's among them.
    """
    lines = article_lines(article)
    scored = list(score_lines([line for _, line in lines], evidence, article.title))
    is_likely = [True, *(score > MIN_SCORE for score, _ in scored), True]
    for i, ((span, _), (score, reasons)) in enumerate(zip(lines, scored, strict=True)):
        if score > MIN_SCORE and (kind := _kind_at(article, span)) is not Kind.FRONT_MATTER:
            is_alone = reasons[0] == NO_PROSE and not (is_likely[i] or is_likely[i + 2])
            is_sure = score >= SURE_SCORE and kind is not Kind.TABLE_ROW and not is_alone
            yield Suggestion(article.source.id, span, TAG, score, is_sure, reasons)


def _kind_at(article: Article, span: Span) -> Kind | None:
    block = article.blocks.at(span.start)
    return block.kind if block else None


def score_lines(
    lines: Sequence[str], evidence: CorpusEvidence = NO_EVIDENCE, title: str = ""
) -> Iterator[tuple[float, tuple[str, ...]]]:
    """Yield the probability of each line of a text that it is boilerplate, and the reasons if it is likely."""
    scored = [score_line(line) for line in lines]
    keys, features, own = zip(*scored, strict=True) if scored else ((), (), ())
    counts = Counter(keys)
    context = ContextFeatures(features, own, line_features(title).content_words if title else frozenset())
    columns = context.columns()
    weights = [CONTEXT_WEIGHTS[name] for name in columns]
    bias = CONTEXT_BIAS - threshold(context)
    title_key, captions = line_key(title), set(_captions(features))
    for i, (key, line, row) in enumerate(zip(keys, features, zip(*columns.values(), strict=True), strict=True)):
        elsewhere = max(0, evidence.sources.get(key, 0) - 1)
        is_confirmed = key in evidence.confirmed
        rule = line.rule or ("caption" if i in captions else "")
        is_comment = i >= context.comments_start
        log_odds = bias + _weigh(weights, row) + known_log_odds(line, is_comment, rule, elsewhere, is_confirmed)
        if key == title_key:
            log_odds += TITLE
        score = probability(log_odds)
        if score > MIN_SCORE:
            reasons = _reasons(line, rule, counts[key], elsewhere, is_confirmed)
            yield score, (*reasons, _position(line, i, context, columns))
        else:
            yield score, ()


@lru_cache(CACHED_LINES)
def score_line(line: str) -> tuple[str, LineFeatures, float]:
    """Return a line's key, its features, and its score by itself, from -1 (prose) to 1 (boilerplate)."""
    features = line_features(line)
    log_odds = _weigh(LINE_WEIGHTS.values(), features.values) + LINE_BIAS
    return line_key(line), features, min(MAX_LINE_LOG_ODDS, max(-MAX_LINE_LOG_ODDS, log_odds)) / MAX_LINE_LOG_ODDS


def threshold(context: ContextFeatures) -> float:
    """Return the log odds that a line of a text must have to be suggested."""
    return PAGE_THRESHOLD + ARTICLE_THRESHOLD * (1 - context.page_likeness)


def known_log_odds(line: LineFeatures, is_comment: bool, rule: str, elsewhere: int, is_confirmed: bool) -> float:
    """Return the log odds that are set by hand for facts besides the fitted features.

    Args:
        line: The features of the line.
        is_comment: True if it is among readers' comments.
        rule: The reason of the rule that recognises it, or an empty string.
        elsewhere: The number of other sources that contain it.
        is_confirmed: True if people tagged the same line as boilerplate.
    """
    repeated = REPEATED * min(MAX_REPEATED, elsewhere) if line.word_count <= SHORT else 0.0
    return RULE * (rule != "") + CONFIRMED * is_confirmed + COMMENT * is_comment + repeated


def _captions(lines: Sequence[LineFeatures]) -> Iterator[int]:
    """Yield the lines next to a credit whose content words are all in that credit."""
    for i, credit in enumerate(lines):
        if credit.rule == CREDIT:
            for j in (i - 1, i + 1):
                words = lines[j].content_words if 0 <= j < len(lines) else frozenset()
                if len(words) >= MIN_CAPTION_WORDS and words < credit.content_words:
                    yield j


def _weigh(weights: Iterable[float], values: Iterable[float]) -> float:
    total: float = sum(map(mul, weights, values))
    return total


def _reasons(line: LineFeatures, rule: str, count: int, elsewhere: int, is_confirmed: bool) -> Iterator[str]:
    if is_confirmed:
        yield "the same line was tagged as boilerplate"
    if elsewhere:
        yield f"same line in {elsewhere + 1} sources"
    if rule:
        yield rule
    yield from (reason for topic, reason in TOPIC_REASONS.items() if topic in line.topics and reason != rule)
    if count > 1:
        yield f"appears {count} times in this text"


def _position(line: LineFeatures, i: int, context: ContextFeatures, columns: Columns) -> str:
    is_short = line.word_count <= SHORT
    if i >= context.comments_start:
        return "among readers' comments"
    if columns["mean score of the lines before"][i] > 0 and columns["score of the line after"][i] > 0 and is_short:
        return "among menu lines"
    if i < context.body_start:
        return "before the article"
    if i >= context.body_end:
        return "after the article"
    return NO_PROSE if is_short else "unlike the prose around it"
