"""Guessing what is meant by a filter that is mistyped: the term or the value that is most like it."""

from collections.abc import Collection, Iterator, Sequence

from reader.annotation.model.filter_terms import ABOUT_TAGS, TAG, words_of
from reader.annotation.model.nearby import RELATIONS, Relation
from reader.annotation.model.tag_names import ALONE
from reader.settings import Tag
from reader.settings.former_names import name_now
from reader.settings.tag_names import BETWEEN
from reader.similar import similar_name
from reader.text.fold import fold


def filter_hints(text: str, tags: Sequence[Tag], facts: Collection[str] = ()) -> Iterator[tuple[str, str]]:
    """Yield each term that resembles a known one without being one, and what to say about it.

    What is like none is taken as it is: it may be a word with a colon, such as the address of a page.

    Args:
        text: The filter.
        tags: The tags of the settings.
        facts: The names of further terms.
    """
    names = [tag.name for tag in tags]
    choices = {name: list[str]() for name in (*ABOUT_TAGS, *facts)}
    choices |= dict.fromkeys((TAG, *RELATIONS), names)
    for field in (field for tag in tags for field in tag.fields):
        choices[field.name] = [*choices.get(field.name, ()), *(choice.value for choice in field.choices)]
    now_called = name_now(tags)
    for word in words_of(text):
        name, colon, typed = word.partition(":")
        if colon and name.casefold() not in choices and (similar := similar_name(name, choices)):
            yield word, f"there is no term {name}: did you mean {similar}:?"
        value = _bare(name, typed)
        known = choices.get(name, ())
        if name in (TAG, *RELATIONS) and (now := now_called(value)) != value:
            yield word, f"this tag is called {now} now: did you mean {name}:{typed.replace(value, now, 1)}?"
        elif value and not any(fold(value) in fold(each) for each in known) and (similar := similar_name(value, known)):
            yield word, f"did you mean {name}:{typed.replace(value, similar, 1)}?"


def _bare(name: str, value: str) -> str:
    """Return the name of a tag without the signs around it; any other value as it is."""
    if name not in (TAG, *RELATIONS):
        return value
    tag = next((Relation.of(each, value).tag for each in RELATIONS if each == name), value)
    return tag.strip('"').removeprefix(ALONE).strip('"').removesuffix(BETWEEN)
