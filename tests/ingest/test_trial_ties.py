from collections.abc import Callable
from pathlib import Path

import pytest

from evaluation.kill_trial import FastEmbedder
from ingest.corpus import open_corpus
from ingest.errors import ManifestError
from ingest.manifest import Manifest
from ingest.pipeline import ingest
from ingest.records import Source, Trial
from ingest.trial_ties import tie_sources

KNOWN = (
    Trial(id="NCT00000001", acronym="LANTERN", title="Lantern"),
    Trial(id="NCT00000002", acronym="CANDLE", title="Candle"),
    Trial(id="NCT00000003", acronym="OIL", title="Oil"),
)


def offer(title: str, *, trial: str | None = None, listed: bool = False) -> Manifest:
    """One source with a title."""
    source = Source("paper", "text", trial, title, citation=title, tier="primary", path="paper.md")
    return Manifest(path=Path("papers"), root=Path("papers"), sources=(source,), listed=listed)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        pytest.param("Lanternib for tired lamps (LANTERN): a trial", "NCT00000001", id="one acronym"),
        pytest.param("LANTERN and CANDLE side by side", None, id="two acronyms"),
        pytest.param("A lantern in the dark", None, id="a word that is not written as a name"),
        pytest.param("LANTERN-2 in children", None, id="the name of another trial"),
        pytest.param("OIL for lamps", None, id="too short to be a name"),
    ],
)
def test_acronym_in_the_title_ties_a_paper(title: str, expected: str | None) -> None:
    """Only one trial's acronym, in capitals and whole, says which trial a paper is of."""
    assert tie_sources(offer(title), known=KNOWN, named=None).sources[0].trial == expected


@pytest.mark.parametrize("named", ["NCT00000002", "candle", "CANDLE"])
def test_person_says_which_trial_it_is(named: str) -> None:
    """What a person says goes before the title, and the path then offers that trial too."""
    tied = tie_sources(offer("LANTERN"), known=KNOWN, named=named)
    assert tied.sources[0].trial == "NCT00000002"
    assert [trial.id for trial in tied.trials] == ["NCT00000002"]


def test_number_of_the_paper_itself_stays() -> None:
    """A source that names its trial is of that trial."""
    tied = tie_sources(offer("LANTERN", trial="NCT00000009"), known=KNOWN, named="CANDLE")
    assert tied.sources[0].trial == "NCT00000009"


def test_name_of_no_trial_is_an_error() -> None:
    """An unknown name is refused, a registry number is taken before its record is there."""
    with pytest.raises(ManifestError, match="give its registry number"):
        tie_sources(offer("A paper"), known=KNOWN, named="TORCH")
    assert tie_sources(offer("A paper"), known=KNOWN, named="nct00000004").sources[0].trial == "NCT00000004"


def test_manifest_says_it_of_its_sources_itself() -> None:
    """A listed source without a trial is meant to have none."""
    assert tie_sources(offer("LANTERN", listed=True), known=KNOWN, named=None).sources[0].trial is None
    with pytest.raises(ManifestError, match="leave --trial out"):
        tie_sources(offer("LANTERN", listed=True), known=KNOWN, named="LANTERN")


def test_ingestion_ties_a_paper_and_names_what_is_tied_to_nothing(
    make_file: Callable[[str, str], Path], tmp_path: Path, fast_embedder: FastEmbedder
) -> None:
    """What was said of a file once stays when it is ingested again."""
    path = make_file("paper.md", "# A paper on oil\n\nOil burns.")
    first = ingest(path, home=tmp_path / "home", embedder=fast_embedder)
    assert first.untied == ("paper",)
    said = ingest(path, home=tmp_path / "home", embedder=fast_embedder, trial="NCT00000001")
    assert said.untied == ()
    assert [source.status for source in said.sources] == ["changed"]
    assert not ingest(path, home=tmp_path / "home", embedder=fast_embedder).published
    with open_corpus(tmp_path / "home") as corpus:
        assert {passage.trial for passage in corpus.passages} == {"NCT00000001"}
