"""What each consumer finds of what was exported: one row a format and a consumer."""

from collections import Counter
from collections.abc import Iterator
from importlib.metadata import packages_distributions, version
from importlib.util import find_spec
from pathlib import Path

from reader.formats import format_by_name
from reader.formats.format import Options
from reader.system.threads import run_to_end
from reader.text.source import read_source
from reader.workflows.export import export
from reader.workspace.corpus_builder import build_corpus
from tests.interop import codebooks, reviews
from tests.interop.consumers import CONSUMERS, Consumer
from tests.support import traps


def result(consumer: Consumer, folder: Path) -> tuple[int, int]:
    """How many passages the consumer finds where, and as what, they are here; and how many there are."""
    workspace, format = traps.workspace_of(folder), format_by_name(consumer.format)
    texts = {source.id: read_source(source).text for source in workspace.sources}
    run_to_end(export(workspace, format, folder / format.file, options=Options(raw=consumer.raw)))
    fitted = [each for each in map(format.preserved, build_corpus(workspace, []).annotations) if each]
    meant = Counter((each.source, each.start, each.exact, each.tag) for each in fitted)
    found = Counter(consumer.load(folder / format.file, texts))
    return (meant & found).total(), max(meant.total(), found.total())


def rows(folder: Path) -> Iterator[str]:
    yield "| format | consumer | spans equal / total |\n| --- | --- | --- |"
    for number, each in enumerate(CONSUMERS):
        if find_spec(each.package) is None:
            yield f"| {each.format} | {each.name} | not installed |"
            continue
        package = packages_distributions()[each.package][0]
        equal, total = result(each, folder / str(number))
        yield f"| {each.format} | {each.name} ({package} {version(package)}) | {equal} / {total} |"
    if find_spec("pyld"):
        equal, total = reviews.result(folder / "reviews")
        yield f"| claimreview | pyld, required properties (PyLD {version('PyLD')}) | {equal} / {total} reviews |"
    for name in codebooks.FORMATS if find_spec("pyrefiqda") else ():
        equal, total = codebooks.result(name, folder / name)
        yield f"| {name} | pyrefiqda, codes (pyrefiqda {version('pyrefiqda')}) | {equal} / {total} codes |"
