"""How far a workspace is read and tagged."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from reader.reports.selection import Selection
from reader.reports.stats import SourceStats, collect_stats, stats_table
from reader.text.span import Span
from reader.workspace.progress import Progress, progress
from reader.workspace.workspace import Workspace
from tests.support.commands import Commands, lines

TEXT = "One here. Two here. Three here.\n\nFour here."


BY_TAG = Selection(None, None, ["quote", "claim", "boilerplate"])


def table(workspace: Workspace, terms: str = "", by: str = "") -> str:
    selection = Selection.of(workspace, terms, by)
    return stats_table(list(collect_stats(workspace, selection, [])), workspace.settings.tags, selection)


def test_sentences_seen_and_tagged(make: Callable[..., Workspace]) -> None:
    workspace = make({"a.txt": TEXT, "b.txt": "Five. Six."})
    article = workspace.article(workspace.source("a.txt"))
    workspace.tag(article, Span(0, 9), "claim")
    quote = workspace.tag(article, Span(24, 26), "quote")
    assert progress(article, [], 0.0) == Progress(4, 0, 0)
    assert progress(article, [quote], 0.3) == Progress(4, 3, 1)
    assert progress(article, [quote], 1.0) == Progress(4, 4, 1)
    workspace.state.read["a.txt"] = 0.3
    assert table(workspace) == (
        "source  sentences    seen  tagged  tags\n"
        "a.txt           4  3  75%  2  50%  qc\n"
        "b.txt           2  0   0%  0   0%\n"
        "all             6  3  50%  2  33%  1 quote, 1 claim, 0 boilerplate\n"
    )


def test_long_names_in_one_folder_are_told_apart_by_their_ends() -> None:
    ids = [f"{'newspapers of the north/' * 3}2026-03-{day}.txt" for day in (17, 18)]
    rows = [SourceStats(id, Progress(), Counter()) for id in (*ids, "")]
    _, *shown, _all = stats_table(rows, [], BY_TAG).splitlines()
    assert [row.split("  ")[0].rpartition("/")[2] for row in shown] == ["2026-03-17.txt", "2026-03-18.txt"]


def test_tags_that_the_codebook_lacks_are_in_the_sum() -> None:
    counts = Counter({"quote": 2, "rumour": 5})
    *_, total = stats_table([SourceStats(id, Progress(), counts) for id in ("a", "")], [], BY_TAG).splitlines()
    assert total.endswith("2 quote, 0 claim, 0 boilerplate, 5 rumour")


def test_a_letter_stands_for_several_tags_where_there_are_many(make: Callable[..., Workspace]) -> None:
    workspace = make({"a.txt": TEXT})
    article = workspace.article(workspace.source("a.txt"))
    for end in range(1, 41):
        workspace.tag(article, Span(0, end), "claim")
    text = table(workspace)
    assert "  " + "c" * 20 + "\n" in text
    assert text.endswith("\neach letter stands for 2 tags\n")


def test_the_sums_of_many_tags_stand_below_the_table(make: Callable[..., Workspace]) -> None:
    workspace = make({"a.txt": TEXT})
    names = [f"topic number {number}" for number in range(8)]
    toml = "".join(f'[[tags]]\nname = "{name}"\n' for name in names)
    (workspace.paths.folder / "reader.toml").write_text(toml)
    workspace = Workspace(workspace.paths)
    for number, name in enumerate(names):
        workspace.tag(workspace.article(workspace.source("a.txt")), Span(number, 9), name)
    lines = table(workspace).splitlines()
    assert lines[2].endswith("  8")
    assert "1 topic number 7" in " ".join(lines[3:])
    assert max(map(len, lines)) <= 80


def test_the_command_prints_it_for_people_and_as_json(tmp_path: Path) -> None:
    commands = Commands(tmp_path / "w")
    commands.tag()
    assert commands.run("stats").stdout.startswith("source   sentences    seen  tagged  tags\none.txt")
    *_, total = lines(commands.run("stats", "--json").stdout)
    assert total == {"source": None, "sentences": 5, "seen": 1, "tagged": 1, "tags": {"quote": 1}}


def test_who_is_done_with_what_and_with_how_many(make: Callable[..., Workspace]) -> None:
    workspace = make({"a.txt": TEXT, "b.txt": "Five. Six."})
    for name, ids in (("Ann", ("a.txt", "b.txt")), ("Bob", ("b.txt",))):
        person = Workspace(workspace.paths, creator=name)
        for id in ids:
            person.done.toggle(person.article(person.source(id)))
    workspace.source("a.txt").path.write_text("Other words.")
    stats = list(collect_stats(Workspace(workspace.paths), BY_TAG, []))
    table = stats_table(stats, workspace.settings.tags, BY_TAG).splitlines()
    said = ("Ann (changed)", "Ann, Bob", "Ann 1, Bob 1")
    assert ["".join(part for part in said if part in row) for row in table] == ["", *said]
    assert stats[-1].record(BY_TAG)["done"] == {"Ann": 1, "Bob": 1}
    assert stats[-1].record(BY_TAG)["done_before_it_changed"] == {"Ann": 1}
    assert "done" not in stats[0].record(BY_TAG)
