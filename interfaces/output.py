"""Standard output and standard input as the command line uses them, the same on every platform."""

from __future__ import annotations

import errno
import os
import sys
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator
from io import TextIOWrapper
from typing import Any

import click

from ingest.errors import EvidenceError
from interfaces.serialise import dump

REPORTED = "trialcite: "
"""What a line of standard error begins with."""
_NOBODY_READS = (errno.EPIPE, errno.EINVAL)  # EINVAL is what Windows says of a closed pipe


def use_utf8() -> None:
    """Write UTF-8 whatever the console's code page is; what stderr cannot show is escaped there."""
    for stream, errors in ((sys.stdout, "strict"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors)


def emit(text: str) -> None:
    """Print to standard output and flush.

    Raises:
        click.exceptions.Exit: The reader has gone (``trialcite ... | head``): the program ends quietly, as nobody
            misses the rest.
    """
    try:
        sys.stdout.write(text if text.endswith("\n") else f"{text}\n")
        sys.stdout.flush()
    except OSError as error:
        if error.errno not in _NOBODY_READS:
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python complains when it flushes at exit
        raise click.exceptions.Exit(0) from error


def report(message: str) -> None:
    """Print one line to standard error."""
    click.echo(" ".join(f"{REPORTED}{message}".split()), err=True)


def read_stdin() -> bytes:
    """Return the whole of standard input."""
    return sys.stdin.buffer.read()


def stdin_lines() -> Iterator[bytes]:
    """Yield the lines of standard input as they arrive, without their ends."""
    return split_lines(sys.stdin.buffer)


def split_lines(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Yield lines without their ends, and the first without a byte order mark."""
    for number, line in enumerate(lines):
        ended = line.removesuffix(b"\n").removesuffix(b"\r")
        yield ended if number else ended.removeprefix(BOM_UTF8)


def run_batch(
    lines: Iterable[bytes],
    *,
    handle: Callable[[str], dict[str, Any]],
    refuse: Callable[[str, str], dict[str, Any]],
) -> int:
    """Print one JSON object a line, in the order of the lines, and return the exit code.

    Args:
        handle: Gives the object of one line of text.
        refuse: Gives, of a line as far as it is readable and a reason, the object of a line that was not handled.
    """
    faults = 0
    for line in lines:
        text = line.decode("utf-8", errors="replace")
        try:
            line.decode("utf-8")
            entry = handle(text)
        except UnicodeDecodeError:
            entry = refuse(text, "expected a line of UTF-8 text")
        except EvidenceError as error:
            entry = refuse(text, str(error))
        except Exception as error:  # noqa: BLE001  # a fault of ours in one line must not cost the other lines
            faults += 1
            entry = {"error": f"fault in the program: {type(error).__name__}: {error}"}
        emit(dump(entry))
    if faults:
        report(f"{faults} lines were not handled, through a fault in the program; please report them")
    return 1 if faults else 0
