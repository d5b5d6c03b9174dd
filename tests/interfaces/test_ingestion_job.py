"""An ingestion in a process of its own: one at a time, watched, and stopped when it takes too long."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from ingest.errors import HomeError
from interfaces.ingestion_job import Job, Jobs

_PATIENCE_SECONDS = 60


def _wait(job: Job) -> Job:
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while job.running:
        assert time.monotonic() < deadline, "the ingestion does not end"
        time.sleep(0.05)
    return job


def test_end_is_told_with_its_remedy(tmp_path: Path) -> None:
    """Where nothing is held there is nothing to remove: exit code 2, and one line that says what to do."""
    job = _wait(Jobs(tmp_path).start("remove", ["doe-2021"], title="Removing doe-2021"))
    assert job.code == 2
    assert job.lines == job.problems == [f"no index yet in {tmp_path}: run trialcite ingest"]


def test_one_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    """Its process is ended, and the page says so."""
    job = _wait(Jobs(tmp_path, minutes=0.001).start("add", ["NCT00000000"], title="Adding 1 record"))
    assert job.stopped
    assert job.code != 0
    assert job.lines[-1] == "stopped after 0.001 minutes; what was published before stays as it was"


def test_second_one_waits(tmp_path: Path) -> None:
    """While one runs another is refused."""
    jobs = Jobs(tmp_path)
    jobs.current = Job("Adding 1 record")
    with pytest.raises(HomeError, match="another ingestion is running"):
        jobs.start("add", ["NCT00000000"], title="Adding another")
