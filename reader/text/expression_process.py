"""A separate process that matches a regular expression, so that its time and memory can be limited.

An expression can take any amount of time and memory, even while it is compiled, and cannot be interrupted within a
process. `reader.text.find` starts this file as a script, which imports no more than it needs. It reads one line of JSON
and then the text, and writes one line with the problem, empty if there is none, and then the matches: pairs of offsets
in code points, as unsigned 64-bit numbers.
"""

import json
import resource
import sys
from array import array
from typing import Any

import regex

MEMORY = 512 << 20  # bytes besides those for the text
MEMORY_FOR_TEXT = 16  # bytes for each byte of the text


def main() -> None:
    """Answer the question on standard input."""
    question: dict[str, Any] = json.loads(sys.stdin.buffer.readline())
    encoded = sys.stdin.buffer.read()
    _limit(MEMORY + MEMORY_FOR_TEXT * len(encoded), int(question["seconds"]) + 2)
    found = array("Q")
    problem = _problem(question, encoded, found)
    sys.stdout.buffer.write(problem.encode("utf-8", "replace").replace(b"\n", b" ") + b"\n" + found.tobytes())


def _limit(memory: int, seconds: int) -> None:
    for kind, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds), (resource.RLIMIT_CORE, 0)):
        try:
            resource.setrlimit(kind, (most, most))
        except (OSError, ValueError):  # a lower limit is set already, or this system has none
            continue


def _problem(question: dict[str, Any], encoded: bytes, found: "array[int]") -> str:
    """Add the matches to `found`; return why that failed: a name for `reader.text.find`, or a message of `regex`."""
    try:
        text = encoded.decode("utf-8", "surrogatepass")
        flags = regex.MULTILINE | (regex.IGNORECASE | regex.FULLCASE if question["ignores_case"] else 0)
        for match in regex.compile(question["expression"], flags).finditer(text, timeout=question["seconds"]):
            if match.end() > match.start():
                found.extend(match.span())
            if len(found) >= 2 * question["most"]:
                break
    except TimeoutError:
        return "TIME"
    except MemoryError:
        return "MEMORY"
    except RecursionError:
        return "DEPTH"
    except Exception as error:  # noqa: BLE001  # whatever an expression makes `regex` raise is a message for a person
        return f"not a regular expression: {error}"
    return ""


if __name__ == "__main__":
    main()
