"""Output of commands to the terminal: control characters are made visible, whoever prints them."""

import io


class TerminalText(io.TextIOWrapper):
    """A standard stream that is a terminal; control and invisible characters are written as visible marks.

    What commands print is sanitised where it is made. This also catches what others print: warnings of libraries, file
    names in errors, Python's own messages. The application does not write through it.
    """

    def __init__(self, stream: io.TextIOWrapper) -> None:
        """Write to the terminal of another stream."""
        stream.flush()
        self._stream = stream  # TextIOWrapper would close the terminal at its end
        super().__init__(stream.buffer, "utf-8", "backslashreplace", "\n", line_buffering=True)

    def write(self, text: str) -> int:
        """Write a text with its tabs and line ends, and return its length."""
        from reader.text.sanitize import sanitize_lines  # the start of the application does not wait for it

        super().write(sanitize_lines(text))
        return len(text)
