"""Search of the codebook: the tags that match what was typed, those that match by name before those by meaning."""

from collections.abc import Sequence

from reader.settings import Tag
from reader.settings.former_names import name_now
from reader.settings.tag_names import BETWEEN, last_part
from reader.tui.palette_search import WITHIN, Names, score

OF_MEANING = 0.3  # factor for a match in the meaning: any name with more than scattered letters comes first


def matching_tags(typed: str, tags: Sequence[Tag], last_used: Sequence[str]) -> list[Tag]:
    """Return the tags that match what was typed, the best first; if nothing was typed, all tags, the last used first.

    Args:
        typed: The words or letters.
        tags: The tags, in the order of the codebook.
        last_used: The names, at that time, of the tags that were used last, the newest last.
    """
    used = dict.fromkeys(map(name_now(tags), reversed(last_used)))  # a tag that was renamed counts once
    recent = {name: number for number, name in enumerate(used)}
    ranked = sorted(tags, key=lambda tag: recent.get(tag.name, len(recent)))
    if not (words := typed.replace(BETWEEN, " ").strip()):
        return ranked
    scores = {tag.name: tag_score(words, tag) for tag in ranked}
    return sorted((tag for tag in ranked if scores[tag.name] > 0), key=lambda tag: -scores[tag.name])


def tag_score(words: str, tag: Tag) -> float:
    """Return how well a tag matches what was typed, from 0 (no match) to 1 (its exact name).

    A nested tag is found by its last part or its whole name, and by the beginnings of its parts; any tag also by its
    former names.
    """
    path, *former = (" ".join(name.casefold().replace(BETWEEN, " ").split()) for name in (tag.name, *tag.formerly))
    last = last_part(tag.name).casefold()
    keys = tuple(filter(None, (tag.key, tag.alias)))
    by_name = score(words, Names(path, "", (last, *former), keys))
    if by_name >= OF_MEANING:
        return by_name  # there can be hundreds of tags, and every letter asks about all
    by_meaning = score(words, Names("", tag.description))
    return max(by_name, by_meaning * OF_MEANING if by_meaning >= WITHIN else 0.0)
