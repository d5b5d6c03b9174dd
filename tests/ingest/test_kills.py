from pathlib import Path

from evaluation.kill_trial import run_trial


def test_killed_ingestion_ends_like_an_undisturbed_one(tmp_path: Path) -> None:
    """Four kills, one of them between two writes at least, lose and alter nothing, and a reader never sees an error."""
    outcome = run_trial(tmp_path, kills=4, passages=300, embedder="fast")
    assert outcome.read_errors == ()
    assert outcome.reads > 0
    assert outcome.kills_between_writes >= 1
    assert (outcome.same_ids, outcome.same_vectors) == (True, True)
    assert outcome.passages >= 300
