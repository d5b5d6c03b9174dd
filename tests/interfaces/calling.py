"""The program called as people call it, and what one call gave."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from typing import NamedTuple

import pytest

from interfaces.command_line import run


class Run(NamedTuple):
    """What one call of the command gave."""

    code: int
    out: str
    err: str


def caller(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Run]:
    """What runs one command with its arguments, and with bytes on standard input."""

    def call(*arguments: str, stdin: bytes = b"") -> Run:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capsys.readouterr()
        code = run(list(arguments))
        return Run(code, *capsys.readouterr())

    return call
