"""Quotation marks around a passage that is shown within other words."""

MARKS = frozenset("\"'“”„‟«»‹›「」『』‘’‚‛`")
_DOUBLE = frozenset('"“”„‟')  # beside which ours would look like one mark too many
_ENDS = ".,;:!?…"  # that may follow a closing mark: “so”.


def in_marks(passage: str) -> str:
    """Return a passage in quotation marks: its own, or else a pair of ours.

    A passage with only one of its own marks, such as one that was cut, gets no further mark. A passage
    that only begins or ends with a quotation in double marks gets single ones: ‘“We do,” she said’.

    Args:
        passage: The passage, on one line or several.
    """
    words = passage.strip()
    core = words.rstrip(_ENDS)
    edges = words[:1], words[-1:], core[-1:]
    if not MARKS.isdisjoint(edges):
        from reader.text.quotations import quotation_spans  # few passages begin or end with a mark

        if any(span.start == 0 and span.end >= len(core) for span in quotation_spans(words)):
            return words
    if not _DOUBLE.isdisjoint(edges):
        return f"‘{passage}’"
    return f"“{passage}”"
