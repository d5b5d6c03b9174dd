"""HARBOUR, served."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from ingest.home import Home
from interfaces.serving.evidence import Evidence
from retrieval.assistant import Assistant
from tests.retrieval.small_trial import harbour


@cache
def make_assistant() -> Assistant:
    """The assistant over HARBOUR, which all tests may share."""
    return Assistant(harbour()[0])


def publish(home: Path, number: str) -> None:
    """Say that a generation is the published one."""
    (home / "generations" / number).mkdir(parents=True)
    Home(home).publish(home / "generations" / number)


@pytest.fixture
def evidence(tmp_path: Path) -> Evidence:
    """The evidence of HARBOUR, opened when it is first asked."""
    publish(tmp_path, "000001")
    return Evidence(tmp_path, open_assistant=make_assistant)
