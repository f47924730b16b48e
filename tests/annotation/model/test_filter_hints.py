"""What was probably meant by a filter."""

import pytest

from reader.annotation.model.filter_hints import filter_hints
from reader.settings import TAGS


@pytest.mark.parametrize(
    ("text", "hints"),
    [
        ("tag:claim near:quote in: speaker:anybody", []),
        ("taag:claim", ["there is no term taag: did you mean tag:?"]),
        ("tag:qoute", ["did you mean tag:quote?"]),
        ("tag:=qoute", ["did you mean tag:quote?"]),
        ("claim neer:quote", ["there is no term neer: did you mean near:?"]),
        ("near:qoute~50@ann", ["did you mean near:quote?"]),
        ("not in:clam/", ["did you mean in:claim?"]),
        ("rating:refutd lefft:", ["did you mean rating:refuted?", "there is no term lefft: did you mean left:?"]),
        ("https://example.org", []),
        ("near:zebra", []),
    ],
)
def test_a_slip_is_told_from_what_may_be_meant_so(text: str, hints: list[str]) -> None:
    assert [hint for _, hint in filter_hints(text, TAGS, ("left",))] == hints
