"""The Ray engine on a local Ray, in a process of its own: it starts others, and warns of its own code."""

import json
import subprocess
import sys

import pytest

from evaluation.kill_trial import FastEmbedder
from ingest.engines.ray import ingest_with_ray
from ingest.errors import HomeError


@pytest.mark.ray
def test_ray_stores_what_the_local_engine_does() -> None:
    """Ids, texts, vectors, results and the report are the same; `evaluation.ray_trial` shows it for 200 records."""
    command = [sys.executable, "-m", "evaluation.ray_trial", "--records", "12", "--partitions", "3"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads(done.stdout)
    assert (found["embedded"], found["results"]) == (12 * 22 + 1, 1212), "the paper is one passage more"
    assert all(found[f"same_{what}"] for what in ("passages", "vectors", "results", "report", "trial_of_the_paper"))


def test_engine_says_what_it_needs() -> None:
    """Without a Chroma server nothing is started."""
    with pytest.raises(HomeError, match="TRIALCITE_CHROMA_URL"):
        ingest_with_ray("file:///records", out="file:///out", server=None, make_embedder=FastEmbedder)
