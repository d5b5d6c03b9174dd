"""Evidence of another kind than a trial's."""

from __future__ import annotations

import pytest

from retrieval.answers.answering import Draft
from retrieval.other_evidence import answer_for_other_evidence
from retrieval.records import Sentence
from tests.retrieval.small_trial import RESULTS, SmallCorpus, ask

CORPUS = SmallCorpus(RESULTS)


def _answer(text: str) -> tuple[str, list[str]] | None:
    """The status and the sentences, each clause that is asked by itself told as it stands."""
    draft = answer_for_other_evidence(
        ask(text, corpus=CORPUS), corpus=CORPUS, ask=lambda part: Draft("answered", (Sentence(part),))
    )
    return draft and (draft.status, [sentence.text for sentence in draft.sentences])


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Is there any real-world evidence on PFS?", "real-world evidence"),
        ("PFS in routine practice?", "routine practice"),
        ("In routine clinical practice, what was the PFS?", "routine clinical practice"),
        ("Nausea in observational studies", "observational studies"),
        ("Post-marketing reports of nausea?", "Post-marketing reports"),
        ("What did the meta-analyses find for PFS?", "meta-analyses"),
    ],
)
def test_trial_answers_for_no_other_kind_of_evidence(text: str, kind: str) -> None:
    """A trial's own figure is none of daily practice: nothing is told but that it is not held."""
    status, (said, *others) = _answer(text) or ("", [""])
    assert status == "not_found"
    assert f"no result for “{kind}”" in said
    assert not others


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("What was the PFS, and is there any real-world evidence?", "What was the PFS"),
        ("How does the PFS compare with real-world data?", "How does the PFS compare?"),
    ],
)
def test_what_is_asked_beside_it_is_answered(text: str, told: str) -> None:
    """Its other clause, and what it holds such evidence against."""
    status, sentences = _answer(text) or ("", [])
    assert status == "answered"
    assert sentences[1:] == [told]


@pytest.mark.parametrize(
    "text",
    [
        "Was it a retrospective study?",
        "What does this mean for clinical practice?",
        "What was the PFS?",
    ],
)
def test_other_questions_are_left_alone(text: str) -> None:
    """What the trial itself was is asked of its design."""
    assert _answer(text) is None
