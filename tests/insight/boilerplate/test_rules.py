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
        ("By Anna Lindqvist, Harbour Post", BYLINE),
        ("By Anna Lindqvist, who was there", ""),
        ("(Reporting by Anna Lindqvist and Tomas Berg in Oland; editing by Sam Coe)", CREDIT),
        ("Additional reporting by Tomas Berg", CREDIT),
        ("Reporting by Lindqvist showed that the pier had rotted for years, and nobody knew it.", ""),
        ("Writing by hand is slow", ""),
        ("Sign up for our morning newsletter and never miss a story of the whole harbour again.", PROMPT),
        ("Download our app for breaking news from the islands, the harbour and the pier.", PROMPT),
        ("Sign up for the race and you will row from the harbour to the pier and back.", ""),
        ("À lire aussi : dix ans de tempêtes", RELATED),
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
