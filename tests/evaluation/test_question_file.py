"""Question files are read strictly, and the repository's own ask what they were made to ask."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import evaluation
from evaluation.matching import holds
from evaluation.question_file import QuestionFileError, read_questions

_FOLDER = Path(evaluation.__file__).parent
_OTHER = _FOLDER / "other_trial.toml"
_ENTRY = '[[questions]]\nid = "a"\ncategory = "text"\nquestion = "?"\nexpect.facts = [["one", "1"], "two"]\n'


def _write(path: Path, text: str) -> Path:
    file = path / "questions.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_one_spelling_may_stand_without_brackets(tmp_path: Path) -> None:
    """A fact is one string or a list of accepted strings; a question without a set is for development."""
    (question,) = read_questions(_write(tmp_path, f'title = "T"\n{_ENTRY}')).questions
    assert question.expect.facts == (("one", "1"), ("two",))
    assert (question.set, question.expect.status) == ("development", ("answered",))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("title = ", "expected a TOML question file", id="not TOML"),
        pytest.param('title = "T"', "questions: Field required", id="no questions"),
        pytest.param(
            f'title = "T"\n{_ENTRY}expect.fact = "x"', r"questions\.0\.expect\.fact: Extra", id="unknown field"
        ),
        pytest.param(f'title = "T"\n{_ENTRY}{_ENTRY}', "found 'a' twice", id="id twice"),
    ],
)
def test_broken_file_is_refused(tmp_path: Path, text: str, message: str) -> None:
    """An error names the file's fault."""
    with pytest.raises(QuestionFileError, match=message):
        read_questions(_write(tmp_path, text))


def test_own_questions_cover_both_sets() -> None:
    """At least 100 questions for development and 60 held out, over the same categories, none asked twice."""
    questions = read_questions(_FOLDER / "questions.toml").questions
    sizes = Counter(question.set for question in questions)
    assert sizes["development"] >= 100
    assert sizes["held_out"] >= 60
    categories = {name: {one.category for one in questions if one.set == name} for name in sizes}
    assert categories["development"] == categories["held_out"]
    assert len({question.question for question in questions}) == len(questions)


def test_names_are_those_of_the_authors() -> None:
    """Whoever is expected to be named is one of the people that the file lists."""
    for path in (_FOLDER / "questions.toml", _OTHER):
        file = read_questions(path)
        expected = {name for question in file.questions for name in question.expect.names or ()}
        assert expected <= {person.name for person in file.people}


def test_other_trial_has_questions_enough() -> None:
    """The invented trial is asked thirty questions, and some that were added since."""
    assert len(read_questions(_OTHER).questions) >= 30


@pytest.mark.parametrize(
    ("questions", "corpus"),
    [
        pytest.param(_FOLDER / "questions.toml", _FOLDER.parent / "corpus", id="corpus"),
        pytest.param(_OTHER, _FOLDER / "other_trial", id="invented trial"),
    ],
)
def test_facts_stand_in_the_corpus(questions: Path, corpus: Path) -> None:
    """Every number that an answer has to hold stands in a file of the corpus, in at least one spelling."""
    files = [path for path in corpus.rglob("*") if path.suffix in {".toml", ".csv", ".txt", ".md"}]
    held = "\n".join(path.read_text(encoding="utf-8").replace(",", " , ") for path in files)
    absent = [
        (question.id, fact)
        for question in read_questions(questions).questions
        for fact in question.expect.facts
        if fact[0][0].isdigit() and not any(holds(held, spelling.removesuffix("%")) for spelling in fact)
    ]
    assert absent == []
