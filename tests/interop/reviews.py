"""Reviews of claims in a JSON-LD processor: which of them have what Google requires, and their words."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

from reader.formats import format_by_name
from reader.formats.format import Options
from reader.system.threads import run_to_end
from reader.text.span import Span
from reader.workflows.export import export
from reader.workspace.location import locate_workspace
from reader.workspace.workspace import Workspace

SCHEMA = "https://schema.org/"
# What Google's page on fact checks requires of a review and of the things in it.
REQUIRED = {
    "ClaimReview": ("claimReviewed", "reviewRating", "url"),
    "Rating": ("alternateName",),
    "Person": ("name",),
}
RATINGS = ("supported", "refuted", "disputed", "unverifiable")
CLAIMS = (
    "The port is closed.",
    "“It” costs <b>8.7</b> & more.",
    "漢字の主張です。",
    "قال الوزير ذلك.",
    "A family 👨\u200d👩\u200d👧 of e\u0301.",
    '"@type": "Person"',
    "=SUM(A1)",
    "A back\\slash.",
)


def expanded(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the graph as a processor sees it: schema.org's own context is a vocabulary for all its terms."""
    from pyld import jsonld

    return list(jsonld.expand({**document, "@context": {"@vocab": SCHEMA}}))


def missing(node: Any) -> list[str]:
    """Name the required properties that a node lacks, and those that the nodes in it lack."""
    if isinstance(node, list):
        return [each for one in node for each in missing(one)]
    if not isinstance(node, dict):
        return []
    kinds = [each.removeprefix(SCHEMA) for each in node.get("@type", [])]
    own = [f"{kind}.{name}" for kind in kinds for name in REQUIRED.get(kind, ()) if not node.get(SCHEMA + name)]
    return own + [each for value in node.values() for each in missing(value)]


def result(folder: Path) -> tuple[int, int]:
    """How many reviews have all that is required, and the claim and rating of here; and how many there are."""
    (folder / "seeds").mkdir(parents=True)
    (folder / "seeds" / "a.txt").write_text("\n\n".join(CLAIMS), "utf-8")
    workspace, format = Workspace(locate_workspace(folder), creator="Ann"), format_by_name("claimreview")
    article, meant = workspace.article(workspace.source("a.txt")), Counter[tuple[str, str]]()
    for number, claim in enumerate(CLAIMS):
        start, rating = article.text.index(claim), RATINGS[number % len(RATINGS)]
        workspace.set_field(workspace.tag(article, Span(start, start + len(claim)), "claim"), "rating", rating)
        meant[claim, rating.capitalize()] += 1
    options = Options(url="https://example.org/checks")
    run_to_end(export(workspace, format, folder / format.file, options=options))
    found = Counter(
        (_value(each, "claimReviewed"), _value(each[SCHEMA + "reviewRating"][0], "alternateName"))
        for each in expanded(json.loads((folder / format.file).read_bytes()))
        if not missing(each)
    )
    return (meant & found).total(), max(meant.total(), found.total())


def _value(node: Any, name: str) -> str:
    return str(node[SCHEMA + name][0]["@value"])
