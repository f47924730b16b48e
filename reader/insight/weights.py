"""Weights of `boilerplate`: two logistic regressions, fitted by `python -m benchmarks.fit_boilerplate`.

On the labelled pages of scrapinghub's article-extraction-benchmark (MIT) and of mozilla's readability (Apache-2.0).
"""

# In order of `lines.LOOKS`. Alone, and beside what stands around.
LOOK_ONLY_BASE, LOOK_BASE = 2.79, -0.75
LOOK_ONLY = (-0.00, -1.34, 2.74, 0.67, -8.03, 1.20, -0.20, -0.86, -0.23, -1.45, 3.05, 0.36, -0.35, 2.24, -0.77, -2.44, 1.73, -1.60, 0.20, -0.36, -1.80, 1.11, -0.65, 3.12, 0.05, 0.72, 0.99, 1.57, -0.03, 1.25, 0.35, -0.94, 0.02, -0.94, 0.15)
LOOK = (-0.33, 1.35, 1.08, 1.26, -4.94, -0.92, 0.72, 0.17, -0.37, -0.46, 1.16, 0.17, 0.17, -0.88, 0.23, 1.81, -0.07, 0.55, -0.29, -0.60, 0.37, 0.04, -0.49, 0.39, -0.25, -0.39, -0.43, -0.39, -0.68, -0.23, -0.57, 0.28, -0.18, 0.47, -0.23)

SURROUNDINGS = {
    "own": 3.56,
    "1 before": -0.31,
    "1 after": 0.03,
    "2 before": 0.61,
    "2 after": 0.66,
    "5 before": 1.33,
    "5 after": 0.51,
    "20 before": -0.27,
    "20 after": 0.07,
    "among": -0.17,
    "furniture on both sides": 0.44,
    "prose on both sides": -0.55,
    "dates near": -2.80,
    "since prose": -0.99,
    "until prose": -0.69,
    "since the headline": 1.45,
    "no headline yet": 0.06,
    "in the body": 0.14,
    "into the body": -1.21,
    "before the body": 0.96,
    "after the body": -1.73,
    "far from the body": 0.73,
    "near the end": 2.77,
    "in the talk": 4.74,
    "first": -1.09,
    "last": -0.44,
    "share of prose": 0.30,
    "after furniture": -0.35,
    "after a word of comment": 1.09,
    "after a word of related": 1.54,
    "kin": -1.14,
    "words of the title": -0.15,
    "repeated": 0.11,
    "short and repeated": -0.18,
    "elsewhere": -0.62,
    "short and elsewhere": 1.29,
    "long and in the body": 0.35,
    "long and in the talk": 1.98,
    "long and kin": -0.24,
    "long and words of the title": 1.30,
    "long and dates near": 2.39,
    "long and since the headline": 0.45,
    "long and among": -0.17,
}
