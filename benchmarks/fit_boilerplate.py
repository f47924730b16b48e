"""Fit the weights of the boilerplate detector: `python -m benchmarks.fit_boilerplate FILE`; needs scikit-learn.

FILE is gzipped JSON Lines with `id`, `set`, `regime`, `text` and `lines` (`[start, end, label]`). The program prints
the figures of a five-fold cross-validation, with the pages of a site in one fold; with `--write` it puts weights fitted
on all pages into `weights.py`.
"""

import argparse
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from reader.insight.boilerplate import detector, weights
from reader.insight.boilerplate.context_features import ContextFeatures
from reader.insight.boilerplate.line_features import FEATURE_NAMES, line_features, line_key
from reader.text.source import Source
from reader.text.title import title_of

FOLDS = 5
SHARED_LINES = 4  # lines of three words or more that two pages share if they are of one site
WEIGHTS = Path(weights.__file__)
LABELS = {"boilerplate": 1, "content": 0, "neutral": -1}


class Page:
    """A labelled page as numbers.

    Attributes:
        line_values: The features of each line by itself.
        context_values: The features of each line in its context; there after `add_context`.
        known: The log odds of each line that are set by hand; there after `add_context`.
        weights: The weight of each line in fitting.
    """

    def __init__(self, record: dict[str, Any]) -> None:
        """Read a record of the file."""
        self.id, self.site, self.workspace = record["id"], record["id"], (record["set"], record["regime"])
        self.lines = [record["text"][start:end] for start, end, _ in record["lines"]]
        self.labels = np.array([LABELS[label] for *_, label in record["lines"]])
        self.keys = [line_key(line) for line in self.lines]
        self.features = [line_features(line) for line in self.lines]
        self.line_values = np.array([each.values for each in self.features], float)
        self.title = line_features(title_of(Source("page.txt", Path()), record["text"])).content_words
        counts = np.array([min(80, each.word_count) for each in self.features])
        self.weights = np.log1p(counts) / len(counts) ** 0.7 * (2 if record["regime"] == "extracted" else 1)

    def add_context(self, line_model: LogisticRegression, sources: Counter[str]) -> None:
        """Add the context features, given a model that scores lines and the number of sources of each line."""
        limit = detector.MAX_LINE_LOG_ODDS
        scores = (np.clip(line_model.decision_function(self.line_values), -limit, limit) / limit).tolist()
        context = ContextFeatures(self.features, scores, self.title)
        columns = context.columns()
        self.names, self.threshold = list(columns), detector.threshold(context)
        self.context_values = np.array(list(columns.values()), float).T
        self.known = np.array(
            [
                detector.known_log_odds(each, i >= context.comments_start, each.rule, sources[key] - 1, False)
                for i, (each, key) in enumerate(zip(self.features, self.keys, strict=True))
            ]
        )


def fit(pages: Sequence[Page], values: str, inverse_penalty: float) -> LogisticRegression:
    """Fit a model on the features of pages: `line_values` or `context_values`."""
    rows, labels, weights = (
        np.concatenate([getattr(page, name) for page in pages]) for name in (values, "labels", "weights")
    )
    usable = (labels >= 0) & (weights > 0)
    model = LogisticRegression(C=inverse_penalty, max_iter=600)
    return model.fit(rows[usable], labels[usable], sample_weight=weights[usable] / weights[usable].mean())


def fit_both(pages: Sequence[Page], all_pages: Sequence[Page]) -> tuple[LogisticRegression, LogisticRegression]:
    """Fit the models of lines and of contexts on some pages, and add the context features of all."""
    sources: dict[object, Counter[str]] = defaultdict(Counter)
    for page in all_pages:
        sources[page.workspace].update(set(page.keys))
    line_model = fit(pages, "line_values", 0.3)
    for page in all_pages:
        page.add_context(line_model, sources[page.workspace])
    return line_model, fit(pages, "context_values", 0.05)


def group_by_site(pages: Sequence[Page]) -> None:
    """Give the pages that share many lines the same site."""
    ids_by_line: dict[str, set[str]] = defaultdict(set)
    for page in pages:
        for line in page.lines:
            if len(line.split()) > 2:
                ids_by_line[line].add(page.id)
    shared = Counter(pair for ids in ids_by_line.values() if len(ids) < 9 for pair in combinations(sorted(ids), 2))
    sites = {page.id: page.id for page in pages}
    for (one, other), count in shared.items():
        if count >= SHARED_LINES:
            old, new = sites[one], sites[other]
            sites = {id: new if site == old else site for id, site in sites.items()}
    for page in pages:
        page.site = sites[page.id]


def cross_validate(pages: Sequence[Page]) -> Iterable[str]:
    """Yield a line with precision, recall and F1 for each set and regime."""
    folds = {site: number % FOLDS for number, site in enumerate(sorted({page.site for page in pages}))}
    counts: dict[tuple[str, ...], Counter[tuple[bool, int]]] = defaultdict(Counter)
    for fold in range(FOLDS):
        _, context_model = fit_both([page for page in pages if folds[page.site] != fold], pages)
        for page in pages:
            if folds[page.site] == fold:
                found = context_model.decision_function(page.context_values) + page.known > page.threshold
                counts[page.workspace].update(zip(found.tolist(), page.labels.tolist(), strict=True))
    for workspace, count in counts.items():
        right, wrong, missed = count[True, 1], count[True, 0], count[False, 1]
        precision, recall = right / (right + wrong), right / (right + missed)
        f1 = 2 * precision * recall / (precision + recall)
        yield f"{' '.join(workspace)}: precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}"


def weights_source(
    line_model: LogisticRegression, context_model: LogisticRegression, context_names: Sequence[str]
) -> str:
    """Return the text of `weights.py`."""
    return f'"""{weights.__doc__}"""\n\n' + "\n\n".join(
        f"{name}_BIAS = {model.intercept_[0]:.2f}\n{name}_WEIGHTS = {{\n{_rows(columns, model)}}}\n"
        for name, model, columns in (
            ("LINE", line_model, FEATURE_NAMES),
            ("CONTEXT", context_model, context_names),
        )
    )


def _rows(names: Sequence[str], model: LogisticRegression) -> str:
    return "".join(f'    "{name}": {weight:.2f},\n' for name, weight in zip(names, model.coef_[0], strict=True))


def main() -> None:
    """Run the program."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--write", action="store_true", help="write the weights of all pages into weights.py")
    options = parser.parse_args()
    data = gzip.decompress(options.file.read_bytes()).decode("utf-8")
    pages = [Page(json.loads(line)) for line in data.split("\n") if line]
    group_by_site(pages)
    print(*cross_validate(pages), sep="\n")
    if options.write:
        line_model, context_model = fit_both(pages, pages)
        WEIGHTS.write_text(weights_source(line_model, context_model, pages[0].names), "utf-8")


if __name__ == "__main__":
    main()
