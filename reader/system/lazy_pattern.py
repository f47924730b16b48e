"""Regular expressions that are compiled when they are first used: a start compiles none that it has no use for."""

import re
from typing import Any, AnyStr, cast


def lazy_pattern(expression: AnyStr, flags: int = 0) -> "re.Pattern[AnyStr]":
    """Return an expression that is compiled at its first use, and as fast as any other from its second use on.

    It is for the constants of modules. `isinstance` and the functions of `re` need a real one from `re.compile`.
    """
    return cast("re.Pattern[AnyStr]", _LazyPattern(expression, flags))


class _LazyPattern:
    """Stands for a compiled expression, whose methods it takes over one by one as they are asked for."""

    def __init__(self, expression: str | bytes, flags: int) -> None:
        self._expression, self._flags = expression, flags

    def __reduce__(self) -> tuple[Any, ...]:
        return _LazyPattern, (self._expression, self._flags)

    def __getattr__(self, name: str) -> Any:
        method = getattr(re.compile(self._expression, self._flags), name)
        setattr(self, name, method)  # Python asks for it here no more
        return method
