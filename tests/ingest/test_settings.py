import re
from pathlib import Path

import pytest

from ingest.errors import SettingError
from ingest.settings import read_settings


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An empty working folder, and an environment without settings."""
    monkeypatch.chdir(tmp_path)
    for name in ("HOME", "MODEL", "EMBEDDING_MODEL", "CORPUS", "REGION"):
        monkeypatch.delenv(f"TRIALCITE_{name}", raising=False)
    return tmp_path


def test_environment_sets_paths_and_models(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each setting has one variable; what is empty or not set has its default."""
    monkeypatch.setenv("TRIALCITE_HOME", "/somewhere")
    monkeypatch.setenv("TRIALCITE_MODEL", "openai:large")
    monkeypatch.setenv("TRIALCITE_EMBEDDING_MODEL", "")
    settings = read_settings()
    assert (settings.home, settings.model) == (Path("/somewhere"), "openai:large")
    assert (settings.corpus, settings.embedding_model, settings.embedding_precision) == (
        Path("corpus"),
        None,
        "float32",
    )


def test_environment_goes_before_the_file(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """``.env`` in the working folder sets what the environment does not."""
    (folder / ".env").write_text("TRIALCITE_REGION=EU\nTRIALCITE_CORPUS=/file\n", encoding="utf-8")
    monkeypatch.setenv("TRIALCITE_CORPUS", "/environment")
    settings = read_settings()
    assert (settings.region, settings.corpus) == ("EU", Path("/environment"))


def test_roles_are_read_by_person(monkeypatch: pytest.MonkeyPatch) -> None:
    """Roles come as JSON; a person may have several."""
    monkeypatch.setenv("TRIALCITE_ROLES", '{"ada@example.org": ["drafter", "reviewer"]}')
    assert read_settings().roles == {"ada@example.org": frozenset({"drafter", "reviewer"})}


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("EMBEDDING_PRECISION", "int8", "float32 or bfloat16"),
        ("CHROMA_URL", "localhost:8000", "an address that begins with http"),
        ("REGISTRY_URL", "https://", "an address that begins with http"),
        ("PUBMED_URL", "http://host:port/", "an address that begins with http"),
        ("MODEL_TIMEOUT_SECONDS", "soon", "a number of seconds"),
        ("MODEL_TIMEOUT_SECONDS", "-1", "a number of seconds"),
        ("MODEL_TIMEOUT_SECONDS", "nan", "a number of seconds"),
        ("ROLES", "ada", "JSON with a list of roles"),
        ("ROLES", '["ada"]', "JSON with a list of roles"),
        ("ROLES", '{"ada": ["owner"]}', "JSON with a list of roles"),
        ("ROLES", '{"ada": "admin"}', "JSON with a list of roles"),
    ],
)
def test_unusable_value_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, value: str, expected: str) -> None:
    """The error names the variable, what it may be and what it is."""
    monkeypatch.setenv(f"TRIALCITE_{name}", value)
    with pytest.raises(SettingError, match=f"TRIALCITE_{name}: expected {expected}.*found {re.escape(repr(value))}"):
        read_settings()


def test_secrets_are_not_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A token that lands in a log with its settings would be told to whoever reads it."""
    monkeypatch.setenv("TRIALCITE_TOKEN", "a-long-secret-token")
    monkeypatch.setenv("TRIALCITE_PUBMED_KEY", "another-secret")
    assert "secret" not in repr(read_settings())
