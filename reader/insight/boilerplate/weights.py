"""Weights of the boilerplate detector, as fitted by `python -m benchmarks.fit_boilerplate`.

They come from labelled lines of scrapinghub's article-extraction-benchmark (MIT) and Mozilla's Readability
(Apache-2.0). LINE_WEIGHTS are for the features of a line by itself, CONTEXT_WEIGHTS for those of the lines around it.
"""

LINE_BIAS = 2.61
LINE_WEIGHTS = {
    "one word": 0.10,
    "words up to five": -1.33,
    "words up to twelve": 2.46,
    "words up to thirty": -0.17,
    "logarithm of words": -6.57,
    "capitalised words": 1.21,
    "capitalised words of a short line": -0.21,
    "begins in lower case": -0.81,
    "begins with a digit": -0.25,
    "digits": -0.89,
    "mostly digits": 2.28,
    "link": 0.24,
    "separator": -0.35,
    "copyright or trademark sign": 1.69,
    "quotation mark": -0.80,
    "list item": -2.30,
    "date": 1.62,
    "ends a sentence": -1.62,
    "short, ends a sentence": 0.25,
    "long, ends a sentence": -0.30,
    "ends in a colon": -1.67,
    "cut off": 0.94,
    "not short, cut off": -0.34,
    "words of a topic": 2.62,
    "short, no word of a topic": -0.03,
    "not short, words of a page": 3.44,
    "speaks of share": 0.74,
    "speaks of comment": 0.89,
    "speaks of subscription": 1.42,
    "speaks of related": 0.03,
    "speaks of legal": 1.03,
    "speaks of advertising": 0.30,
    "speaks of credit": -0.84,
    "speaks of byline": 0.08,
    "speaks of date": -0.91,
    "speaks of menu": 0.21,
}


CONTEXT_BIAS = -0.07
CONTEXT_WEIGHTS = {
    "line score": 2.08,
    "score of the line after": 0.37,
    "mean score of the lines before": 0.77,
    "headings nearby": -0.89,
    "page likeness": 1.33,
    "line score, in the body": 1.18,
    "distance from the ends of the body": -1.34,
    "in the longest stretch of prose": -0.92,
    "before the headline": 1.20,
    "near the end": 1.38,
    "boilerplate since the body began": -0.75,
    "after a word of comment": 1.08,
    "after a word of related": 1.19,
    "words shared with the body": -1.06,
}
