"""Texts that are edited from a seed, and in which every character knows where it came from."""

import random
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Chance = random.Random

NAMES = "Ann Weber|Prime Minister Olin|The council|Dr. José Rossi|The port authority|A spokesman|Maria Nuñez|The mayor"
DEEDS = "said the harbour would close|confirmed the talks|denied the report|called the vote a mistake|put the cost at"
DETAILS = "per cent|million crowns|ships|votes|of the members"
ENDS = "on Monday|for the third time|in the spring|before the summit|after a long debate|by a narrow margin|in Malmö"
BOILERPLATE = "Share this article|Read more|Advertisement|Sign up for our newsletter|Related: the vote, explained"
WORDS = "harbour|vote|Monday|council|again|17|million|closed|reports|the|of|never"


@dataclass(frozen=True, slots=True)
class Tracked:
    """origins: for each character its offset in the first text; -1 for what was put in."""

    text: str
    origins: tuple[int, ...]

    def split(self, pattern: str) -> list["Tracked"]:
        """The parts that match; the patterns here leave nothing out."""
        spans = (match.span() for match in re.finditer(pattern, self.text, re.DOTALL))
        return [Tracked(self.text[start:end], self.origins[start:end]) for start, end in spans if start < end]

    def respelled(self, pattern: str, spell: Callable[[str], str]) -> "Tracked":
        """What matches is written anew, and comes from where its first character did."""
        parts = self.split(f"{pattern}|.")
        spelled = [(part, spell(part.text) if re.fullmatch(pattern, part.text) else part.text) for part in parts]
        return join([part if new == part.text else Tracked(new, part.origins[:1] * len(new)) for part, new in spelled])


def original(text: str) -> Tracked:
    return Tracked(text, tuple(range(len(text))))


def join(parts: Sequence[Tracked]) -> Tracked:
    return Tracked("".join(part.text for part in parts), tuple(n for part in parts for n in part.origins))


# News, in which much is said twice


def news(chance: Chance, paragraphs: int = 14) -> str:
    pieces = [sentence(chance).upper()]
    for _ in range(paragraphs):
        body = " ".join(sentence(chance) for _ in range(chance.randint(1, 6)))
        pieces.append(body if chance.random() < 0.8 else one_of(BOILERPLATE, chance))
    return "\n\n".join(pieces) + "\n"


def sentence(chance: Chance) -> str:
    who, did, detail, end = (one_of(words, chance) for words in (NAMES, DEEDS, DETAILS, ENDS))
    number = chance.randint(2, 90)
    if chance.random() < 0.25:
        return f"“We'll see {number} {detail} {end},” {who} said."
    return f"{who} {did}." if chance.random() < 0.15 else f"{who} {did} {number} {detail} {end}."


def one_of(words: str, chance: Chance) -> str:
    return chance.choice(words.split("|"))


# Edits

LEVELS: tuple[tuple[str, float, Callable[[Chance], str]], ...] = (
    (r".+?(?:\n\s*\n|\Z)", 0.2, lambda chance: sentence(chance) + " " + sentence(chance)),
    (r".+?(?:[.!?][”\"]?\s+|\Z)", 0.3, sentence),
    (r"\S+\s*|\s+", 0.5, lambda chance: one_of(WORDS, chance)),
)


def edited(text: Tracked, share: float, chance: Chance, levels: Sequence[int] = (0, 1, 2)) -> Tracked:
    """About that share of it is changed: paragraphs, sentences and words."""
    if not levels:
        return text
    pattern, part, make = LEVELS[levels[0]]
    parts = [edited(each, share, chance, levels[1:]) for each in text.split(pattern)]
    return join(_changed(parts, share * part, chance, make))


def _changed(parts: list[Tracked], share: float, chance: Chance, make: Callable[[Chance], str]) -> list[Tracked]:
    """Some of the parts are deleted, replaced or swapped with the next one, and some put in."""
    done: list[Tracked] = []
    at = 0
    while at < len(parts):
        part, following = parts[at], parts[at + 1 : at + 2]
        at += 1
        change = chance.choice(("delete", "replace", "insert", "swap")) if chance.random() < share else ""
        if change in ("replace", "insert"):
            new = make(chance) + (re.findall(r"\s*\Z", part.text)[0] or " ")
            done.append(Tracked(new, (-1,) * len(new)))
        if change == "swap":
            done += following
            at += len(following)
        if change not in ("delete", "replace"):
            done.append(part)
    return done


# The same words, written otherwise


def rewrapped(text: Tracked, width: int) -> Tracked:
    """Lines broken anew; paragraphs stay."""
    column, parts = 0, []
    for part in text.split(r"\S+|\s+"):
        if not part.text.isspace():
            column += len(part.text)
        elif part.text.count("\n") > 1:
            column = 0
        else:
            broken = column > width
            column = 0 if broken else column + 1
            part = Tracked("\n" if broken else " ", part.origins[:1])
        parts.append(part)
    return join(parts)


def with_crlf(text: Tracked) -> Tracked:
    return text.respelled(r"\r?\n", lambda _: "\r\n")


def normalized(text: Tracked, form: str) -> Tracked:
    return text.respelled(r"[^\u0300-\u036f][\u0300-\u036f]*", lambda each: unicodedata.normalize(form, each))  # type: ignore[arg-type]


def with_plain_quotes(text: Tracked) -> Tracked:
    return text.respelled("[“”]", lambda _: '"').respelled("’", lambda _: "'")


def with_smart_quotes(text: Tracked) -> Tracked:
    return text.respelled('"', lambda _: "”").respelled("'", lambda _: "’")
