"""Two short sources, and the marks that a person may have made in them."""

from hypothesis import strategies as st

from reader.collaboration.agreement.labels import LabelledSpan, SourceLength, SourceLengths
from reader.text.span import Span

#        0         1         2
#        012345678901234567890123456789
# text   One two. Three four. Five six.
TEXTS: SourceLengths = {
    "a": SourceLength(30, (Span(0, 8), Span(9, 20), Span(21, 30))),
    "b": SourceLength(10, (Span(0, 10),)),
}

MARKS = st.sets(
    st.builds(
        lambda start, length, tag, source: LabelledSpan(source, start, min(start + length, TEXTS[source].length), tag),
        st.integers(0, 9), st.integers(1, 12), st.sampled_from("xy"), st.sampled_from("ab"),
    ).filter(lambda mark: mark.start < mark.end),
    max_size=6,
)  # fmt: skip
