"""Vocabulary files: what a domain expert may write, and what is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ingest.errors import VocabularyError
from ingest.vocabulary import CLINICAL_TERMS, COMMON_WORDS, Term
from ingest.vocabulary_file import read_terms

FILE = """
[[outcome]]
name = "Marsh score"
abbreviation = "MS"
synonyms = ["score of the marsh"]
category = "efficacy"
primary = true

[[analysis]]
name = "final analysis"
cutoff = 2021-09-30
"""


@pytest.fixture
def write(tmp_path: Path) -> Path:
    """The path of a vocabulary file."""
    return tmp_path / "words.toml"


def test_terms_are_read_with_their_trial(write: Path) -> None:
    """Each entry becomes a term of its table's kind and of the trial whose file it is."""
    write.write_text(FILE, encoding="utf-8")
    assert read_terms(write, trial="NCT90000003") == (
        Term("outcome", "Marsh score", "MS", ("score of the marsh",), "NCT90000003", category="efficacy", primary=True),
        Term("analysis", "final analysis", trial="NCT90000003", cutoff=date(2021, 9, 30)),
    )


def test_spellings_are_name_abbreviation_and_synonyms(write: Path) -> None:
    """A term is found under its name, its abbreviation, where it has one, and its synonyms."""
    write.write_text(FILE, encoding="utf-8")
    assert [term.spellings for term in read_terms(write)] == [
        ("Marsh score", "MS", "score of the marsh"),
        ("final analysis",),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("[[outcome]\n", "TOML", id="no TOML"),
        pytest.param('[[endpoint]]\nname = "PFS"\n', "'endpoint'", id="unknown kind"),
        pytest.param('[outcome]\nname = "PFS"\n', "'outcome'", id="one table instead of an array"),
        pytest.param('[[outcome]]\nabbreviation = "PFS"\n', "outcome 1", id="no name"),
        pytest.param('[[outcome]]\nname = "PFS"\ncolour = "red"\n', "outcome 1", id="unknown field"),
        pytest.param('[[outcome]]\nname = "PFS"\n[[outcome]]\nname = 3\n', "outcome 2", id="name is no text"),
        pytest.param('outcome = ["PFS"]\n', "outcome 1", id="entries are no tables"),
    ],
)
def test_mistake_is_named_with_its_place(write: Path, text: str, message: str) -> None:
    """A file that breaks the rules is refused by name, with the entry that breaks them."""
    write.write_text(text, encoding="utf-8")
    with pytest.raises(VocabularyError, match=r"words\.toml") as caught:
        read_terms(write)
    assert message in str(caught.value)


def test_missing_file_is_one_error(tmp_path: Path) -> None:
    """A file that is not there is a vocabulary error, not a bare operating system's."""
    with pytest.raises(VocabularyError, match=r"none\.toml"):
        read_terms(tmp_path / "none.toml")


def test_bytes_that_are_no_text_are_one_error(write: Path) -> None:
    """A file in another encoding is a vocabulary error."""
    write.write_bytes(b'[[outcome]]\nname = "\xff"\n')
    with pytest.raises(VocabularyError, match=r"words\.toml"):
        read_terms(write)


def test_general_terms_belong_to_no_trial() -> None:
    """The vocabulary of the field can be read, and ties no term to a trial."""
    terms = read_terms(CLINICAL_TERMS)
    assert {term.trial for term in terms} == {None}
    assert "Progression-free survival" in {term.name for term in terms if term.abbreviation == "PFS"}


def test_common_words_hold_no_outcome() -> None:
    """A word that restricts nothing names no outcome: else a question about it would be answered without it."""
    words = set(COMMON_WORDS.read_text(encoding="utf-8").split())
    outcomes = {
        spelling for term in read_terms(CLINICAL_TERMS) if term.kind == "outcome" for spelling in term.spellings
    }
    assert not words & {"alopecia", "neutropenia", "pneumonia", "japanese"}
    assert {"what", "was", "the"} <= words
    assert {"what", "was", "the"}.isdisjoint(outcomes)


def test_choices_of_a_spelling_are_written_out(tmp_path: Path) -> None:
    """A spelling with choices stands for each of them, an empty choice for none."""
    path = tmp_path / "vocabulary.toml"
    path.write_text('[[outcome]]\nname = "Relapse"\nsynonyms = ["{|the} fever {came|comes} back"]\n', encoding="utf-8")
    [term] = read_terms(path)
    assert set(term.synonyms) == {
        "fever came back",
        "fever comes back",
        "the fever came back",
        "the fever comes back",
    }
