"""Numbers with their noun, as messages and reports have them."""


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun: `1 match`, `1,204 sources`, `2 people`.

    Args:
        number: The number.
        noun: The noun for one.
        plural: The noun for several; `matches` and `sources` are made of the noun for one.
    """
    several = plural or (f"{noun}es" if noun.endswith("ch") else f"{noun}s")
    return f"{number:,} {noun if number == 1 else several}"
