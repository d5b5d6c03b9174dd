"""The one ingestion that pages have asked for: started once, watched by all, stopped when it takes too long."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock, Thread, Timer
from typing import Literal

from ingest.errors import HomeError
from interfaces.ingestion_worker import MARK
from interfaces.output import REPORTED

MOST_MINUTES = 30
"""After them an ingestion is stopped: what was published before stays as it was."""
_STEPS = {"read": "Reading sources", "embed": "Embedding passages", "publish": "Publishing"}
_LINES_KEPT = 200


@dataclass(slots=True)
class Job:
    """One ingestion, as far as it has come.

    Attributes:
        title: What it does, for those who watch.
        lines: What it said, in words.
        problems: Those of them that tell what went wrong.
        code: Its exit code; ``None`` while it runs.
        stopped: Whether it took too long.
        refused: Whether some of what was handed in was refused before it began.
    """

    title: str
    step: str = "Starting"
    done: int = 0
    total: int = 0
    lines: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    code: int | None = None
    stopped: bool = False
    refused: bool = False

    @property
    def share(self) -> float:
        """How much of its step is done: 0 to 1."""
        return min(1.0, self.done / self.total) if self.total else 0.0

    @property
    def running(self) -> bool:
        """Whether it has not ended."""
        return self.code is None


class Jobs:
    """Starts one ingestion at a time in the state folder ``home``; all sessions of a server share it."""

    def __init__(self, home: Path, *, minutes: float = MOST_MINUTES) -> None:
        self._home = home
        self._minutes = minutes
        self._lock = Lock()
        self.current: Job | None = None

    def start(
        self, kind: Literal["add", "remove"], targets: Sequence[str], *, title: str, refused: Sequence[str] = ()
    ) -> Job:
        """Start an ingestion in a process of its own.

        Args:
            refused: What was handed in beside the targets and why it is not among them; told at the end too.

        Raises:
            HomeError: One is running already.
        """
        with self._lock:
            if self.current is not None and self.current.running:
                raise HomeError("another ingestion is running; wait until it has ended")
            job = self.current = Job(title, lines=[*refused], problems=[*refused], refused=bool(refused))
        order = json.dumps({"kind": kind, "targets": list(targets)})
        Thread(target=self._run, args=(job, order), daemon=True).start()
        return job

    def _run(self, job: Job, order: str) -> None:
        root = Path(__file__).parent.parent
        paths = os.pathsep.join(filter(None, (str(root), os.environ.get("PYTHONPATH"))))
        environment = {**os.environ, "TRIALCITE_HOME": str(self._home), "PYTHONPATH": paths}
        command = [sys.executable, "-m", "interfaces.ingestion_worker", order]
        with subprocess.Popen(  # noqa: S603  # this same Python, with no shell between
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment, encoding="utf-8"
        ) as process:
            watch = Timer(self._minutes * 60, self._stop, (job, process))
            watch.daemon = True
            watch.start()
            for line in process.stdout or ():
                _read_line(job, line)
            code = process.wait()
            watch.cancel()
        job.code = code

    def _stop(self, job: Job, process: subprocess.Popen[str]) -> None:
        job.stopped = True
        told = f"stopped after {self._minutes:g} minutes; what was published before stays as it was"
        job.lines.append(told)
        job.problems.append(told)
        process.kill()


def _read_line(job: Job, line: str) -> None:
    if line.startswith(MARK):
        step, job.done, job.total = json.loads(line.removeprefix(MARK))
        job.step = _STEPS.get(step, step)
    elif line.strip():
        told = line.rstrip().removeprefix(REPORTED)
        job.lines.append(told)
        del job.lines[:-_LINES_KEPT]
        if line.startswith(REPORTED):
            job.problems.append(told)
