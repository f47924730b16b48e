"""The commands, each in a module with the functions `arguments` and `run`, which is imported only when it is used."""

COMMANDS = {
    "open": "read and tag in the terminal (the default command)",
    "serve": "read and tag in a browser on this machine",
    "export": "write sources and annotations in a format for other programs",
    "import": "add the annotations in another program's file",
    "add": "turn web pages, e-mails, PDF, EPUB and text files into sources",
    "list": "list the sources with their tag counts",
    "people": "list who is quoted, and join the names of one person",
    "claims": "list the claims, each with its rating and evidence",
    "codebook": "print all tags with their meanings and how often each is used, or change one",
    "stats": "show how much has been read and tagged, by whom, and which tags occur together",
    "passages": "list the passages of every source",
    "tag": "tag a passage and print the annotation's id",
    "untag": "remove an annotation",
    "set": "set fields of an annotation, such as its speaker or rating",
    "link": "link an annotation to another one, a passage or a web page",
    "suggest": "list the tags that the program suggests, with reasons",
    "echoes": "show which sources report the same statements",
    "verify": "compare quotations with their originals",
    "report": "write a report on quotes, claims and what the sources say",
    "check": "check whether every annotation still matches its source",
    "undo": "undo what you did last, as u does in the application",
    "log": "list who did what and when, for all annotations or one",
    "agree": "measure the agreement between annotators and list disagreements",
    "merge": "merge other people's annotations into the workspace",
    "git-setup": "let git merge annotations and show readable diffs of them",
    "git-merge": "merge three versions of an annotations file (git runs this)",
    "git-text": "print an annotations file as lines of text (git runs this)",
    "restore": "list the tags that annotations.json has lost, and bring them back",
    "repair": "inspect a damaged annotations file and repair it",
    "config": "show or check the settings and keys, or print their JSON Schema",
    "completion": "print a completion script for a shell",
    "schema": "print the JSON Schema of the export",
    "help": "show what a command does, and its options",
}


def has_only_path(arguments: list[str]) -> bool:
    """Return whether a command line is empty or only a path; a command's name is never taken for a path."""
    return len(arguments) < 2 and not any(each.startswith("-") or each in COMMANDS for each in arguments)


def module_of(name: str) -> str:
    """Return the module of a command, such as `git_setup` for `git-setup` and `import_` for `import`."""
    from keyword import iskeyword

    module = name.replace("-", "_")
    return f"{__name__}.{module}{'_' if iskeyword(module) else ''}"
