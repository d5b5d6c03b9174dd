"""A letter as a whole, by its structure."""

from __future__ import annotations

from collections import Counter

from drafting.letter_file import from_json, to_json
from drafting.lint import lint_letter
from drafting.records import Letter, Paragraph, Table, texts_of
from retrieval.assistant import Assistant
from retrieval.records import Verdict
from tests.drafting.conftest import draft


def test_sections_stand_in_the_order_of_a_response_document(letter: Letter) -> None:
    """The answer comes before everything but the inquiry, safety beside efficacy, reporting before the close."""
    assert [section.key for section in letter.sections] == [
        "opening", "inquiry", "answer", "points", "label", "background", "search", "data", "design", "efficacy",
        "safety", "limitations", "reporting", "closing",
    ]  # fmt: skip


def test_letter_without_a_result_says_so_once(assistant: Assistant) -> None:
    """Two questions that nothing answers: what the corpus holds is told once, and no result is said to be selected."""
    letter = draft(
        "What was the quality of life in HARBOUR? What was the cost per QALY in HARBOUR?", assistant=assistant
    )
    texts = [text.text for section in letter.sections for text in texts_of(section)]
    assert sum("This corpus holds no result for" in text for text in texts) == 2
    assert sum("It holds the text of" in text for text in texts) == 1
    assert "No result was selected: the sources hold none that answers the inquiry." in texts
    assert any(f"cited here: {len(letter.references)}." in text for text in texts)


def test_letter_says_where_its_figures_are_not_quite_what_was_asked(assistant: Assistant) -> None:
    """Deaths of one cause that are answered by deaths at large: who reads the letter has to know."""
    letter = draft("What was the hazard ratio for death from marsh fever in HARBOUR?", assistant=assistant)
    [answer] = [section for section in letter.sections if section.key == "answer"]
    cautions = [part for part in answer.blocks if isinstance(part, Paragraph) and part.kind == "caution"]
    assert any("whatever their cause" in text.text for caution in cautions for text in caution.sentences)


def test_answer_tells_the_first_figure_of_each_outcome_named(assistant: Assistant) -> None:
    """Of three outcomes in one question, none is left to the tables."""
    letter = draft("How were PFS, OS and pneumonia in HARBOUR?", assistant=assistant)
    [answer] = [section for section in letter.sections if section.key == "answer"]
    told = " ".join(text.text for text in texts_of(answer)).casefold()
    assert all(name in told for name in ("progression-free survival", "overall survival", "pneumonia"))


def test_every_number_of_a_composed_letter_holds(letter: Letter) -> None:
    """What the program writes is found again by the checks that read it as any other text."""
    assert set(Counter(check.verdict for check in letter.checks)) <= {Verdict.SUPPORTED, Verdict.QUOTED}
    assert not letter.findings


def test_a_letter_survives_its_file(letter: Letter) -> None:
    """A letter read from its JSON is the letter that was written."""
    assert from_json(to_json(letter)) == letter


def test_rows_of_one_data_cutoff_stand_under_its_band(letter: Letter) -> None:
    """The latest data cut-off leads, and no row stands above its own."""
    table = next(
        block for s in letter.sections if s.key == "efficacy" for block in s.blocks if isinstance(block, Table)
    )
    assert [(row.band, row.cells[0].text.split(" (")[0]) for row in table.rows] == [
        (True, "Data cutoff, 30 September 2021"),
        (False, "Progression-free survival"),
        (True, "Data cutoff, 10 May 2019"),
        (False, "Progression-free survival"),
    ]


def test_letter_is_about_the_outcomes_that_a_question_names(assistant: Assistant) -> None:
    """Results told beside them are no topic of the letter; an outcome without a result is."""
    told = draft("What were the rates of pneumonia and of nausea in HARBOUR?", assistant=assistant)
    assert told.topic == "Pneumonia and nausea in HARBOUR"
    missing = draft("What was quality of life in HARBOUR?", assistant=assistant)
    assert missing.topic == "Quality of life in HARBOUR"


def test_use_that_the_label_section_marks_is_no_finding(assistant: Assistant) -> None:
    """The inquiry names it, and the letter says that it may be outside the approved indication."""
    letter = draft("What was the overall survival of newly diagnosed patients in HARBOUR?", assistant=assistant)
    assert "newly diagnosed" in " ".join(
        text.text for part in letter.sections if part.key == "label" for text in texts_of(part)
    )
    assert not [found for found in lint_letter(letter, corpus=assistant.corpus) if found.remark.kind == "off-label"]
