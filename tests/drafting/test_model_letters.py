"""A letter whose questions a chat model answered, played by a server of the same protocol."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafting.printing import tell_generator
from drafting.records import Letter
from drafting.templates import read_templates
from evaluation.played_model import Asked, PlayedModel, say, state
from retrieval.assistant import Assistant
from tests.drafting.conftest import draft
from tests.retrieval.small_trial import open_by_words

QUESTION = "What was the hazard ratio for PFS in HARBOUR?"


@pytest.fixture
def writer(model_server: PlayedModel, tmp_path: Path) -> Assistant:
    """The assistant over HARBOUR that writes with it."""
    return open_by_words(tmp_path, model=model_server.open())


def _written(asked: Asked) -> str:
    ratio = asked.key("hazard ratio", "0.66")
    return state(
        (f"Progression-free survival had a hazard ratio of {{{{{ratio}:value_ci}}}} at the final analysis.", ())
    )


def _wrong(asked: Asked) -> str:
    return state(("The hazard ratio for PFS was 0.35 at the final analysis.", (asked.key("0.66"),)))


def _answer_of(letter: Letter) -> list[tuple[str, str]]:
    section = next(section for section in letter.sections if section.key == "answer")
    return [(text.origin, text.text) for block in section.blocks for text in getattr(block, "sentences", ())]


def test_models_sentences_answer_and_the_letter_says_so(writer: Assistant, model_server: PlayedModel) -> None:
    """The model's checked words are the answer; tables and balance come from results as ever."""
    model_server.plays(say(_written))
    letter = draft(QUESTION, assistant=writer)
    assert letter.model == "openai:played"
    assert _answer_of(letter) == [
        ("model", "Progression-free survival had a hazard ratio of 0.66 (95.2% CI 0.48–0.90) at the final analysis.")
    ]
    assert "AI-generated in part: the language model openai:played" in tell_generator(letter, read_templates())
    assert {"efficacy", "safety"} <= {section.key for section in letter.sections}
    assert {check.verdict.value for check in letter.checks} == {"supported"}


def test_contradicted_sentence_of_a_model_is_no_part_of_a_letter(writer: Assistant, model_server: PlayedModel) -> None:
    """What failed its check is left out, and the results answer."""
    model_server.plays(say(_wrong))
    answer = _answer_of(draft(QUESTION, assistant=writer))
    assert [origin for origin, _ in answer] == ["result"]
    assert "0.66 (95.2% CI, 0.48-0.90)" in answer[0][1]
