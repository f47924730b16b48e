"""What terminals say by themselves: replies and reports of all kinds, at random, the same for the same seed."""

import random
import string
from collections.abc import Iterator

ENDS = ("\x1b\\", "\x9c")
WORDS = string.ascii_letters + string.digits + " ;:/=+-,.!?[]{}()<>|~@#"


def control_sequences(seed: int) -> Iterator[str]:
    """Replies and reports without end."""
    chance = random.Random(seed)
    while True:
        yield chance.choice(KINDS)(chance)


def _numbers(chance: random.Random, most: int = 5) -> str:
    return ";".join(str(chance.choice((0, 1, 2, 8, 24, 80, 997, 65535))) for _ in range(chance.randint(1, most)))


def _words(chance: random.Random, most: int = 30) -> str:
    return "".join(chance.choices(WORDS, k=chance.randint(0, most)))


def device(chance: random.Random) -> str:
    """Who the terminal is, what its modes are, what its window is called and how large it is."""
    mark = chance.choice(("", "?", ">", "=", "?", ">"))
    final = chance.choice(("c", "n", "t", "R", "y", "$y", "x", "*y", "&w", "S", "u", "q"))
    if not mark and final in ("u", "S"):
        mark = "?"
    return f"\x1b[{mark}{_numbers(chance)}{final}"


def colour(chance: random.Random) -> str:
    parts = "/".join(f"{chance.randrange(65536):04x}" for _ in range(3))
    start = chance.choice(("4;1", "4;255", "5;0", "10", "11", "12", "17", "19"))
    return f"\x1b]{start};rgb:{parts}{chance.choice((*ENDS, chr(7)))}"


def operating_system(chance: random.Random) -> str:
    start = chance.choice(("52;c;", "8;;", "1337;", "99;i=1;", "133;A", "l", "L", "66;", "21;"))
    return f"\x1b]{start}{_words(chance)}{chance.choice((*ENDS, chr(7)))}"


def device_string(chance: random.Random) -> str:
    start = chance.choice(("1+r", "0+r", "1$r", "0$r", ">|", "!|", "0!u", "1$u", "2$u", "", "1;2q"))
    return f"\x1bP{start}{_words(chance)}{chance.choice(ENDS)}"


def program_string(chance: random.Random) -> str:
    return f"\x1b{chance.choice('_^')}{chance.choice(('G', 'Gi=1;', ''))}{_words(chance)}{chance.choice(ENDS)}"


def of_one_byte(chance: random.Random) -> str:
    begin, end = chance.choice(
        (("\x9b?", "c"), ("\x9b", "t"), ("\x9d11;", "\x9c"), ("\x90>|", "\x9c"), ("\x9f", "\x9c"))
    )
    return begin + (_numbers(chance) if begin[0] == "\x9b" else _words(chance)) + end


def released_key(chance: random.Random) -> str:
    return chance.choice(
        (
            f"\x1b[{chance.randrange(33, 1200)}:{chance.randrange(33, 1200)};{chance.randrange(1, 256)}:3u",
            f"\x1b[1;{chance.randrange(1, 256)}:3{chance.choice('ABCDFHPQS')}",
            f"\x1b[{chance.randrange(2, 25)};{chance.randrange(1, 256)}:3~",
            f"\x1b[{chance.randrange(57455, 63744)}u",
            f"\x1b[{chance.randrange(1114112, 9999999)};5u",
        )
    )


def old_mouse(chance: random.Random) -> str:
    return "\x1b[M" + "".join(chance.choices(WORDS, k=3))


def window(chance: random.Random) -> str:
    return f"\x1b[{chance.choice('IO')}"


KINDS = (
    *(device, device, colour, operating_system, device_string, program_string),
    *(of_one_byte, released_key, old_mouse, window),
)
