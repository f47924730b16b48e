"""Rules that recognise boilerplate wherever it stands, and the sentences that they leave alone."""

import pytest

from reader.insight.boilerplate.line_features import line_features

CREDIT, RELATED, BYLINE, PROMPT, BREADCRUMB = "credit", "link to other articles", "byline", "prompt", "breadcrumb"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("The pier on Monday, Reuters", CREDIT),
        ("Reuters", ""),
        ("The pier, by Reuters.", ""),
        ("The pier / Getty Images", CREDIT),
        ("Photo: Tomas Berg", CREDIT),
        ("Photo by Tomas Berg", CREDIT),
        ("Photo: Tomas Berg!", ""),
        ("© Tomas Berg", CREDIT),
        ("Photo: " + "oar " * 28 + "oar", CREDIT),
        ("Photo: " + "oar " * 29 + "oar", ""),
        ("Storm over the pier: watch video", RELATED),
        ("Storm over the pier: see all photos", RELATED),
        ("Storm over the pier: photos", ""),
        ("Watch the storm in this video", ""),
        ("Read more about the islands", RELATED),
        ("You may also like", RELATED),
        ("Related stories", RELATED),
        ("Home » News", BREADCRUMB),
        ("By Anna Lindqvist", BYLINE),
        ("By Anna Maria Sofia Lindqvist", BYLINE),
        ("By Anna Maria Sofia Elisabet Lindqvist", ""),
        ("By the harbour", ""),
        ("Sign up to our newsletter", PROMPT),
        ("Sign up " + "oar " * 8 + "oar.", ""),
        ("Sign up " + "oar " * 7 + "oar.", PROMPT),
        ("Sign up " + "oar " * 28 + "oar", ""),
        ("Sign up " + "oar " * 27 + "oar", PROMPT),
        ("Advertisement", PROMPT),
        ("Advertisements for boats", ""),
        ("It rained", ""),
        ("***", ""),
    ],
)
def test_the_rule_that_recognises_a_line(line: str, reason: str) -> None:
    assert line_features(line).rule == reason
