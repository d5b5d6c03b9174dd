"""Everyday words over a record: an outcome at another time, those analysed, cancers, doses, cycles, one enzyme."""

from __future__ import annotations

import pytest

from retrieval.questions.question import read_question
from retrieval.registry.arm_doses import with_arm_doses
from retrieval.terms import index_terms
from tests.retrieval.registry import larch_record as larch
from tests.retrieval.registry.larch_record import answer


@pytest.mark.parametrize(
    ("question", "lead"),
    [
        pytest.param("FEV1 over the full 24 weeks?", larch.BREATH_24, id="time of a time frame"),
        pytest.param("How much did lung function improve at week 24?", larch.BREATH_24, id="wider name, later"),
        pytest.param("How much did lung function improve at week 4?", larch.BREATH_4, id="wider name, earlier"),
        pytest.param("sweat chloride at week 4?", larch.SALT_4, id="title by a short form"),
        pytest.param("sweat chloride through week 24?", larch.SALT_24, id="title in full"),
        pytest.param("Did patients gain weight on the drug?", larch.WEIGHT, id="what became of a trait"),
        pytest.param("Did patients put on weight?", larch.WEIGHT, id="change in place of an event not held"),
        pytest.param("Did the drug slow larch?", larch.SLOWER, id="progression and no improvement"),
        pytest.param("How much lobe shrinkage was there?", larch.SHRINKAGE, id="volume"),
        pytest.param("What share of patients was free of larch activity?", larch.QUIET, id="no evidence"),
        pytest.param("What share of positive patients were LSC responders in cycle 1?", larch.POSITIVE, id="status"),
        pytest.param("LSC responders, seropositive, cycle 1", larch.POSITIVE, id="cycle by its short form"),
        pytest.param("Early LSC responders in cycle 1?", larch.EARLY, id="early ones"),
        pytest.param("LSC responders, seropositive and seronegative?", larch.WHOLE, id="both statuses"),
        pytest.param("Were there any breast cancers?", "Invasive ductal breast carcinoma", id="cancer by its tissue"),
        pytest.param("Were there any lip cancers?", "This corpus holds no result", id="cancer not held"),
        pytest.param("unstable angina?", "Angina unstable", id="an event of its own"),
        pytest.param("How many had angina?", "Angina pectoris", id="no composite that only lists it"),
        pytest.param("How often did ALT go up?", "Alanine", id="one enzyme"),
        pytest.param("How well was the QRT controlled?", larch.RANGE, id="short form of one definition"),
        pytest.param("Angina pectoris on the QRX blocker?", "Angina pectoris", id="kind of drug"),
        pytest.param("Did the drug raise the heart rate?", larch.PULSE, id="pulse"),
        pytest.param("What was the blister event rate?", larch.RATE, id="rate over time"),
        pytest.param("What share had zero blisters?", larch.NONE, id="share"),
        pytest.param("What happened to scorching (CRP)?", larch.MARKER, id="word for the name in brackets"),
        pytest.param("Why did patients stop early?", "Not completed: Adverse Event", id="no word unread"),
        pytest.param(
            "How many patients were analysed for body weight?",
            f"Analysed for {larch.WEIGHT}: 81 patients with {larch.LOW}",
            id="those analysed",
        ),
    ],
)
def test_answer_begins_with_what_is_asked(question: str, lead: str) -> None:
    """The first words of an answer are of the outcome that everyday words ask for."""
    assert answer(question).startswith(lead)


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        pytest.param("Lobe volume: which arm was lower, and was it significant?", "1.9 points", "no result", id="arms"),
        pytest.param("How often did ALT go up?", "Alanine", "Aspartate", id="not the other enzyme"),
        pytest.param("How much weight did they gain?", larch.WEIGHT, larch.WELL, id="no word in brackets"),
        pytest.param("What were the serious AE rates?", "12 of 90", "Any TEAE", id="row of the serious ones"),
        pytest.param(
            "What was the difference in body weight, and how many patients were analysed?",
            "81 patients",
            "Started",
            id="analysed beside an effect",
        ),
        pytest.param(
            "Who could get into the study - age limits and body weight?", "40 kg", larch.WEIGHT, id="head of a list"
        ),
    ],
)
def test_answer_has_what_is_asked_and_nothing_else(question: str, told: str, not_told: str) -> None:
    """What is asked is told, and what only sounds like it is not."""
    assert told in answer(question)
    assert not_told not in answer(question)


def test_lower_dose_of_a_named_drug_is_an_arm() -> None:
    """The name of the drug stands between the rank of a dose and the word."""
    held, question = larch.corpus(), "Was the lower lariximab dose better?"
    read = read_question(question, terms=index_terms(held), trials=held.trials, trial=larch.LARCHMONT.id)
    assert with_arm_doses(read, corpus=held).arms == (larch.LOW,)
