"""Labels of admonitions, such as `[!NOTE]` and `!!! note`: each gets a row of its own, apart from the text."""

from collections.abc import Sequence

from reader.system.lazy_pattern import lazy_pattern
from reader.text.block import Run

_ALERT = lazy_pattern(r"\[![A-Za-z][\w-]*\][+-]?(?=\s|\Z)")  # GitHub and Obsidian
_LINE = lazy_pattern(
    r"(?:!!!|\?\?\?)\+?[ \t]+[\w\"][^\n]*"  # Python-Markdown
    r"|:{3,}[^\n]*"  # Pandoc, Docusaurus, MyST
    r"|/{3}[ \t]*\w[^\n]*"  # PyMdown
    r"|\.\. [\w-]+::[^\n]*"  # reStructuredText
)
_FENCE_END = lazy_pattern(r"\n(?::{3,}|/{3})[ \t]*\Z")


def with_label_apart(content: str, runs: Sequence[Run], text: str) -> tuple[list[Run], list[tuple[int, int]]]:
    """Return the runs of a paragraph with its label on a row of its own, and the parts that no sentence crosses.

    Args:
        content: The paragraph as the parser has it, one line each.
        runs: Its runs.
        text: The whole source.

    Returns:
        The runs, and ranges of rendered code points; no ranges if the paragraph has no label.
    """
    alert = _ALERT.match(content)
    if not alert and not _LINE.match(content):
        return list(runs), []
    shown, cuts, here = list[Run](), list[int](), 0
    breaks = [number for number, run in enumerate(runs) if run.atom and {"\n", "\r"} & set(text[run.start : run.end])]
    rows = {breaks[0]} | ({breaks[-1]} if _FENCE_END.search(content) else set()) if breaks else set[int]()
    for number, run in enumerate(runs):
        if number in rows:
            cuts.append(here)
        shown.append(Run("\n", run.start, run.end, run.style, atom=True) if number in rows else run)
        here += len(run.rendered)
    if alert and "".join(run.rendered for run in runs).startswith(alert[0]):
        cuts.insert(0, alert.end())
    return shown, [part for part in zip([0, *cuts], [*cuts, here], strict=True) if part[0] < part[1]]
