"""The weights of `boilerplate`, as `python -m benchmarks.fit_boilerplate` fitted them.

On labelled lines of scrapinghub's article-extraction-benchmark (MIT) and mozilla's readability (Apache-2.0).
LOOK: of a line by itself. SURROUNDINGS: of it among others.
"""

LOOK_BASE = 2.61
LOOK = {
    "one word": 0.10,
    "words to five": -1.33,
    "words to twelve": 2.46,
    "words to thirty": -0.17,
    "words": -6.57,
    "capitals": 1.21,
    "short and capitals": -0.21,
    "begins lower": -0.81,
    "begins with a digit": -0.25,
    "digits": -0.89,
    "mostly digits": 2.28,
    "link": 0.24,
    "separator": -0.35,
    "owner": 1.69,
    "speech": -0.80,
    "list item": -2.30,
    "date": 1.62,
    "ends a sentence": -1.62,
    "short and ends a sentence": 0.25,
    "long and ends a sentence": -0.30,
    "ends in a colon": -1.67,
    "cut off": 0.94,
    "long and cut off": -0.34,
    "cues": 2.62,
    "no cue in a short line": -0.03,
    "long and of the page": 3.44,
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


SURROUNDINGS_BASE = -0.07
SURROUNDINGS = {
    "own": 2.08,
    "after": 0.37,
    "before": 0.77,
    "headings near": -0.89,
    "page": 1.33,
    "own, in the body": 1.18,
    "into the body": -1.34,
    "in the longest stretch of prose": -0.92,
    "before the headline": 1.20,
    "near the end": 1.38,
    "after furniture": -0.75,
    "after a word of comment": 1.08,
    "after a word of related": 1.19,
    "kin": -1.06,
}
