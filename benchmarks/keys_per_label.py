"""How many keys a label costs: replays labelled passages through the real app and counts.

    python -m benchmarks.keys_per_label SOURCES LABELS [--suggestions]

SOURCES is a folder of texts, LABELS a JSON list of {"source", "start", "end", "exact", "tag"}. A quote may have
a "speaker", too: a list of [start, end], any of which names the speaker. Where the suggested speaker touches none of
them, `s` is pressed until one is proposed that does; nobody knows before how often that will be, and if none of those
does, the name is typed. The speaker of a tagged quote is corrected: the name is gone to by words, and `s` makes it the
speaker; or `s` on the quote opens the card, where the name is typed. A label that is "optional" need not be given, and
is no mistake if it is.
The shortest keys from where the cursor is to each passage are looked for with the cursor's own
motions, pressed in the app, and what the app exported is compared with the labels. With
suggestions (all of them are shown, or the sure ones) `.` and `,` are motions, too, `enter` accepts, and `A` accepts
all of a kind in an article that are sure, speakers included, where all these passages are right.
"""

import argparse
import asyncio
import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from textual.keys import _character_to_key
from textual.pilot import Pilot

from benchmarks.shortest_keys import STEPS, Moves, Ways, shortest, with_suggestions
from benchmarks.speaker_keys import Label, completed, correction, has_speaker, names_speaker, span_of_label
from reader.annotation.anchoring.status import Status
from reader.insight.quotes.other_speakers import other_speakers
from reader.insight.suggestion import Suggestion
from reader.insight.suggestions.pipeline import SuggestionIndex
from reader.settings import TAGS
from reader.text.cursor import Cursor
from reader.text.passages import Unit
from reader.text.span import Span
from reader.tui.app import ReaderApp
from reader.tui.article.hints import hints
from reader.tui.controllers.suggestions import WAIT
from reader.tui.speaker_choice import MOST
from reader.workspace.corpus_builder import build_corpus
from reader.workspace.location import locate_workspace
from reader.workspace.workspace import Workspace

FAR = 3  # keys by which a passage must be nearer to be taken before an earlier one
ALL = "A"  # accepts all sure ones of a kind
KEYS = {tag.name: tag.key for tag in TAGS}


Pressed = list[tuple[list[str], Label]]


class Plain:
    """The keys for the labels of an article, in order of place."""

    def __init__(self, labels: Sequence[Label]) -> None:
        wanted = [label for label in labels if not label.get("optional")]
        self.left = sorted(wanted, key=lambda label: (label["start"], label["end"]))
        self.optional = [label for label in labels if label.get("optional")]

    def next(self, cursor: Cursor) -> tuple[list[str], list[Label]]:
        """What to press now, and the labels that it gives."""
        label = self.left.pop(0)
        return [*shortest(cursor, span_of_label(label)), KEYS[label["tag"]]], [label]


class Suggesting(Plain):
    """Where suggestions are shown: of two ways as short, the one that leads further."""

    def __init__(self, labels: Sequence[Label], app: ReaderApp) -> None:
        super().__init__(labels)
        self.app = app

    def next(self, cursor: Cursor) -> tuple[list[str], list[Label]]:
        suggested = self.app.session.reading.suggestions or SuggestionIndex()
        moves = with_suggestions(suggested)
        path, label = self._nearest(cursor, moves)
        self.left.remove(label)
        wanted = span_of_label(label)
        found = suggested.at(wanted)
        if not found or (found.span, found.tag) != (wanted, label["tag"]):
            return [*path, KEYS[label["tag"]]], [label]
        if at_once := self._all_at_once(label):
            return [*path, ALL], at_once
        beside = self._beside(suggested, wanted, path, cursor)
        leads_further = self._leads_further(Cursor(cursor.article, wanted), beside, moves)
        return [*path, *self._speaker_keys(found, label), "enter" if leads_further else KEYS[label["tag"]]], [label]

    def _nearest(self, cursor: Cursor, moves: Moves) -> tuple[list[str], Label]:
        """The first label, or the next one from here if much fewer keys lead to that."""
        onward = next((label for label in self.left if label["end"] > cursor.passage.start), self.left[0])
        found = []
        for label in (self.left[0], onward):
            wanted = span_of_label(label)
            found.append((shortest(cursor, wanted, moves, ways_in_sight(self.app, wanted)), label))
        (to_first, _), (to_next, _) = found
        return found[len(to_first) > len(to_next) + FAR]

    def _beside(self, suggested: SuggestionIndex, wanted: Span, path: list[str], cursor: Cursor) -> Suggestion | None:
        """The suggestion that `enter` leads to; None if that is the next suggested quote, or the next sentence."""
        state = self.app.suggestions.state
        if path:
            by = STEPS.get(path[-1], 0)
            return suggested.beside(wanted, by) if by else None
        if cursor is not state.reached:
            return None
        here = suggested.at(wanted)
        alike = [each for each in suggested.all if not state.is_by_kind or (here and each.tag == here.tag)]
        return SuggestionIndex(alike).beside(wanted, state.direction)

    def _speaker_keys(self, found: Suggestion, label: Label) -> list[str]:
        """The keys that have the right speaker proposed: none if it is; up to the card if nobody is the right one."""
        own, article = found.attribution, self.app.session.reading.article
        if not label.get("speaker") or (own and names_speaker(own.speaker, label)):
            return []
        assert article
        others = other_speakers(article, found)
        right = next((number for number, each in enumerate(others, 1) if names_speaker(each.speaker, label)), None)
        if right and right <= MOST:
            return ["s"] * right
        up_to_card = ["s"] * (min(len(others), MOST) + 1)
        if right:
            return [*up_to_card, *["tab"] * (right - MOST)]
        names = (" ".join(name.of(article.text).split()) for each in label["speaker"] for name in [Span(*each)])
        return [*up_to_card, *min((completed(self.app, name) for name in names), key=len)]

    def _all_at_once(self, label: Label) -> list[Label]:
        """The labels of this kind that are accepted at once, if they are several and no other passage is."""
        others = [each for each in (label, *self.left) if each["tag"] == label["tag"]]
        state = self.app.suggestions.state
        unread = state.unread(label["tag"])
        if label.get("speaker") and any(map(state.lacks_speaker, unread)):
            return []
        sure = {each.span for each in unread}
        right = [*others, *(each for each in self.optional if each["tag"] == label["tag"])]
        found = [each for each in others if span_of_label(each) in sure]
        if not sure <= {span_of_label(each) for each in right} or len(found) < 2:
            return []
        self.left = [each for each in (label, *self.left) if each not in found]
        return found

    def _leads_further(self, here: Cursor, beside: Suggestion | None, moves: Moves) -> bool:
        """Whether `enter`, which goes to the suggestion beside, is at least as good as the tag's key."""
        if beside is None or not self.left:
            return True
        ways = Cursor(here.article, beside.span), here.next(Unit.SENTENCE)
        by_enter, by_key = (len(shortest(way, span_of_label(self.left[0]), moves)) for way in ways)
        return by_enter <= by_key


def ways_in_sight(app: ReaderApp, wanted: Span) -> Ways:
    """The first sentence, and the sentence in sight where a passage begins, to which two letters lead."""
    article, window = app.session.reading.article, app.main_screen.article.window
    assert article and window
    lettered = [each for each in hints(window) if each.sentence.start <= wanted.start]
    first = Cursor.at(article, 0), ["g"]
    return [first, *((Cursor(article, each.sentence), ["f", *each.letters]) for each in lettered[-1:])]


async def replay(
    workspace: Workspace, labels: Sequence[Label], *, has_suggestions: bool, only_sure: bool = False
) -> Pressed:
    app = ReaderApp(workspace)
    pressed: Pressed = []
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.pause()
        for number, source in enumerate(workspace.sources):
            opening = ["J"] if number else ["S"] if has_suggestions and not only_sure else []  # all suggestions, once
            await pilot.press(*opening)
            here = [label for label in labels if label["source"] == source.id]
            plan = Suggesting(here, app) if has_suggestions else Plain(here)
            if has_suggestions:
                await _suggested(app, pilot)
            while plan.left:
                cursor = app.session.reading.cursor
                assert cursor
                keys, given = plan.next(cursor)
                await pilot.press(*map(_named, keys))
                pressed += [([*opening, *keys], given[0]), *(([], label) for label in given[1:])]
                opening = []
                for label in (each for each in given if each.get("speaker")):
                    if keys := correction(app, label):
                        await pilot.press(*map(_named, keys))
                        pressed.append((keys, label))
    return pressed


def _named(key: str) -> str:
    """Return Textual's name of a key."""
    return _character_to_key(key) if len(key) == 1 else key


async def _suggested(app: ReaderApp, pilot: Pilot[None]) -> None:
    """Waits for what is told of the lines of all sources, too."""
    await pilot.pause(2 * WAIT)
    await app.workers.wait_for_complete()
    await pilot.pause(2 * WAIT)
    await app.workers.wait_for_complete()
    await pilot.pause()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources", type=Path)
    parser.add_argument("labels", type=Path)
    parser.add_argument("--show", action="store_true", help="the keys of every label")
    parser.add_argument("--suggestions", action="store_true", help="with what the program suggests")
    parser.add_argument("--sure", action="store_true", help="show only the sure ones, as the program does at first")
    options = parser.parse_args()
    labels = json.loads(options.labels.read_text("utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(options.sources, Path(folder, "seeds"))
        workspace = Workspace(locate_workspace(Path(folder)))
        pressed = asyncio.run(replay(workspace, labels, has_suggestions=options.suggestions, only_sure=options.sure))
        corpus = build_corpus(Workspace(locate_workspace(Path(folder))), [])
    named = [label for label in labels if label.get("speaker")]
    if options.show:
        for keys, label in pressed:
            print(f"{' '.join(keys):<40}{label['tag']:<12}{label['exact'][:60]!r}")
    report(pressed, labels, corpus.annotations)
    if named:
        quotes = {(each.annotation.source, each.annotation.span): each.annotation for each in corpus.annotations}
        right = sum(
            has_speaker(quotes[key], label)
            for label in named
            if (key := (label["source"], span_of_label(label))) in quotes
        )
        print(f"speakers right      {right} of {len(named)}")


def report(pressed: Sequence[tuple[list[str], Any]], labels: Sequence[dict[str, Any]], exported: Any) -> None:
    fields = ("source", "start", "end", "exact", "tag")
    optional = {(label["source"], span_of_label(label)) for label in labels if label.get("optional")}
    labels = [label for label in labels if not label.get("optional")]
    wanted = Counter(tuple(label[name] for name in fields) for label in labels)
    exact = [each.annotation for each in exported if each.status is Status.EXACT]
    exact = [each for each in exact if (each.source, each.span) not in optional]
    got = Counter(tuple(getattr(each, name) for name in fields) for each in exact)
    total = sum(len(keys) for keys, _ in pressed)
    print(f"labels              {len(labels)}")
    print(f"exported and equal  {sum((wanted & got).values())} (besides: {sum((got - wanted).values())})")
    print(f"keys                {total}")
    print(f"keys per label      {total / len(labels):.2f}")
    for tag in sorted({label["tag"] for label in labels}):
        of_tag = sum(len(keys) for keys, label in pressed if label["tag"] == tag)
        print(f"  {tag:<18}{of_tag / sum(label['tag'] == tag for label in labels):.2f}")


if __name__ == "__main__":
    main()
