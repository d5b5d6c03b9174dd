from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ingest.errors import ManifestError, SourceError
from ingest.offers import read_manifest


def test_manifest_lists_trials_sources_and_files(small_corpus: Any) -> None:
    """Everything that the manifest says is read, in its order."""
    manifest = read_manifest(small_corpus.root)
    assert [trial.id for trial in manifest.trials] == ["NCT00000001"]
    assert [source.id for source in manifest.sources] == ["paper", "letter"]
    assert manifest.results_files[0][0] == small_corpus.root / "results.csv"
    assert manifest.vocabularies == (("NCT00000001", small_corpus.root / "terms.toml"),)
    assert manifest.locate(manifest.sources[0]) == small_corpus.root / "paper.md"


def test_manifest_file_may_be_named_itself(small_corpus: Any) -> None:
    """The manifest's path means its folder."""
    assert read_manifest(small_corpus.root / "sources.toml") == read_manifest(small_corpus.root)


def test_altered_file_is_a_source_error(small_corpus: Any) -> None:
    """A wrong hash names the file and both ways to mend it."""
    (small_corpus.root / "paper.md").write_text("altered", encoding="utf-8")
    manifest = read_manifest(small_corpus.root)
    with pytest.raises(SourceError, match=r"paper\.md: expected SHA-256 .* restore the file or mend sources\.toml"):
        manifest.locate(manifest.sources[0])


def test_missing_file_is_a_source_error(small_corpus: Any) -> None:
    """A missing file says where it is expected."""
    (small_corpus.root / "paper.md").unlink()
    manifest = read_manifest(small_corpus.root)
    with pytest.raises(SourceError, match="put it at"):
        manifest.locate(manifest.sources[0])


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        pytest.param("[[trials]]", "[[trials", "expected a TOML manifest", id="no TOML"),
        pytest.param('tier = "primary"', 'tier = "gossip"', "tier", id="unknown tier"),
        pytest.param('id = "letter"', 'id = "paper"', "given twice", id="two sources of one id"),
        pytest.param('id = "letter"', 'id = "../letter"', "id", id="id that is no file name"),
        pytest.param('id = "NCT00000001"', 'id = "NCT00000002"', "no entry describes", id="unknown trial"),
        pytest.param('path = "letter.md"\n', "", "both needed", id="hash without a file"),
        pytest.param('title = "The letter"', 'name = "The letter"', "title", id="unknown field"),
    ],
)
def test_broken_manifest_is_a_manifest_error(small_corpus: Any, old: str, new: str, message: str) -> None:
    """What breaks a rule is named with the file."""
    path = small_corpus.root / "sources.toml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(ManifestError, match=message):
        read_manifest(small_corpus.root)


def test_nothing_to_ingest_is_a_manifest_error(tmp_path: Path) -> None:
    """A path that does not exist is named."""
    with pytest.raises(ManifestError, match="nothing is there"):
        read_manifest(tmp_path / "absent")


def test_bare_files_describe_themselves(make_file: Callable[[str, str], Path]) -> None:
    """Files of one name get numbered ids, hidden ones are passed over, and one of no known kind is a failure."""
    make_file("a/report.md", "# One report on lantern\n\nFirst.")
    make_file("b/report.md", "# Another report on lantern\n\nSecond.")
    make_file("b/.hidden.md", "hidden")
    root = make_file("picture.xyz", "?").parent
    manifest = read_manifest(root)
    assert [(source.id, source.path) for source in manifest.sources] == [
        ("report", "a/report.md"),
        ("report-2", "b/report.md"),
    ]
    assert [name for name, _ in manifest.failures] == ["picture.xyz"]


def test_one_file_is_a_manifest_of_its_own(make_file: Callable[[str, str], Path]) -> None:
    """Its neighbours are not mentioned."""
    make_file("other.md", "# Another report on lantern\n\nOther.")
    path = make_file("report.md", "# One report on lantern\n\nFirst.")
    manifest = read_manifest(path)
    assert [source.id for source in manifest.sources] == ["report"]
    assert manifest.locate(manifest.sources[0]) == path
