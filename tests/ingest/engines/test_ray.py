"""The Ray engine on a local Ray, in a process of its own: it starts others, and warns of its own code."""

import json
import subprocess
import sys

import pytest


@pytest.mark.ray
def test_ray_stores_what_the_local_engine_does() -> None:
    """Ids, texts, vectors, results and the report are the same; `evaluation.ray_trial` shows it for 200 records."""
    command = [sys.executable, "-m", "evaluation.ray_trial", "--records", "12", "--partitions", "3"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads(done.stdout)
    assert (found["embedded"], found["results"]) == (264, 1212)
    assert all(found[f"same_{what}"] for what in ("passages", "vectors", "results", "report"))
