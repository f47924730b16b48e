"""Scripts that write no blanks between words, as ranges of a class of characters in a regular expression."""

# Kana, ideographs and their punctuation, also in wide forms: a line may end anywhere in such a text.
EAST_ASIAN = "\u2e80-\u2fdf\u3001-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff60\U00020000-\U0003ffff"
# Thai, Lao, Myanmar and Khmer: blanks stand between phrases only.
SOUTH_EAST_ASIAN = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
