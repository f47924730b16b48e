"""Regular expressions that are compiled when they are first used: so a start compiles only those that it needs."""

import re
from typing import Any, AnyStr, cast


def lazy_pattern(expression: AnyStr, flags: int = 0) -> "re.Pattern[AnyStr]":
    """Return an expression that is compiled at its first use, and as fast as any other from its second use on.

    It is for constants of modules. `isinstance` and the functions of `re` need a real pattern from `re.compile`.
    """
    return cast("re.Pattern[AnyStr]", _LazyPattern(expression, flags))


class _LazyPattern:
    """A stand-in for a compiled expression, which takes over its methods one by one as they are used."""

    def __init__(self, expression: str | bytes, flags: int) -> None:
        self._expression, self._flags = expression, flags

    def __reduce__(self) -> tuple[Any, ...]:
        return _LazyPattern, (self._expression, self._flags)

    def __getattr__(self, name: str) -> Any:
        method = getattr(re.compile(self._expression, self._flags), name)
        setattr(self, name, method)  # Python finds it here from now on
        return method
