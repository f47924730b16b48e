"""Fits the weights of the boilerplate detector: `python -m benchmarks.fit_boilerplate FILE`; needs scikit-learn.

FILE: gzipped JSON Lines with `id`, `set`, `regime`, `text` and `lines` (`[start, end, label]`). Prints what five-fold
cross-validation gives, with pages of one site in one fold; `--write` puts the weights of all into `weights.py`.
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

from reader.insight.boilerplate import detector as boilerplate
from reader.insight.boilerplate.context_features import Surroundings
from reader.insight.boilerplate.line_features import LOOKS, key_of, look
from reader.text.source import Source
from reader.text.title import title_of

FOLDS = 5
SITE = 4  # lines of three words or more that two pages share, if they are of one site
WEIGHTS = Path(boilerplate.__file__).with_name("weights.py")
LABELS = {"boilerplate": 1, "content": 0, "neutral": -1}
HEAD = '''"""The weights of `boilerplate`, as `python -m benchmarks.fit_boilerplate` fitted them.

On labelled lines of scrapinghub's article-extraction-benchmark (MIT) and mozilla's readability (Apache-2.0).
LOOK: of a line by itself. SURROUNDINGS: of it among others.
"""

'''


class Text:
    """One of the file's, as numbers: `looks` for each line, and `rows`, with what stands around it."""

    def __init__(self, about: dict[str, Any]) -> None:
        self.id, self.group, self.workspace = about["id"], about["id"], (about["set"], about["regime"])
        self.lines = [about["text"][start:end] for start, end, _ in about["lines"]]
        self.labels = np.array([LABELS[label] for *_, label in about["lines"]])
        self.keys = [key_of(line) for line in self.lines]
        self.looked = [look(line) for line in self.lines]
        self.looks = np.array([each.features for each in self.looked], float)
        self.title = look(title_of(Source("page.txt", Path()), about["text"])).words
        sizes = np.array([min(80, each.size) for each in self.looked])
        self.weights = np.log1p(sizes) / len(sizes) ** 0.7 * (2 if about["regime"] == "extracted" else 1)

    def look_around(self, first: LogisticRegression, sources: Counter[str]) -> None:
        most = boilerplate.CERTAIN
        own = (np.clip(first.decision_function(self.looks), -most, most) / most).tolist()
        around = Surroundings(self.looked, own, self.title)
        columns = around.columns()
        self.names, self.page = list(columns), around.page
        self.rows = np.array(list(columns.values()), float).T
        self.certain = np.array(
            [
                boilerplate.certain(each, i >= around.talk, each.tell, sources[key] - 1, False)
                for i, (each, key) in enumerate(zip(self.looked, self.keys, strict=True))
            ]
        )


def fit(texts: Sequence[Text], kind: str, inverse_penalty: float) -> LogisticRegression:
    rows, labels, weights = (
        np.concatenate([getattr(each, name) for each in texts]) for name in (kind, "labels", "weights")
    )
    known = (labels >= 0) & (weights > 0)
    model = LogisticRegression(C=inverse_penalty, max_iter=600)
    return model.fit(rows[known], labels[known], sample_weight=weights[known] / weights[known].mean())


def fit_both(texts: Sequence[Text], all_: Sequence[Text]) -> tuple[LogisticRegression, LogisticRegression]:
    """Fitted on `texts`; `all_` are looked at with them."""
    sources: dict[object, Counter[str]] = defaultdict(Counter)
    for each in all_:
        sources[each.workspace].update(set(each.keys))
    first = fit(texts, "looks", 0.3)
    for each in all_:
        each.look_around(first, sources[each.workspace])
    return first, fit(texts, "rows", 0.05)


def group_by_site(texts: Sequence[Text]) -> None:
    """Texts that share many lines get one group."""
    having: dict[str, set[str]] = defaultdict(set)
    for each in texts:
        for line in each.lines:
            if len(line.split()) > 2:
                having[line].add(each.id)
    shared = Counter(pair for ids in having.values() if len(ids) < 9 for pair in combinations(sorted(ids), 2))
    groups = {each.id: each.id for each in texts}
    for (one, other), count in shared.items():
        if count >= SITE:
            old, new = groups[one], groups[other]
            groups = {id: new if group == old else group for id, group in groups.items()}
    for each in texts:
        each.group = groups[each.id]


def cross_validate(texts: Sequence[Text]) -> Iterable[str]:
    folds = {group: number % FOLDS for number, group in enumerate(sorted({each.group for each in texts}))}
    counts: dict[tuple[str, ...], Counter[tuple[bool, int]]] = defaultdict(Counter)
    for fold in range(FOLDS):
        _, second = fit_both([each for each in texts if folds[each.group] != fold], texts)
        for each in texts:
            if folds[each.group] == fold:
                cut = boilerplate.CUT + boilerplate.ARTICLE_CUT * (1 - each.page)
                found = second.decision_function(each.rows) + each.certain > cut
                counts[each.workspace].update(zip(found.tolist(), each.labels.tolist(), strict=True))
    for workspace, count in counts.items():
        right, wrong, missed = count[True, 1], count[True, 0], count[False, 1]
        precision, recall = right / (right + wrong), right / (right + missed)
        f1 = 2 * precision * recall / (precision + recall)
        yield f"{' '.join(workspace)}: precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}"


def source_of(first: LogisticRegression, second: LogisticRegression, names: Sequence[str]) -> str:
    return HEAD + "\n\n".join(
        f"{name}_BASE = {model.intercept_[0]:.2f}\n{name} = {{\n{_rows(columns, model)}}}\n"
        for name, model, columns in (("LOOK", first, LOOKS), ("SURROUNDINGS", second, names))
    )


def _rows(names: Sequence[str], model: LogisticRegression) -> str:
    return "".join(f'    "{name}": {weight:.2f},\n' for name, weight in zip(names, model.coef_[0], strict=True))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    data = gzip.decompress(options.file.read_bytes()).decode("utf-8")
    texts = [Text(json.loads(line)) for line in data.split("\n") if line]
    group_by_site(texts)
    print(*cross_validate(texts), sep="\n")
    if options.write:
        first, second = fit_both(texts, texts)
        WEIGHTS.write_text(source_of(first, second, texts[0].names), "utf-8")


if __name__ == "__main__":
    main()
