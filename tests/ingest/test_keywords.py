"""The keyword index: what BM25 finds, how it is kept, and what it refuses."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from ingest.errors import HomeError
from ingest.keywords import KeywordIndex
from ingest.records import Passage

PASSAGES = (
    Passage(id="a", source="s", trial="NCT00000001", kind="text", text="Patients received the study drug."),
    Passage(id="b", source="s", trial="NCT00000001", kind="text", text="Infusion reactions were rare."),
    Passage(id="c", source="t", trial="NCT00000002", kind="text", text="The hazard ratio was 0·53 in patients."),
    Passage(id="d", source="t", trial=None, kind="text", text="Infusion rate."),
)


@pytest.fixture
def keywords(tmp_path: Path) -> KeywordIndex:
    """An index of four passages, written and opened again."""
    KeywordIndex.build(PASSAGES, tmp_path / "keywords")
    return KeywordIndex.open(tmp_path / "keywords")


def test_score_is_bm25_in_the_lucene_variant(keywords: KeywordIndex) -> None:
    """A word in one passage of four scores ln(1 + 3.5 / 1.5) times its saturated frequency."""
    mean = (4 + 4 + 4 + 2) / 4  # patient receiv studi drug | infus reaction were rare | hazard ratio 0.53 patient | ...
    saturated = 1 / (1 + 1.5 * (1 - 0.75 + 0.75 * 4 / mean))
    [(passage, score)] = keywords.search("drugs", 3)
    assert passage == "a"
    assert score == pytest.approx(math.log(1 + 3.5 / 1.5) * saturated, rel=1e-5)


def test_shorter_of_two_passages_with_the_word_leads(keywords: KeywordIndex) -> None:
    """Two passages hold "infusion" once; the one of two words outranks the one of four."""
    assert [passage for passage, _ in keywords.search("INFUSIONS", 10)] == ["d", "b"]


@pytest.mark.parametrize("query", ["0.53", "0·53"])
def test_decimal_is_one_word_in_either_spelling(keywords: KeywordIndex, query: str) -> None:
    """A decimal is found with a point as with a middle dot."""
    assert [passage for passage, _ in keywords.search(query, 10)] == ["c"]


def test_scope_keeps_other_trials_out(keywords: KeywordIndex) -> None:
    """Both trials speak of patients; with a trial named, only its passage comes back."""
    assert {passage for passage, _ in keywords.search("patients", 10)} == {"a", "c"}
    assert [passage for passage, _ in keywords.search("patients", 10, trial="NCT00000002")] == ["c"]


def test_no_more_than_asked_for(keywords: KeywordIndex) -> None:
    """The best one of two is returned when one is asked for, and none when none is."""
    assert [passage for passage, _ in keywords.search("infusion", 1)] == ["d"]
    assert keywords.search("infusion", 0) == []


@pytest.mark.parametrize("query", ["", "of the", "alopecia", "?!"])
def test_nothing_in_common_finds_nothing(keywords: KeywordIndex, query: str) -> None:
    """A query without a word of the corpus finds nothing."""
    assert keywords.search(query, 5) == []


def test_equal_scores_keep_the_order_of_ingestion(tmp_path: Path) -> None:
    """Of passages that score alike, the one ingested first leads."""
    texts = tuple(Passage(id=key, source="s", trial=None, kind="text", text="fatigue grade") for key in "zyxw")
    KeywordIndex.build(texts, tmp_path)
    assert [passage for passage, _ in KeywordIndex.open(tmp_path).search("fatigue", 3)] == ["z", "y", "x"]


@pytest.mark.parametrize(
    "passages",
    [
        pytest.param((), id="no passage"),
        pytest.param((Passage(id="a", source="s", trial=None, kind="text", text="of the"),), id="no word"),
    ],
)
def test_index_without_words_is_empty(tmp_path: Path, passages: tuple[Passage, ...]) -> None:
    """A corpus without a word to search gives an index that opens and finds nothing."""
    KeywordIndex.build(passages, tmp_path)
    index = KeywordIndex.open(tmp_path)
    assert (len(index), index.search("of", 5)) == (len(passages), [])


def test_same_passages_give_the_same_bytes(tmp_path: Path) -> None:
    """Two builds of one corpus are equal, file by file."""
    KeywordIndex.build(PASSAGES, tmp_path / "one")
    KeywordIndex.build(PASSAGES, tmp_path / "two")
    one, two = ({file.name: file.read_bytes() for file in (tmp_path / name).iterdir()} for name in ("one", "two"))
    assert one == two


def test_missing_index_names_the_remedy(tmp_path: Path) -> None:
    """A folder without an index is one error that says to ingest."""
    with pytest.raises(HomeError, match="run trialcite ingest"):
        KeywordIndex.open(tmp_path)
