"""Whether it is asked by whom a trial was paid for."""

from __future__ import annotations

import pytest

from retrieval.questions.funding_asked import asks_who_paid
from tests.retrieval.small_trial import ask


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Was it an academic study?", True),
        ("Did the drug maker finance it?", True),
        ("Public money or pharma money?", True),
        ("Was this company-sponsored?", True),
        ("Did the Wellcome Trust pay for it?", True),
        ("Was it independent of the manufacturer?", True),
        ("Which authors take money from industry?", False),
        ("Who holds grants from a company?", False),
        ("Which sources come from the company?", False),
        ("What did the trial show?", False),
    ],
)
def test_whoever_is_taken_to_have_paid_is_asked_for(text: str, asked: bool) -> None:
    """The sector or a name, with a word for paying; the money of persons is another matter."""
    assert asks_who_paid(text) is asked


def test_words_for_who_paid_restrict_nothing() -> None:
    """The statement on funding answers, whatever the question takes for granted."""
    asked = ask("Was it an investigator-initiated study without industry money?")
    assert [topic.name for topic in asked.topics] == ["funding"]
    assert not asked.unknown


@pytest.mark.parametrize(
    "text",
    [
        "Did Velo fund HARBOUR? Zeltamab is their drug, after all.",
        "Was the study sponsored by Velo? I ask because of zeltamab.",
        "Zeltamab is an old drug. Was it paid for by Velo?",
    ],
)
def test_sentence_beside_the_question_of_who_paid_is_no_part_of_it(text: str) -> None:
    """What is said of the drug before or after leaves the question what it is."""
    asked = ask(text)
    assert [topic.name for topic in asked.topics] == ["funding"]
    assert not asked.unknown
