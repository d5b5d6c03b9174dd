"""The words around a question that ask nothing."""

from __future__ import annotations

import pytest

from retrieval.questions.framing import frame_spans
from retrieval.questions.occasions import occasion_spans
from tests.retrieval.small_trial import PFS, ask


@pytest.mark.parametrize(
    ("text", "frame"),
    [
        ("Dear team, what was PFS?", "Dear team,"),
        ("Hospital pharmacy query: what was PFS?", "Hospital pharmacy query:"),
        ("Pharmacist here. What was PFS?", "Pharmacist here."),
        ("Our shipping group wishes to know whether PFS was longer", "Our shipping group wishes to know whether"),
        ("What was PFS? Kind regards, HTA unit", "regards, HTA unit"),
        ("Tummy trouble: nausea?", "Tummy trouble: "),
        ("Quick one from the ward: PFS?", "Quick one from the ward"),
        ("For our GVD I need PFS", "For our GVD"),
        ("PFS, in a rush", ", in a rush"),
        ("Pneumonia on the one hand and fever on the other hand?", "on the one hand"),
        ("For our regulatory file please give PFS", "For our regulatory file"),
        ("PFS for the press kit", "for the press kit"),
        ("PFS before the tumour board", " before the tumour board"),
        ("the marsh study Utrecht: what was PFS?", "the marsh study Utrecht:"),
        (
            "What was PFS? Thank you very much in advance for your help.",
            " Thank you very much in advance for your help",
        ),
        ("PFS in people with a late relapse after their last treatment", " after their last treatment"),
        ("PFS of those who relapsed early on prior therapy", " on prior therapy"),
        ("PFS? I'd like to know before I quote it.", " before I quote it"),
        ("As part of a health assessment we need PFS", "As part of a health assessment"),
        ("Reviewer comment 4: PFS", "Reviewer comment 4:"),
        ("Our dossier should also state the PFS", "Our dossier should also state"),
    ],
)
def test_frame_is_found(text: str, frame: str) -> None:
    """Who asks, that somebody wants to know, and in what hurry are each a span of their own."""
    assert frame in [text[start:end] for start, end in frame_spans(text)]


@pytest.mark.parametrize(
    "clause",
    [
        "im presenting at the hedgehog club tmrw",
        "We've a heron board at noon",
        "Our otter committee meets on Thursday",
        "revising for my ferry boards",
        "on call tonight with a junior doctor",
        "need this for a lagoon application",
        "sitting with the harbour rep",
        "The boss wants it by five",
    ],
)
@pytest.mark.parametrize("form", ["{}, what was the PFS?", "{} - PFS?", "What was PFS? {}."])
def test_occasion_does_not_restrict(clause: str, form: str) -> None:
    """For what occasion somebody asks narrows nothing, before the question and after it."""
    question = ask(form.format(clause))
    assert question.outcomes == (PFS,)
    assert not question.unknown


@pytest.mark.parametrize("text", ["I have a talk on hedgehogs today", "My boss asks for hedgehog patients"])
def test_subject_of_an_occasion_is_no_frame(text: str) -> None:
    """Of whom or of what it is asked is not told by the occasion."""
    assert not any(start <= text.index("hedgehog") < end for start, end in occasion_spans(text))


def test_words_of_a_frame_do_not_restrict() -> None:
    """What is not known in a frame narrows nothing; the same word after a preposition does."""
    assert not ask("Our hedgehog group wants to know about PFS").unknown
    assert [token.text for token in ask("PFS in the hedgehog group").unknown] == ["hedgehog"]


def test_outcome_in_a_frame_is_not_asked() -> None:
    """A pharmacy that writes from a hospital asks for no hospitalisation."""
    assert ask("Survival unit question: what was PFS?").outcomes == (PFS,)


def test_further_question_is_no_opener() -> None:
    """ "Or can I find it elsewhere" asks on, and frames nothing before it."""
    assert PFS in ask("Does the paper give the PFS, or can I find it elsewhere?").outcomes


def test_what_somebody_needs_is_no_occasion() -> None:
    """What the answer is wanted for ends where it is said what is needed."""
    text = "For a poster I need the nausea rate, and PFS"
    assert not any(start <= text.index("nausea") < end for start, end in occasion_spans(text))
