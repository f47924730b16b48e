"""The commands: a module each, with its `arguments` and its `run`, which is imported when the command is meant."""

COMMANDS = {
    "open": "read and tag in the terminal (what is meant without a command)",
    "serve": "read and tag in a browser, on this machine",
    "export": "write sources and annotations, in a format of other programs",
    "import": "take over annotations from a file of another program",
    "add": "make a source of a web page, PDF, EPUB or text",
    "list": "list the sources with their counts",
    "stats": "tell how far the sources are read and tagged",
    "passages": "list the passages of every source",
    "tag": "tag a passage and print the annotation's id",
    "untag": "remove an annotation",
    "suggest": "list the tags that the program would set, and why",
    "echoes": "show which statements are told by which sources",
    "check": "tell what became of every annotation since its source changed",
    "log": "list who did what when, of all annotations or of one",
    "agree": "measure how far people agree, and list where they do not",
    "merge": "add what other people did, from workspaces, annotations files or exports",
    "git-setup": "let git merge the tags of two branches, and show what changed",
    "git-merge": "merge three versions of an annotations file (git runs it)",
    "git-text": "show an annotations file as lines of text (git runs it)",
    "repair": "look at a damaged annotations file, and put it right",
    "config": "show the settings and keys, check them, print their JSON Schema",
    "completion": "print what makes a shell complete commands and options",
    "schema": "print the JSON Schema of the export",
}


def is_plain(arguments: list[str]) -> bool:
    """Whether they are at most a path: `reader export` is a command, also where there is a folder of that name."""
    return len(arguments) < 2 and not any(each.startswith("-") or each in COMMANDS for each in arguments)


def module_of(name: str) -> str:
    """`git-setup` is in `git_setup.py`, and `import`, which is a word of Python's, in `import_.py`."""
    from keyword import iskeyword

    plain = name.replace("-", "_")
    return f"{__name__}.{plain}{'_' if iskeyword(plain) else ''}"
