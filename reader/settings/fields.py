"""Fields: typed values of an annotation besides its note, such as the speaker of a quote."""

from typing import Literal, NamedTuple, get_args

FieldType = Literal["choice", "text", "url", "date", "number", "span", "person"]

TYPES: tuple[str, ...] = get_args(FieldType)
# The fields that the program reads and fills in itself.
SPEAKER, CUE, MANNER, VERDICT = "speaker", "cue", "manner", "verdict"  # fields of a quote
RATING, WORDING = "rating", "wording"  # fields of a claim
RESERVED = ("tag", "source", "by", "note", "status", "has")  # filter terms
CHOICE_KEYS = "123456789"  # keys of the values that name none


class Choice(NamedTuple):
    """One value of a choice.

    Attributes:
        value: The value, as it is stored.
        key: The character that sets it on the card.
    """

    value: str
    key: str


class Field(NamedTuple):
    """A field of a tag.

    Attributes:
        name: The name by which its value is stored and found.
        type: The kind of value: one of `TYPES`.
        description: What the field is for; may be empty.
        choices: The values of a choice, in order; empty for other types.
        is_many: Whether an annotation can have several values.
    """

    name: str
    type: FieldType
    description: str = ""
    choices: tuple[Choice, ...] = ()
    is_many: bool = False


def choice(name: str, description: str, *values: str) -> Field:
    """Return a choice whose values have the keys 1 to 9, in order."""
    return Field(name, "choice", description, tuple(map(Choice, values, CHOICE_KEYS)))


QUOTE_FIELDS = (
    Field(SPEAKER, "person", "who said it", is_many=True),
    Field(CUE, "span", "the words that report it, such as “said”"),
    choice(MANNER, "how the words are quoted", "direct", "partial", "indirect"),
    choice(
        VERDICT, "how it compares with the original",
        "exact", "shortened", "altered", "spliced", "not-found", "too-short",
    ),
)  # fmt: skip
CLAIM_FIELDS = (
    choice(RATING, "the result of checking the claim", "open", "supported", "disputed", "refuted", "unverifiable"),
    Field(WORDING, "text", "the claim in one plain sentence"),
)
