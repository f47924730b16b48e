"""Reasons why a filter may find nothing: a term is mistyped, or asks for a tag or a choice that does not exist."""

from collections.abc import Collection, Iterator, Sequence

from reader.annotation.model.filter_terms import ABOUT_TAGS, TAG, words_of
from reader.annotation.model.nearby import RELATIONS, NearbyQuestion
from reader.annotation.model.tag_names import ALONE, names_test
from reader.settings import Tag
from reader.settings.fields import VERDICT
from reader.settings.former_names import name_now
from reader.settings.tag_names import BETWEEN
from reader.similar import similar_name
from reader.text.counted import listed
from reader.text.fold import fold


def filter_hints(text: str, tags: Sequence[Tag], facts: Collection[str] = ()) -> Iterator[tuple[str, str]]:
    """Yield each term that resembles a known one without being one, and what to say about it.

    A term that resembles none is left alone: it may be a word with a colon, such as a web address.

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
            yield word, f"this tag is now called {now}: did you mean {name}:{typed.replace(value, now, 1)}?"
        elif value and not any(fold(value) in fold(each) for each in known) and (similar := similar_name(value, known)):
            yield word, f"did you mean {name}:{typed.replace(value, similar, 1)}?"


def unknown_values(text: str, tags: Sequence[Tag], used: Collection[str] = ()) -> Iterator[tuple[str, str]]:
    """Yield each term that asks for a tag or a choice that does not exist, and what to say about it.

    Args:
        text: The filter.
        tags: The tags of the settings.
        used: Names of further tags, which annotations have.
    """
    known = {*(tag.name for tag in tags), *used}
    fields = [field for tag in tags for field in tag.fields]
    others = {VERDICT, *(field.name for field in fields if not field.choices)}  # which can be anything
    for word in words_of(text):
        name, _, typed = word.partition(":")
        value = _tag(name, typed)
        choices = [choice.value for field in fields if field.name == name for choice in field.choices]
        if name in (TAG, *RELATIONS) and value and not any(map(names_test(value, known), known)):
            yield word, f"no tag {_bare(name, typed)} in the codebook"
        elif typed and choices and name not in others and not any(fold(typed) in fold(each) for each in choices):
            yield word, f"no {name} {typed}: it can be {listed(list(dict.fromkeys(choices)))}"


def why_nothing(text: str, tags: Sequence[Tag], used: Collection[str] = (), facts: Collection[str] = ()) -> list[str]:
    """Return what may be wrong with a filter that nothing matches: `filter_hints`, then `unknown_values`."""
    return [said for _, said in (*filter_hints(text, tags, facts), *unknown_values(text, tags, used))]


def _bare(name: str, value: str) -> str:
    """Return the name of a tag without the signs around it; any other value as it is."""
    if name not in (TAG, *RELATIONS):
        return value
    return _tag(name, value).removeprefix(ALONE).removesuffix(BETWEEN)


def _tag(name: str, value: str) -> str:
    """Return the part of a term's value that names a tag, without double quotes."""
    tag = next((NearbyQuestion.of(each, value).tag for each in RELATIONS if each == name), value)
    return tag.replace('"', "")
