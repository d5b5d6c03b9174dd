"""``trialcite audit`` lists and verifies."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from drafting.audit import FILE, AuditTrail, Person, Step
from interfaces.command_line import run


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A state folder with one recorded step."""
    monkeypatch.setenv("TRIALCITE_HOME", str(tmp_path))
    AuditTrail(tmp_path).append(
        "letter 1", by=Person("Ann", "drafter"), decide=lambda past: Step("created", 1, "authorship", "an inquiry")
    )
    return tmp_path


@pytest.mark.usefixtures("home")
def test_events_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    """One line an event, with name, time, meaning and reason; the same as JSON."""
    assert run(["audit", "list"]) == 0
    assert "letter 1 v1  created  by Ann (drafter)  authorship; reason: an inquiry" in capsys.readouterr().out
    assert run(["audit", "list", "letter 1", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["action"] == "created"
    assert run(["audit", "list", "letter 2"]) == 1


def test_verification_prints_the_head_or_the_faults(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An intact trail is exit 0 with its head; one that was changed is exit 1 with what was changed."""
    assert run(["audit", "verify"]) == 0
    head = capsys.readouterr().out.split()[-1]
    assert run(["audit", "verify", "--head", head]) == 0
    with sqlite3.connect(home / FILE) as store:
        store.execute("DROP TRIGGER events_fixed")
        store.execute("UPDATE events SET actor = 'Bob'")
    store.close()
    assert run(["audit", "verify", "--head", head]) == 1
    assert "event 1 altered" in capsys.readouterr().out
