from pathlib import Path

import pytest

from ingest.settings import Settings


def test_environment_sets_paths_and_models(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Each setting has one variable; what is empty or not set has its default."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TRIALCITE_HOME", "/somewhere")
    monkeypatch.setenv("TRIALCITE_MODEL", "openai:large")
    monkeypatch.setenv("TRIALCITE_EMBEDDING_MODEL", "")
    settings = Settings()
    assert (settings.home, settings.model) == (Path("/somewhere"), "openai:large")
    assert (settings.corpus, settings.embedding_model, settings.embedding_precision) == (
        Path("corpus"),
        None,
        "float32",
    )
