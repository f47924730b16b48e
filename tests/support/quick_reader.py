"""`reader` for a shell that runs it many times: a process loads the program once, and forks for each run."""

import ast
import os
import shlex
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from time import sleep

from tests.support import ROOT

LOADED = tuple(f"reader.{name}" for name in ("cli", "reports", "workflows", "formats", "collaboration", "insight"))
STREAMS = 3
PART = 1 << 16  # bytes that are read at once
# What the shell runs: it hands over its streams, arguments, folder and environment, and ends as the fork does.
_CLIENT = """
import os, struct, sys
from _socket import *
here = socket(AF_UNIX)
here.connect(sys.argv[1])
asked = repr((sys.argv[2:], os.getcwd(), dict(os.environ))).encode()
here.sendmsg([asked], [(SOL_SOCKET, SCM_RIGHTS, struct.pack("3i", 0, 1, 2))])
here.shutdown(SHUT_WR)
sys.exit(int(here.recv(8) or b"1"))
"""


@contextmanager
def quick_reader(folder: Path) -> Iterator[Path]:
    """Make a program `reader` in a folder, which works as long as the context."""
    address, program = folder / "socket", folder / "reader"
    command = shlex.join([sys.executable, "-S", "-E", "-c", _CLIENT, str(address)])
    program.write_text(f'#!/bin/sh\nexec {command} "$@"\n')
    program.chmod(0o755)
    with subprocess.Popen([sys.executable, "-m", __name__, str(address)], cwd=ROOT) as server:
        try:
            while not address.exists() and server.poll() is None:
                sleep(0.01)
            yield program
        finally:
            server.terminate()


def serve(address: str) -> None:
    """Load the program, and run it in a fork for everyone who asks at an address, until this process is ended."""
    import reader

    for module in walk_packages(reader.__path__, "reader."):
        if module.name.startswith(LOADED):
            import_module(module.name)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the forks
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(f"{address}.new")
        listening.listen(8)
        Path(f"{address}.new").rename(address)
        while True:
            connection, _ = listening.accept()
            if not os.fork():
                _answer(connection)
            connection.close()


def _answer(connection: socket.socket) -> None:
    """Run the program as it was asked for, send its exit status, and end this process."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    asked, streams, _, _ = socket.recv_fds(connection, PART, STREAMS)
    while part := connection.recv(PART):
        asked += part
    status = 1
    try:
        status = _run(streams, *ast.literal_eval(asked.decode()))
    finally:
        connection.send(str(status).encode())
        os._exit(0)


def _run(streams: list[int], arguments: list[str], folder: str, environment: dict[str, str]) -> int:
    from reader.cli.entry import main

    for number, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
        os.dup2(streams[number], number)
        setattr(sys, name, os.fdopen(number, mode, encoding="utf-8", closefd=False))
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["reader", *arguments]
    try:
        return main()
    except SystemExit as end:  # argparse's way
        return int(end.code or 0)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()


if __name__ == "__main__":
    serve(sys.argv[1])
