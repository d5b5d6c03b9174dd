"""The wording lint finds what a balanced letter does not say, and leaves look-alikes alone."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from drafting.lint import lint_letter, lint_text
from drafting.records import Letter, LetterText, Origin, Paragraph, Section
from retrieval.assistant import Assistant

_LINES = Path(__file__).parents[2] / "evaluation" / "lint_lines.toml"
_TRIALS = {"IKEMA": "1", "NCT03275285": "1", "ICARIA-MM": "2", "CANDOR": "3"}


def test_labelled_lines_are_told_apart() -> None:
    """Of the labelled lines at most one finding in fifty is missed, and as many are too many."""
    missed = surplus = wanted = 0
    for line in tomllib.loads(_LINES.read_text(encoding="utf-8"))["line"]:
        want, got = set(line["kinds"]), {remark.kind for remark in lint_text(line["text"], trials=_TRIALS)}
        wanted += len(want)
        missed += len(want - got)
        surplus += len(got - want)
    assert wanted > 100
    assert missed / wanted <= 0.02
    assert surplus / wanted <= 0.02


def test_lines_are_enough_and_none_stands_twice() -> None:
    """The set holds more than 150 different lines, a third of them look-alikes."""
    lines = tomllib.loads(_LINES.read_text(encoding="utf-8"))["line"]
    assert len({line["text"] for line in lines}) == len(lines) > 150
    assert sum(not line["kinds"] for line in lines) > len(lines) / 3


def test_remark_names_words_place_reason_and_a_neutral_alternative() -> None:
    """A finding gives the words, where they stand, why they are found, and what to say instead."""
    text = "Isa-Kd was well tolerated."
    (remark,) = lint_text(text)
    assert remark.kind == "tolerated"
    assert text[remark.start : remark.end] == remark.words == "well tolerated"
    assert "figures" in remark.reason
    assert remark.alternative.startswith("say how many patients stopped")


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        pytest.param("The difference was significant.", ["significant"], id="no P"),
        pytest.param("The difference was significant (P=.0007).", [], id="tested P"),
        pytest.param("The difference was significant (nominal P=.0007).", ["significant"], id="nominal P"),
        pytest.param("There was no significant difference.", [], id="denied"),
        pytest.param("The authors call it “significant”.", [], id="quoted"),
        pytest.param("A trend was seen.", ["trend"], id="no interval"),
        pytest.param("A trend was seen (95% CI 0.61-1.20).", [], id="interval"),
        pytest.param("IKEMA did better than CANDOR.", ["cross-trial"], id="two trials compared"),
        pytest.param("IKEMA (NCT03275285): the triplet versus the doublet.", [], id="one trial by two names"),
        pytest.param("IKEMA and CANDOR are reported.", [], id="two trials named"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_words_are_read_with_what_stands_around_them(text: str, kinds: list[str]) -> None:
    """Figures, P values, intervals, denials and quotation marks decide."""
    assert [remark.kind for remark in lint_text(text, trials=_TRIALS)] == kinds


def test_significant_is_right_where_the_result_was_tested() -> None:
    """A sentence that prints a formally tested result may call it significant."""
    assert lint_text("The difference was significant.", tested=True) == ()


@pytest.mark.parametrize(("origin", "kinds"), [("quote", []), ("person", ["safe"])])
def test_words_of_a_source_are_not_the_letters_own(
    origin: Origin, kinds: list[str], letter: Letter, assistant: Assistant
) -> None:
    """What a passage says is quoted as it stands; the same words of the letter's own are found."""
    section = Section("limitations", "", (Paragraph((LetterText("It was safe.", origin=origin),)),))
    found = lint_letter(replace(letter, sections=(section,)), corpus=assistant.corpus)
    assert [(each.section, each.remark.kind) for each in found] == [("limitations", kind) for kind in kinds]


def test_words_of_the_inquirer_are_not_the_letters_own(letter: Letter, assistant: Assistant) -> None:
    """The question that a letter restates asks what it asks; an answer in the same words is found."""
    asking = replace(letter, inquiry=replace(letter.inquiry, restated=("Is it safe?",)))
    told = tuple(Paragraph((LetterText(text),)) for text in ("Is it safe?", "It is safe."))
    found = lint_letter(replace(asking, sections=(Section("inquiry", "", told),)), corpus=assistant.corpus)
    assert [each.text for each in found] == ["It is safe."]


def test_efficacy_without_safety_is_found_in_what_is_read_alone(letter: Letter, assistant: Assistant) -> None:
    """Key points that print an efficacy result, and neither a safety result nor a word on safety, are one-sided."""
    row = next(row for row in assistant.corpus.table.results() if row.category == "efficacy")
    told = Section("points", "", (Paragraph((LetterText("The hazard ratio was 0.66.", results=(row.id,)),)),))
    found = lint_letter(replace(letter, sections=(told,)), corpus=assistant.corpus)
    assert [each.remark.kind for each in found] == ["efficacy without safety"]


def test_composed_letter_has_no_findings(letter: Letter, assistant: Assistant) -> None:
    """What the program words itself is neutral."""
    assert lint_letter(letter, corpus=assistant.corpus) == ()
