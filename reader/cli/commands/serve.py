"""The command `reader serve`, which runs the application in a browser."""

import argparse
import os
import socket
import sys
from pathlib import Path

from reader.cli.common import workspace_argument, workspace_place
from reader.errors import ReaderError, UsageError

PORT = 8765
PORTS = range(65_536)


def arguments(command: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    workspace_argument(command)
    command.add_argument("--port", type=int, default=PORT, metavar="N", help=f"default: {PORT}; 0 takes any free port")
    command.add_argument("--host", default="127.0.0.1", metavar="ADDRESS", help="default: 127.0.0.1, this machine only")
    command.add_argument("--others-may-tag", action="store_true", help="allow a --host that other machines can reach")


def run(options: argparse.Namespace) -> int:
    """Serve until ctrl+c."""
    try:
        from reader.web.server import LOOPBACK, BrowserServer
    except ImportError as error:
        from reader.system.extras import how_to_install

        raise ReaderError(f"serve needs textual-serve; install it with: {how_to_install('serve')}") from error
    if options.host not in LOOPBACK and not options.others_may_tag:
        raise UsageError(
            f"{options.host}: anyone who can reach this address and learns the token could read the sources and change "
            "the tags, and the connection is not encrypted; if that is what you want, add --others-may-tag"
        )
    if options.host in ("0.0.0.0", "::"):
        raise UsageError(f"{options.host}: name one address of this machine, the one that the browser will use")
    place = workspace_place(options)
    title = f"reader: {place.folder.resolve().name}"
    BrowserServer(_command(options), options.host, _listener(options.host, options.port), title).serve()
    return 0


def _listener(host: str, port: int) -> socket.socket:
    """Return a socket that listens on a port; raise ReaderError if that is not possible."""
    try:
        if port not in PORTS:
            raise OSError(0, f"a port is a number from 0 to {PORTS[-1]}")
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else error
        raise ReaderError(f"{host}, port {port}: it cannot be used: {reason}; choose another with --port") from error


def _command(options: argparse.Namespace) -> list[str]:
    """Return the command that each page runs: the application on the same workspace."""
    given = {name: vars(options)[name] for name in ("sources", "annotations")}
    places = [f"--{name}={path.resolve()}" for name, path in given.items() if path]
    places += [f"--creator={options.annotator}"] * bool(options.annotator)
    path = (options.path or options.workspace or Path()).resolve()
    # -P: a package `reader` in the current folder is not run instead.
    return [sys.executable, "-P", "-m", "reader", "open", str(path), *places]
